"""One check of the generated site, stage by stage in one process → the work that reading takes and that the rules take.

Example, after bench/run.py has made its site: python bench/stages.py
"""

import gc
import sys
import time
from datetime import datetime
from pathlib import Path

from sitegen import processes
from sitegen.reading.content import read
from sitegen.rules import check

CONTENT = Path(__file__).parent / "work" / "content"
NOW = "2026-11-23T09:00"
"""The moment the generated notices are made for."""


def main() -> None:
    """Measures seconds of processor time and prints them with their ratio."""
    gc.set_threshold(100_000)  # as the command does
    processes.FEW = sys.maxsize  # all in this process, so that its clock counts everything
    started = time.process_time()
    content = read(CONTENT, datetime.fromisoformat(NOW), drafts=False).content
    was_read = time.process_time()
    if content is None:
        sys.exit("There is nothing to measure: run bench/run.py first.")
    found = sum(1 for _ in check(content))
    reading, rules = was_read - started, time.process_time() - was_read
    print(
        f"reading {reading:.2f} s, rules {rules:.2f} s of CPU: {rules / reading:.0%} of reading, {found:,} findings"
    )


if __name__ == "__main__":
    main()
