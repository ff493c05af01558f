"""The search index of a generated site, made in one process → what that took, and what a first query loads.

Example: python -m bench.search --notices 10000
"""

import argparse
import gc
import gzip
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.model.site import Site, index
from sitegen.reading.content import read
from tests.outputs.search.reader import Reader
from tests.outputs.search.sites import index_of

GENERATE = Path(__file__).parent / "generate.py"
NOW = "2026-11-23T09:00"
"""The moment the generated notices are made for."""
MEGABYTE = 1024 * 1024
QUERIES = {
    "a rare word": "walworton",
    "two common words": "apprentices winter",
    "two words of titles": "vans castle",
    "a reference": "00-1234",
    "three letters": "bar",
}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Measure the search index of a generated site.")
    parser.add_argument("--notices", type=int, default=10_000, help="how many (default: 10000)")
    options = parser.parse_args()
    gc.set_threshold(100_000)  # as the command does
    site = _site(options.notices)
    gc.collect()
    started = time.process_time()
    files = {file.path: file.data for file in index_of(site)}
    took = time.process_time() - started
    print(f"{options.notices:,} notices, {len(site.shown):,} records")
    print(
        f"{took:.2f} s of CPU, {_memory(site):.0f} MB beyond the rest (the most that Python held at a time)"
    )
    _print_sizes(files)
    for name, query in QUERIES.items():
        _print_query(name, query, files)


def _site(count: int) -> Site:
    with TemporaryDirectory() as folder:
        subprocess.run([sys.executable, GENERATE, str(count), folder], check=True)
        content = read(Path(folder), datetime.fromisoformat(NOW), drafts=False).content
    if content is None:
        sys.exit("There is nothing to measure.")
    return index(content, {})


def _memory(site: Site) -> float:
    """Megabytes of the most that was held at a time, each file let go as it is when files are written."""
    tracemalloc.start()
    for _ in index_of(site):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / MEGABYTE


def _print_sizes(files: Mapping[str, bytes]) -> None:
    shards = sorted(len(data) for path, data in files.items() if path.startswith("search/terms/"))
    total = sum(map(len, files.values()))
    print(f"{len(files):,} files of {total / MEGABYTE:.1f} MB")
    print(
        f"{len(shards)} shards of {sum(shards) / MEGABYTE:.1f} MB: "
        f"least {shards[0]:,} bytes, median {shards[len(shards) // 2]:,}, most {shards[-1]:,}"
    )


def _print_query(name: str, query: str, files: Mapping[str, bytes]) -> None:
    """What a host sends for a query on a page that was just opened, compressed as hosts do."""
    reader = Reader(files)
    found = reader.find(query)
    reader.show(query)
    loaded = {path: len(gzip.compress(files[path], 6)) for path in reader.loaded}
    parts = ("index.json", "terms/", "results/")
    told = ", ".join(
        f"{part.rstrip('/')} {sum(size for path, size in loaded.items() if path.startswith(f'search/{part}')):,}"
        for part in parts
    )
    print(
        f"{name} (“{query}”): {len(found):,} found, {len(loaded)} files, {sum(loaded.values()):,} bytes: {told}"
    )


if __name__ == "__main__":
    main()
