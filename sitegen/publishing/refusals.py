"""The request, the live site and the planned changes → the reasons not to publish, each with a way out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sitegen.diagnostics import Diagnostic, error
from sitegen.model.paths import place_of
from sitegen.model.versions import not_read
from sitegen.publishing.plan import Plan, page_count, vanished
from sitegen.publishing.publication import Publication

_LISTED = 5
_SKEW = timedelta(minutes=5)
"""How much the clocks of two machines may differ."""
_MANY = 10
"""One page in this many may be removed without --allow-removals."""


class CannotPublish(Exception):  # noqa: N818 - says what happened, as it reads where it is caught
    """The publication stops; `findings` say why and what to do."""

    def __init__(self, *findings: Diagnostic) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the user allows on the command line."""

    dirty: bool = False
    """Uncommitted changes."""
    removals: bool = False
    """Addresses that vanish, and many pages removed at once."""
    force: bool = False
    """To replace a live site that is newer, unreadable or somebody else's; but not its register."""
    register: bool = False
    """To replace a live register that ours does not continue."""


def against_live(
    live: Publication, new: Publication, allowed: Allowed, *, follows: bool | None
) -> Iterator[Diagnostic]:
    """Reasons not to replace the live site. `follows`: whether our content includes the published commit; None if unknown."""
    if allowed.force:
        return
    if live.site != new.site:
        yield error(
            "other-site",
            f"Another site is published there: {live.site}. This one is {new.site}.",
            hint="check the target and base_url in site.yaml; if this site is to take that one's place, add --force",
        )
    elif live.published - new.published > _SKEW:
        yield error(
            "published-later",
            f"The live site says that it was published on {_date_words(live.published)}, which is later than now.",
            hint="check the clock of this machine; if it is right, the other machine's was wrong: add --force",
        )
    elif follows is False:
        yield error(
            "someone-else-published",
            f"Someone else published on {_date_words(live.published)}, from content that is not here ({(live.origin.commit or '')[:10]}).",
            hint="fetch their changes with git pull, then publish again; to replace what they published, add --force",
        )
    elif not follows and live.origin.date > new.origin.date:
        yield error(
            "older-content",
            f"The content here is of {_date_words(new.origin.date)}; what is live is of {_date_words(live.origin.date)}, and newer.",
            hint="fetch the newest content, then publish again; if the older text is to come back, add --force",
        )


def of_removals(
    plan: Plan, live: Publication | None, gone: Sequence[str], allowed: Allowed
) -> Iterator[Diagnostic]:
    """Reasons not to remove so many pages, or addresses without a note or redirect. `gone` are those that have one."""
    if allowed.removals or live is None:
        return
    noted = set(map(place_of, gone))
    if lost := [address for address in vanished(plan, live) if place_of(address) not in noted]:
        answers = "This address is" if len(lost) == 1 else f"These {len(lost)} addresses are"
        yield error(
            "address-vanishes",
            f"{answers} live and would be gone: {listed(lost)}.",
            hint="in site.yaml, say under redirects: where each has moved, or under gone: why there is nothing any more; "
            "if nobody needs to know, add --allow-removals",
        )
    before, removed = page_count({*live.files, *(live.coming or ())}), page_count(plan.removed)
    if removed * _MANY > before:
        yield error(
            "many-pages-removed",
            f"{removed} of {before} live pages would be removed, more than a tenth.",
            hint="check that all content is here; if it is meant, add --allow-removals",
        )


def list_unreadable(place: str, writer: str) -> Diagnostic:
    """We cannot read the list of what is live. `writer` is the newer version that wrote it, else empty."""
    if writer:
        message, hint = not_read(f"The list of what is live, {place},", writer)
        return error("newer-format", f"{message}.", hint=f"{hint}; to replace all that is live, add --force")
    return error(
        "live-list-unreadable",
        f"The list of what is live, {place}, is damaged, or was written by another program.",
        hint="look at who else publishes there; to replace all that is live, add --force",
    )


def not_ours(place: str) -> Diagnostic:
    """The target has files, but no list of ours."""
    return error(
        "not-ours",
        f"There are files at {place} that sitegen did not publish.",
        hint="check the target, or choose an empty place; to publish beside those files, and over those of the same name, "
        "add --force",
    )


