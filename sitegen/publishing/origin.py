"""The folder of content → its commit and date, and its uncommitted files."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sitegen.publishing.program import run
from sitegen.publishing.publication import Origin
from sitegen.publishing.repository import git_output, is_committed

_REGISTER = re.compile(r"(^|/)register(\.jsonl|\.stamps/|/)")


def origin_of(content: Path) -> Origin:
    """The last commit of the repository with the content and its date; outside git, None and the time of the newest file.

    Not the last commit that changed the content: a checkout without history does not know that one.
    """
    if is_committed(content):
        commit, _, moment = git_output(content, "log", "-1", "--format=%H %cI").partition(" ")
        if commit:
            return Origin(commit, datetime.fromisoformat(moment))
    newest = max((path.stat().st_mtime for path in content.rglob("*")), default=0)
    return Origin(None, datetime.fromtimestamp(int(newest), UTC))


def uncommitted(folders: Sequence[Path]) -> list[str]:
    """The files in these folders that differ from the last commit; empty outside git.

    The register does not count: an interrupted publication has added to it, and must be able to run again.
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
    """Whether the branch here includes that commit; None if unknown."""
    if not commit or not git_output(content, "rev-parse", "HEAD"):
        return None
    if run(["git", "cat-file", "-e", f"{commit}^{{commit}}"], cwd=content).code:
        return None if git_output(content, "rev-parse", "--is-shallow-repository") == "true" else False
    return run(["git", "merge-base", "--is-ancestor", commit, "HEAD"], cwd=content).code == 0
