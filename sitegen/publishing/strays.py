"""Findings that the register was cut → findings that name stray files, if git shows that nothing was removed."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic
from sitegen.model.register import REGISTER, SNAPSHOTS
from sitegen.publishing.repository import is_unchanged, untracked


def name_strays(content: Path, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings. If the register is as committed, `register-cut` names the untracked files beside it instead."""
    return tuple(
        _strays_named(content, found) if found.code == "register-cut" else found for found in findings
    )


def _strays_named(content: Path, found: Diagnostic) -> Diagnostic:
    strays = [name for name in untracked(content / SNAPSHOTS) if name.endswith(".json")]
    if not strays or not is_unchanged(content / REGISTER):
        return found
    listed = ", ".join((content / SNAPSHOTS / name).as_posix() for name in strays)
    one = len(strays) == 1
    message = (
        f"{'A file' if one else f'{len(strays)} files'} beside the register came from elsewhere, "
        f"such as another branch: {listed}. The register itself is as it was committed"
    )
    hint = f"move {'it' if one else 'them'} out of the folder {(content / SNAPSHOTS).as_posix()}, or delete {'it' if one else 'them'}"
    return replace(found, message=message, hint=hint)
