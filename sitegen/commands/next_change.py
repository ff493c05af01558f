"""The command `next-change`."""

import sys
from datetime import datetime
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import exit_code, request_for

# The pipeline is imported inside the command: `sitegen --version` and `--help` must not wait for it.


@click.command("next-change", cls=Command)
@options.content
@options.now
@click.option("--cron", is_flag=True, help="Print the time only, in UTC, as five fields for cron.")
@options.said_as
def next_change(*, content: Path, now: datetime | None, cron: bool, form: str) -> None:
    """Show when the public site must next be built again, and what changes then.

    Pages become public on their day, adverts close at their closing time, and lists change with them.

    \b
    Example:
      sitegen next-change
      sitegen next-change --cron
    """
    from sitegen.build.pipeline import examine
    from sitegen.commands.console import ReportStyle, console_texts, cron_line, due_text, wants_colour
    from sitegen.model.changes import upcoming
    from sitegen.reports.json import next_change_json

    if cron and form == "json":
        raise click.UsageError("--cron and --format json cannot go together.")  # noqa: TRY003 - words for people
    found, result = examine(request := request_for(content, options.SHIPPED, None, now, drafts=False))
    if found is None:
        click.echo(
            console_texts(request, result, ReportStyle(colour=wants_colour()), 0)[1], err=True, nl=False
        )
        if form == "json":
            click.echo(next_change_json(None, result.diagnostics), nl=False)
        sys.exit(exit_code(request, result))
    due = next(upcoming(found), None)
    if form == "json":
        click.echo(next_change_json(due, ()), nl=False)
    elif due:
        click.echo(cron_line(due) if cron else due_text(due))
    elif not cron:
        click.echo("Nothing on the public site changes with time from now on.")
