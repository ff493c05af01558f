"""The words of a text → other words for the same thing, which suppliers may type: bins for waste, mowing for grounds maintenance."""

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

Phrase = tuple[str, ...]
Groups = Mapping[str, tuple[tuple[Phrase, Sequence[Phrase]], ...]]
"""Phrases by their first word, each with the others of its group."""


@lru_cache(maxsize=4)
def groups_of(glossary: Sequence[tuple[str, ...]]) -> Groups:
    """The starter groups and those of a glossary. A form without a letter or digit names nothing and is left out."""
    found: dict[str, list[tuple[Phrase, Sequence[Phrase]]]] = {}
    for group in (*STARTER, *glossary):
        phrases = [phrase for form in group if (phrase := tuple(words(form)))]
        for phrase in phrases:
            found.setdefault(phrase[0], []).append((phrase, [other for other in phrases if other != phrase]))
    return {word: tuple(some) for word, some in found.items()}


def synonyms(said: AbstractSet[str], text: str, groups: Groups) -> set[str]:
    """The words of all groups that have a word or a phrase of a text, of which `said` are all words."""
    found: set[str] = set()
    spaced = ""
    for word in groups.keys() & said:
        for phrase, others in groups[word]:
            if len(phrase) > 1:
                if not all(one in said for one in phrase):
                    continue
                spaced = spaced or f" {' '.join(words(text))} "
                if f" {' '.join(phrase)} " not in spaced:
                    continue
            found.update(*others)
    return found
