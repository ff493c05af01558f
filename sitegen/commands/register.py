"""The command `register`."""

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands import options
from sitegen.commands.running import exit_code, exit_if_refused, kept_beside, request_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.build.request import Request
    from sitegen.diagnostics import Diagnostic

DAMAGED = 4
"""The exit code if the register was altered."""
DAMAGES = ("damaged-register", "register-cut", "merged-register", "changed-line-ends")
"""The codes of such findings."""


@click.group()
def register() -> None:
    """Keep the public register: a line for each published version of a record, in content/register.jsonl.

    \b
    Example:
      sitegen register update
      sitegen register verify
    """


@register.command()
@options.content
@click.option(
    "--commit",
    is_flag=True,
    help="Also commit the register's files, and push them to the branch that yours follows.",
)
@click.option("--pull", is_flag=True, help="First take in what others have pushed to that branch.")
@options.new_register
@options.now
def update(*, content: Path, commit: bool, pull: bool, new_register: str, now: datetime | None) -> None:
    """Record each public notice, decision and set of objectives that is new or has changed. Commit what it writes with the content.

    \b
    Example:
      sitegen register update
    """
    from sitegen.model.register import REGISTER
    from sitegen.publishing.refusals import CannotPublish, git_not_asked_to_keep
    from sitegen.publishing.register_sync import RegisterSync
    from sitegen.publishing.repository import git_problem
    from sitegen.register.record import protect_line_ends

    request = request_for(content, options.SHIPPED, None, now, drafts=False)
    sync = RegisterSync(request, click.echo, commit=commit, anew=new_register)
    with exit_if_refused(), options.click_errors():
        if (commit or pull) and (why := git_problem(content)):
            raise CannotPublish(git_not_asked_to_keep(why))
        if pull:
            sync.pull()
        made = sync.update()
    for file in made.restored:
        click.echo(f"Put the line ends of {file} back.")
    if not made.is_sound:
        _print_findings(request, made.examined.diagnostics)
        damaged = any(found.code in DAMAGES for found in made.examined.diagnostics)
        sys.exit(DAMAGED if damaged else exit_code(request, made.examined))
    if (content / REGISTER).exists() and (spared := protect_line_ends(content)):
        click.echo(f"Wrote {spared}, so that git leaves the register's line ends alone. Commit it.")
    if not made.lines:
        click.echo("Nothing has changed since the last version of each notice.")


@register.command()
@click.argument("target", required=False)
@options.content
@options.now
def merge(*, target: str | None, content: Path, now: datetime | None) -> None:
    """Make one register of two branches after a git merge. Live lines come first, unchanged.

    TARGET says where to read the live register, as for publish. Without it: each target in site.yaml, or else base_url.

    \b
    Example:
      sitegen register merge
    """
    from sitegen.publishing.merging import merge_with_live as merged

    request = request_for(content, options.SHIPPED, None, now, drafts=False)
    with exit_if_refused(), options.click_errors():
        done = merged(content, target, lambda words: click.echo(words, err=True))
    if done.faults:
        _print_findings(request, done.faults)
        sys.exit(DAMAGED)
    click.echo(
        f"Merged the register: {done.kept} lines as they were, {done.relinked} added after them. Now: "
        f"git add {content}/register.jsonl {content}/register, then git commit, or git rebase --continue in a rebase."
    )


@register.command()
@click.argument("notice")
@click.argument("version", type=click.IntRange(min=1))
@click.option("--reason", required=True, metavar="TEXT", help="The reason, which readers of the site see.")
@options.content
@options.now
def redact(*, notice: str, version: int, reason: str, content: Path, now: datetime | None) -> None:
    """Take the text of a published version out, for personal data published by mistake. Its line and hash stay.

    NOTICE is its reference, its id, or its folder and id, as in decisions/leisure-2026; VERSION the number. First take the words out of the notice itself.

    \b
    Example:
      sitegen register redact SMT-2026-01 2 --reason "It named a member of the public by mistake."
    """
    from sitegen.memo.store import clear
    from sitegen.publishing import receipt
    from sitegen.register.redact import redact as redacted
    from sitegen.writing.create import in_words

    request = request_for(content, options.SHIPPED, None, now, drafts=False)
    with options.click_errors():
        done = redacted(request, notice, version, reason, request.now.date())
    if not done.lines:
        _print_findings(request, done.faults)
        sys.exit(DAMAGED)
    kept = kept_beside(content)
    for line in done.lines:
        click.echo(f"Took out the text of {line.reference}, version {line.version}: {line.file}")
    with options.click_errors(), in_words(kept, "cleared"):
        clear(kept)  # where what was read and made is remembered
        if gone := receipt.remove(kept / "receipts", done.titles):
            click.echo(f"Removed {gone} receipts that name it.")
    if done.others:
        numbers = ", ".join(str(line.version) for line in done.others)
        click.echo(
            f"These versions keep their texts: {numbers}. If the words are in one of them too, take it out as well."
        )
    click.echo(
        "Now publish: until then the live site shows the text. Git still has it in earlier commits: docs/register.md says "
        "what to do about that."
    )


