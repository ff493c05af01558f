"""The command `init`."""

from datetime import datetime
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import clock
from sitegen.starting import starters
from sitegen.starting.starters import today
from sitegen.writing.create import create_site


@click.command(cls=Command)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.now
def init(*, folder: Path, now: datetime | None) -> None:
    """Start a new site in FOLDER.

    \b
    Example:
      sitegen init my-site
    """
    with options.click_errors():
        files = starters.new_site(today(now or clock()), options.SHIPPED)
        create_site(folder, files, starters.FOLDERS)
    click.echo(f"Made a new site: {len(files)} files in {folder}.")
    click.echo(f"Next, put your own details into {folder / 'content/site.yaml'}.")
    click.echo("To see the site, go to its folder and type: sitegen serve")
