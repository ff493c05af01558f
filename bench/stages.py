"""One build of the site that `make bench` generated, in one process and without a cache → the work that each stage takes.

Example: python bench/stages.py bench/work/peers/content
"""

import gc
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.build.given import in_order
from sitegen.build.index import SearchIndex
from sitegen.build.job import Job, PartOf, RowsOf
from sitegen.build.jobs import Jobs
from sitegen.build.neighbours import Neighbours
from sitegen.commands.options import SHIPPED
from sitegen.memo import processes
from sitegen.memo.memo import Memo
from sitegen.model.content import Content
from sitegen.model.site import Site, index
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read
from sitegen.rules import check
from sitegen.writing.render import Renderer, environment
from sitegen.writing.write import Staging

CONTENT = Path(__file__).parent / "work/peers/content"
NOW = "2026-11-23T09:00"
"""The moment the generated notices are made for."""


class Stages:
    """Seconds of processor time of each stage, by its name."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Adds how much work is done within."""
        started = time.process_time()
        yield
        self.spent[name] += time.process_time() - started


def main() -> None:
    """Measures and prints."""
    gc.set_threshold(100_000)  # as the command does
    processes.FEW = sys.maxsize  # all in this process, so that its clock counts everything
    spent = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else CONTENT)
    for name, seconds in spent.items():
        print(f"{name:<8}{seconds:>8.2f} s{seconds / sum(spent.values()):>6.0%}")


def measure(folder: Path) -> dict[str, float]:
    """The stages of a build of this content, into a folder that is removed at the end."""
    stages = Stages()
    with stages.timed("read"):
        content = read(folder, datetime.fromisoformat(NOW), drafts=False).content
    if content is None:
        sys.exit("There is nothing to measure: run make bench first.")
    with stages.timed("rules"):
        tuple(check(content))
    with stages.timed("index"):
        site = index(content, read_assets((SHIPPED,)))
    _make(site, content, stages)
    return dict(stages.spent)


def _make(site: Site, content: Content, stages: Stages) -> None:
    """Plans, renders and writes, one job after the other, as a build does."""
    renderer = Renderer(environment((SHIPPED,)))
    with TemporaryDirectory() as output, Staging(Path(output) / "output") as staging:
        with stages.timed("plan"):
            planned = tuple(_jobs(site, content))
        for job in planned:
            with stages.timed("plan"):
                outputs = tuple(job.plan().outputs)
            with stages.timed("render"):
                made = [renderer.make(output) for output in outputs]
            with stages.timed("write"):
                for file in made:
                    staging.add(file.path, file.data)
        with stages.timed("write"):
            staging.commit()


def _jobs(site: Site, content: Content) -> Iterator[Job]:
    """The jobs as a build does them: those of each record, of each part of the data, and of all."""
    jobs = Jobs(site, Neighbours(site, content.by_key), dict.fromkeys(site.shown, b""))
    planned = []
    for job in jobs.of_records():
        planned.append(job.plan())
        yield job
    rows: defaultdict[str, list[RowsOf]] = defaultdict(list)
    for found in (one.rows for one in planned if one.rows):
        rows[found.part].append(RowsOf(found.key, found.part, found.order, b""))
    yield from jobs.of_parts(rows)
    given = [one.given for one in planned if one.given]
    parts = {part: PartOf(b"", (), some) for part, some in rows.items()}
    yield from jobs.of_many(given, in_order(given), parts)
    documents = [one.search for one in planned if one.search]
    yield from SearchIndex(site, Memo()).jobs(documents, in_order(given))


if __name__ == "__main__":
    main()
