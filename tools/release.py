"""A clean commit → its release in dist/: wheel, source archive, what to install by hash, list of parts (SBOM), notes, checksums.

The same commit gives the same bytes in any folder (https://reproducible-builds.org/docs/source-date-epoch/).
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
EXTRAS = ("pdf", "rclone")
"""What a site may want as well. Each has a lock file of its name, and gets a requirements file of its own."""


class Refused(Exception):  # noqa: N818 - says what happened
    """There is no release; the words say why, and what to do."""


def main() -> int:
    """Makes the release; 1, with the reason on standard error, when this commit cannot be released."""
    try:
        made = release()
    except Refused as problem:
        sys.stderr.write(f"No release was made. {problem}\n")
        return 1
    sys.stdout.write("".join(f"dist/{name}\n" for name in made))
    return 0


def release() -> list[str]:
    """Fills dist/ anew and returns the names of its files. Raises Refused."""
    if changed := _ask("git", "status", "--porcelain"):
        message = f"These files are in no commit: {', '.join(line[3:] for line in changed.splitlines()[:5])}. Commit them first."
        raise Refused(message)
    version = _ask(sys.executable, "-m", "hatchling", "version")
    notes = changes_in((ROOT / "CHANGELOG.md").read_text("utf-8"), version)
    if not notes:
        message = f"CHANGELOG.md says nothing about version {version}. Write what changed below a heading ## [{version}]."
        raise Refused(message)
    shutil.rmtree(DIST, ignore_errors=True)
    os.umask(0o022)  # an archive keeps the modes of its files
    _ask(sys.executable, "-m", "hatchling", "build", "--directory", str(DIST))
    run = packages("run")
    more = {
        extra: {name: text for name, text in packages(extra).items() if name not in run} for extra in EXTRAS
    }
    _write(
        "requirements.txt", _INSTALL.format(version=version) + _wheel_line(version) + "".join(run.values())
    )
    for extra, found in more.items():
        _write(f"requirements-{extra}.txt", _MORE.format(extra=extra) + "".join(found.values()))
    _write(
        "sbom.cdx.json",
        parts(version, [*run.values(), *(text for found in more.values() for text in found.values())]),
    )
    _write("RELEASE-NOTES.md", f"# sitegen {version}\n\n{notes}\n")
    made = sorted(path.name for path in DIST.iterdir() if path.is_file() and path.name != ".gitignore")
    _write("SHA256SUMS", "".join(f"{_digest(DIST / name)}  {name}\n" for name in made))
    return [*made, "SHA256SUMS"]


_INSTALL = """\
# sitegen {version} and everything it needs, each file by its hash. Keep this file beside the wheel, then:
#   python -m pip install --require-hashes --only-binary :all: -r requirements.txt
--find-links .
"""
_MORE = """\
# What sitegen's extra “{extra}” needs. Install it together with requirements.txt:
#   python -m pip install --require-hashes --only-binary :all: -r requirements.txt -r requirements-{extra}.txt
"""


def changes_in(changelog: str, version: str) -> str:
    """What a changelog says about a version (https://keepachangelog.com/en/1.1.0/); empty if it has no entry."""
    entry = re.search(
        rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    return entry[1].strip() if entry else ""


def packages(lock: str) -> dict[str, str]:
    """The requirements in a lock file by name, each with its hashes and without comments."""
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.lstrip().startswith("#"))
    return {found[1]: found[0] for found in re.finditer(r"^([\w.-]+)==.*\n(?:[ ].*\n)*", text, re.MULTILINE)}


def parts(version: str, requirements: Sequence[str]) -> str:
    """The bill of materials of these requirements (https://cyclonedx.org/, JSON). It holds no clock, and no number drawn by lot."""
    command = [
        *(sys.executable, "-m", "cyclonedx_py", "requirements", "--pyproject", "pyproject.toml"),
        *("--output-reproducible", "--of", "JSON", "-"),
    ]
    found = json.loads(_ask(*command, given="".join(requirements)))
    found["metadata"]["component"]["version"] = version  # pyproject.toml leaves it to the package
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _wheel_line(version: str) -> str:
    name = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    (wheel,) = DIST.glob("*.whl")
    return f"{name}=={version} \\\n    --hash=sha256:{_digest(wheel)}\n"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(name: str, text: str) -> None:
    (DIST / name).write_text(text, "utf-8", newline="\n")


def _ask(*command: str, given: str = "") -> str:
    """What a program answers, run in the repository at the time of the commit. Raises Refused with what it complains of."""
    moment = {} if command[0] == "git" else {"SOURCE_DATE_EPOCH": _ask("git", "log", "-1", "--format=%ct")}
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | moment, input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        message = f"{' '.join(command[:3])} failed: {done.stderr.strip()}"
        raise Refused(message)
    return done.stdout.rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
