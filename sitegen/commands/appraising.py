"""The command `appraise`."""

import sys
from datetime import datetime
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.running import exit_code, request_for
from sitegen.commands.words import Command

# The pipeline is imported inside the commands: `sitegen --version` and `--help` must not wait for it.


@click.command(cls=Command)
@click.argument("responses", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--advert", required=True, metavar="ID", help="The advert that was answered.")
@click.option("--kind", "kinds", multiple=True, metavar="WORDS", help="A kind of respondent to be named.")
@options.content
@options.templates
@options.output
@options.now
@click.option("--print", "prints", is_flag=True, help="Print the outcome, and write nothing.")
def appraise(  # noqa: PLR0913 - an option each
    *,
    responses: Path,
    advert: str,
    kinds: tuple[str, ...],
    content: Path,
    templates: Path,
    output: Path,
    now: datetime | None,
    prints: bool,
) -> None:
    """Start the outcome of a market test from RESPONSES, a private table.

    The table has the columns respondent, kind, objective, value and note. The outcome has figures, and no name, no
    note, and nothing that points to one respondent.

    \b
    Example:
      sitegen appraise ../private/responses.csv --advert park-benches
    """
    from sitegen import appraising

    options.refuse_public(responses, (content, output, templates, options.SHIPPED))
    request = request_for(content, templates, output, now, drafts=True)
    with options.in_words():
        made = appraising.appraise(request, responses, advert, kinds)
        click.echo(appraising.told(made, responses), err=True, nl=False)
        click.echo(appraising.shown(made) if prints else appraising.put(made, content), nl=False)
    sys.exit(exit_code(request, made.result))
