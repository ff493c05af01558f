"""One build of the site that `make bench` generated, in one process and without a cache → the work that each stage takes.

Example: python bench/stages.py bench/work/peers/full/content
"""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sitegen import processes
from sitegen.building.render import Workshop, environment
from sitegen.commands.options import SHIPPED
from sitegen.model.site import index
from sitegen.outputs.plan import jobs
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read
from sitegen.rules import check

CONTENT = Path(__file__).parent / "work/peers/full/content"
NOW = "2026-11-23T09:00"
"""The moment the generated notices are made for."""


def main() -> None:
    """Prints seconds of processor time."""
    gc.set_threshold(100_000)  # as the command does
    processes.FEW = sys.maxsize  # all in this process, so that its clock counts everything
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CONTENT
    with timed("reading"):
        content = read(folder, datetime.fromisoformat(NOW), drafts=False).content
    if content is None:
        sys.exit("There is nothing to measure: run make bench first.")
    with timed("rules"):
        tuple(check(content))
    with timed("index"):
        site = index(content, read_assets((SHIPPED,)))
    with timed("keys of jobs"):
        planned = tuple(jobs(site))
    shop = Workshop(environment((SHIPPED,)))
    for is_large, name in (
        (True, "what speaks of the whole site"),
        (False, "what belongs to single records"),
    ):
        with timed(name):
            for job in planned:
                if job.is_large is is_large:
                    for output in job.outputs():
                        shop.make(output)


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Prints how much work was done within."""
    started = time.process_time()
    yield
    print(f"{name}: {time.process_time() - started:.2f} s")


if __name__ == "__main__":
    main()
