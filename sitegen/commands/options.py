"""The options that several commands share, and checks of the folders and files they name."""

import os
import shlex
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from difflib import get_close_matches
from os.path import abspath
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from sitegen.reports.formats import FORMATS

Command = TypeVar("Command", bound=Callable[..., object])

_HERE = Path(__file__).parent.parent
SHIPPED = next(folder for folder in (_HERE / "templates", _HERE.parent / "templates") if folder.is_dir())
"""The templates that come with the program: inside the installed package, beside it in the repository."""


def _sensible(moment: datetime) -> datetime:
    if moment.year not in range(1800, 3000):  # as for dates in records
        raise ValueError
    return moment


class _Moment(click.ParamType[datetime]):
    """A date, or a date and time, in ISO form. Without an offset it is in the site's time zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 - click's signature
        if isinstance(value, datetime):
            return value
        try:
            return _sensible(datetime.fromisoformat(value))
        except ValueError:
            self.fail(f"“{value}” is not a time. Write it as 2026-11-23T12:00.", param, ctx)


class OneOf(click.Choice[str]):
    """The names of the kinds of record, after some other words.

    They are looked up late: the model is slow to import, and `sitegen --help` does not need it.
    """

    def __init__(self, *others: str) -> None:
        self.others = others
        self.case_sensitive = True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override] # nobody sets them
        """The other words, then the kinds."""
        from sitegen.model.kinds import NAMES

        return (*self.others, *NAMES)


class Program(click.ParamType[tuple[str, ...]]):
    """A program with its arguments, split as a shell would, but run without one."""

    name = "command"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, ...]:
        """The words, the first one an absolute path. Fails if the program does not exist."""
        if isinstance(value, tuple):
            return value
        try:
            words = tuple(shlex.split(value))
        except ValueError:
            words = ()
        if not words:
            self.fail("Write a program and its arguments, with quotation marks in pairs.", param, ctx)
        found = shutil.which(words[0])
        if not found:
            self.fail(f"There is no program {words[0]} that can be run.", param, ctx)
        return (abspath(found), *words[1:])  # noqa: PTH100 - resolving would follow links


def _folder(
    name: str, words: str, check: Callable[[click.Context, click.Parameter, Path], Path] | None = None
) -> Callable[[Command], Command]:
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option(
        f"--{name}",
        type=kind,
        default=Path(name),
        show_default=True,
        metavar="FOLDER",
        callback=check,
        help=words,
    )


def _existing_folder(ctx: click.Context, param: click.Parameter, folder: Path) -> Path:
    """The folder of templates. It must exist only if it was given on the command line."""
    named = ctx.get_parameter_source(str(param.name)) is not ParameterSource.DEFAULT
    if named and not folder.is_dir():
        beside = [path.name for path in folder.absolute().parent.glob("*/")]
        close = get_close_matches(folder.name, beside, n=1)
        meant = f" Did you mean {folder.with_name(close[0])}?" if close else ""
        message = f"There is no folder {folder}.{meant}"
        raise click.BadParameter(message)
    return folder


content = _folder("content", "Where the content is.")
templates = _folder(
    "templates", "Your own templates; each replaces the shipped one of the same name.", _existing_folder
)
output = _folder("output", "Where the site goes.")
now = click.option(
    "--now", type=_Moment(), metavar="TIME", help="Act as if it were this time: 2026-11-23T12:00."
)
drafts = click.option(
    "--drafts", is_flag=True, help="Include drafts, and what is not due for publication yet."
)
new_register = click.option(
    "--new-register",
    metavar="REASON",
    default="",
    help="Let the register replace one that it does not continue. The reason stays in it, on the site and in the receipt.",
)
quiet = click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
no_cache = click.option(
    "--no-cache", is_flag=True, help="Make everything again, and keep nothing for the next time."
)
findings_as = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Form of the report: text for people; the others for programs, on standard output.",
)
said_as = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Form of the output: text for people, or one JSON object on standard output.",
)
_strict = click.option("--strict", is_flag=True, help="Let warnings stop the build, as errors do.")
_explain = click.option(
    "--explain", is_flag=True, help="Add the reason for each rule that found something, once, at the end."
)


def reporting(command: Command) -> Command:
    """Adds the options for the form of the report, and for which findings count."""
    return findings_as(_strict(_explain(quiet(command))))


def is_content(folder: Path) -> bool:
    """Whether a folder is a content folder."""
    return (folder / "site.yaml").is_file()


def require(content: Path) -> None:
    """Raises UsageError unless this is a content folder, with the one that was probably meant."""
    below, above = content / "content", content.absolute().parent
    if content.is_dir() and (is_content(content) or not (is_content(below) or is_content(above))):
        return
    near = (below, Path("content"), *sorted(Path().glob("*/content")), content.parent)
    meant = next((place for place in near if is_content(place)), None)
    cure = f"did you mean --content {meant}?" if meant else _WHERE
    if not content.is_dir():
        message = f"There is no folder {content}. {cure[0].upper()}{cure[1:]}"
    elif is_content(below):
        message = f"The folder {content} holds a site, and its content is one folder further down: {cure}"
    else:
        message = f"The folder {content} is only a part of the content: {cure}"
    raise click.UsageError(message)


_WHERE = "go to the folder of your site, or add --content FOLDER."


def paths_in_content(content: Path, files: Iterable[Path]) -> tuple[str, ...]:
    """The paths of these files as in findings. Raises UsageError for a file that is missing or outside the content."""
    return tuple(_path_in_content(content, file) for file in files)


def _path_in_content(content: Path, file: Path) -> str:
    for place in (file, content / file):
        if place.exists() and _lies_within(place, content):
            inner = os.path.relpath(place.resolve(), content.resolve())
            return content.as_posix() if inner == "." else (content / inner).as_posix()
    if file.exists():
        message = (
            f"{file} is not part of the content in {content}. Add --content with the folder that holds it."
        )
    else:
        names = [found.relative_to(content).as_posix() for found in content.rglob("*") if found.is_file()]
        named = {name.rpartition("/")[2]: name for name in names}
        close = get_close_matches(file.name, named, n=1)
        meant = f" Did you mean {content / named[close[0]]}?" if close else ""
        message = f"There is no file {file}.{meant}"
    raise click.UsageError(message)


def refuse_overlap(content: Path, output: Path) -> None:
    """Raises UsageError if one of the folders is inside the other."""
    if _lies_within(output, content) or _lies_within(content, output):
        message = f"The output folder {output} and the content folder {content} cannot lie within each other."
        raise click.UsageError(message)


def refuse_in_site(file: Path, content: Path) -> None:
    """Raises UsageError if a file for staff is in the content, or in the folder beside it where the site goes."""
    for folder in (content, content.absolute().parent / "output"):
        if _lies_within(file, folder):
            message = f"{file} lies in {folder}, which is for the site. Name a file elsewhere."
            raise click.UsageError(message)


def refuse_public(private: Path, folders: Iterable[Path]) -> None:
    """Raises UsageError if a private file is in one of these folders, which are published or shared."""
    for folder in folders:
        if _lies_within(private, folder):
            message = (
                f"{private} lies in {folder}, whose files are published, or shared with all who work on the site: "
                "everyone could read who said what. Move it into a folder that only you and your colleagues can open."
            )
            raise click.UsageError(message)


def work_tree(content: Path) -> tuple[Path, ...]:
    """The folder of the git repository that holds the content, with all that is shared in it; none outside of one."""
    places = (content.resolve(), *content.resolve().parents)
    return next(((place,) for place in places if (place / ".git").exists()), ())


def is_new(path: Path) -> bool:
    """Whether there is nothing at a path yet."""
    return not path.exists()


def _lies_within(inner: Path, outer: Path) -> bool:
    """Whether a path is the same or below, as written or with links resolved."""
    written = Path(abspath(inner))  # noqa: PTH100 - resolving would follow the links
    return any(place.is_relative_to(outer.resolve()) for place in (written, inner.resolve()))


@contextmanager
def click_errors() -> Iterator[None]:
    """Turns CannotStart and CannotCreate into click's errors."""
    from sitegen.starting.starters import CannotStart
    from sitegen.writing.create import CannotCreate

    try:
        yield
    except CannotStart as problem:
        raise click.UsageError(str(problem)) from None
    except CannotCreate as problem:
        raise click.ClickException(str(problem)) from None
