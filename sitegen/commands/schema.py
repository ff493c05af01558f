"""The command `schema`."""

from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.writing.create import write_texts


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
    """Describe content files for editors: print the JSON Schema of one kind, or write all.

    \b
    Example:
      sitegen schema --write schemas
    """
    from sitegen.starting import schemas

    if (kind is None) == (folder is None):
        raise click.UsageError("Name one kind, or add --write FOLDER for all.")  # noqa: TRY003 - words for people
    if kind:
        click.echo(schemas.schema(kind).encode(), nl=False)
    elif folder:
        with options.click_errors():
            made = write_texts(folder, schemas.schemas())
        click.echo(f"Wrote {made} schemas into {folder}.")
