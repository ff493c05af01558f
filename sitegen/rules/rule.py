"""A rule: a function that looks at the content and yields what it finds, with a code, a severity and an explanation."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from textwrap import fill
from typing import Final, Literal, cast

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.content import Content
from sitegen.model.jurisdiction import Duty, by_law

Finder = Callable[[Content], Iterator[Diagnostic]]
Reach = Literal["record", "outlines", "everything"]
"""What the findings of a rule may depend on, beside the settings.

`record`: the one record that they are in; no other record, attachment or clock. `outlines`: all records as
`model/outline` has them, the attachments, and the clock. `everything`: also the words of Markdown texts and the register.
"""
_WIDTH: Final = 118
_HEADINGS = ("Why", "Law", "Wrong", "Right")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a notice should be."""

    code: str
    """The function's name, with hyphens."""
    severity: Severity
    """How severe its findings are, unless the site sets another severity."""
    fixed: bool
    """Whether it keeps pages from being wrong or unlawful, so that no site can set it and no record can ignore it."""
    reach: Reach
    """What its findings may depend on: the less, the less often it has to look again."""
    gate: Gate
    """NONE for what only time brings about; PUBLICATION for what is fine while a text is written but not once it is public."""
    find: Finder

    def __call__(self, content: Content) -> Iterator[Diagnostic]:
        """The rule's findings, each with its code and gate, and never more severe than the rule."""
        return (
            replace(found, code=self.code, severity=max(found.severity, self.severity), gate=self.gate)
            for found in self.find(content)
        )

    @property
    def what(self) -> str:
        """What the rule reports, in one sentence; below it, any exceptions."""
        return self._part("What")

    @property
    def why(self) -> str:
        """Why that matters, with its standard or experience, and the law of each jurisdiction that has one."""
        why, duty = self._part("Why"), self._part("Law")
        return f"{why}\n\n{fill(by_law(cast('Duty', duty)), _WIDTH)}" if duty else why

    @property
    def wrong(self) -> str:
        """An example of what the rule reports."""
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
    severity: Severity, *, fixed: bool = False, reach: Reach = "outlines", gate: Gate = Gate.SEVERITY
) -> Callable[[Finder], Rule]:
    """A decorator that makes a rule of a function, whose docstring has the headings `Why:`, `Wrong:` and `Right:`.

    `Law:` may name the `Duty` behind it.
    """

    def make(find: Finder) -> Rule:
        return Rule(find.__name__.replace("_", "-"), severity, fixed, reach, gate, find)

    return make
