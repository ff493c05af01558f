"""The command `publish`."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from sitegen.commands import options
from sitegen.commands.command import Command

# Publishing is imported inside the command: `sitegen --version` and `--help` must not wait for it.


@click.command(cls=Command)
@click.argument("target", required=False)
@click.option(
    "--all",
    "everything",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Publish each site in this folder, as if this were typed in the folder of that site.",
)
@options.content
@options.templates
@options.output
@options.now
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--rollback", is_flag=True, help="Go back to the previous publication (folders only).")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of publications to keep for --rollback (folders only).",
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
    help="Allow addresses to vanish without a redirect or a note, and removals of more than a tenth of the pages.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace the live site, even if it is newer or somebody else's; on a git branch, history too. Not its register.",
)
@options.new_register
@click.option(
    "--after",
    type=options.Program(),
    envvar="SITEGEN_PUBLISH_AFTER",
    show_envvar=True,
    metavar="COMMAND",
    help="Run this program once something went live, with the result as JSON on its standard input.",
)
@click.option(
    "--after-failure",
    type=options.Program(),
    envvar="SITEGEN_PUBLISH_AFTER_FAILURE",
    show_envvar=True,
    metavar="COMMAND",
    help="Run this program in the same way when the exit code is not 0.",
)
@options.said_as
@options.quiet
@click.pass_context
def publish(  # noqa: PLR0913 - an option each
    ctx: click.Context,
    *,
    target: str | None,
    everything: Path | None,
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
    new_register: str,
    after: tuple[str, ...] | None,
    after_failure: tuple[str, ...] | None,
    form: str,
    quiet: bool,
) -> None:
    """Publish the site: build, compare, upload what changed, read it back.

    TARGET is a name under publish: in site.yaml, or an address: a folder (/var/www/site), a branch
    (git+ssh://git@example.org/site.git#pages), or rclone:remote:path. You can leave it out if site.yaml names one target.
    Errors stop it; so do warnings in what it makes public or changes, unless you add --allow-warnings. A receipt is kept
    in .sitegen/receipts beside the content.

    \b
    Example:
      sitegen publish live --dry-run
      sitegen publish live
      sitegen publish live --all sites
    """
    if everything:
        from sitegen.commands.several import publish_all

        sys.exit(publish_all(everything, ctx))
    options.require(content)
    options.refuse_overlap(content, output)
    from sitegen.commands.going_live import PublishOptions, go_live
    from sitegen.commands.hooks import run_hooks
    from sitegen.publishing.outcome import as_json
    from sitegen.publishing.refusals import Allowed

    say: Callable[[str], None] = partial(click.echo, err=form == "json")
    wanted = PublishOptions(
        target,
        content,
        templates,
        output,
        now,
        Allowed(dirty=allow_dirty, removals=allow_removals, force=force, register=bool(new_register)),
        (lambda _: None) if quiet else say,
        keep=keep,
        dry_run=dry_run,
        rollback=rollback,
        pull=pull,
        anew=new_register,
        commit=not no_commit,
        allow_warnings=allow_warnings,
        quiet=quiet,
    )
    outcome = go_live(wanted)
    if not dry_run:
        outcome = run_hooks(outcome, after, after_failure)
    if form == "json":
        click.echo(as_json(outcome), nl=False)
    if outcome.code:
        sys.exit(outcome.code)
