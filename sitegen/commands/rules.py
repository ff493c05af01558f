"""The command `rules`."""

import click

from sitegen.commands.command import Command


@click.command(cls=Command)
@click.argument("code", required=False)
def rules(*, code: str | None) -> None:
    """List the checks, or explain the one whose CODE a message gives in square brackets.

    \b
    Example:
      sitegen rules short-response
    """
    from sitegen.model.spelling import did_you_mean
    from sitegen.reports.rulebook import explanation, listed
    from sitegen.rules import RULES

    known = {rule.code: rule for rule in RULES}
    if code is None:
        click.echo(listed(RULES))
    elif code in known:
        click.echo(explanation(known[code]))
    else:
        hint = did_you_mean(code, known) or "sitegen rules lists them all"
        message = f"There is no check “{code}”: {hint}"
        raise click.UsageError(message)
