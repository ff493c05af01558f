"""The options that several commands share, with their words in `--help`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from sitegen.reports.formats import FORMATS

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


content = _folder("content", "Where the content is.")
templates = _folder("templates", "Your own templates; each replaces the shipped one of the same name.")
output = _folder("output", "Where the site goes.")
now = click.option(
    "--now", type=_Moment(), metavar="TIME", help="Act as if it were this time: 2026-11-23T12:00."
)
drafts = click.option(
    "--drafts", is_flag=True, help="Include drafts, and what is not due for publication yet."
)
quiet = click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
_format = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to tell what is wrong: text for people; the others for programs, on standard output.",
)
_strict = click.option("--strict", is_flag=True, help="Let warnings stop the build, as errors do.")
_explain = click.option("--explain", is_flag=True, help="Say why each rule is a rule, once, at the end.")


def reporting(command: Command) -> Command:
    """The options that say how findings are told, and which of them count."""
    return _format(_strict(_explain(quiet(command))))
