"""The command `doctor`."""

import sys
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from sitegen.commands import options
from sitegen.commands.command import Command
from sitegen.commands.running import sound_content

if TYPE_CHECKING:
    from sitegen.doctor.built import Built
    from sitegen.doctor.examination import Examination

LIVE = 4
"""The exit code if something is wrong with the live site."""


@click.command(cls=Command)
@click.argument("url", required=False)
@options.content
@options.output
@options.now
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="CODE",
    help="Leave out what cannot be changed on your host, such as missing-header; may be repeated.",
)
@click.option(
    "--most",
    type=click.IntRange(10, 20_000),
    default=300,
    show_default=True,
    help="The most addresses to request.",
)
@options.findings_as
def doctor(  # noqa: PLR0913 - an option each
    *,
    url: str | None,
    content: Path,
    output: Path,
    now: datetime | None,
    accepted: tuple[str, ...],
    most: int,
    form: str,
) -> None:
    """Check the live site, and say what is wrong there.

    URL is the address of the live site; without it, base_url in site.yaml. It is compared with the output folder and with the
    content as of now. Nothing is changed, and no other host is requested. The last lines say for each notice of the last
    seven days whether it is live, and which status readers see.

    \b
    Example:
      sitegen doctor
      sitegen doctor https://www.example.org/market-tests/
    """
    from sitegen.commands.console import Progress
    from sitegen.doctor.examination import examine_site

    address, read_built = _meant(url, content, output, now)
    say = partial(click.echo, err=True, nl=False)
    progress = Progress(say, time.monotonic(), quiet=False, words="{:,} addresses looked at …", every=1)
    examination = examine_site(address, read_built, most, progress)
    progress.clear()
    wrong = _report(address, examination, accepted, form)
    if wrong:
        sys.exit(LIVE)


def _meant(url: str | None, content: Path, output: Path, now: datetime | None) -> "tuple[str, Built]":
    """The address of the live site, and the build to compare. Exits as `check` does if the content has errors."""
    from sitegen.doctor.built import read_built

    found = sound_content(content, now)
    address = _address(url or found.config.base_url)
    if (here := read_built(output, found)) is None:
        message = (
            f"There is no site in {output} to compare with. Run sitegen build first, or add --output FOLDER."
        )
        raise click.UsageError(message)
    return address, here


def _address(url: str) -> str:
    """The address with a slash at its end. Raises UsageError for an invalid one."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.query or parts.fragment or "@" in parts.netloc or not url.isascii():
        message = f"“{url}” is not the address of a site. Write it as https://www.example.org/market-tests/."
        raise click.UsageError(message)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/"


def _report(address: str, examination: "Examination", accepted: tuple[str, ...], form: str) -> bool:
    """Prints the findings. Returns whether there are any."""
    from sitegen.commands.console import lines_of, wants_colour
    from sitegen.reports import text
    from sitegen.reports.formats import render

    findings = [finding for finding in examination.findings if finding.code not in accepted]
    if form == "text":
        click.echo(text.report(findings, lines_of, colour=wants_colour()), err=True, nl=False)
    else:
        click.echo(
            render(form, findings, examination.seen, (), strict=True).encode("utf-8", "replace"), nl=False
        )
    summary = text.summary(findings) or "Nothing wrong found"
    count = len(examination.seen)
    looked = f"{count:,} {'address' if count == 1 else 'addresses'}"
    click.echo(f"{summary}. Looked at {looked} below {address}.", err=True)
    if not examination.is_complete:
        click.echo("There are more addresses: raise --most to check them.", err=True)
    for notice in examination.notices:
        click.echo(notice, err=True)
    return bool(findings)
