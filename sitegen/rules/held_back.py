"""Content with errors → the scheduled records that have become due with an error, which are held back from publication."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sitegen.diagnostics import Diagnostic, Gate, Severity, error, stops
from sitegen.model.content import Content
from sitegen.model.record import Key

HELD: Final = "held-back"


@dataclass(frozen=True, slots=True)
class Before:
    """What was public after the last build or publication."""

    has: Callable[[str], bool]
    """Whether a page, by its path in the output, was public."""
    is_as_it_was: Callable[[str], bool]
    """Whether a file of content has not changed since."""
    publication: bool = False
    """Whether findings that stop only a publication count as errors."""


def overdue(content: Content, findings: Iterable[Diagnostic], before: Before) -> frozenset[Key]:
    """The records with an error that have become due since the last build, and whose files have not changed since.

    None of them was ever public, so holding them back removes nothing.
    """
    wrong = {found.path for found in findings if _counts(found, publication=before.publication)}
    late = (
        (key, path) for key, (path, day) in _dated(content).items() if path in wrong and day <= content.today
    )
    return frozenset(
        key for key, path in late if before.is_as_it_was(path) and not _was_public(content, key, before)
    )


def findings(content: Content) -> list[Diagnostic]:
    """A finding for each record that is held back, sorted by key."""
    return [_finding(*_dated(content)[key]) for key in sorted(content.held)]


def _finding(path: str, day: date) -> Diagnostic:
    message = f"This was to be public from {day.day} {day:%B %Y}, but it has errors, so it is left out"
    found = error(
        HELD, message, path, hint="correct the errors: it is then published with the next publication"
    )
    return replace(found, draft=True, public_from=day)


def _counts(found: Diagnostic, *, publication: bool) -> bool:
    is_unfit = publication and found.gate is Gate.PUBLICATION and found.severity is Severity.WARNING
    return stops(found) or (is_unfit and not found.draft)


def _dated(content: Content) -> dict[Key, tuple[str, date]]:
    """{key: (path, day)} of the files with a day of publication that are not drafts."""
    read = {
        key: (entry.path, entry.record.public_from)
        for key, entry in content.entries.items()
        if entry.record.public_from and not entry.record.draft
    }
    unread = {
        key: (one.path, one.public_from)
        for key, one in content.unread.items()
        if date.min < one.public_from < date.max
    }
    return {**unread, **read}


def _was_public(content: Content, key: Key, before: Before) -> bool:
    recorded = content.register.latest if content.register else {}
    page = f"{key.address.removeprefix('/')}index.html"
    return before.has(page) or key in recorded
