"""The command `host`."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import sound_content
from sitegen.writing.create import write_texts

if TYPE_CHECKING:
    from sitegen.model.config import Config

_USUAL = Path("/var/www/market-tests/current")
_UNFIT = re.compile(r"[\"$\\*?\[\]\x00-\x1f\x7f]")
"""Characters with a special meaning in a server's configuration, even in quotation marks."""


@click.command(cls=Command)
@click.argument("server", metavar="nginx|apache")
@options.content
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the published site is on the server. "
    f"Left out: what `publish` in site.yaml says of a directory, else {_USUAL}.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it into this file; left out, to standard output.",
)
def host(*, server: str, content: Path, root: Path | None, output: Path | None) -> None:
    """Make the configuration of a web server of your own from site.yaml.

    It has the name, port and path of base_url, the redirects, the addresses that are gone, and what `_headers` asks for.

    \b
    Example:
      sitegen host nginx --output market-tests.conf
      sitegen host apache --root /srv/www/market-tests/current
    """
    from sitegen.starting.hosts import HOSTS, configuration

    if server not in HOSTS:
        message = f"sitegen knows no web server “{server}”. Write nginx or apache; for other hosts, see docs/publishing.md."
        raise click.UsageError(message)
    config = sound_content(content, None).config
    text = configuration(server, config, _root(root, config, content), options.SHIPPED)
    if output:
        with options.click_errors():
            write_texts(output.parent, {output.name: text})
        click.echo(f"Made {output}. Look at the lines in it that say CHECK.", err=True)
    else:
        click.echo(text.encode(), nl=False)


def _root(named: Path | None, config: "Config", content: Path) -> Path:
    """The folder of the published site on the server. Raises UsageError for an impossible one."""
    published = [Path(target.to) for target in config.publish if target.kind == "directory"]
    if named is None:
        return next((folder / "current" for folder in published if folder.is_absolute()), _USUAL)
    if not named.is_absolute():
        message = f"--root {named} has to begin with /: it is the folder on the server, such as {_USUAL}."
        raise click.UsageError(message)
    if _UNFIT.search(str(named)):
        message = f'--root {named} has a character that web servers read differently. Choose a folder without any of " $ \\ * ? [ ].'
        raise click.UsageError(message)
    if named in published:
        message = f"sitegen publish puts the site into {named / 'current'}, not {named}. Write --root {named / 'current'}."
        raise click.UsageError(message)
    options.refuse_overlap(content, named)
    return named
