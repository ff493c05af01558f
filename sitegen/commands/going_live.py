"""Options → the steps of one publication, from the settings to the receipt, and its outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from sitegen.build.request import Request
from sitegen.commands.console import ReportStyle, console_texts, wants_colour
from sitegen.commands.running import (
    PROBLEMS,
    REFUSED,
    SETTINGS,
    clock,
    examined,
    exit_code,
    exit_code_of,
    kept_beside,
    print_findings,
    request_for,
    timed_build,
)
from sitegen.diagnostics import Diagnostic, error, has_errors, stops
from sitegen.model.changes import upcoming
from sitegen.model.config import Config
from sitegen.model.file_kinds import names_file
from sitegen.model.publishing import PublishTarget
from sitegen.model.register import REGISTER, SIGNATURE
from sitegen.publishing import receipt
from sitegen.publishing.blocking import blocking_findings, blocking_reason
from sitegen.publishing.changed_files import change_test, public_before
from sitegen.publishing.directory import Directory
from sitegen.publishing.failures import receipt_lost
from sitegen.publishing.origin import follows, origin_of, uncommitted
from sitegen.publishing.outcome import Outcome
from sitegen.publishing.publish import Order, carry_out, is_done, live_publication, plan_summary, prepare
from sitegen.publishing.refusals import Allowed, CannotPublish, git_not_asked, no_receipt, uncommitted_changes
from sitegen.publishing.register_sync import RegisterSync
from sitegen.publishing.repository import git_problem
from sitegen.publishing.target import Target
from sitegen.publishing.target_lookup import find_target, open_target
from sitegen.reading.load import load_settings
from sitegen.reading.source import read_settings
from sitegen.rules.held_back import HELD
from sitegen.writing.create import CannotCreate


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """The options of the command line. `say` prints a sentence about a step."""

    target: str | None
    content: Path
    templates: Path
    output: Path
    now: datetime | None
    allowed: Allowed
    say: Callable[[str], None]
    keep: int | None = None
    dry_run: bool = False
    rollback: bool = False
    pull: bool = False
    anew: str = ""
    commit: bool = True
    allow_warnings: bool = False
    quiet: bool = False


class _Stopped(Exception):  # noqa: N818 - says what happened
    """Findings stop the publication. They have been printed."""

    def __init__(self, findings: Sequence[Diagnostic], code: int) -> None:
        super().__init__()
        self.findings, self.code = tuple(findings), code


def go_live(options: PublishOptions) -> Outcome:
    """Publishes. Findings that stop it are printed and returned in the outcome. Raises only UsageError."""
    run = _Run(options)
    try:
        run.publish()
    except CannotPublish as problem:
        run.refuse(problem.findings, REFUSED)
    except CannotCreate as problem:
        run.refuse((error("not-written", str(problem)),), PROBLEMS)
    except _Stopped as problem:
        run.note(done="refused", findings=problem.findings, code=problem.code)
    return run.outcome


def settings_of(content: Path) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """The settings, None if they have an error, and their findings, sorted."""
    found = read_settings(content)
    entry, faults = (None, (found,)) if isinstance(found, Diagnostic) else load_settings(found)
    ordered = tuple(sorted(faults, key=lambda fault: fault.order))
    return (None if entry is None or has_errors(faults) else entry.record), ordered


def require_target(name: str | None, config: Config) -> PublishTarget:
    """The target with that name or address. Raises UsageError for any other word."""
    try:
        target = find_target(name, config)
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


class _Run:
    """One publication in progress; `outcome` grows with each step."""

    def __init__(self, options: PublishOptions) -> None:
        self._options = options
        self._beside = kept_beside(options.content)
        self.outcome = Outcome()

    def note(self, **known: Any) -> None:  # noqa: ANN401 - the fields of an Outcome
        """Adds to the outcome."""
        self.outcome = replace(self.outcome, **known)

    def refuse(self, findings: Sequence[Diagnostic], code: int) -> None:
        """Prints what stops the publication and adds it to the outcome."""
        print_findings(findings)
        self.note(done="refused", findings=tuple(findings), code=code)

    def publish(self) -> None:
        """Runs all steps. Raises what `go_live` catches."""
        options, config = self._options, self._settings()
        meant = require_target(options.target, config)
        place = open_target(meant, options.keep, self._beside, force=options.allowed.force)
        at = (meant.at or config.base_url).rstrip("/")
        self.note(target=meant.name, place=place.place, address=at, heartbeat=meant.heartbeat)
        if options.rollback:
            self._go_back(place, config)
            return
        self._require_commits()
        request = request_for(options.content, options.templates, options.output, options.now, drafts=False)
        sync = RegisterSync(
            request,
            options.say,
            place,
            commit=options.commit,
            anew=options.anew,
            witnesses=config.witnesses,
            doubt=self._doubt,
        )
        if not options.dry_run:
            self._require_receipts()
            if options.pull:
                sync.pull()
        request = self._checked(request, place)
        sync = replace(sync, request=request)
        if options.dry_run and (lines := sync.only_live()):
            options.say(
                f"Lines that only the live register has: {lines}. Publishing adds them here first, and plans then."
            )
            self.note(done="planned")
            return
        if not options.dry_run and (options.anew or (options.content / REGISTER).exists()):
            self._record(sync, place)
        self._build(request)
        self._send(self._order(meant, request), place)
        if request.held:
            self.note(code=REFUSED)  # the report of the build names them

    def _settings(self) -> Config:
        config, faults = settings_of(self._options.content)
        if config is None:
            print_findings(faults)
            raise _Stopped(faults, SETTINGS)
        return config

    def _require_commits(self) -> None:
        options = self._options
        if not options.allowed.dirty and (why := git_problem(options.content)):
            raise CannotPublish(git_not_asked(why))
        if not options.allowed.dirty and (names := uncommitted((options.content, options.templates))):
            raise CannotPublish(uncommitted_changes(names))

    def _require_receipts(self) -> None:
        try:
            receipt.require_room(self._beside / "receipts")
        except CannotCreate as problem:
            raise CannotPublish(no_receipt(str(problem))) from None

    def _checked(self, request: Request, place: Target) -> Request:
        """The request without the records to leave out. Raises _Stopped before anything is recorded or made."""
        found = place.look()
        live_publication(found, place, self._options.allowed)  # refused before anything is recorded
        manifest = found.manifest
        changed = change_test(request.content, manifest, self._beside / "receipts")
        content, result = examined(request, public_before(manifest, changed))
        findings = result.diagnostics
        if stopped := blocking_findings(findings, changed, allow_warnings=self._options.allow_warnings):
            print_findings(stopped)
            click.echo(blocking_reason(stopped, len(findings) - len(stopped)), err=True)
            raise _Stopped(stopped, exit_code_of(request, stopped))
        self.note(due=next(upcoming(content), None) if content else None)
        return replace(request, held=result.held)

    def _record(self, sync: RegisterSync, place: Target) -> None:
        """Updates the register before the build, which shows it. New lines make an old signature outdated, so checks run again."""
        lines = sync.update().lines
        self.note(recorded=lines)
        if lines and (self._options.content / SIGNATURE).exists():
            self._checked(sync.request, place)

    def _build(self, request: Request) -> None:
        result, seconds = timed_build(request, quiet=self._options.quiet)
        style = ReportStyle(colour=wants_colour(), quiet=self._options.quiet)
        out, err = console_texts(request, result, style, seconds)
        click.echo(err, err=True, nl=False)
        if out:
            self._options.say(out.rstrip("\n"))
        if code := exit_code(request, result):
            raise _Stopped([one for one in result.diagnostics if stops(one)], code)
        self.note(findings=tuple(one for one in result.diagnostics if one.code == HELD))

    def _order(self, meant: PublishTarget, request: Request) -> Order:
        config, _ = settings_of(request.content)
        if config is None:  # broken since the build read them
            raise _Stopped((), SETTINGS)
        at = (meant.at or config.base_url).rstrip("/")
        return Order(
            name=meant.name,
            source=request.output or Path(),
            receipts=self._beside / "receipts",
            site=config.base_url,
            at=at,
            now=_zoned(request.now, config),
            origin=origin_of(request.content),
            gone={one.source: one.reason for one in config.gone},
            moved={one.source: one.target for one in config.redirects if names_file(one.source)},
            allowed=self._options.allowed,
            anew=self._options.anew,
            follows=partial(follows, request.content),
            hub=(config.mailing.hub or "" if config.mailing else "") if at == config.base_url else "",
        )

    def _send(self, order: Order, place: Target) -> None:
        say, transfer = self._options.say, prepare(order, place)
        self.note(commit=order.origin.commit, plan=transfer.plan, staying=len(transfer.new.staying))
        if is_done(transfer):
            if isinstance(place, Directory) and not self._options.dry_run:
                place.let_all_read()
            say(f"Nothing to publish: {place.place} holds the site as it is.")
            self.note(done="nothing-to-publish")
            return
        say(plan_summary(transfer.plan, place.place))
        if self._options.dry_run:
            say("Nothing was published: --dry-run stops here.")
            self.note(done="planned")
            return
        shut, done = carry_out(order, place, transfer)
        for warning in done.warnings:
            click.echo(f"warning: {warning}", err=True)
        done = replace(done, warnings=(*self.outcome.warnings, *done.warnings))
        self.note(done="published", warnings=done.warnings)
        self._wrong(shut)
        try:
            file = receipt.write(done, order.receipts)
        except CannotCreate as problem:
            self._wrong((receipt_lost(str(problem)),))
            return
        self.note(receipt=file)
        say(receipt.summary(done, file))

    def _doubt(self, words: str) -> None:
        click.echo(f"warning: {words}", err=True)
        self.note(warnings=(*self.outcome.warnings, words))

    def _wrong(self, findings: Sequence[Diagnostic]) -> None:
        """Prints failures after the site was sent and adds them to the outcome."""
        if findings:
            print_findings(findings)
            self.note(findings=(*self.outcome.findings, *findings), code=REFUSED)

    def _go_back(self, place: Target, config: Config) -> None:
        if not isinstance(place, Directory):
            message = "--rollback is for folders. Elsewhere, publish the content as it was then."
            raise click.UsageError(message)
        with place:
            name = place.go_back(_zoned(self._options.now or clock(), config))
        self._options.say(f"{place.place} shows {name} again.")
        self.note(done="rolled-back")


def _zoned(now: datetime, config: Config) -> datetime:
    return (now if now.tzinfo else now.replace(tzinfo=config.zone)).astimezone(config.zone)
