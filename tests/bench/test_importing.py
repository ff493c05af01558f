"""The time of an import is printed beside that of reading what it made."""

import re
import subprocess
import sys
from pathlib import Path


def test_the_times_and_their_ratio_are_printed(repository: Path) -> None:
    command = [sys.executable, str(repository / "bench/importing.py"), "30"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.fullmatch(r"import ([\d.]+) s, read ([\d.]+) s, ratio [\d.]+\n", printed)
    assert found
    assert all(float(seconds) > 0 for seconds in found.groups())
