"""The command `new`."""

from datetime import datetime
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import clock
from sitegen.starting import starters
from sitegen.starting.starters import today
from sitegen.writing.create import create_record


@click.command(cls=Command)
@click.argument("kind", type=options.OneOf())
@click.argument("title")
@options.content
@options.now
def new(*, kind: str, title: str, content: Path, now: datetime | None) -> None:
    """Start a file of content, with a note on every field. It is a draft until you say otherwise.

    \b
    Example:
      sitegen new advert "Park benches"
    """
    from sitegen.reading.content import law_of

    options.require(content)
    with options.click_errors():
        made = starters.starter(kind, title, today(now or clock()), options.SHIPPED, law_of(content))
        click.echo(starters.MADE.format(create_record(content, made.path, made.text)))
    click.echo("Next, open it in a text editor and put in your own words.")
