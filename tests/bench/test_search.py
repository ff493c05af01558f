"""The measurement of the search index runs, and prints what the documents quote."""

import subprocess
import sys
from pathlib import Path


def test_it_tells_what_the_index_takes_and_what_each_query_loads(repository: Path) -> None:
    command = [sys.executable, "-m", "bench.search", "--notices", "60"]
    printed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout
    first, took, *_, last = printed.splitlines()
    assert first.startswith("60 notices, ")
    assert " s of CPU, " in took
    assert last.startswith("three letters (“bar”): ")
    assert " found, " in last
    assert " bytes: index.json " in last
