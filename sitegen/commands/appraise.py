"""The command `appraise`."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import exit_code, request_for

if TYPE_CHECKING:
    from sitegen.starting.outcome import Appraisal, Private

_INSTEAD = "Give that file another name if you want a new one, or add --print to see the figures."

# The pipeline is imported inside the commands: `sitegen --version` and `--help` must not wait for it.


@click.command(cls=Command)
@click.argument("responses", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--advert", required=True, metavar="ID", help="The advert of the market test.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="WORDS", help="Name this kind of respondent; may be repeated."
)
@click.option(
    "--columns",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A file that says which column of the table holds what. It is written for you if it is not there.",
)
@click.option(
    "--merge-small",
    "merges",
    is_flag=True,
    help="Count the kinds with fewer than 3 together, as “Other kinds”.",
)
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
    columns: Path | None,
    merges: bool,
    content: Path,
    templates: Path,
    output: Path,
    now: datetime | None,
    prints: bool,
) -> None:
    """Start the outcome of a market test from RESPONSES, a private table.

    The table is .csv or .xlsx. It has the columns respondent, kind, objective, value and note; or respondent, kind and
    a column for each objective; or those of a form service, with --columns. The outcome has figures, and no name, no
    note, and nothing that points to one respondent.

    \b
    Example:
      sitegen appraise ../private/responses.csv --advert park-benches
    """
    from sitegen.starting import outcome

    private = outcome.Private(responses, kinds, columns, merges)
    for path in filter(None, (responses, columns)):
        options.refuse_public(
            path, (content, output, templates, options.SHIPPED, *options.work_tree(content))
        )
    request = request_for(content, templates, output, now, drafts=True)
    with options.click_errors():
        if proposes := columns is not None and options.is_new(columns):
            made = outcome.propose(request, private, advert)
        else:
            made = outcome.appraise(request, private, advert)
        click.echo(_report(made, private), err=True, nl=False)
        if proposes and not prints:
            click.echo(_put_columns(made), nl=False)
        else:
            click.echo(_text(made) if prints else _put(made, content), nl=False)
    sys.exit(exit_code(request, made.result))


def _text(made: "Appraisal") -> str:
    """The text of the draft, or an empty text."""
    return made.draft.text if made.draft else ""


def _put(made: "Appraisal", content: Path) -> str:
    """Writes the draft into the content. Returns where it is and what comes next. Raises CannotCreate."""
    from sitegen.starting.starters import MADE
    from sitegen.writing.create import create_record

    if not made.draft:
        return ""
    path = create_record(content, made.draft.path, made.draft.text, _INSTEAD)
    next_step = "Next, open it in a text editor, and write what it asks for where it says “Say here”."
    return f"{MADE.format(path)}\n{next_step}\n"


def _put_columns(made: "Appraisal") -> str:
    """Writes the file of columns. Returns where it is and what comes next. Raises CannotCreate."""
    from sitegen.writing.create import create_text

    if not made.draft:
        return ""
    create_text(Path(made.draft.path), made.draft.text)
    next_step = (
        "Open it in a text editor, and check which column of the table holds what. Then repeat the command."
    )
    return f"Made {made.draft.path}, and no outcome yet. {next_step}\n"


def _report(made: "Appraisal", private: "Private") -> str:
    """The findings for people, without lines of the responses."""
    from sitegen.commands.console import lines_of, wants_colour
    from sitegen.reports import text

    unquoted = {path.as_posix() for path in (private.table, private.columns) if path}
    findings = made.result.diagnostics
    report = text.report(
        findings, lambda path: () if path in unquoted else lines_of(path), colour=wants_colour()
    )
    counted = f"{line}.\n" if (line := text.summary(findings)) else ""
    return report + counted + ("" if made.draft else "Nothing was written.\n")
