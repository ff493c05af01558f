"""A run of `publish` and the programs that were named for it → what those made of it. The site cannot name any."""

import shlex
from collections.abc import Sequence
from dataclasses import replace

import click

from sitegen.commands.running import REFUSED, tell
from sitegen.diagnostics import Diagnostic
from sitegen.publishing.afterwards import hook_failed
from sitegen.publishing.heartbeat import beat
from sitegen.publishing.outcome import Outcome, as_json
from sitegen.publishing.program import run_hook

PATIENCE = 60.0
"""Seconds after which a program is stopped: a publication that a build server waits for must end."""


def called(outcome: Outcome, after: Sequence[str] | None, after_failure: Sequence[str] | None) -> Outcome:
    """The outcome once those who asked to hear of it have: `after` when something is live, `after_failure` when something is wrong.

    The heartbeat hears of what went well.
    """
    if after and outcome.is_live:
        outcome = _run(outcome, "--after", after)
    if outcome.heartbeat and not outcome.code and outcome.done != "rolled-back":
        outcome = _beaten(outcome, outcome.heartbeat)
    if after_failure and outcome.code:
        outcome = _run(outcome, "--after-failure", after_failure)
    return outcome


def _run(outcome: Outcome, option: str, command: Sequence[str]) -> Outcome:
    wrong = run_hook(command, as_json(outcome).encode(), PATIENCE)
    if not wrong:
        return outcome
    found: Diagnostic = hook_failed(option, shlex.quote(command[0]), wrong)
    tell([found])
    return replace(outcome, findings=(*outcome.findings, found), code=outcome.code or REFUSED)


def _beaten(outcome: Outcome, address: str) -> Outcome:
    warning = beat(address)
    if not warning:
        return outcome
    click.echo(f"warning: {warning}", err=True)
    return replace(outcome, warnings=(*outcome.warnings, warning))
