"""Words after # on a line with a value → a warning: YAML drops them, and the author may not know."""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, warning
from sitegen.model.record import Part
from sitegen.reading.frontmatter import Parsed
from sitegen.reading.schema import is_free_text


def unread_words(parsed: Parsed, model: type[Part], path: str) -> Iterator[Diagnostic]:
    """A warning for each text that is followed by # and words. After a date or a choice, these are only a note."""
    for loc, place in parsed.remarks:
        if is_free_text(model, loc):
            hint = "put the whole value in quotes; or, if this is a note to colleagues, move it to a line of its own"
            yield warning("unread-words", "Everything after # is left out", path, place, hint)
