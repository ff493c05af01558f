"""A document → its terms by tier, each in the best tier that has it."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from sitegen.outputs.search.documents import Document
from sitegen.outputs.search.words import squash, whole_words, words

TIERS = 4
"""Whole references, titles, summaries, everything else: the best first."""
Tiers = tuple[str, ...]
"""The terms of a document for each tier: sorted, with a space between two."""
_TOKENS = 1 << 14
"""Pieces of text whose words are remembered: most texts are made of the same few thousand."""


def tiers_of(document: Document) -> Tiers:
    """The terms of a document."""
    title = " ".join((document.card.title, *document.references))
    return by_tier(document.references, (title, document.lead, document.text))


def by_tier(references: Iterable[str], texts: Iterable[str]) -> Tiers:
    """The terms of some references and texts, best tier first."""
    seen: set[str] = set()
    found = []
    for terms in ({*map(squash, references)} - {""}, *map(_terms, texts)):
        found.append(" ".join(sorted(terms - seen)))
        seen |= terms
    return tuple(found)


def _terms(text: str) -> set[str]:
    return set(chain.from_iterable(map(_terms_of_token, set(text.split()))))


@lru_cache(_TOKENS)
def _terms_of_token(token: str) -> tuple[str, ...]:
    return (*words(token), *whole_words(token))
