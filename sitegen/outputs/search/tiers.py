"""A document → its terms by tier, each in the best tier that has it."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain

from sitegen.outputs.search.codes import codes
from sitegen.outputs.search.documents import Document
from sitegen.outputs.search.synonyms import Glossary, synonyms
from sitegen.outputs.search.words import loose, squash, whole_words, words

TIERS = 5
"""Whole references, titles, summaries, everything else, other words for what these say: the best first."""
Tiers = tuple[str, ...]
"""The terms of a document for each tier: sorted, with a space between two."""
_TOKENS = 1 << 14
"""Pieces of text whose words are remembered: most texts are made of the same few thousand."""


def tiers_of(document: Document) -> Tiers:
    """The terms of a document."""
    title = " ".join((document.card.title, *document.references))
    texts = (title, document.lead, document.text)
    return by_tier(document.references, texts, document.glossary)


def by_tier(references: Collection[str], texts: Sequence[str], glossary: Glossary = ()) -> Tiers:
    """The terms of some references and texts, best tier first; last are other words for what all but the last text say.

    The last text is long, and what it mentions is not what it is about: of that, only the glossary has other words.
    """
    seen: set[str] = set()
    found: list[str] = []
    others: set[str] = set()
    for terms in ({*map(squash, references), *map(loose, references)} - {""}, *map(_terms, texts)):
        if len(found) == len(texts):
            others = synonyms("\n".join(texts[:-1]), seen)
        found.append(" ".join(sorted(terms - seen)))
        seen |= terms
    others |= synonyms("\n".join(texts), seen, glossary)
    return (*found, " ".join(sorted(others - seen)))


def _terms(text: str) -> set[str]:
    found = set(chain.from_iterable(map(_terms_of_token, set(text.split()))))
    found.update(codes(text))
    return found


@lru_cache(_TOKENS)
def _terms_of_token(token: str) -> tuple[str, ...]:
    return (*words(token), *whole_words(token))
