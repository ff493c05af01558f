"""The findings of a proposed change → only those that the change brings."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from os.path import abspath
from pathlib import Path

from sitegen.build.pipeline import examine
from sitegen.build.request import Request, Result
from sitegen.diagnostics import Diagnostic
from sitegen.publishing.repository import GitRefused, changed_since, common_ancestor, content_at, git_problem


def introduced(result: Result, request: Request, commit: str) -> Result:
    """The result with only the findings in files that changed since a commit, and new findings elsewhere.

    Everything in a changed file counts, because publishing it would require that. Elsewhere a change can break a reference.
    If the branch does not contain the commit, their last common ancestor counts. Raises ValueError, with a message for people,
    if git fails.
    """
    if why := git_problem(request.content):
        message = f"Git cannot be asked what changed: {why}."
        raise ValueError(message)
    start = common_ancestor(request.content, commit)
    if not start:
        message = (
            f"Git knows no commit “{commit}” here. In a checkout without history, fetch it first: "
            "git fetch --depth=1 origin, and the commit."
        )
        raise ValueError(message)
    is_changed = _changed(request, start)
    elsewhere = [found for found in result.diagnostics if not is_changed(found.path)]
    old = _known(request, start, elsewhere) if elsewhere else []
    return replace(result, diagnostics=tuple(found for found in result.diagnostics if found not in old))


def _changed(request: Request, commit: str) -> Callable[[str], bool]:
    """A function from a path, as in findings, to whether its file differs from that commit."""
    folders = (request.content, *request.templates[:-1])
    changed = {
        abspath(folder / name)  # noqa: PTH100 - resolving would follow links
        for folder in folders
        for name in changed_since(folder, commit) or ()
    }
    return lambda path: abspath(path) in changed  # noqa: PTH100


def _known(request: Request, commit: str, elsewhere: list[Diagnostic]) -> list[Diagnostic]:
    """The findings in unchanged files that the content also had at that commit, or that are in an unchanged template."""
    try:
        with content_at(request.content, commit) as then:
            found = examine(replace(request, content=then, cache=None))[1].diagnostics
            before = Counter(_identity(finding, then) for finding in found)
    except GitRefused as problem:
        message = f"Git could not give the content of that commit: {problem}."
        raise ValueError(message) from None
    known = []
    for finding in elsewhere:
        done = _identity(finding, request.content)
        outside = finding.path and not finding.path.startswith(f"{request.content.as_posix()}/")
        if outside or before[done]:
            before[done] -= 1
            known.append(finding)
    return known


def _identity(finding: Diagnostic, content: Path) -> tuple[str, ...]:
    """A finding without its line and the folder of the content, to compare two builds."""
    place = content.as_posix()
    return tuple(words.replace(place, "") for words in (finding.code, finding.path, finding.message))
