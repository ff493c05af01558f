"""The command `publish`: from the content to the live site and back."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.building.create import CannotCreate
from sitegen.commands import options
from sitegen.commands.running import SETTINGS, clock, examined, exit_code_of, kept_beside, request_for, run
from sitegen.commands.words import Command

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.model.config import Config
    from sitegen.model.publishing import PublishTarget
    from sitegen.publishing.keeping import Keeper
    from sitegen.publishing.publish import Order
    from sitegen.publishing.refusals import Allowed
    from sitegen.publishing.target import Target
    from sitegen.request import Request

REFUSED = 4
"""Exit code: the content is well, but it was not published, or not as it should be."""


@click.command(cls=Command)
@click.argument("target", required=False)
@options.content
@options.templates
@options.output
@options.now
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--rollback", is_flag=True, help="Show the publication before again (folders only).")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Keep so many publications to go back to (folders only).",
)
@click.option(
    "--pull", is_flag=True, help="First take in what others have pushed to the branch that yours follows."
)
@click.option(
    "--no-commit", is_flag=True, help="Record new versions, but neither commit nor push the register."
)
@click.option(
    "--allow-warnings", is_flag=True, help="Publish although there are warnings in what is new or changed."
)
@click.option("--allow-dirty", is_flag=True, help="Publish changes that are in no commit yet.")
@click.option(
    "--allow-removals",
    is_flag=True,
    help="Let addresses vanish without a redirect or a note, and more than a tenth of the pages go.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace what is live, whoever published it, even if it is newer; on a git branch, history too.",
)
@options.quiet
def publish(  # noqa: PLR0913 - an option each
    *,
    target: str | None,
    content: Path,
    templates: Path,
    output: Path,
    now: datetime | None,
    dry_run: bool,
    rollback: bool,
    keep: int | None,
    pull: bool,
    no_commit: bool,
    allow_dirty: bool,
    allow_warnings: bool,
    allow_removals: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Bring the site to where readers find it: build, compare, upload what changed, read it back.

    TARGET is a name from publish: in site.yaml, or an address: a folder (/var/www/site), a branch
    (git+ssh://git@example.org/site.git#pages), or rclone:remote:path. It can be left out where site.yaml names one.
    Errors stop it; so do warnings in what it makes public or changes, unless you add --allow-warnings. A receipt is kept
    in .sitegen/receipts beside the content.

    \b
    Example:
      sitegen publish live --dry-run
      sitegen publish live
    """
    options.require(content)
    options.refuse_overlap(content, output)
    config = _settings(content)
    wanted = _wanted(target, config)
    say = _silence if quiet else click.echo
    with refusals_told():
        from sitegen.publishing.keeping import Keeper
        from sitegen.publishing.kinds import opened
        from sitegen.publishing.refusals import Allowed

        place = opened(wanted, keep, kept_beside(content), force=force)
        if rollback:
            _go_back(place, _zoned(now or clock(), config), say)
            return
        allowed = Allowed(dirty=allow_dirty, removals=allow_removals, force=force)
        _require_commits((content, templates), allowed)
        request = request_for(content, templates, output, now, drafts=False)
        keeper = Keeper(request, say, None if force else place, commit=not no_commit)
        if not dry_run:
            _require_receipts(kept_beside(content) / "receipts")
            if pull:
                _pull(keeper)
        request = _judged(request, place, allow_warnings=allow_warnings)
        keeper = replace(keeper, request=request)
        if dry_run and (lines := _only_live(keeper)):
            say(
                f"Lines of the register that are only live: {lines}. Publishing brings them back first, and plans then."
            )
            return
        if not dry_run:  # before the build, which shows it
            _keep_register(keeper)
        run(request, "text", explain=False, quiet=quiet)
        _publish(_order(wanted, _settings(content), request, allowed), place, say, dry_run=dry_run)
        if request.held:
            sys.exit(REFUSED)  # the report has named them


def _pull(keeper: "Keeper") -> None:
    with options.in_words():
        keeper.pull()


def _only_live(keeper: "Keeper") -> int:
    """How many lines of the live register are not here."""
    from sitegen.publishing.live import lacking

    content, target = keeper.request.content, keeper.target
    begun = (content / "register.jsonl").exists()
    return len(lacking(content, target)[1]) if target and begun else 0


def _keep_register(keeper: "Keeper") -> None:
    """Brings the register up to date, where one was begun. What is wrong with the content, the build tells after it."""
    with options.in_words():
        if (keeper.request.content / "register.jsonl").exists():
            keeper.keep()


