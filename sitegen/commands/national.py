"""What the commands `uk1`, `uk2` and `uk3` share: an advert → the answers for its national notice, in the form asked for."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import SETTINGS, request_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.diagnostics import Diagnostic
    from sitegen.model.advert import Advert
    from sitegen.model.content import Content
    from sitegen.outputs.national.questions import Notice

_NAMES: Final = {
    "UK1": "pipeline notice",
    "UK2": "preliminary market engagement notice",
    "UK3": "planned procurement notice",
}

# The model is imported inside the functions: `sitegen --version` and `--help` must not wait for it.


def notice_command(notice: "Notice") -> click.Command:
    """The command that lists the answers for one national notice."""
    name = notice.lower()

    @click.command(name, cls=Command, help=_HELP.format(name=name, notice=notice, words=_NAMES[notice]))
    @click.argument("advert", metavar="ID")
    @click.option(
        "--page",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write a page for staff, with a button to copy each answer. A page of an earlier run is replaced.",
    )
    @click.option(
        "--json", "as_json", is_flag=True, help="Print a release in the shape of Find a Tender's data (OCDS)."
    )
    @options.content
    @options.now
    def command(
        *, advert: str, page: Path | None, as_json: bool, content: Path, now: datetime | None
    ) -> None:
        if page and as_json:
            raise click.UsageError("--page and --json cannot go together.")  # noqa: TRY003 - words for people
        if page:
            options.refuse_in_site(page, content)
        click.echo(_made(notice, advert, _read(content, now), page, as_json=as_json), nl=False)

    return command


_HELP: Final = """List what the {words} ({notice}) asks, with our answers.

ID is the name of the advert's file without its ending. Each question has the regulation that asks it, and what is missing is
named with what to add to the advert. Nothing is sent: you copy the answers into the form of the national platform.

\b
Example:
  sitegen {name} park-benches
  sitegen {name} park-benches --page ../park-benches-{name}.html
"""


def _read(content: Path, now: datetime | None) -> "Content":
    """All content, drafts and what is not public yet too. Exits if the settings cannot be read.

    Errors do not stop it: in Wales a notice has one until it is on the platform, for which its answers are needed.
    """
    from sitegen.reading.content import read

    request = request_for(content, options.SHIPPED, None, now, drafts=True)
    reading = read(request.content, request.now, drafts=True)
    if reading.content is None:
        _stop(reading.faults, SETTINGS)
    if unread := {one.path for one in reading.content.unread.values()}:
        _warn([fault for fault in reading.faults if fault.path in unread])
    return reading.content


def _made(notice: "Notice", name: str, content: "Content", page: Path | None, *, as_json: bool) -> str:
    """What the command prints. Writes the page, if there is to be one. Raises UsageError if there is no such notice."""
    from sitegen.model.site import index
    from sitegen.outputs.national.head import head
    from sitegen.outputs.national.page import MARK
    from sitegen.outputs.national.page import page as html
    from sitegen.outputs.national.questions import questions
    from sitegen.outputs.national.release import release
    from sitegen.outputs.national.text import summary, text
    from sitegen.writing.create import replace_text

    advert = _advert(notice, name, content)
    site = index(content, {})
    if as_json:
        return json.dumps(release(site, advert, notice), ensure_ascii=False, indent=2) + "\n"
    asked, above = questions(site, advert, notice), head(site, advert, notice)
    if not page:
        return text(above, asked)
    with options.click_errors():
        replace_text(page, html(content.config.language, above, asked), MARK)
    return f"Made {page}. Open it in a browser.\n{summary(asked)}\n"


def _advert(notice: "Notice", name: str, content: "Content") -> "Advert":
    """The advert of that name. Raises UsageError if there is no such advert, or if this is not the notice for its kind."""
    from sitegen.model.advert import Advert
    from sitegen.outputs.national.questions import NOTICE_OF

    advert = content.record(Advert, name)
    if advert is None:
        raise click.UsageError(_unknown(name, content))
    if not content.config.law.platforms:
        raise click.UsageError(_no_platform(notice, content))
    if (right := NOTICE_OF[advert.kind]) != notice:
        kind = advert.kind.replace("-", " ")
        message = f"“{name}” is of the kind {kind}, whose notice is {right} ({_NAMES[right]}): sitegen {right.lower()} {name}"
        raise click.UsageError(message)
    return advert


def _unknown(name: str, content: "Content") -> str:
    from sitegen.model.advert import Advert
    from sitegen.model.record import Key
    from sitegen.model.spelling import did_you_mean

    if Key(Advert.collection, name) in content.known:
        return f"The advert “{name}” cannot be read. Correct its file first."
    known = [entry.record.id for entry in content.of(Advert)]
    hint = did_you_mean(name, known) or "its id is the name of its file without the ending."
    return f"There is no advert “{name}”: {hint}"


def _no_platform(notice: "Notice", content: "Content") -> str:
    law = content.config.law
    if not law.name:
        return f"{notice} is a notice under the Procurement Act 2023, and the jurisdiction of this site names no law."
    others = " ".join(
        f"There, the notice of a plan is a {fact.words} ({fact.law})." for fact in law.notices.values()
    )
    return f"{notice} is a notice under the Procurement Act 2023, which does not apply to authorities of {law.name}. {others}".strip()


def _warn(findings: "Sequence[Diagnostic]") -> None:
    """Shows findings on standard error."""
    from sitegen.commands.console import lines_of, wants_colour
    from sitegen.reports import text

    click.echo(text.report(findings, lines_of, colour=wants_colour()), err=True, nl=False)


def _stop(findings: "Sequence[Diagnostic]", code: int) -> NoReturn:
    _warn(findings)
    sys.exit(code)
