"""The commands. Thin: they read the clock and the options, start the work and say what came of it."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sitegen import __version__, starters
from sitegen.building.create import CannotCreate, create_record, create_site

if TYPE_CHECKING:
    from sitegen.pipeline import Request, Result

# The pipeline is imported inside the commands: `sitegen --version` and `--help` must not wait for it.

PROBLEMS, SETTINGS = 1, 3
"""Exit codes: errors in the content; errors in site.yaml. 0 is well, and 2 a command that was not understood."""
_HERE = Path(__file__).parent
SHIPPED = next(folder for folder in (_HERE / "templates", _HERE.parent / "templates") if folder.is_dir())
"""The templates that come with the program: inside the installed package, beside it in the repository."""

Command = TypeVar("Command", bound=Callable[..., object])


def _sensible(moment: datetime) -> datetime:
    if moment.year not in range(1800, 3000):  # as for dates in records
        raise ValueError
    return moment


class _Moment(click.ParamType[datetime]):
    """A date, or a date and time, in ISO form. Without an offset it is meant in the site's time zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 - click's signature
        if isinstance(value, datetime):
            return value
        try:
            return _sensible(datetime.fromisoformat(value))
        except ValueError:
            self.fail(f"“{value}” is not a time. Write it as 2026-11-23T12:00.", param, ctx)


def _folder(name: str, words: str) -> Callable[[Command], Command]:
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option(
        f"--{name}", type=kind, default=Path(name), show_default=True, metavar="FOLDER", help=words
    )


_content = _folder("content", "Where the content is.")
_templates = _folder("templates", "Your own templates; each replaces the shipped one of the same name.")
_output = _folder("output", "Where the site goes.")
_now = click.option(
    "--now", type=_Moment(), metavar="TIME", help="Act as if it were this time: 2026-11-23T12:00."
)
_drafts = click.option(
    "--drafts", is_flag=True, help="Include drafts, and what is not due for publication yet."
)
_quiet = click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")


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
@_content
@_templates
@_output
@_now
@_drafts
@_quiet
def build(
    *, content: Path, templates: Path, output: Path, now: datetime | None, drafts: bool, quiet: bool
) -> None:
    """Make the site.

    Nothing in the output folder changes unless the content is free of errors.

    \b
    Example:
      sitegen build --content content --output output
    """
    _refuse_overlap(content, output)
    _run(_request(content, templates, output, now, drafts=drafts), quiet=quiet)


@main.command()
@_content
@_templates
@_now
@_drafts
@_quiet
def check(*, content: Path, templates: Path, now: datetime | None, drafts: bool, quiet: bool) -> None:
    """Look for mistakes, and write nothing.

    \b
    Example:
      sitegen check
    """
    _run(_request(content, templates, None, now, drafts=drafts), quiet=quiet)


@main.command()
@_content
@_templates
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to show it."
)
@_now
@click.option("--no-drafts", is_flag=True, help="Leave out drafts, and what is not due for publication yet.")
@click.option("--open", "opens", is_flag=True, help="Open it in a browser.")
@_quiet
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

    request = _request(content, templates, None, now, drafts=not no_drafts)
    complain = partial(click.echo, err=True)
    voice = preview.Voice((lambda _: None) if quiet else click.echo, complain, lines_of)
    try:
        preview.serve(request, lambda: now or datetime.now(UTC), port, voice, opens=opens)
    except preview.CannotServe as problem:
        raise click.UsageError(str(problem)) from None


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_now
def init(*, folder: Path, now: datetime | None) -> None:
    """Start a new site in FOLDER.

    \b
    Example:
      sitegen init my-site
    """
    with _in_words():
        files = starters.new_site(starters.today(now or datetime.now(UTC)), SHIPPED)
        create_site(folder, files, starters.FOLDERS)
    click.echo(f"Made a new site: {len(files)} files in {folder}.")
    click.echo(f"Next, put your own details into {folder / 'content/site.yaml'}.")
    click.echo("To see the site, go to its folder and type: sitegen serve")


@main.command()
@click.argument("kind", type=click.Choice(tuple(starters.KINDS)))
@click.argument("title")
@_content
@_now
def new(*, kind: str, title: str, content: Path, now: datetime | None) -> None:
    """Start a file of content, with a note on every field. It is a draft until you say otherwise.

    \b
    Example:
      sitegen new advert "Park benches"
    """
    _require(content)
    with _in_words():
        made = starters.starter(kind, title, starters.today(now or datetime.now(UTC)), SHIPPED)
        path = create_record(content, made.path, made.text)
    click.echo(f"Made {path}. It is a draft: sitegen serve shows it, the public site does not.")
    click.echo("Next, open it in a text editor and put in your own words.")


def _request(
    content: Path, templates: Path, output: Path | None, now: datetime | None, *, drafts: bool
) -> "Request":
    from sitegen.pipeline import Request

    _require(content)
    return Request(content, (templates, SHIPPED), output, now or datetime.now(UTC), drafts)


def _require(content: Path) -> None:
    if not content.is_dir():
        message = f"There is no folder {content}. Go to the folder of your site, or add --content FOLDER."
        raise click.UsageError(message)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except starters.CannotStart as problem:
        raise click.UsageError(str(problem)) from None
    except CannotCreate as problem:
        raise click.ClickException(str(problem)) from None


def _refuse_overlap(content: Path, output: Path) -> None:
    """Keeps the site from being written among the content it is made of."""
    inner, outer = output.resolve(), content.resolve()
    if inner == outer or outer in inner.parents or inner in outer.parents:
        message = f"The output folder {output} and the content folder {content} cannot lie within each other."
        raise click.UsageError(message)


def _run(request: "Request", *, quiet: bool) -> None:
    """Builds or checks, says what came of it, and leaves with the exit code that fits."""
    from sitegen.console import Progress, lines_of, told
    from sitegen.pipeline import build as make
    from sitegen.reports.text import report, summary

    gc.set_threshold(
        100_000
    )  # a build makes many things and drops few: looking for those costs a tenth of it
    started = time.monotonic()
    progress = Progress(partial(click.echo, err=True, nl=False), started, quiet=quiet)
    result = make(request, progress)
    progress.clear()
    click.echo(report(result.diagnostics, lines_of), err=True, nl=False)
    if counted := summary(result.diagnostics):
        click.echo(f"{counted}.", err=True)
    if code := _exit_code(request, result):
        where = request.output
        click.echo(f"{where} was not changed." if where else "Nothing was written.", err=True)
        sys.exit(code)
    if not quiet:
        click.echo(told(request, result, time.monotonic() - started))


def _exit_code(request: "Request", result: "Result") -> int:
    from sitegen.diagnostics import Severity

    paths = {finding.path for finding in result.diagnostics if finding.severity is Severity.ERROR}
    if not paths:
        return 0
    return SETTINGS if (request.content / "site.yaml").as_posix() in paths else PROBLEMS