def _judged(request: "Request", place: "Target", *, allow_warnings: bool) -> "Request":
    """The request without the records that have to be left out; leaves with an exit code where something stops the publication.

    Before anything is recorded or made.
    """
    from sitegen.publishing.judgement import reason, stopping
    from sitegen.publishing.since import before, changes

    manifest = place.look().manifest
    changed = changes(request.content, manifest, kept_beside(request.content) / "receipts")
    result = examined(request, before(manifest, changed))
    found = result.diagnostics
    if told := stopping(found, changed, allow_warnings=allow_warnings):
        _tell(told)
        click.echo(reason(told, len(found) - len(told)), err=True)
        sys.exit(exit_code_of(request, told))
    return replace(request, held=result.held)


def _publish(order: "Order", place: "Target", say: Callable[[str], None], *, dry_run: bool) -> None:
    from sitegen.publishing import receipt
    from sitegen.publishing.directory import Directory
    from sitegen.publishing.publish import carry_out, is_done, prepare, told

    transfer = prepare(order, place)
    if is_done(transfer):
        if isinstance(place, Directory) and not dry_run:
            place.let_all_read()
        say(f"Nothing to publish: {place.place} holds the site as it is.")
        return
    say(told(transfer.plan, place.place))
    if dry_run:
        say("Nothing was published: --dry-run stops here.")
        return
    done = carry_out(order, place, transfer)
    with options.in_words():
        file = receipt.keep(done, order.receipts)
    for warning in done.warnings:
        click.echo(f"warning: {warning}", err=True)
    say(receipt.told(done, file))


def _order(wanted: "PublishTarget", config: "Config", request: "Request", allowed: "Allowed") -> "Order":
    from sitegen.publishing.origin import follows, origin_of
    from sitegen.publishing.publish import Order

    now, content, output = request.now, request.content, request.output
    return Order(
        name=wanted.name,
        source=output or Path(),
        receipts=kept_beside(content) / "receipts",
        site=config.base_url,
        at=(wanted.at or config.base_url).rstrip("/"),
        now=_zoned(now, config),
        origin=origin_of(content),
        gone={one.source: one.reason for one in config.gone},
        allowed=allowed,
        follows=partial(follows, content),
    )


def _zoned(now: datetime, config: "Config") -> datetime:
    return (now if now.tzinfo else now.replace(tzinfo=config.zone)).astimezone(config.zone)


def _go_back(place: "Target", now: datetime, say: Callable[[str], None]) -> None:
    from sitegen.publishing.directory import Directory

    if not isinstance(place, Directory):
        message = "--rollback is for folders. Elsewhere, publish the content as it was then."
        raise click.UsageError(message)
    with place:
        name = place.go_back(now)
    say(f"{place.place} shows {name} again.")


def _require_commits(folders: Sequence[Path], allowed: "Allowed") -> None:
    from sitegen.publishing.origin import uncommitted
    from sitegen.publishing.refusals import CannotPublish, dirty, git_not_asked
    from sitegen.publishing.repository import trouble

    if not allowed.dirty and (why := trouble(folders[0])):
        raise CannotPublish(git_not_asked(why))
    if not allowed.dirty and (names := uncommitted(folders)):
        raise CannotPublish(dirty(names))


def _require_receipts(folder: Path) -> None:
    from sitegen.publishing import receipt
    from sitegen.publishing.refusals import CannotPublish, no_receipt

    try:
        receipt.require_room(folder)
    except CannotCreate as problem:
        raise CannotPublish(no_receipt(str(problem))) from None


def _settings(content: Path) -> "Config":
    """The settings; leaves with their exit code when they cannot be read."""
    from sitegen.diagnostics import Diagnostic, has_errors
    from sitegen.reading.load import load_settings
    from sitegen.reading.source import read_settings

    found = read_settings(content)
    entry, faults = (None, [found]) if isinstance(found, Diagnostic) else load_settings(found)
    if entry is None or has_errors(faults):
        _tell(faults)
        sys.exit(SETTINGS)
    return entry.record


def _wanted(name: str | None, config: "Config") -> "PublishTarget":
    from sitegen.publishing.kinds import named

    try:
        target = named(name, config)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    if target:
        return target
    known = ", ".join(one.name for one in config.publish) or "none yet"
    what = f"There is no target “{name}”." if name else "Say where to publish."
    message = (
        f"{what} Targets in site.yaml: {known}. An address is a folder with a slash in it, git+… or rclone:…"
    )
    raise click.UsageError(message)


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tells why nothing, or no more, can be published, and leaves with the exit code for that."""
    from sitegen.publishing.refusals import CannotPublish

    try:
        yield
    except CannotPublish as problem:
        _tell(problem.findings)
        sys.exit(REFUSED)


def _tell(findings: "Iterable[Diagnostic]") -> None:
    from sitegen.console import lines_of, wants_colour
    from sitegen.reports import text

    click.echo(text.report(findings, lines_of, colour=wants_colour()), err=True, nl=False)


def _silence(_words: str) -> None:
    """Says nothing."""
