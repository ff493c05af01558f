"""The register here, the live one and git → the reasons not to publish, each with a way out."""

from collections.abc import Sequence
from pathlib import Path

from sitegen.diagnostics import Diagnostic, error
from sitegen.publishing.refusals import listed


def register_cut(content: Path, commit: str = "") -> Diagnostic:
    """The live register has lines that ours lacks. `commit` is our last one with them; empty if none has."""
    where = f"{content.as_posix()}/register.jsonl {content.as_posix()}/register"
    back = f"with git checkout {commit} -- {where}" if commit else "as they were committed"
    return error(
        "register-cut",
        "The register of what was published is not the live one with new lines added: lines are missing or different.",
        hint=f"bring back {where.replace(' ', ' and ')} {back}, then publish again; to begin the register anew all the same, add "
        "--new-register with the reason, which the site shows for good",
    )


def register_differs(place: str) -> Diagnostic:
    """Both registers have lines that the other lacks."""
    return error(
        "register-differs",
        f"The register here and the one that is live at {place} each have lines that the other lacks: "
        "two people recorded versions at the same time.",
        hint="run sitegen register merge: the live lines come first, and yours after them; then publish again. "
        "To replace what is live all the same, add --new-register with the reason, which the site shows for good",
    )


def register_begun_anew(content: Path) -> Diagnostic:
    """There is no register here, though there was one."""
    where = f"{content.as_posix()}/register.jsonl {content.as_posix()}/register"
    return error(
        "register-cut",
        "There is no register here, but there was one: an empty one would replace it.",
        hint=f"bring back {where.replace(' ', ' and ')}, as with git checkout; to begin anew all the same, add --new-register "
        "with the reason, which the site shows for good",
    )


def register_lacks(names: Sequence[str]) -> Diagnostic:
    """The live register has lines that ours lacks, and their texts are not live."""
    return error(
        "register-cut",
        f"The live register has lines that are missing here, and their texts cannot be read there: {listed(names)}.",
        hint="ask the person who published last for the commit with their register, or look for it in git; then publish again",
    )


def register_not_kept(said: str) -> Diagnostic:
    """The register's new lines could not be committed or pushed, so that nothing went live."""
    return error(
        "register-not-kept",
        f"The register could not be committed and pushed, so nothing was published: {said.rstrip('.')}.",
        hint="put that right, as with git pull --rebase, then publish again; if this account may not push, add --no-commit "
        "and commit content/register.jsonl and content/register/ yourself",
    )
