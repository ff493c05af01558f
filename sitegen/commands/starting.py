"""The commands `init` and `new`, which start a site and a file of content."""

from datetime import datetime
from pathlib import Path

import click

from sitegen import starters
from sitegen.building.create import create_record, create_site
from sitegen.commands import options
from sitegen.commands.running import clock
from sitegen.commands.words import Command
from sitegen.starters import today


@click.command(cls=Command)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.now
def init(*, folder: Path, now: datetime | None) -> None:
    """Start a new site in FOLDER.

    \b
    Example:
      sitegen init my-site
    """
    with options.in_words():
        files = starters.new_site(today(now or clock()), options.SHIPPED)
        create_site(folder, files, starters.FOLDERS)
    click.echo(f"Made a new site: {len(files)} files in {folder}.")
    click.echo(f"Next, put your own details into {folder / 'content/site.yaml'}.")
    click.echo("To see the site, go to its folder and type: sitegen serve")


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
    with options.in_words():
        made = starters.starter(kind, title, today(now or clock()), options.SHIPPED, law_of(content))
        click.echo(starters.MADE.format(create_record(content, made.path, made.text)))
    click.echo("Next, open it in a text editor and put in your own words.")
