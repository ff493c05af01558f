"""Findings for authors: what is wrong, where, and what to write. Stages return them, and never raise or log them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum


class Severity(IntEnum):
    """How much a finding matters. Errors stop a build; the others are only shown."""

    ERROR = 1
    WARNING = 2
    ADVICE = 3

    @property
    def word(self) -> str:
        """The word shown to people: `error`, `warning` or `advice`."""
        return self.name.lower()


class Gate(Enum):
    """What a finding can stop. For most findings the severity decides."""

    SEVERITY = "severity"
    """An error stops every build; a warning stops a strict one, and a publication that changes its page."""
    PUBLICATION = "publication"
    """A warning that is an error in a publication that changes its page."""
    NONE = "none"
    """Nothing is stopped: the finding comes with the calendar, at any severity."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in one file, counted in characters from line 1, column 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, line: int, column: int, length: int = 1) -> "Span":
        """A span of `length` characters within one line."""
        return cls(line, column, line, column + length)


@dataclass(frozen=True, slots=True)
class Label:
    """A second place in the same file that helps to understand a finding."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, in words for communications staff."""

    code: str
    """The name of the rule."""
    severity: Severity
    message: str
    path: str = ""
    """The file as the author knows it, or an empty text."""
    span: Span | None = None
    """The value at fault, as narrow as possible; None for a whole file."""
    hint: str = ""
    """What to write instead."""
    labels: tuple[Label, ...] = ()
    gate: Gate = Gate.SEVERITY
    draft: bool = False
    """Whether the record is not public; then the finding stops nothing."""
    public_from: date | None = None
    """The day on which that record becomes public; None for a draft."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The sort key of every report: path, line, column, code, message."""
        place = self.span or Span.at(0, 0)
        return (self.path, place.line, place.column, self.code, self.message)


def error(
    code: str, message: str, path: str = "", span: Span | None = None, hint: str = "", *labels: Label
) -> Diagnostic:
    """A finding that stops the build."""
    return Diagnostic(code, Severity.ERROR, message, path, span, hint, labels)


def warning(
    code: str, message: str, path: str = "", span: Span | None = None, hint: str = "", *labels: Label
) -> Diagnostic:
    """A finding that is shown and does not stop a build."""
    return Diagnostic(code, Severity.WARNING, message, path, span, hint, labels)


def stops(finding: Diagnostic, *, strict: bool = False) -> bool:
    """Whether a finding stops the build: an error does, and a warning in a strict one.

    A finding with the gate NONE, or in a record that is not public, does not.
    """
    worst = Severity.WARNING if strict else Severity.ERROR
    return finding.gate is not Gate.NONE and not finding.draft and finding.severity <= worst


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether any finding stops the build."""
    return any(stops(finding, strict=strict) for finding in diagnostics)
