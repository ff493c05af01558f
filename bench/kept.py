"""The rows of a run ⇄ a file, one line a row, so that an interrupted run can continue."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.corpora import Corpus


@dataclass(frozen=True, slots=True)
class Row:
    """One step of one program with one corpus, measured once; the figures are those of `bench.measure`.

    `written` counts files. `failed` is an error text; the figures are then 0.
    """

    turn: int
    corpus: Corpus
    program: str
    step: str
    wall: float = 0
    cpu: float = 0
    peak: float = 0
    loop_before: float = 0
    loop_after: float = 0
    written: int = 0
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its file, what is measured (the same if it continues), when it began, its rows, and how often it was started."""

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

    def has(self, turn: int, corpus: Corpus, program: str) -> bool:
        """Whether there are rows of a program with a corpus in a turn."""
        return any((row.turn, row.corpus, row.program) == (turn, corpus, program) for row in self.rows)

    def close(self) -> None:
        """Removes the file, so that the next run starts anew."""
        self.file.unlink()


def take_up(file: Path, what: str, began: str, last: Mapping[Corpus, str]) -> Run:
    """The interrupted run if it measured the same, else a new one.

    A program's steps build on each other, so those of one that did not come to the `last` step of a corpus are done again.
    """
    before, *lines = _read(file)
    if before.get("what") != what:
        before, lines = {}, []
    rows = [Row(**line | {"corpus": Corpus(*line["corpus"])}) for line in lines]
    ended = {_series(row) for row in rows if row.failed or row.step == last[row.corpus]}
    rows = [row for row in rows if _series(row) in ended]
    run = Run(file, what, str(before.get("began", began)), rows, int(str(before.get("sittings", 0))) + 1)
    about = {"what": run.what, "began": run.began, "sittings": run.sittings}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{json.dumps(line)}\n" for line in (about, *map(asdict, rows))), "utf-8")
    return run


def _series(row: Row) -> tuple[int, Corpus, str]:
    return row.turn, row.corpus, row.program


def _read(file: Path) -> list[dict[str, Any]]:
    """The lines of the file, at least one. The last may have been cut off when the machine stopped."""
    lines = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
    return [json.loads(line) for line in lines if line.endswith("}\n")] or [{}]
