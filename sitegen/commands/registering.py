"""The command `register`: every published version of a notice, recorded so that nobody can change it unseen."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands import options
from sitegen.commands.running import exit_code, request_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.diagnostics import Diagnostic
    from sitegen.request import Request

DAMAGED = 4
"""The exit code when the register is not as it was written."""


@click.group()
def register() -> None:
    """Keep the public register: a line for each published version of a notice, in content/register.jsonl.

    \b
    Example:
      sitegen register update
      sitegen register verify
    """


@register.command()
@options.content
@options.now
def update(*, content: Path, now: datetime | None) -> None:
    """Record each public notice that is new or has changed. Commit what it writes with the content.

    \b
    Example:
      sitegen register update
    """
    from sitegen.registering import update as recorded

    request = request_for(content, options.SHIPPED, None, now, drafts=False)
    with options.in_words():
        made = recorded(request)
    if not made.is_sound:
        _tell_findings(request, made.examined.diagnostics)
        damaged = any(
            found.code in ("damaged-register", "register-cut") for found in made.examined.diagnostics
        )
        sys.exit(DAMAGED if damaged else exit_code(request, made.examined))
    for line in made.lines:
        click.echo(f"Recorded {line.reference}, version {line.version}: {line.file}")
    if not made.lines:
        click.echo("Nothing has changed since the last version of each notice.")


@register.command()
@options.content
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also see that the site built there carries the same register.",
)
@click.option(
    "--signers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also check the signature, against the keys in this file: a line for each, as ssh-keygen reads it.",
)
@click.option("--identity", metavar="NAME", help="Who should have signed, as that file names them.")
@options.now
def verify(
    *, content: Path, output: Path | None, signers: Path | None, identity: str | None, now: datetime | None
) -> None:
    """See that the register is as it was written, and tell where content is not as recorded.

    \b
    Example:
      sitegen register verify --output output
    """
    from sitegen.pipeline import examine
    from sitegen.registering import contradictions
    from sitegen.registering import verify as verified

    if bool(signers) != bool(identity):
        raise click.UsageError("--signers and --identity go together.")  # noqa: TRY003 - words for people
    request = request_for(content, options.SHIPPED, None, now, drafts=False)
    with options.in_words():
        found, faults = verified(content, output, (signers, identity) if signers and identity else None)
    if faults or found is None:
        _tell_findings(request, faults)
        sys.exit(DAMAGED)
    read, result = examine(request)
    _tell_findings(request, tuple(contradictions(read)) if read else result.diagnostics)
    click.echo(f"The register holds: {len(found.lines)} lines. The hash of the last is {found.head}.")


@register.command()
@options.content
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The private ssh key to sign with. ssh-keygen reads it; it is never copied.",
)
def sign(*, content: Path, key: Path) -> None:
    """Sign the register as it is with an ssh key, so that others can tell who vouches for it.

    \b
    Example:
      sitegen register sign --key ~/.ssh/register
    """
    from sitegen.building.signing import sign as signed

    options.require(content)
    with options.in_words():
        click.echo(f"Signed: {signed(content, key)}")


def _tell_findings(request: "Request", findings: "Sequence[Diagnostic]") -> None:
    from sitegen.console import Manner, speech, wants_colour
    from sitegen.publishing.strays import explained
    from sitegen.request import Result

    told = explained(request.content, findings)
    result = Result(tuple(sorted(told, key=lambda finding: finding.order)))
    click.echo(speech(request, result, Manner(colour=wants_colour()), 0)[1], err=True, nl=False)
