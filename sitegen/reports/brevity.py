"""A finding → the same with its long quotations cut: a report grows with the findings, not with what they quote."""

import re
from dataclasses import replace

from sitegen.diagnostics import Diagnostic

_MOST = 160
"""Characters of a value that are quoted whole; a web address that somebody must copy is seldom longer."""
_QUOTED = re.compile(rf"“([^“”]{{{_MOST + 1},}})”")
_UNQUOTED = 2_000
"""Characters of a message without quotations: some name many files, and none needs more."""


def brief(finding: Diagnostic) -> Diagnostic:
    """The finding, with at most 160 characters of each value that its words quote."""
    message, hint = _cut(finding.message), _cut(finding.hint)
    if (message, hint) == (finding.message, finding.hint):
        return finding
    return replace(finding, message=message, hint=hint)


def _cut(words: str) -> str:
    if len(words) <= _MOST:
        return words
    cut = _QUOTED.sub(lambda found: f"“{found[1][: _MOST // 2]} … {found[1][-_MOST // 4 :]}”", words)
    return cut if len(cut) <= _UNQUOTED else f"{cut[:_UNQUOTED]} …"
