"""What we tell an author, and where: values that stages return, never raise and never log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum


class Severity(IntEnum):
    """How much a finding matters. Errors stop a build; the rest are told and let through."""

    ERROR = 1
    WARNING = 2
    ADVICE = 3

    @property
    def word(self) -> str:
        """The word shown to people: `error`, `warning` or `advice`."""
        return self.name.lower()


class Gate(Enum):
    """Where a finding stops work. Nearly always its severity says it."""

    SEVERITY = "severity"
    """An error stops every build; a warning stops a strict one, and a publication that changes its page."""
    PUBLICATION = "publication"
    """A warning while writing that a publication which changes its page takes for an error."""
    NONE = "none"
    """Nothing is stopped: what the calendar brings, however severe a site's settings make it."""


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
    """One finding, in words for communications staff.

    `code` names the rule; `path` is the file as the author knows it (empty when no file is meant);
    `span` is the value at fault, as narrow as can be; `hint` says what to write instead; `gate` says
    whether its severity alone decides what it stops. `draft` marks what is wrong in a record that the public does not see,
    which stops nothing; `public_from` is the day on which it is to be seen, if there is one.
    """

    code: str
    severity: Severity
    message: str
    path: str = ""
    span: Span | None = None
    hint: str = ""
    labels: tuple[Label, ...] = ()
    gate: Gate = Gate.SEVERITY
    draft: bool = False
    public_from: date | None = None

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
    """A finding that is told and let through."""
    return Diagnostic(code, Severity.WARNING, message, path, span, hint, labels)


def stops(finding: Diagnostic, *, strict: bool = False) -> bool:
    """Whether a finding stops the build: an error does, and a warning in a strict one.

    Nothing does whose gate is NONE, or that is wrong in what the public does not see.
    """
    worst = Severity.WARNING if strict else Severity.ERROR
    return finding.gate is not Gate.NONE and not finding.draft and finding.severity <= worst


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether any finding stops the build."""
    return any(stops(finding, strict=strict) for finding in diagnostics)
