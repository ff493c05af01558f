"""The command `import`."""

import gc
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command


@click.command("import", cls=Command)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@options.content
@click.option(
    "--draft/--no-draft",
    default=True,
    show_default=True,
    help="Whether what is made is kept off the public site.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and write nothing.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write all of the report to this new file, as JSON.",
)
def import_(
    *, files: tuple[Path, ...], content: Path, draft: bool, dry_run: bool, report: Path | None
) -> None:
    """Make content of notices that are open contracting data (OCDS 1.1): all of it, or none if a file is wrong.

    FILE is a package of releases or of records, or has one release on each line. Releases of one process become one
    advert, or several that follow each other. Buyers are added to site.yaml. The report names what found no place. No
    file is replaced: a process that the content has is left out.

    \b
    Example:
      sitegen import notices.json
    """
    from sitegen.importing.plan import plan
    from sitegen.importing.releases import CannotImport
    from sitegen.writing.create import create_records, create_text

    gc.set_threshold(100_000)  # as for a build
    options.require(content)
    if report and not options.is_new(report):
        message = f"{report} is there already. Name another file for the report."
        raise click.UsageError(message)
    with options.click_errors():
        try:
            found = plan(content, files, draft=draft)
        except CannotImport as problem:
            message = f"{problem}\nNothing was written."
            raise click.ClickException(message) from None
        if not dry_run:
            create_records(content, found.files, found.settings)
        if report:
            create_text(report, found.report.json())
    for line in found.report.text(planned=dry_run):
        click.echo(line)
    if draft and found.files and not dry_run:
        click.echo("They are drafts: sitegen serve shows them. Take out “draft: true” to publish one.")
