"""The commands. Thin: they read the clock and the options, start the work and say what came of it."""

import gc
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen import __version__, lookup, options, starters
from sitegen.building.create import create_record, create_site

if TYPE_CHECKING:
    from sitegen.pipeline import Request, Result

# The pipeline is imported inside the commands: `sitegen --version` and `--help` must not wait for it.

PROBLEMS, SETTINGS = 1, 3
"""Exit codes: errors in the content; errors in site.yaml. 0 is well, and 2 a command that was not understood."""
SHIPPED = options.SHIPPED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="sitegen %(version)s")
def main() -> None:
    """Publish market tests as a static site.

    \b
    A first site:
      sitegen init my-site
      cd my-site
      sitegen serve
    """


@main.command()
@options.content
@options.templates
@options.output
@options.now
@options.drafts
@click.option(
    "--pdf",
    is_flag=True,
    help="Make a tagged PDF of each advert and each decision too, as pdf: true in site.yaml does.",
)
@options.reporting
def build(  # noqa: PLR0913 - an option each
    *,
    content: Path,
    templates: Path,
    output: Path,
    now: datetime | None,
    drafts: bool,
    pdf: bool,
    form: str,
    strict: bool,
    explain: bool,
    quiet: bool,
) -> None:
    """Make the site.

    Nothing in the output folder changes unless the content is free of errors.

    \b
    Example:
      sitegen build --content content --output output
    """
    options.refuse_overlap(content, output)
    request = _request(content, templates, output, now, drafts=drafts, strict=strict)
    request = replace(request, pdf=pdf or None)
    _run(request, form, explain=explain, quiet=quiet)


@main.command()
@options.content
@options.templates
@options.now
@options.drafts
@options.reporting
def check(  # noqa: PLR0913 - an option each
    *,
    content: Path,
    templates: Path,
    now: datetime | None,
    drafts: bool,
    form: str,
    strict: bool,
    explain: bool,
    quiet: bool,
) -> None:
    """Look for mistakes, and write nothing.

    \b
    Example:
      sitegen check
      sitegen check --strict --format sarif > findings.sarif
    """
    request = _request(content, templates, None, now, drafts=drafts, strict=strict)
    _run(request, form, explain=explain, quiet=quiet)


@main.command()
@options.content
@options.templates
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to show it."
)
@options.now
@click.option("--no-drafts", is_flag=True, help="Leave out drafts, and what is not due for publication yet.")
@click.option("--open", "opens", is_flag=True, help="Open it in a browser.")
@options.quiet
def serve(  # noqa: PLR0913 - an option each
    *,
    content: Path,
    templates: Path,
    port: int,
    now: datetime | None,
    no_drafts: bool,
    opens: bool,
    quiet: bool,
) -> None:
    """Show the site while you write it.

    Builds again after every change and reloads the browser. Mistakes are shown at the top of the page.
    Only this computer can see it; the output folder is left alone.

    \b
    Example:
      sitegen serve --open
    """
    from sitegen import preview
    from sitegen.console import lines_of

    request = replace(_request(content, templates, None, now, drafts=not no_drafts), pdf=False)
    complain = partial(click.echo, err=True)
    voice = preview.Voice((lambda _: None) if quiet else click.echo, complain, lines_of)
    try:
        preview.serve(request, lambda: now or datetime.now(UTC), port, voice, opens=opens)
    except preview.CannotServe as problem:
        raise click.UsageError(str(problem)) from None


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.now
def init(*, folder: Path, now: datetime | None) -> None:
    """Start a new site in FOLDER.

    \b
    Example:
      sitegen init my-site
    """
    with options.in_words():
        files = starters.new_site(starters.today(now or datetime.now(UTC)), SHIPPED)
        create_site(folder, files, starters.FOLDERS)
    click.echo(f"Made a new site: {len(files)} files in {folder}.")
    click.echo(f"Next, put your own details into {folder / 'content/site.yaml'}.")
    click.echo("To see the site, go to its folder and type: sitegen serve")


