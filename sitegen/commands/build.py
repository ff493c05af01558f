"""The command `build`."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import request_for, run


@click.command(cls=Command)
@options.content
@options.templates
@options.output
@options.now
@options.drafts
@click.option(
    "--pdf",
    is_flag=True,
    help="Make a tagged PDF of each advert, decision and public interest test too, as pdf: true in site.yaml does.",
)
@options.no_cache
@options.reporting
def build(  # noqa: PLR0913 - an option each
    *,
    content: Path,
    templates: Path,
    output: Path,
    now: datetime | None,
    drafts: bool,
    pdf: bool,
    no_cache: bool,
    form: str,
    strict: bool,
    explain: bool,
    quiet: bool,
) -> None:
    """Make the site.

    Nothing in the output folder changes unless the content is free of errors. What took long is kept in the folder
    .sitegen beside the content, so that the next build takes less time and makes the same.

    \b
    Example:
      sitegen build --content content --output output
    """
    request = request_for(content, templates, output, now, drafts=drafts, strict=strict)
    options.refuse_overlap(content, output)
    request = replace(request, pdf=pdf or None, cache=None if no_cache else request.cache)
    run(request, form, explain=explain, quiet=quiet)
