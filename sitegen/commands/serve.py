"""The command `serve`."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import clock, kept_beside, request_for

# The pipeline is imported inside the commands: `sitegen --version` and `--help` must not wait for it.


@click.command(cls=Command)
@options.content
@options.templates
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port of the preview."
)
@options.now
@click.option("--no-drafts", is_flag=True, help="Leave out drafts, and what is not due for publication yet.")
@click.option("--open", "opens", is_flag=True, help="Open it in a browser.")
@options.quiet
def serve(  # noqa: PLR0913 - an option each
    *,
    content: Path,
    templates: Path,
    port: int,
    now: datetime | None,
    no_drafts: bool,
    opens: bool,
    quiet: bool,
) -> None:
    """Show the site while you write it.

    Builds again after every change and reloads the browser. Mistakes are shown at the top of the page.
    Only this computer can see it; the output folder is left alone.

    \b
    Example:
      sitegen serve --open
    """
    from sitegen.commands.console import lines_of
    from sitegen.preview.answers import CannotServe
    from sitegen.preview.app import Terminal
    from sitegen.preview.serving import serve as show

    request = request_for(content, templates, None, now, drafts=not no_drafts)
    request = replace(request, pdf=False, cache=kept_beside(content))
    complain = partial(click.echo, err=True)
    voice = Terminal((lambda _: None) if quiet else click.echo, complain, lines_of)
    try:
        show(request, lambda: now or clock(), port, voice, opens=opens)
    except CannotServe as problem:
        raise click.UsageError(str(problem)) from None
