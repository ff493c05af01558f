"""Steps of several commands: read the clock, turn options into a request, build, print, exit with a code."""

import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.build.request import Request, Result
    from sitegen.commands.console import Progress
    from sitegen.diagnostics import Diagnostic
    from sitegen.model.content import Content
    from sitegen.rules.held_back import Before

PROBLEMS, SETTINGS, REFUSED = 1, 3, 4
"""Exit codes: errors in the content; errors in site.yaml; not published, or not as it should be. 0 is success, and 2 a wrong
command line."""


def clock() -> datetime:
    """The current time. No other module reads the clock."""
    return datetime.now(UTC)


def kept_beside(content: Path) -> Path:
    """The folder `.sitegen` beside the content, for the cache, receipts and locks."""
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
    """The request for these options; `now` is the current time unless given. Raises UsageError without content."""
    from sitegen.build.request import Request

    options.require(content)
    folder = kept_beside(content)
    kept = folder if output or folder.is_dir() else None  # a check creates no folder
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
    """Builds or checks, prints the result, and exits with its code unless that is 0.

    `narrowed` returns the result with only the findings that count; the number of the others is shown.
    """
    from sitegen.commands.console import ReportStyle, console_texts, wants_colour

    if explain and form != "text":
        raise click.UsageError("--explain goes with --format text. The format sarif explains by itself.")  # noqa: TRY003 - words for people
    result, seconds = timed_build(request, quiet=quiet)
    elsewhere = None
    if narrowed:
        found, result = len(result.diagnostics), narrowed(result)
        elsewhere = found - len(result.diagnostics)
    style = ReportStyle(form, wants_colour(), explain=explain, quiet=quiet, elsewhere=elsewhere)
    out, err = console_texts(request, result, style, seconds)
    click.echo(err, err=True, nl=False)
    # As bytes, programs get UTF-8 on any machine.
    click.echo(out if form == "text" else out.encode("utf-8", "replace"), nl=False)
    if code := exit_code(request, result):
        sys.exit(code)


def timed_build(request: "Request", *, quiet: bool) -> "tuple[Result, float]":
    """The result of a build or a check, and its duration in seconds."""
    from sitegen.build.unchanged import LastBuild
    from sitegen.commands.console import Progress

    gc.set_threshold(100_000)  # collecting garbage as often as usual would take a tenth of a build
    started = time.monotonic()
    progress = Progress(partial(click.echo, err=True, nl=False), started, quiet=quiet)
    last_build = LastBuild(request)
    if not (result := last_build.recall()):
        result = _build(request, progress)
        last_build.keep(result)
    progress.clear()
    return result, time.monotonic() - started


def _build(request: "Request", progress: "Progress") -> "Result":
    from sitegen.build.pipeline import build
    from sitegen.build.print import CannotPrint

    try:
        return build(request, progress)
    except CannotPrint as problem:
        raise click.UsageError(str(problem)) from None


def sound_content(content: Path, now: datetime | None) -> "Content":
    """The content. If it has errors, prints them and exits with the code of `check`."""
    from sitegen.build.pipeline import examine
    from sitegen.commands.console import ReportStyle, console_texts, wants_colour

    found, result = examine(request := request_for(content, options.SHIPPED, None, now, drafts=False))
    if found is None:
        click.echo(
            console_texts(request, result, ReportStyle(colour=wants_colour()), 0)[1], err=True, nl=False
        )
        sys.exit(exit_code(request, result))
    return found


def examined(request: "Request", before: "Before") -> "tuple[Content | None, Result]":
    """The content, None if it has errors, and the result of all checks before a build makes anything."""
    from sitegen.build.pipeline import examine

    return examine(request, before)


def exit_code(request: "Request", result: "Result") -> int:
    """0 if no finding stops a build, else PROBLEMS or SETTINGS."""
    from sitegen.diagnostics import stops

    return exit_code_of(
        request, [found for found in result.diagnostics if stops(found, strict=request.strict)]
    )


def exit_code_of(request: "Request", stopping: "Sequence[Diagnostic]") -> int:
    """The code for findings that stop a command: 0 for none, SETTINGS if one is in site.yaml, else PROBLEMS."""
    paths = {finding.path for finding in stopping}
    settings = (request.content / "site.yaml").as_posix()
    return SETTINGS if settings in paths else PROBLEMS if paths else 0


@contextmanager
def exit_if_refused() -> Iterator[None]:
    """Prints the findings of CannotPublish and exits with REFUSED."""
    from sitegen.publishing.refusals import CannotPublish

    try:
        yield
    except CannotPublish as problem:
        print_findings(problem.findings)
        sys.exit(REFUSED)


def print_findings(findings: "Iterable[Diagnostic]") -> None:
    """Prints findings on standard error."""
    from sitegen.commands.console import lines_of, wants_colour
    from sitegen.reports import text

    click.echo(text.report(findings, lines_of, colour=wants_colour()), err=True, nl=False)
