"""The words of a text → other words for the same thing, which suppliers may type: bins for waste, mowing for grounds maintenance."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from sitegen.outputs.search.words import words

STARTER: Final = (
    ("bin", "bins", "refuse", "rubbish", "waste", "recycling", "trash"),
    ("mowing", "grass cutting", "grounds maintenance", "verges", "landscaping", "gardening"),
    ("EV", "electric vehicle", "electric vehicles", "electric car", "electric cars"),
    ("EV chargers", "chargers", "charge points", "chargepoints", "charging points", "EVCP"),
    ("maintain", "maintenance", "upkeep"),
    ("soft market test", "soft market testing", "RFI", "request for information", "market sounding", "PME"),
    ("early engagement", "RFI", "request for information", "preliminary market engagement", "PME"),
    ("PIN", "prior information notice", "planned procurement", "pipeline"),
    ("SME", "SMEs", "small and medium-sized", "small firms", "small business", "small businesses"),
    ("VCSE", "VCSEs", "voluntary", "charity", "charities", "third sector", "social enterprise"),
    ("SEND", "SEN", "special educational needs", "special needs"),
    ("ICT", "information technology", "software"),
    ("school meals", "school dinners", "school lunches", "school food"),
    ("caterer", "caterers", "catering", "canteen"),
    ("street lighting", "street lights", "streetlights", "lamp posts", "lamps"),
    ("leisure centre", "leisure centres", "gym", "gyms", "sports centre", "swimming pool"),
    ("lorry", "lorries", "truck", "trucks", "HGV"),
    ("cemetery", "cemeteries", "graveyard", "burial", "burials"),
    ("park", "parks", "green space", "open space"),
    ("road", "roads", "highway", "highways"),
    ("pavement", "pavements", "footway", "footways"),
    ("adult learning", "adult education", "adult courses", "courses for adults", "evening classes"),
    ("care records", "case management", "social care records"),
    ("home care", "domiciliary care"),
    ("cleaner", "cleaners", "cleaning", "janitorial"),
    ("consultancy", "consultants", "advisers", "advisory"),
    ("taxi", "taxis", "minibus", "minibuses", "passenger transport"),
    ("housing repairs", "responsive repairs", "building maintenance"),
)
"""Groups of words that find each other on every site. A site adds its own in the glossary, as `also:`."""

Glossary = tuple[tuple[str, ...], ...]
"""The ways of writing each term."""
_Phrase = tuple[str, ...]
_Groups = Mapping[str, Sequence[tuple[_Phrase, Sequence[_Phrase]]]]
"""Phrases by their first word, each with the others of its group."""


def synonyms(texts: Sequence[str], said: AbstractSet[str], glossary: Glossary) -> set[str]:
    """Other words for what texts say, of which `said` are all terms: of the glossary for all, of the starter groups for all but the last.

    The last text is long, and what it mentions in passing is not what it is about.
    """
    return _others(texts, said, _groups_of(glossary)) | _others(texts[:-1], said, _groups_of(STARTER))


def _others(texts: Sequence[str], said: AbstractSet[str], groups: _Groups) -> set[str]:
    found: set[str] = set()
    for word in groups.keys() & said:
        for phrase, others in groups[word]:
            if all(one in said for one in phrase) and _has(texts, phrase):
                found.update(*others)
    return found


def _has(texts: Sequence[str], phrase: _Phrase) -> bool:
    """Whether the words of a phrase are side by side in one of the texts."""
    return any(_pattern(phrase).search(text) for text in texts)


@lru_cache(maxsize=1024)
def _pattern(phrase: _Phrase) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"[^\w\n]+".join(phrase) + r"(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _groups_of(groups: Glossary) -> _Groups:
    """The groups by their words. A form without a letter or digit names nothing and is left out."""
    found: dict[str, list[tuple[_Phrase, Sequence[_Phrase]]]] = {}
    for group in groups:
        phrases = [phrase for form in group if (phrase := tuple(words(form)))]
        for phrase in phrases:
            found.setdefault(phrase[0], []).append((phrase, [other for other in phrases if other != phrase]))
    return found
