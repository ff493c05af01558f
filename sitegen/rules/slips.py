"""The slips found while Markdown was read → findings, in the words of a rule."""

from collections.abc import Iterator, Mapping

from sitegen.diagnostics import Diagnostic
from sitegen.model.content import Content
from sitegen.rules.texts import shortened, slips

_LONGEST = 60
"""Characters of the author's words that a message quotes."""


def slip_findings(content: Content, says: Mapping[str, tuple[str, str]]) -> Iterator[Diagnostic]:
    """A finding for each slip of these kinds. `says` has message and hint for each kind, with {words} for the slip's words."""
    for passage, slip in slips(content, *says):
        words = shortened(slip.words, _LONGEST)
        message, hint = (part.format(words=words) for part in says[slip.kind])
        yield passage.at(slip, message, hint)
