"""The outcome of a publication → runs the user's programs and sends the heartbeat. The site cannot name programs."""

import shlex
from collections.abc import Sequence
from dataclasses import replace

import click

from sitegen.commands.running import REFUSED, print_findings
from sitegen.diagnostics import Diagnostic
from sitegen.publishing.failures import hook_failed
from sitegen.publishing.heartbeat import send_heartbeat
from sitegen.publishing.outcome import Outcome, as_json
from sitegen.publishing.program import run_hook

TIMEOUT = 60.0
"""Seconds until a program is killed: a build server must not wait for ever."""


def run_hooks(outcome: Outcome, after: Sequence[str] | None, after_failure: Sequence[str] | None) -> Outcome:
    """Runs `after` if something is live, `after_failure` if the exit code is not 0; sends the heartbeat if it is 0.

    Returns the outcome with failures of these steps added.
    """
    if after and outcome.is_live:
        outcome = _run(outcome, "--after", after)
    if outcome.heartbeat and not outcome.code and outcome.done != "rolled-back":
        outcome = _with_heartbeat(outcome, outcome.heartbeat)
    if after_failure and outcome.code:
        outcome = _run(outcome, "--after-failure", after_failure)
    return outcome


def _run(outcome: Outcome, option: str, command: Sequence[str]) -> Outcome:
    wrong = run_hook(command, as_json(outcome).encode(), TIMEOUT)
    if not wrong:
        return outcome
    found: Diagnostic = hook_failed(option, shlex.quote(command[0]), wrong)
    print_findings([found])
    return replace(outcome, findings=(*outcome.findings, found), code=outcome.code or REFUSED)


def _with_heartbeat(outcome: Outcome, address: str) -> Outcome:
    warning = send_heartbeat(address)
    if not warning:
        return outcome
    click.echo(f"warning: {warning}", err=True)
    return replace(outcome, warnings=(*outcome.warnings, warning))
