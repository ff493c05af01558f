"""The folder of content → the commit and date that a site is made from, and the files that are not committed."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sitegen.publishing.program import run
from sitegen.publishing.publication import Origin
from sitegen.publishing.repository import git_output, is_committed

_REGISTER = re.compile(r"(^|/)register(\.jsonl|/)")


def origin_of(content: Path) -> Origin:
    """The last commit of the repository that holds the content, else the time of the newest file.

    It is the commit of all, not the last that touched the content: a checkout without history knows no other, and both
    must tell the same.
    """
    if is_committed(content):
        commit, _, moment = git_output(content, "log", "-1", "--format=%H %cI").partition(" ")
        if commit:
            return Origin(commit, datetime.fromisoformat(moment))
    newest = max((path.stat().st_mtime for path in content.rglob("*")), default=0)
    return Origin(None, datetime.fromtimestamp(int(newest), UTC))


def uncommitted(folders: Sequence[Path]) -> list[str]:
    """The files in these folders that are not as they were committed; none outside git.

    The register does not count: a publication that was broken off has added to it, and is to be run again.
    """
    return [
        line[3:]
        for folder in folders
        if folder.is_dir()
        for line in git_output(
            folder, "status", "--porcelain", "--untracked-files=all", "--", "."
        ).splitlines()
        if not _REGISTER.search(line[3:])
    ]


def follows(content: Path, commit: str | None) -> bool | None:
    """Whether the content here holds what was published from that commit; none where that cannot be known."""
    if not commit or not git_output(content, "rev-parse", "HEAD"):
        return None
    if run(["git", "cat-file", "-e", f"{commit}^{{commit}}"], cwd=content).code:
        return None if git_output(content, "rev-parse", "--is-shallow-repository") == "true" else False
    return run(["git", "merge-base", "--is-ancestor", commit, "HEAD"], cwd=content).code == 0
