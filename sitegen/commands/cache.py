"""The command `cache`."""

from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.running import kept_beside


@click.group()
def cache() -> None:
    """Manage what builds keep for the next one, in the folder .sitegen beside the content.

    \b
    Example:
      sitegen cache clear
    """


@cache.command()
@options.content
def clear(*, content: Path) -> None:
    """Remove all that is kept. The next build takes longer and gives the same site.

    \b
    Example:
      sitegen cache clear
    """
    from sitegen.memo import store as kept
    from sitegen.writing.create import in_words

    options.require(content)
    with options.click_errors(), in_words(kept_beside(content), "cleared"):
        size = kept.clear(kept_beside(content))
    click.echo(f"Removed {size / 1_000_000:,.1f} MB." if size else "Nothing was kept.")
