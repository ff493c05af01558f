"""Findings → the same with long quotations cut, and at most twenty of one kind in one file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sitegen.diagnostics import Diagnostic

_MOST = 160
"""Most characters of a quoted value; few web addresses are longer."""
_QUOTED = re.compile(rf"“([^“”]{{{_MOST + 1},}})”")
_UNQUOTED = 2_000
"""Most characters of a message: some name many files."""


_FEW = 20
"""Findings of one kind in one file that are shown."""


def few(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The brief findings. Of more than 20 of one kind in one file, the last one shown says how many more there are."""
    found = tuple(findings)
    left = Counter((finding.code, finding.path) for finding in found)
    shown = Counter[tuple[str, str]]()
    for finding in found:
        kind = (finding.code, finding.path)
        shown[kind] += 1
        left[kind] -= 1
        if shown[kind] <= _FEW:
            more = f", and {left[kind]:,} more like this" if shown[kind] == _FEW and left[kind] else ""
            short = brief(finding)
            yield replace(short, message=short.message + more) if more else short


def brief(finding: Diagnostic) -> Diagnostic:
    """The finding, with at most 160 characters of each quoted value."""
    message, hint = _cut(finding.message), _cut(finding.hint)
    if (message, hint) == (finding.message, finding.hint):
        return finding
    return replace(finding, message=message, hint=hint)


def _cut(words: str) -> str:
    if len(words) <= _MOST:
        return words
    cut = _QUOTED.sub(lambda found: f"“{found[1][: _MOST // 2]} … {found[1][-_MOST // 4 :]}”", words)
    return cut if len(cut) <= _UNQUOTED else f"{cut[:_UNQUOTED]} …"
