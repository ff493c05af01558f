"""The commands that look something up: what a file may hold, what is checked, and when the site next changes."""

import sys
from datetime import datetime
from pathlib import Path

import click

from sitegen.building.create import write_texts
from sitegen.commands import options
from sitegen.commands.running import exit_code, request_for
from sitegen.commands.words import Command

# What they look into is imported inside the commands: `sitegen --version` and `--help` must not wait for it.


@click.command(cls=Command)
@click.argument("kind", type=options.OneOf("site"), required=False)
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write the schemas of all kinds into this folder.",
)
def schema(*, kind: str | None, folder: Path | None) -> None:
    """Tell editors what a file of content may hold: print the JSON Schema of one kind, or write all.

    \b
    Example:
      sitegen schema --write schemas
    """
    from sitegen import schemas

    if (kind is None) == (folder is None):
        raise click.UsageError("Name one kind, or add --write FOLDER for all.")  # noqa: TRY003 - words for people
    if kind:
        click.echo(schemas.schema(kind).encode(), nl=False)
    elif folder:
        with options.in_words():
            made = write_texts(folder, schemas.schemas())
        click.echo(f"Wrote {made} schemas into {folder}.")


@click.command("rules", cls=Command)
@click.argument("code", required=False)
def show_rules(*, code: str | None) -> None:
    """List the checks, or explain the one whose CODE a message gives in square brackets.

    \b
    Example:
      sitegen rules short-response
    """
    from sitegen.reports.rulebook import explained, listed
    from sitegen.rules import RULES
    from sitegen.rules.nearest import did_you_mean

    known = {rule.code: rule for rule in RULES}
    if code is None:
        click.echo(listed(RULES))
    elif code in known:
        click.echo(explained(known[code]))
    else:
        hint = did_you_mean(code, known) or "sitegen rules lists them all"
        message = f"There is no check “{code}”: {hint}"
        raise click.UsageError(message)


@click.command("next-change", cls=Command)
@options.content
@options.now
@click.option("--cron", is_flag=True, help="Print the time only, in UTC, as five fields for cron.")
@options.said_as
def next_change(*, content: Path, now: datetime | None, cron: bool, form: str) -> None:
    """Tell when the public site next has to be built again, and what changes then.

    Pages come out on their day, adverts close at their closing time, and the lists follow.

    \b
    Example:
      sitegen next-change
      sitegen next-change --cron
    """
    from sitegen.console import Manner, cron_line, speech, told_due, wants_colour
    from sitegen.model.changes import upcoming
    from sitegen.pipeline import examine
    from sitegen.reports.json import moment

    if cron and form == "json":
        raise click.UsageError("--cron and --format json cannot go together.")  # noqa: TRY003 - words for people
    found, result = examine(request := request_for(content, options.SHIPPED, None, now, drafts=False))
    if found is None:
        click.echo(speech(request, result, Manner(colour=wants_colour()), 0)[1], err=True, nl=False)
        if form == "json":
            click.echo(moment(None, result.diagnostics), nl=False)
        sys.exit(exit_code(request, result))
    due = next(upcoming(found), None)
    if form == "json":
        click.echo(moment(due, ()), nl=False)
    elif due:
        click.echo(cron_line(due) if cron else told_due(due))
    elif not cron:
        click.echo("Nothing on the public site changes with time from now on.")
