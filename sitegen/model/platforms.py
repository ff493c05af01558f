"""The sites on which the law has a notice published, and the numbers that they give to notices."""

import re
from dataclasses import dataclass
from typing import Final

from sitegen.model.parts import Elsewhere

_AS_SHOWN: Final = re.compile(r"(20\d\d)/S 000-(\d{6})", re.ASCII)
"""A number as the page of a notice on Find a Tender shows it."""


@dataclass(frozen=True, slots=True)
class Platform:
    """A national site for notices: its name, its host, and the shape of its numbers with an example."""

    name: str
    host: str
    shape: re.Pattern[str]
    example: str

    def has(self, place: Elsewhere) -> bool:
        """Whether this entry of `also_published` is on this site, by its title or its address."""
        named = self.name.casefold() in place.title.casefold()
        return named or self.host in place.url.casefold().partition("://")[2].partition("/")[0]

    def number(self, place: Elsewhere) -> str:
        """The number of the notice in this entry: as stated, or else from its address. Empty if it has none."""
        if place.id:
            return place.id
        found = [part for part in re.split(r"[/?=&#]", place.url) if self.shape.fullmatch(part)]
        return found[-1] if found else ""

    def is_number(self, text: str) -> bool:
        """Whether a number has the shape of this site's."""
        return bool(self.shape.fullmatch(text))

    def put_right(self, text: str) -> str:
        """The number that was meant by one of another shape, or the example."""
        if (shown := _AS_SHOWN.search(text)) and self is FIND_A_TENDER:
            return f"{shown[2]}-{shown[1]}"
        found = re.search(rf"(?<![\w-])(?:{self.shape.pattern})(?![\w-])", text.upper())
        return found[0] if found else self.example


FIND_A_TENDER: Final = Platform(
    "Find a Tender", "find-tender.service.gov.uk", re.compile(r"\d{6}-20\d\d"), "083655-2026"
)
"""The central digital platform: six digits and the year, as in its own data."""
SELL2WALES: Final = Platform(
    "Sell2Wales",
    "sell2wales.gov.wales",
    re.compile(r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{6}"),
    "JUN441660",
)
"""The Welsh digital platform: three letters of a month and six digits, as in the addresses of its notices."""
