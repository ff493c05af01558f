"""A command line with extra words → an error that says what was probably meant."""

from pathlib import Path
from typing import NoReturn

import click

from sitegen.commands.options import is_content


class Command(click.Command):
    """A click command that says what to type instead of extra words."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the command line. Raises UsageError if words are left over."""
        ctx.allow_extra_args = True
        typed = list(args)
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            self._refuse(ctx, typed, left)
        return left

    def _refuse(self, ctx: click.Context, typed: list[str], left: list[str]) -> NoReturn:
        names = [one for one in self.params if isinstance(one, click.Argument)]
        message = _quotes_missing(ctx, names, typed, left) if names else _takes_no_name(ctx, left[0])
        raise click.UsageError(message)


def _takes_no_name(ctx: click.Context, word: str) -> str:
    site = Path(word)
    content = next((place for place in (site / "content", site) if is_content(place)), None)
    meant = f"did you mean: {ctx.command_path} --content {content}" if content else _MORE.format(ctx)
    return f"{ctx.command_path} takes no name, and “{word}” is one: {meant}"


def _quotes_missing(
    ctx: click.Context, names: list[click.Argument], typed: list[str], left: list[str]
) -> str:
    *first, last = (str(ctx.params[one.name or ""]) for one in names)
    name = " ".join([last, *left]).strip("“”‘’'\"")
    options = [word for word in typed if word not in (*first, last, *left)]
    meant = " ".join([ctx.command_path, *first, f'"{name}"', *options])
    return f"Put straight quotation marks around a name that has spaces in it. Did you mean: {meant}"


_MORE = "for what it takes, see {0.command_path} --help"
