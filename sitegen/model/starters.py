"""Text → the examples from starters that are left in it, and addresses reserved for examples."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

_EXAMPLE_ADDRESS: Final = re.compile(
    r"(?:\b[\w.+-]+@|https?://|\bwww\.)(?:[\w-]+\.)*(?:example\.(?:com|net|org|edu|(?:gov|org|co)\.uk)|[\w-]+\.(?:example|invalid))\b"
    r"[^\s<>\"')\]]*",
    re.IGNORECASE,
)
"""An address with a domain reserved for examples (RFC 2606)."""
_NAMES: Final = ("example", "invalid")
_BEFORE: Final = re.compile(r"[\s<>\"'()\[\]]")
_LONGEST: Final = 100
_ENDING: Final = len("example.gov.uk ")
_PARAGRAPH: Final = re.compile(r"\S.*(?:\n.*\S.*)*")


_BEGINNING: Final = 16


@dataclass(frozen=True)
class Examples:
    """The `values` in starters that authors are to replace; `names` are those of bodies and people."""

    values: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first characters of every value: a quick test for a line."""
        return frozenset(value[:_BEGINNING] for value in self.values)

    def may_be_in(self, text: str) -> bool:
        """Whether a text may contain an example: a quick test."""
        lines = (line.lstrip()[:_BEGINNING] for line in text.split("\n"))
        return not self.beginnings.isdisjoint(lines) or any(map(text.__contains__, self.names))

    def is_example_site(self, base_url: str) -> bool:
        """Whether the site itself is an example, with an example address of its own."""
        return base_url not in self.values and bool(
            _EXAMPLE_ADDRESS.match(f"https://{urlsplit(base_url).hostname}")
        )

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """The start and end of each example in the text: all of it, a paragraph, or a name."""
        if text in self.values:
            yield 0, len(text)
        else:
            if "\n" in text:
                yield from (start for start, words in paragraphs(text) if words in self.values)
            for name in self.names:
                if (start := text.find(name)) >= 0:
                    yield start, start + len(name)


def paragraphs(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The start and end of each paragraph, and its words on one line."""
    return ((found.span(), " ".join(found[0].split())) for found in _PARAGRAPH.finditer(text))


def may_have_example_address(text: str) -> bool:
    """Whether a text may have an example address: a quick test."""
    return any(name in text for name in _NAMES)


def example_addresses(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each example address in a text."""
    end = 0
    for first in sorted(place for name in _NAMES for place in _places(text, name)):
        near = text[max(end, first - _LONGEST) : first]
        start = first - len(_BEFORE.split(near)[-1])
        if first >= end and (found := _EXAMPLE_ADDRESS.search(text, start, first + _ENDING)):
            whole = _EXAMPLE_ADDRESS.match(text, found.start()) or found
            yield whole.span()
            end = whole.end()


def _places(text: str, name: str) -> Iterator[int]:
    place = text.find(name)
    while place >= 0:
        yield place
        place = text.find(name, place + 1)
