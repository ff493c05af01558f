"""Makes the PDFs of a generated site in one process → the processor time that one takes, once all has started up.

Example: python bench/pdf.py --notices 100
"""

import argparse
import gc
import io
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

import pikepdf

from sitegen.build.job import Job
from sitegen.build.jobs import Jobs
from sitegen.build.neighbours import Neighbours
from sitegen.build.print import press
from sitegen.commands.options import SHIPPED
from sitegen.memo import processes
from sitegen.memo.memo import Memo
from sitegen.model.site import Site, index
from sitegen.outputs.output import Printed
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read
from sitegen.writing.render import File, Renderer, environment

HERE = Path(__file__).parent
CONTENT = HERE / "work" / "content"
NOW = datetime.fromisoformat("2026-11-23T09:00")
"""The moment the generated notices are made for."""


def main() -> None:
    """Measures and prints. The time for filling the template is part of it."""
    parser = argparse.ArgumentParser(description="Time the PDFs of a generated site.")
    parser.add_argument("--notices", type=int, default=100, help="how many (default: 100)")
    notices = parser.parse_args().notices
    shutil.rmtree(CONTENT, ignore_errors=True)
    subprocess.run([sys.executable, HERE / "generate.py", str(notices), CONTENT], check=True)
    gc.set_threshold(100_000)  # as the command does
    processes.FEW = sys.maxsize  # all in this process, so that its clock counts everything
    started = time.process_time()
    with TemporaryDirectory() as kept:
        site, planned = _site()
        outputs = [output for job in planned for output in job.plan().outputs if isinstance(output, Printed)]
        files = map(Renderer(environment((SHIPPED,)), "", press(site, Memo(Path(kept)))).make, outputs)
        first = next(files)  # looks for typefaces and reads the stylesheet
        print(f"start-up {time.process_time() - started:.2f} s of CPU, with the first PDF")
        seconds, sizes = zip(*_measure(files), strict=True)
    leaves = len(pikepdf.open(io.BytesIO(first.data)).pages)
    print(
        f"{len(seconds):,} PDFs of {mean(sizes) / 1000:.0f} kB, the first of {leaves} leaves: each took "
        f"{mean(seconds):.3f} s of CPU (median {median(seconds):.3f}, least {min(seconds):.3f})"
    )


def _site() -> tuple[Site, Iterator[Job]]:
    content = read(CONTENT, NOW, drafts=False).content
    if content is None:
        sys.exit("The generated site cannot be read, so there is nothing to measure.")
    site = index(content, read_assets((SHIPPED,)))
    site = replace(site, config=site.config.model_copy(update={"pdf": True}))
    return site, Jobs(site, Neighbours(site, content.by_key), dict.fromkeys(site.shown, b"")).of_records()


def _measure(files: Iterator[File]) -> Iterator[tuple[float, int]]:
    """The processor time and the size of each file."""
    before = time.process_time()
    for file in files:
        yield (now := time.process_time()) - before, len(file.data)
        before = now


if __name__ == "__main__":
    main()