def uncommitted_changes(names: Sequence[str]) -> Diagnostic:
    """Files to publish are not committed."""
    return error(
        "uncommitted-changes",
        f"Changes are not yet in a commit: {listed(names)}.",
        hint="commit them, so that what is published can be found again; to publish all the same, add --allow-dirty",
    )


def git_not_asked(why: str) -> Diagnostic:
    """The content is in git, but git fails, so the checks that protect the live site cannot run."""
    return error(
        "git-not-asked",
        f"The content is in git, and git cannot be asked about it: {why}. So sitegen cannot check whether everything is in a commit, "
        "or whether somebody else has published newer content.",
        hint="put that right, then publish again; to publish all the same, add --allow-dirty: the register is then neither "
        "committed nor pushed",
    )


def git_not_asked_to_keep(why: str) -> Diagnostic:
    """The register is in git and should be fetched, committed or pushed, but git fails."""
    return error(
        "git-not-asked",
        f"Nothing was recorded, because git cannot be asked to fetch or commit the register: {why}.",
        hint="put that right, then run it again; without --commit and --pull it only records",
    )


def no_receipt(message: str) -> Diagnostic:
    """The receipt could not be written. Nothing was published."""
    return error(
        "no-receipt",
        f"The receipt could not be written: {message}",
        hint="let this account write to the folder .sitegen beside the content, then publish again; nothing was published",
    )


def published_meanwhile(place: str) -> Diagnostic:
    """Another publication changed the target meanwhile."""
    return error(
        "someone-else-published",
        f"Someone else published to {place} at the same moment.",
        hint="wait until they are done, fetch their changes, then publish again",
    )


def already_running(place: str) -> Diagnostic:
    """Another run holds the lock."""
    return error(
        "publication-at-work", f"Another publication to {place} is running.", hint="wait, then publish again"
    )


def not_as_sent(place: str, paths: Sequence[str]) -> Diagnostic:
    """Files read back differ from those sent."""
    count = f"{len(paths)} file" + ("" if len(paths) == 1 else "s")
    return error(
        "not-as-sent",
        f"{count} at {place} are not what was sent: {listed(paths)}.",
        hint="publish again; if it happens again, something changes files on their way or there: ask the people who run the host",
    )


def changed_meanwhile(path: str) -> Diagnostic:
    """A file of the build changed while it was being published."""
    return error(
        "changed-meanwhile",
        f"The file {path} of the built site changed while it was being published.",
        hint="let no other build write to the same folder, then publish again",
    )


def transfer_failed(place: str, said: str) -> Diagnostic:
    """The transfer failed."""
    return error(
        "transfer-failed",
        f"Publishing to {place} failed: {said.rstrip('.')}.",
        hint="put that right, then publish again: that completes the transfer",
    )


def target_failed(message: str) -> Diagnostic:
    """The disk of the target failed."""
    hint = "put that right, then publish again; until then readers find the site as it was"
    return error("target-failed", message, hint=hint)


def no_link(place: str) -> Diagnostic:
    """A folder of somebody else is in the place of the link `current`."""
    return error(
        "not-ours",
        f"{place} is a folder of its own, and publishing would need a link there.",
        hint="move that folder away, or choose another folder as the target",
    )


def not_empty(place: str) -> Diagnostic:
    """A folder with files of others, such as an existing web root."""
    return error(
        "not-ours",
        f"There are files in {place} that sitegen did not publish.",
        hint=f"choose a new, empty folder as the target, and point the web server to the folder current in it; {place} stays as it is",
    )


def nested_repository(place: str) -> Diagnostic:
    """The target is a repository committed inside another one, whose authors could have put hooks into it."""
    return error(
        "unsafe-target",
        f"{place} lies among the files of another repository, and could start programs that came with them.",
        hint="publish to a repository that is kept outside, or on a host",
    )


def same_target(site: str, others: Sequence[str]) -> Diagnostic:
    """Several sites of one folder have the same target."""
    return error(
        "same-target",
        f"{site} would be published to the same place as {' and '.join(others)}, so none of them was.",
        hint="give each site a target of its own in its site.yaml",
    )


def nothing_before(place: str) -> Diagnostic:
    """There is no release to go back to."""
    return error(
        "nothing-to-go-back-to",
        f"There is no earlier publication at {place}.",
        hint="publish the content as it was then; keep: in site.yaml says how many publications stay",
    )


def listed(names: Sequence[str]) -> str:
    """The first names, and the number of the others."""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _date_words(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y at %H:%M} ({moment:%Z})"
