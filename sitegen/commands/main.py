"""The program `sitegen` and its commands."""

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import NoReturn, TextIO

import click

from sitegen import __version__

COMMANDS = (
    "appraise",
    "build",
    "cache",
    "check",
    "doctor",
    "host",
    "import",
    "init",
    "new",
    "next-change",
    "publish",
    "register",
    "rules",
    "schema",
    "serve",
    "uk1",
    "uk2",
    "uk3",
)
"""The names of the commands, sorted. Each is the function of the same name in the module of the same name, where Python allows it."""


class _Program(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None. For an unknown name all are imported, so that click can suggest one."""
        for name in (cmd_name,) if cmd_name in COMMANDS else COMMANDS:
            module = f"{name}_" if iskeyword(name) else name.replace("-", "_")
            self.commands[name] = getattr(import_module(f"sitegen.commands.{module}"), module)
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="sitegen %(version)s")
def main() -> None:
    """Publish market tests as a static site.

    \b
    A first site:
      sitegen init my-site
      cd my-site
      sitegen serve
    """


def start() -> NoReturn:
    """Runs the program and exits. Output may be closed early, as by `head -1`, or missing."""
    code: object = 1
    if sys.stdout is None or sys.stderr is None:  # a program without a console
        nobody = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until we leave
        sys.stdout, sys.stderr = sys.stdout or nobody, sys.stderr or nobody
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code
    except OSError as problem:
        if problem.filename is not None:
            raise
        with suppress(OSError):  # a failed write to the terminal or a pipe
            sys.stderr.write(f"The output cannot be written: {problem.strerror}.\n")
    finally:
        for stream in (sys.stdout, sys.stderr):
            _flush(stream)
        gc.freeze()  # or Python would look through a large site once more, which takes up to a second
    sys.exit(code if isinstance(code, int) else int(code is not None))


def _flush(stream: TextIO) -> None:
    """Writes what is left, or drops it, so that Python does not fail at it when it ends."""
    with suppress(ValueError):  # closed
        try:
            stream.flush()
        except OSError:
            with Path(os.devnull).open("wb") as nobody:
                os.dup2(nobody.fileno(), stream.fileno())
