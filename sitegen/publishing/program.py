"""Another program and its arguments → what it says; what it says of a failure holds no password."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_HIDDEN = (
    (re.compile(r"//[^/@\s]+@"), "//…@"),
    (
        re.compile(
            r"((?:pass|secret|token|key|user|account|sas|sig|auth|credential)[\w-]*\s*[=:]\s*)(?:(?:bearer|basic)\s+)?[^\s,;&]+",
            re.IGNORECASE,
        ),
        r"\1…",
    ),
)
_NOT_TO_INHERIT = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks, and would take for itself when one of them publishes."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a program ended, what it gave, and what it complained of."""

    code: int
    out: bytes
    complaint: str

    @property
    def text(self) -> str:
        """What it gave, as a line of text."""
        return self.out.decode("utf-8", "replace").strip()


def run(
    command: Sequence[str | Path],
    *,
    within: Path | None = None,
    given: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Said:
    """Runs a program to its end. One that is not there ends with 127, as in a shell."""
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_TO_INHERIT}
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours, and no shell reads them
            command,
            cwd=within,
            input=given,
            env={**inherited, **(environment or {})},
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return Said(127, b"", f"there is no program {command[0]} on this machine")
    return Said(done.returncode, done.stdout, without_secrets(done.stderr.decode("utf-8", "replace").strip()))


def without_secrets(text: str) -> str:
    """The text without what looks like a password or a key."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text