@register.command()
@options.content
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also check that the site built there has the same register.",
)
@click.option(
    "--signers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also check the signature with the keys in this file, one a line, as for ssh-keygen.",
)
@click.option("--identity", metavar="NAME", help="Who should have signed, as that file names them.")
@click.option(
    "--head",
    "noted",
    metavar="HASH",
    help="Also check that the register has had this head, which somebody noted: all its digits, or the first 12 or more.",
)
@click.option(
    "--stamp",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also check a time-stamp that somebody kept: a .tsr (RFC 3161) or an .ots (OpenTimestamps).",
)
@click.option(
    "--authorities",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also check who signed the time-stamps: the certificates, in PEM, of the authorities that you trust.",
)
@options.now
def verify(  # noqa: PLR0913 - an option each
    *,
    content: Path,
    output: Path | None,
    signers: Path | None,
    identity: str | None,
    noted: str | None,
    stamp: Path | None,
    authorities: Path | None,
    now: datetime | None,
) -> None:
    """Check that the register holds together, and show where content differs from it. Exit code 4: something was altered.

    By itself this does not show that its keeper has rewritten all of it. --head and --stamp do.

    \b
    Example:
      sitegen register verify --output output
      sitegen register verify --head 9f86d081884c
    """
    from sitegen.build.pipeline import examine
    from sitegen.register.verify import (
        contradictions,
        redaction_notices,
        replacement_notices,
        stamp_notices,
    )
    from sitegen.register.verify import verify as verified

    if noted and not re.fullmatch(r"[0-9A-Fa-f]{12,64}", noted):
        raise click.UsageError("--head takes 12 to 64 of the digits 0-9 and a-f.")  # noqa: TRY003 - words for people
    if bool(signers) != bool(identity):
        raise click.UsageError("--signers and --identity go together.")  # noqa: TRY003 - words for people
    request = request_for(content, options.SHIPPED, None, now, drafts=False)
    with options.click_errors():
        signer = (signers, identity) if signers and identity else None
        found, faults = verified(content, output, signer, noted, stamp, authorities)
    if faults or found is None:
        _print_findings(request, faults)
        sys.exit(DAMAGED)
    read, result = examine(request)
    _print_findings(request, tuple(contradictions(read)) if read else result.diagnostics)
    for words in (*redaction_notices(found), *stamp_notices(found), *replacement_notices(found)):
        click.echo(words)
    if noted:
        click.echo(f"The register still has the head {noted}: what it had recorded then is unaltered.")
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
    """Sign the register with an ssh key, so that others can check who vouches for it.

    \b
    Example:
      sitegen register sign --key ~/.ssh/register
    """
    from sitegen.register.sign import sign as signed

    options.require(content)
    with options.click_errors():
        click.echo(f"Signed: {signed(content, key)}")


@register.command()
@options.content
@click.option(
    "--authority",
    metavar="ADDRESS",
    help="Whom to ask: the address of a time-stamping authority (RFC 3161), instead of stamped_by in site.yaml.",
)
def stamp(*, content: Path, authority: str | None) -> None:
    """Have others stamp the register's head with the time, so that it cannot be rewritten unseen. Commit what it writes.

    It asks the authority by openssl, and OpenTimestamps if its program, ots, is installed.

    \b
    Example:
      sitegen register stamp --authority https://timestamp.example.org/
    """
    from sitegen.commands.going_live import settings_of
    from sitegen.register.record import protect_line_ends
    from sitegen.register.stamp import stamp as stamped

    options.require(content)
    config, _ = settings_of(content)
    with options.click_errors():
        for file in stamped(content, authority or (config.stamped_by if config else None)):
            click.echo(f"Stamped: {file}")
    protect_line_ends(content)


def _print_findings(request: "Request", findings: "Sequence[Diagnostic]") -> None:
    from sitegen.build.request import Result
    from sitegen.commands.console import ReportStyle, console_texts, wants_colour
    from sitegen.publishing.strays import name_strays

    named = name_strays(request.content, findings)
    result = Result(tuple(sorted(named, key=lambda finding: finding.order)))
    click.echo(console_texts(request, result, ReportStyle(colour=wants_colour()), 0)[1], err=True, nl=False)
