"""The examples that a new site and a new record show, and addresses at which nobody is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_NOBODYS: Final = re.compile(
    r"(?:\b[\w.+-]+@|https?://|\bwww\.)(?:[\w-]+\.)*(?:example\.(?:com|net|org|edu|(?:gov|org|co)\.uk)|[\w-]+\.(?:example|invalid))\b"
    r"[^\s<>\"')\]]*",
    re.IGNORECASE,
)
"""An address of a name that is kept for examples (RFC 2606)."""
_PARAGRAPH: Final = re.compile(r"\S.*(?:\n.*\S.*)*")


@dataclass(frozen=True, slots=True)
class Examples:
    """The `values` that starters show for their authors to put their own in place; of these, the `names` of bodies and people."""

    values: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def is_example_site(self, base_url: str) -> bool:
        """Whether a site is itself an example, with addresses at which nobody is: one that somebody set up as such."""
        return base_url not in self.values and bool(_NOBODYS.match(f"https://{urlsplit(base_url).hostname}"))

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """Where an example stands: the whole text, a paragraph of it, or a name within it."""
        if text in self.values:
            yield 0, len(text)
        else:
            if "\n" in text:
                yield from (start for start, words in paragraphs(text) if words in self.values)
            for name in self.names:
                if (start := text.find(name)) >= 0:
                    yield start, start + len(name)


def paragraphs(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The paragraphs of a text: where each begins and ends, and its words on one line."""
    return ((found.span(), " ".join(found[0].split())) for found in _PARAGRAPH.finditer(text))


def nobodys(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has an address at which nobody is."""
    if "example" in text or "invalid" in text:
        yield from (found.span() for found in _NOBODYS.finditer(text))
