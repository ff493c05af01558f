"""The same notices through sitegen and three other generators → a table of what each took, and the ratio to Hugo.

Example: python -m bench.peers --notices 10000 --times 3
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.kept import Row, Run, take_up
from bench.measure import measure
from bench.notices import Notice, read_notices
from bench.programs import Program, programs, versions
from bench.steps import STEPS, change, files, missing, set_up
from bench.table import line, section

HERE = Path(__file__).parent
WORK = HERE / "work/peers"
RESULTS = HERE / "results.md"


def main() -> int:
    """Measures, and prints and keeps each row as soon as there is one. 1 if a program failed."""
    options = _options()
    chosen = [one for one in programs() if _is_wanted(one, options.only)]
    steps = [step for step in STEPS if step in options.steps]
    content = _content(options.notices)
    notices = list(read_notices(content))
    run = _run(options, chosen, steps)
    print(f"{run.what}\n", flush=True)
    for turn in range(options.times):
        for program in chosen:
            if run.has(turn, program.name):
                continue
            for row in _rows(turn, program, content, notices, steps):
                run.add(row)
                print(line([row], run.rows), flush=True)
                _write(run)
    run.close()
    return int(any(row.failed for row in run.rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare sitegen with other generators.")
    parser.add_argument("--notices", type=int, default=1000, help="how many (default: 1,000)")
    parser.add_argument(
        "--times", type=int, default=1, help="turns, of which the medians are told (default: 1)"
    )
    parser.add_argument("--only", nargs="*", default=[""], help="programs, by how their names begin")
    parser.add_argument("--steps", nargs="*", default=STEPS, choices=STEPS, help="which steps (default: all)")
    return parser.parse_args()


def _is_wanted(program: Program, beginnings: Sequence[str]) -> bool:
    return any(program.name.lower().startswith(beginning.lower()) for beginning in beginnings)


def _content(count: int) -> Path:
    """Content for sitegen with so many notices. It is the same every time, but the generator may have changed."""
    folder = WORK / "content"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, HERE / "generate.py", str(count), folder], check=True)
    return folder


def _run(options: argparse.Namespace, chosen: Sequence[Program], steps: Sequence[str]) -> Run:
    what = f"{options.notices:,} notices, {options.times} × {', '.join(steps)}. {_machine()}. {versions(chosen)}."
    began = f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC, load {os.getloadavg()[0]:.1f}"
    return take_up(WORK / "run.jsonl", what, began, steps[-1])


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{os.cpu_count()} processors, {memory:.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def _rows(
    turn: int, program: Program, content: Path, notices: Sequence[Notice], steps: Sequence[str]
) -> Iterator[Row]:
    """The steps of a program, one after the other in the same folder, as far as they come without a fault."""
    set_up(program, WORK, content, notices)
    for step in steps:
        row = _row(turn, program, step, notices)
        yield row
        if row.failed:
            print(f"{program.name} failed at “{step}”:\n{row.failed}", file=sys.stderr)
            return


def _row(turn: int, program: Program, step: str, notices: Sequence[Notice]) -> Row:
    now = change(step, program, WORK, notices)
    folder = program.folder(WORK)
    before = files(folder / program.output)
    try:
        took = measure(program.command(now), folder, {"PYTHONPATH": str(HERE.parent)})
    except subprocess.CalledProcessError as problem:
        return Row(turn, program.name, step, failed=f"{problem}\n{problem.output}")
    except OSError as problem:
        return Row(turn, program.name, step, failed=str(problem))
    written = len(files(folder / program.output).items() - before.items())
    fault = missing(step, program, WORK, notices)
    return Row(turn, program.name, step, took.wall, took.cpu, took.peak, written, failed=fault)


def _write(run: Run) -> None:
    """The run's part of the results, in place of what it was; other runs stay as they are."""
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    RESULTS.write_text(text.partition(section(run).partition("\n")[0])[0] + section(run), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
