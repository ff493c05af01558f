"""A document → its terms by tier, each in the best tier that has it."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain

from sitegen.outputs.search.codes import codes
from sitegen.outputs.search.documents import Document
from sitegen.outputs.search.synonyms import Groups, groups_of, synonyms
from sitegen.outputs.search.words import loose, squash, whole_words, words

TIERS = 6
"""Whole references, titles, summaries, everything else; other words for titles and summaries, and for the rest: the best first."""
Tiers = tuple[str, ...]
"""The terms of a document for each tier: sorted, with a space between two."""
_TOKENS = 1 << 14
"""Pieces of text whose words are remembered: most texts are made of the same few thousand."""


def tiers_of(document: Document) -> Tiers:
    """The terms of a document."""
    title = " ".join((document.card.title, *document.references))
    texts = (title, document.lead, document.text)
    return by_tier(document.references, texts, groups_of(document.glossary))


def by_tier(references: Collection[str], texts: Sequence[str], groups: Groups) -> Tiers:
    """The terms of some references and texts, best tier first; and of groups that mean the same as the title or the lead, and as all."""
    seen: set[str] = set()
    found = []
    for terms in ({*map(squash, references), *map(loose, references)} - {""}, *map(_terms, texts)):
        found.append(" ".join(sorted(terms - seen)))
        seen |= terms
    for some, said in ((texts[:-1], set(" ".join(found[:-1]).split())), (texts, seen.copy())):
        terms = synonyms(said, "\n".join(some), groups)
        found.append(" ".join(sorted(terms - seen)))
        seen |= terms
    return tuple(found)


def _terms(text: str) -> set[str]:
    found = set(chain.from_iterable(map(_terms_of_token, set(text.split()))))
    return found.union(codes(text))


@lru_cache(_TOKENS)
def _terms_of_token(token: str) -> tuple[str, ...]:
    return (*words(token), *whole_words(token))
