"""An advert → the statements of the site that it shows."""

import re
from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.prose import Prose
from sitegen.model.site import Site

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])[”’\"']?\s+(?=[“‘\"'(]?[A-Z0-9])")
_NO_TENDER = re.compile(r"\b(?:not?|never)\b[^,;:.]*\btenders?\b", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"(?<=tender)(?:, and|;) |(?<=tenders)(?:, and|;) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement of the site as an advert shows it."""

    id: str
    title: str
    text: Prose

    @property
    def gist(self) -> str:
        """What to show when there is room for one line: that it is no tender, or else the first sentence."""
        found = sentences(self.text.text)
        return next(
            (_CLAUSE_ENDS.split(one)[0].rstrip(".") + "." for one in found if _NO_TENDER.search(one)),
            found[0],
        )


def statements_of(site: Site, advert: Advert) -> tuple[ShownStatement, ...]:
    """The statements for adverts of this kind; `statements` of the advert replace the site's wording."""
    return tuple(
        ShownStatement(statement.id, statement.title, advert.statements.get(statement.id, statement.text))
        for statement in site.config.statements
        if statement.applies(advert.kind)
    )


def sentences(text: str) -> list[str]:
    """The sentences of plain words, each on one line; at least one, which is empty if there are no words."""
    return _SENTENCE_ENDS.split(" ".join(text.split()))
