"""A program and its arguments → its exit code and output, errors without passwords."""

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
"""Every account must be able to read published files, under any umask of the publishing account."""
_SHORTEST = 6
"""The least number of letters of a secret; a shorter value could be a word of the message."""
_MOST_SAID, _LINE = 100_000, 200
"""How many bytes of a hook's output are read, and how many characters of its last line are shown."""
_NOT_TO_INHERIT = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""Variables that git sets for its hooks, and would use itself if a hook publishes."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A finished program: its exit code, standard output, and standard error without secrets."""

    code: int
    out: bytes
    stderr: str

    @property
    def text(self) -> str:
        """Standard output as stripped text."""
        return self.out.decode("utf-8", "replace").strip()


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    ends_with_us: bool = False,
) -> Completed:
    """Runs a program to its end. A missing program gives the code 127, as in a shell.

    With `ends_with_us`, Linux kills it when we are killed.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_TO_INHERIT}
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours, and no shell reads them
            [*(_pdeathsig_prefix() if ends_with_us else ()), *command],
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
def _pdeathsig_prefix() -> tuple[str, ...]:
    """The command prefix that makes a program end with us; empty if the system has none.

    setpriv of util-linux requests the signal in the child, then becomes the program. `preexec_fn` could do so too, but is not
    safe with threads.
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
