"""What was measured so far ⇄ a file, one line as each comes, so that a run that was broken off goes on where it was."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One step of one program, measured once. `failed` is what went wrong, and then nothing was measured."""

    turn: int
    program: str
    step: str
    wall: float = 0
    cpu: float = 0
    peak: float = 0
    written: int = 0
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run: what is measured (of which a run that goes on must not differ), when and where it began, and its rows."""

    file: Path
    what: str
    began: str
    rows: list[Row]
    sittings: int = 1

    def add(self, row: Row) -> None:
        """Keeps one more row."""
        self.rows.append(row)
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(f"{json.dumps(asdict(row))}\n")

    def has(self, turn: int, program: str) -> bool:
        """Whether all steps of a program in a turn are there."""
        return any((row.turn, row.program) == (turn, program) for row in self.rows)

    def close(self) -> None:
        """The next run begins anew."""
        self.file.unlink()


def take_up(file: Path, what: str, began: str, last: str) -> Run:
    """The run that was broken off, if it measured the same; or else a new one.

    A program's steps build on each other, so those of one that did not come to the `last` step are done again.
    """
    before, rows = _read(file)
    if before.get("what") != what:
        before, rows = {}, []
    ended = {(row.turn, row.program) for row in rows if row.step == last or row.failed}
    rows = [row for row in rows if (row.turn, row.program) in ended]
    run = Run(file, what, str(before.get("began", began)), rows, int(str(before.get("sittings", 0))) + 1)
    about = {"what": run.what, "began": run.began, "sittings": run.sittings}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{json.dumps(line)}\n" for line in (about, *map(asdict, rows))), "utf-8")
    return run


def _read(file: Path) -> tuple[dict[str, object], list[Row]]:
    """What the file says. The last line may have been cut off when the machine stopped."""
    if not file.exists():
        return {}, []
    lines = file.read_text("utf-8").splitlines(keepends=True)
    found = [json.loads(line) for line in lines if line.endswith("}\n")]
    return (found[0], [Row(**row) for row in found[1:]]) if found else ({}, [])
