"""The program `sitegen` and its commands."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from sitegen import __version__
from sitegen.commands.appraise import appraise
from sitegen.commands.build import build
from sitegen.commands.cache import cache
from sitegen.commands.check import check
from sitegen.commands.doctor import doctor
from sitegen.commands.host import host
from sitegen.commands.init import init
from sitegen.commands.new import new
from sitegen.commands.next_change import next_change
from sitegen.commands.publish import publish
from sitegen.commands.register import register
from sitegen.commands.rules import show_rules
from sitegen.commands.schema import schema
from sitegen.commands.serve import serve

COMMANDS = (
    build,
    check,
    publish,
    host,
    doctor,
    register,
    serve,
    init,
    new,
    appraise,
    next_change,
    schema,
    show_rules,
    cache,
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    commands={command.name or "": command for command in COMMANDS},
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
    """Runs the program and exits at once, because freeing a large site would take a second.

    Output may be closed early, as by `head -1`, or missing.
    """
    code: object = 1
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
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))
