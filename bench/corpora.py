"""The sets of notices that are measured → their names and their content folders."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Corpus(NamedTuple):
    """How many notices, and whether all of them share one initiative, decision and set of objectives."""

    notices: int
    hub: bool = False

    def __str__(self) -> str:
        return f"{self.notices:,} hub" if self.hub else f"{self.notices:,}"

    def generate(self, work: Path) -> Path:
        """Its content folder below `work`, made anew: the generator may have changed."""
        folder = work / ("hub" if self.hub else "content")
        shutil.rmtree(folder, ignore_errors=True)
        generator, more = Path(__file__).with_name("generate.py"), ("--hub",) if self.hub else ()
        subprocess.run([sys.executable, generator, str(self.notices), folder, *more], check=True)
        return folder
