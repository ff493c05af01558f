"""A rule: a function that looks at the content and yields what it finds, with a code, a severity and an explanation."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from textwrap import fill
from typing import Final, cast

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.content import Content
from sitegen.model.jurisdiction import Duty, by_law

Finder = Callable[[Content], Iterator[Diagnostic]]
_WIDTH: Final = 118
_HEADINGS = ("Why", "Law", "Wrong", "Right")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a notice should be.

    `code` is the function's name with hyphens; `severity` holds unless the site wants another; a `fixed`
    rule keeps a page from being wrong or unlawful, so that no site can set it and no record ignore it. What an `alone`
    rule finds in a record depends on that record and the settings: no other record, no attachment, no clock. `gate` is
    NONE for what only the calendar brings, and PUBLICATION for what is well while a text is written, not once it is public.
    """

    code: str
    severity: Severity
    fixed: bool
    alone: bool
    gate: Gate
    find: Finder

    def __call__(self, content: Content) -> Iterator[Diagnostic]:
        """What the rule finds, each finding with its code and its gate, as severe as the rule or as mild as it was found."""
        return (
            replace(found, code=self.code, severity=max(found.severity, self.severity), gate=self.gate)
            for found in self.find(content)
        )

    @property
    def what(self) -> str:
        """What the rule finds wrong, in one sentence; below it, where there are any, what it leaves alone."""
        return self._part("What")

    @property
    def why(self) -> str:
        """Why that matters, with the standard or experience behind it, and the law of each jurisdiction that has one."""
        why, duty = self._part("Why"), self._part("Law")
        return f"{why}\n\n{fill(by_law(cast('Duty', duty)), _WIDTH)}" if duty else why

    @property
    def wrong(self) -> str:
        """An example of what the rule objects to."""
        return self._part("Wrong")

    @property
    def right(self) -> str:
        """The same example put right."""
        return self._part("Right")

    def _part(self, heading: str) -> str:
        text = "What:\n" + inspect.getdoc(self.find) if self.find.__doc__ else ""  # type: ignore[operator] # there is one
        parts = re.split(rf"^(What|{'|'.join(_HEADINGS)}):[ \n]", text, flags=re.MULTILINE)
        found = dict(zip(parts[1::2], parts[2::2], strict=True))
        return inspect.cleandoc(found.get(heading, ""))


def rule(
    severity: Severity, *, fixed: bool = False, alone: bool = False, gate: Gate = Gate.SEVERITY
) -> Callable[[Finder], Rule]:
    """Makes a rule of a function. Its docstring says what, then under the headings `Why:`, `Wrong:` and `Right:` the rest.

    Below `Law:` it may name the `Duty` that the law makes of it.
    """

    def make(find: Finder) -> Rule:
        return Rule(find.__name__.replace("_", "-"), severity, fixed, alone, gate, find)

    return make