@main.command()
@click.argument("kind", type=click.Choice(tuple(starters.KINDS)))
@click.argument("title")
@options.content
@options.now
def new(*, kind: str, title: str, content: Path, now: datetime | None) -> None:
    """Start a file of content, with a note on every field. It is a draft until you say otherwise.

    \b
    Example:
      sitegen new advert "Park benches"
    """
    options.require(content)
    with options.in_words():
        made = starters.starter(kind, title, starters.today(now or datetime.now(UTC)), SHIPPED)
        click.echo(starters.MADE.format(create_record(content, made.path, made.text)))
    click.echo("Next, open it in a text editor and put in your own words.")


@main.command()
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

    options.refuse_public(responses, (content, output, templates, SHIPPED))
    request = _request(content, templates, output, now, drafts=True)
    with options.in_words():
        made = appraising.appraise(request, responses, advert, kinds)
        click.echo(appraising.told(made, responses), err=True, nl=False)
        click.echo(appraising.shown(made) if prints else appraising.put(made, content), nl=False)
    sys.exit(_exit_code(request, made.result))


@main.command("next-change")
@options.content
@options.now
@click.option("--cron", is_flag=True, help="Print the time only, in UTC, as five fields for cron.")
def next_change(*, content: Path, now: datetime | None, cron: bool) -> None:
    """Tell when the public site next has to be built again, and what changes then.

    Pages come out on their day, adverts close at their closing time, and the lists follow.

    \b
    Example:
      sitegen next-change
      sitegen next-change --cron
    """
    from sitegen.console import Manner, cron_line, speech, told_due, wants_colour
    from sitegen.model.changes import upcoming
    from sitegen.pipeline import examine

    found, result = examine(request := _request(content, SHIPPED, None, now, drafts=False))
    if found is None:
        click.echo(speech(request, result, Manner(colour=wants_colour()), 0)[1], err=True, nl=False)
        sys.exit(_exit_code(request, result))
    due = next(upcoming(found))
    click.echo(cron_line(due) if cron else told_due(due))


main.add_command(lookup.schema)
main.add_command(lookup.show_rules)


def _request(
    content: Path,
    templates: Path,
    output: Path | None,
    now: datetime | None,
    *,
    drafts: bool,
    strict: bool = False,
) -> "Request":
    from sitegen.pipeline import Request

    options.require(content)
    return Request(content, (templates, SHIPPED), output, now or datetime.now(UTC), drafts, strict)


def _run(request: "Request", form: str, *, explain: bool, quiet: bool) -> None:
    """Builds or checks, says what came of it, and leaves with the exit code that fits."""
    from sitegen.building.press import CannotPrint
    from sitegen.console import Manner, Progress, speech, wants_colour
    from sitegen.pipeline import build as make

    if explain and form != "text":
        raise click.UsageError("--explain goes with --format text. The format sarif explains by itself.")  # noqa: TRY003 - words for people
    gc.set_threshold(100_000)  # making much and dropping little, a build would lose a tenth of its time
    started = time.monotonic()
    progress = Progress(partial(click.echo, err=True, nl=False), started, quiet=quiet)
    try:
        result = make(request, progress)
    except CannotPrint as problem:
        raise click.UsageError(str(problem)) from None
    progress.clear()
    manner = Manner(form, wants_colour(), explain=explain, quiet=quiet)
    out, err = speech(request, result, manner, time.monotonic() - started)
    click.echo(err, err=True, nl=False)
    # As bytes, programs get UTF-8 on any machine.
    click.echo(out if form == "text" else out.encode("utf-8", "replace"), nl=False)
    if code := _exit_code(request, result):
        sys.exit(code)


def _exit_code(request: "Request", result: "Result") -> int:
    from sitegen.diagnostics import stops

    paths = {finding.path for finding in result.diagnostics if stops(finding, strict=request.strict)}
    settings = (request.content / "site.yaml").as_posix()
    return SETTINGS if settings in paths else PROBLEMS if paths else 0
