"""The same notices through sitegen and three other generators → a table of what each took, and the ratio to Hugo.

Example: python -m bench.peers --notices 1000 10000 --hub 1000 --times 3
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import targets
from bench.corpora import Corpus
from bench.kept import Row, Run, take_up
from bench.measure import measure
from bench.notices import Notice, read_notices
from bench.programs import FULL, Program, programs, versions
from bench.steps import SHORT, STEPS, change, files, missing, set_up
from bench.table import HEAD, line, section

HERE = Path(__file__).parent
WORK = HERE / "work/peers"
RESULTS = HERE / "results.md"


def main() -> int:
    """Measures, prints and saves each row. Returns 1 if a program failed."""
    options = _options()
    chosen = [one for one in programs() if _is_wanted(one, options.only)]
    steps = _steps(options)
    run = _run(options, chosen, steps)
    print(f"{run.what}\n\n{HEAD}", flush=True)
    for corpus in steps:
        for row in _measured(corpus, _pending(run, corpus, chosen, options.times), steps[corpus]):
            run.add(row)
            print(line([row], run.rows), flush=True)
            _write(run)
    print(f"\n{targets.table(run.rows)}")
    run.close()
    return int(any(row.failed for row in run.rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare sitegen with other generators.")
    parser.add_argument("--notices", type=int, nargs="*", default=[1000], help="how many (default: 1,000)")
    parser.add_argument(
        "--hub", type=int, nargs="*", default=[], help="how many that share one initiative (default: none)"
    )
    parser.add_argument("--times", type=int, default=1, help="turns, for medians (default: 1)")
    parser.add_argument("--only", nargs="*", default=[""], help="programs, by how their names begin")
    parser.add_argument("--steps", nargs="*", choices=STEPS, help="which steps, with every corpus")
    return parser.parse_args()


def _is_wanted(program: Program, beginnings: Sequence[str]) -> bool:
    return any(program.name.lower().startswith(beginning.lower()) for beginning in beginnings)


def _steps(options: argparse.Namespace) -> dict[Corpus, tuple[str, ...]]:
    """The corpora in the order in which they are measured, and the steps with each: all with the largest, few with others."""
    plain = [Corpus(notices) for notices in sorted(set(options.notices))]
    hubs = [Corpus(notices, hub=True) for notices in sorted(set(options.hub))]
    asked = tuple(step for step in STEPS if step in options.steps) if options.steps else ()
    return {corpus: asked or (STEPS if corpus in plain[-1:] else SHORT) for corpus in (*plain, *hubs)}


def _run(
    options: argparse.Namespace, chosen: Sequence[Program], steps: Mapping[Corpus, tuple[str, ...]]
) -> Run:
    corpora = " / ".join(map(str, steps))
    asked = ", ".join(step for step in STEPS if any(step in each for each in steps.values()))
    what = f"{corpora} notices, {options.times} × {asked}. {_machine()}. {versions(chosen)}."
    began = f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC, load {os.getloadavg()[0]:.1f}"
    return take_up(WORK / "run.jsonl", what, began, {corpus: each[-1] for corpus, each in steps.items()})


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{os.cpu_count()} processors, {memory:.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def _pending(run: Run, corpus: Corpus, chosen: Sequence[Program], times: int) -> list[tuple[int, Program]]:
    """Turns and programs still to be measured. Hubs are for sitegen: the others read no initiatives."""
    suited = [program for program in chosen if not corpus.hub or program.name == FULL]
    return [
        (turn, program)
        for turn in range(times)
        for program in suited
        if not run.has(turn, corpus, program.name)
    ]


def _measured(corpus: Corpus, pending: Sequence[tuple[int, Program]], steps: Sequence[str]) -> Iterator[Row]:
    if not pending:
        return
    content = corpus.generate(WORK)
    notices = list(read_notices(content))
    for turn, program in pending:
        set_up(program, WORK, content, notices)
        yield from _rows(turn, corpus, program, notices, steps)


def _rows(
    turn: int, corpus: Corpus, program: Program, notices: Sequence[Notice], steps: Sequence[str]
) -> Iterator[Row]:
    """The steps of a program, one after the other in the same folder, up to the first that fails."""
    for step in steps:
        row = Row(turn, corpus, program.name, step, **_figures(program, step, notices))
        yield row
        if row.failed:
            print(f"{program.name} failed at “{step}”:\n{row.failed}", file=sys.stderr)
            return


def _figures(program: Program, step: str, notices: Sequence[Notice]) -> dict[str, Any]:
    """The figures of a row, or why there are none."""
    now = change(step, program, WORK, notices)
    folder = program.folder(WORK)
    before = files(folder / program.output)
    command = program.version if step == "version" else program.command(now)
    try:
        took = measure(command, folder, {"PYTHONPATH": str(HERE.parent)})
    except subprocess.CalledProcessError as problem:
        return {"failed": f"{problem}\n{problem.output}"}
    except OSError as problem:
        return {"failed": str(problem)}
    written = len(files(folder / program.output).items() - before.items())
    return asdict(took) | {"written": written, "failed": missing(step, program, WORK, notices)}


def _write(run: Run) -> None:
    """The run's part of the results, in place of what it was; other runs stay as they are."""
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    RESULTS.write_text(text.partition(section(run).partition("\n")[0])[0] + section(run), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
