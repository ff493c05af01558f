"""The words of a text → other words for the same thing, which suppliers may type: bins for waste, mowing for grounds maintenance."""

import re
from collections.abc import Mapping, Sequence
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


def synonyms(text: str, said: set[str], glossary: Glossary = STARTER) -> set[str]:
    """Other words for what a text says, of which `said` are all terms."""
    groups, found = _groups_of(glossary), set[str]()
    for word in filter(said.__contains__, groups):
        for phrase, others in groups[word]:
            if len(phrase) == 1 or (said.issuperset(phrase) and _pattern(phrase).search(text)):
                found.update(*others)
    return found


@lru_cache(maxsize=1024)
def _pattern(phrase: _Phrase) -> re.Pattern[str]:
    """The words of a phrase side by side."""
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
