"""What several commands do: read the clock, turn options into a request, build, and leave with an exit code."""

import gc
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands import options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.console import Progress
    from sitegen.diagnostics import Diagnostic
    from sitegen.request import Request, Result
    from sitegen.rules.holding import Before

PROBLEMS, SETTINGS = 1, 3
"""Exit codes: errors in the content; errors in site.yaml. 0 is well, and 2 a command that was not understood."""


def clock() -> datetime:
    """The time. Everything that depends on it is told it from here."""
    return datetime.now(UTC)


def kept_beside(content: Path) -> Path:
    """The folder in which results are kept for the next build."""
    return content.absolute().parent / ".sitegen"


def request_for(
    content: Path,
    templates: Path,
    output: Path | None,
    now: datetime | None,
    *,
    drafts: bool,
    strict: bool = False,
) -> "Request":
    """What these options ask for, now unless they say when. Raises UsageError when there is no content."""
    from sitegen.request import Request

    options.require(content)
    folder = kept_beside(content)
    kept = folder if output or folder.is_dir() else None  # a check makes no folder
    where = (templates, options.SHIPPED)
    return Request(content, where, output, now or clock(), drafts, strict, cache=kept)


def run(
    request: "Request",
    form: str,
    *,
    explain: bool,
    quiet: bool,
    narrowed: "Callable[[Result], Result] | None" = None,
) -> None:
    """Builds or checks, says what came of it, and leaves with the exit code that fits.

    `narrowed` returns the result with those findings alone that count; the others are only counted.
    """
    from sitegen.console import Manner, Progress, speech, wants_colour
    from sitegen.standing import Standing

    if explain and form != "text":
        raise click.UsageError("--explain goes with --format text. The format sarif explains by itself.")  # noqa: TRY003 - words for people
    gc.set_threshold(100_000)  # making much and dropping little, a build would lose a tenth of its time
    started = time.monotonic()
    progress = Progress(partial(click.echo, err=True, nl=False), started, quiet=quiet)
    standing = Standing(request)
    if not (result := standing.recall()):
        result = _made(request, progress)
        standing.keep(result)
    progress.clear()
    elsewhere = None
    if narrowed:
        found, result = len(result.diagnostics), narrowed(result)
        elsewhere = found - len(result.diagnostics)
    manner = Manner(form, wants_colour(), explain=explain, quiet=quiet, elsewhere=elsewhere)
    out, err = speech(request, result, manner, time.monotonic() - started)
    click.echo(err, err=True, nl=False)
    # As bytes, programs get UTF-8 on any machine.
    click.echo(out if form == "text" else out.encode("utf-8", "replace"), nl=False)
    if code := exit_code(request, result):
        sys.exit(code)


def _made(request: "Request", progress: "Progress") -> "Result":
    from sitegen.building.press import CannotPrint
    from sitegen.pipeline import build

    try:
        return build(request, progress)
    except CannotPrint as problem:
        raise click.UsageError(str(problem)) from None


def examined(request: "Request", before: "Before") -> "Result":
    """What a build would find, as far as that shows before it makes anything."""
    from sitegen.cache import NOTHING, Cache
    from sitegen.pipeline import examine

    return examine(request, Cache(request.cache) if request.cache else NOTHING, before)[1]


def exit_code(request: "Request", result: "Result") -> int:
    """0 when nothing that was found stops a build, else PROBLEMS or SETTINGS."""
    from sitegen.diagnostics import stops

    return exit_code_of(
        request, [found for found in result.diagnostics if stops(found, strict=request.strict)]
    )


def exit_code_of(request: "Request", stopping: "Sequence[Diagnostic]") -> int:
    """The code for what stops a command: 0 for nothing, SETTINGS where the settings are at fault, else PROBLEMS."""
    paths = {finding.path for finding in stopping}
    settings = (request.content / "site.yaml").as_posix()
    return SETTINGS if settings in paths else PROBLEMS if paths else 0
