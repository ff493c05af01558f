"""Findings in files that are not public → a line for each file with what is left to do before it can be."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from sitegen.diagnostics import Diagnostic, Severity

HEADING = "Not public yet, so nothing below stops a build or a publication:"


def to_do(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """A line for each draft and each notice of a later day with errors or warnings."""
    findings = list(findings)
    counts: Counter[tuple[str, date | None]] = Counter(
        (found.path, found.public_from)
        for found in findings
        if found.draft and found.severity is not Severity.ADVICE
    )
    for (path, day), count in sorted(counts.items(), key=lambda item: item[0][0]):
        is_late = any(found.path == path and found.code == "held-back" for found in findings)
        things = "1 thing" if count == 1 else f"{count} things"
        if day and is_late:
            yield f"NOT PUBLISHED: {path} was to be public from {day.day} {day:%B %Y}. See above what to put right."
        elif day:
            yield f"{path} is to be public from {day.day} {day:%B %Y}: {things} to do before then."
        else:
            yield f"{path} is a draft: {things} to do before it can be public."
