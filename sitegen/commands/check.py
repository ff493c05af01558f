"""The command `check`."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import request_for, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.build.request import Request, Result


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@options.content
@options.templates
@options.now
@options.drafts
@click.option(
    "--since",
    metavar="COMMIT",
    help="Only count findings in files that changed since this commit, and new ones elsewhere.",
)
@options.reporting
def check(  # noqa: PLR0913 - an option each
    *,
    files: tuple[Path, ...],
    content: Path,
    templates: Path,
    now: datetime | None,
    drafts: bool,
    since: str | None,
    form: str,
    strict: bool,
    explain: bool,
    quiet: bool,
) -> None:
    """Look for mistakes, and write nothing.

    With files or folders, only their findings are shown, though all files are read. --since is for a proposed change: what
    others left behind does not stop it.

    \b
    Example:
      sitegen check
      sitegen check content/adverts/2026/park-benches.md
      sitegen check --strict --format sarif > findings.sarif
      sitegen check --since origin/main
    """
    request = request_for(content, templates, None, now, drafts=drafts, strict=strict)
    if since and files:
        raise click.UsageError("Name files, or add --since COMMIT.")  # noqa: TRY003 - words for people
    run(request, form, explain=explain, quiet=quiet, narrowed=_narrowed(request, since, files))


def _narrowed(
    request: "Request", since: str | None, files: tuple[Path, ...]
) -> "Callable[[Result], Result] | None":
    """A function that keeps the requested findings of a result; None to keep all."""
    if since:
        return lambda result: _introduced(result, request, since)
    places = options.paths_in_content(request.content, files)
    return (lambda result: result.within(places)) if places else None


def _introduced(result: "Result", request: "Request", commit: str) -> "Result":
    from sitegen.publishing.proposal import introduced

    try:
        return introduced(result, request, commit)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
