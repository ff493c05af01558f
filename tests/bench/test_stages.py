"""The processor time of a build is printed for each of its stages."""

import subprocess
import sys
from pathlib import Path


def test_every_stage_of_the_build_is_printed_in_order(repository: Path, tmp_path: Path) -> None:
    generate = [sys.executable, str(repository / "bench/generate.py"), "30", str(tmp_path / "content")]
    subprocess.run(generate, check=True)
    command = [sys.executable, str(repository / "bench/stages.py"), str(tmp_path / "content")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [line.split()[0] for line in printed] == ["read", "rules", "index", "plan", "render", "write"]
    assert all(
        float(line.split()[1]) > 0 for line in printed if line.split()[0] in {"read", "render", "write"}
    )
    assert list(tmp_path.iterdir()) == [tmp_path / "content"]
