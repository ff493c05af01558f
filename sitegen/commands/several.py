"""A folder of sites → each published by its own process, and a summary with one line a site."""

import json
import shlex
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from sitegen.commands.going_live import settings_of
from sitegen.commands.running import REFUSED, print_findings
from sitegen.publishing.outcome import VERSION, Outcome, fields
from sitegen.publishing.refusals import same_target
from sitegen.publishing.target_lookup import find_target

_FOR_ALL = ("everything", "form")
_GIVEN = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)


@dataclass(frozen=True, slots=True)
class _Site:
    """A site, the exit code of its process, and the JSON that it printed; None if it printed none."""

    name: str
    code: int
    outcome: dict[str, Any] | None = None

    @property
    def line(self) -> str:
        """The line about it in the summary."""
        if self.outcome is None:
            return f"{self.name}: exit code {self.code}"
        files, codes = self.outcome["files"], [one["code"] for one in self.outcome["findings"]]
        words = str(self.outcome["outcome"]).replace("-", " ")
        if files and self.outcome["outcome"] in ("published", "planned"):
            words += f", {files['new']:,} new, {files['changed']:,} changed, {files['removed']:,} removed"
        wrong = f" ({', '.join(dict.fromkeys(codes))})" if codes else ""
        return f"{self.name}: {words}{wrong}" + (f"; exit code {self.code}" if self.code else "")


def publish_all(folder: Path, ctx: click.Context) -> int:
    """Publishes every site directly below `folder`, prints a summary, and returns the highest exit code.

    The options in `ctx` are passed on to each. Raises UsageError if there is no site.
    """
    sites = sorted(place for place in folder.iterdir() if (place / "content/site.yaml").is_file())
    if not sites:
        message = f"No folder in {folder} has a content/site.yaml."
        raise click.UsageError(message)
    words, quiet, rivals = tuple(_words(ctx)), ctx.params["quiet"], _rivals(sites, ctx.params["target"])
    done = []
    for site in sites:
        if not quiet:
            click.echo(f"== {site.name}", err=True)
        done.append(_refused(site, rivals[site]) if site in rivals else _published(site, words))
    worst = max(site.code for site in done)
    if ctx.params["form"] == "json":
        results = [{"site": site.name, **(site.outcome or {}), "exit_code": site.code} for site in done]
        click.echo(json.dumps({"version": VERSION, "exit_code": worst, "sites": results}, indent=2))
    elif worst or not quiet:
        click.echo("\n".join(site.line for site in done))
    return worst


def _words(ctx: click.Context) -> Iterator[str]:
    """The command line for each site, including programs from environment variables, with absolute paths."""
    for option in ctx.command.params:
        name = option.name or ""
        if name in _FOR_ALL or ctx.get_parameter_source(name) not in _GIVEN:
            continue
        value = ctx.params[name]
        if isinstance(option, click.Argument):
            yield str(value)
        else:
            yield option.opts[0] if value is True else f"{option.opts[0]}={_written(value)}"


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return shlex.join(value) if isinstance(value, tuple) else str(value)


def _rivals(sites: Sequence[Path], wanted: str | None) -> dict[Path, list[str]]:
    """The sites that share a target with others, each with the names of those others."""
    places = defaultdict[object, list[Path]](list)
    for site in sites:
        if place := _place(site, wanted):
            places[place].append(site)
    return {
        site: [other.name for other in some if other != site]
        for some in places.values()
        for site in some
        if len(some) > 1
    }


def _place(site: Path, wanted: str | None) -> object:
    """The place that a site would be published to, for comparison; None if its own process will report what is wrong."""
    config, _ = settings_of(site / "content")
    try:
        target = find_target(wanted, config) if config else None
    except ValueError:
        return None
    if target is None:
        return None
    to = target.to.rstrip("/")
    if target.kind == "directory":
        return (site / Path(target.to).expanduser()).resolve()
    return (target.kind, to, target.branch if target.kind == "git" else "")


def _published(site: Path, words: Sequence[str]) -> _Site:
    # With -P a file in the folder of a site cannot take the place of a module of ours.
    command = [sys.executable, "-P", "-m", "sitegen", "publish", *words, "--format=json"]
    done = subprocess.run(command, cwd=site, stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own words, and no shell
    try:
        outcome = json.loads(done.stdout)
    except ValueError:
        outcome = None
    return _Site(site.name, done.returncode if done.returncode >= 0 else REFUSED, outcome)


def _refused(site: Path, others: Sequence[str]) -> _Site:
    found = same_target(site.name, others)
    print_findings([found])
    return _Site(site.name, REFUSED, dict(fields(Outcome(code=REFUSED, findings=(found,)))))
