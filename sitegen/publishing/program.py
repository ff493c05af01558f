"""Another program and its arguments → what it says; what it says of a failure holds no password."""

import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

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
_SECRET_NAME = re.compile(r"pass|secret|token|credential|key(?!_file)|sas_url", re.IGNORECASE)
_UMASK = 0o022
"""What is published is for every account to read, whatever the umask of the one who publishes."""
_SHORTEST = 6
"""So many letters has a secret at least; what is shorter could be a word of the message."""
_MOST_SAID, _LINE = 100_000, 200
"""How many bytes of a hook's output are read, and how many characters of its last line are shown."""
_NOT_TO_INHERIT = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks, and would take for itself when one of them publishes."""


@dataclass(frozen=True, slots=True)
class Completed:
    """How a program ended, what it gave, and what it complained of."""

    code: int
    out: bytes
    stderr: str

    @property
    def text(self) -> str:
        """What it gave, as a line of text."""
        return self.out.decode("utf-8", "replace").strip()


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    ends_with_us: bool = False,
) -> Completed:
    """Runs a program to its end. One that is not there ends with 127, as in a shell.

    One that `ends_with_us` is ended by Linux when we are killed, and works on nowhere unseen.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_TO_INHERIT}
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours, and no shell reads them
            [*(_bond() if ends_with_us else ()), *command],
            cwd=cwd,
            input=stdin,
            env={**inherited, **(environment or {})},
            umask=_UMASK,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return Completed(127, b"", f"there is no program {command[0]} on this machine")
    return Completed(
        done.returncode, done.stdout, without_secrets(done.stderr.decode("utf-8", "replace").strip())
    )


def run_hook(command: Sequence[str], stdin: bytes, seconds: float) -> str:
    """Runs a program with `given` on its standard input. Returns what went wrong, empty if nothing did.

    After `seconds` the program is killed with its process group. Of its output only the last line is shown, without secrets.
    """
    # Files, not pipes: a child that outlives the program would keep a pipe open and block us.
    with TemporaryFile() as body, TemporaryFile() as output:
        body.write(stdin)
        body.seek(0)
        try:
            program = subprocess.Popen(  # noqa: S603 - no shell reads it
                command, stdin=body, stdout=output, stderr=output, start_new_session=True
            )
        except OSError as problem:
            return f"could not be started: {(problem.strerror or str(problem)).lower()}"
        try:
            code = program.wait(seconds)
        except subprocess.TimeoutExpired:
            return f"did not end within {seconds:g} seconds, and was stopped"
        finally:
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()
        if not code:
            return ""
        output.seek(0)
        lines = without_secrets(output.read(_MOST_SAID).decode("utf-8", "replace")).split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        quoted = f"; it said “{last[:_LINE]}”" if last else ""
        return f"ended with code {code}{quoted}"


@cache
def _bond() -> tuple[str, ...]:
    """The words that bind a program to us; none where the system has no such bond.

    setpriv of util-linux asks for the signal in the child's name and then becomes the program. In `preexec_fn` we could ask
    for it ourselves, but Python is not safe there when there are threads.
    """
    words = ("setpriv", "--pdeathsig", "KILL")
    try:
        known = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603 - our own words
    except FileNotFoundError:
        return ()
    return () if known.returncode else words


def without_secrets(text: str) -> str:
    """The text without the secrets of the environment, and without what looks like a password or a key."""
    for name, value in os.environ.items():
        if _SECRET_NAME.search(name) and len(value) >= _SHORTEST:
            text = text.replace(value, "…")
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text
