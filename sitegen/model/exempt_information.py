"""The schedules that list what may be kept from the public: each paragraph by its number, in our own short words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Exemption:
    """A schedule with its Act, the number of its paragraph on business affairs, and all its paragraphs by number.

    Words are None where no source for them was found: read the paragraph itself before you rely on it.
    """

    schedule: str
    business: str
    paragraphs: Mapping[str, str | None] = field(default_factory=dict)


_IDENTITY: Final = "what is likely to reveal who an individual is"
_BUSINESS: Final = "financial or business affairs of any person, the council included"
_LABOUR: Final = "consultations or negotiations about labour relations"
_PRIVILEGE: Final = "what legal professional privilege protects"
_NOTICE: Final = "a plan to serve a notice that requires something, or to make an order or direction"
_CRIME: Final = "action to prevent, investigate or prosecute crime"

ENGLISH: Final = Exemption(
    "Schedule 12A, Local Government Act 1972",
    "3",
    {
        "1": "any individual",
        "2": _IDENTITY,
        "3": _BUSINESS,
        "4": _LABOUR,
        "5": _PRIVILEGE,
        "6": _NOTICE,
        "7": _CRIME,
    },
)
"""Part 1 of the schedule, as SI 2006/88 made it."""

WELSH: Final = Exemption(
    "Schedule 12A, Local Government Act 1972",
    "14",
    {
        "12": "a particular individual",
        "13": _IDENTITY,
        "14": _BUSINESS,
        "15": _LABOUR,
        "16": _PRIVILEGE,
        "17": _NOTICE,
        "18": _CRIME,
    },
)
"""Part 4 of the schedule, as SI 2007/969 (W. 86) made it."""

SCOTTISH: Final = Exemption(
    "Schedule 7A, Local Government (Scotland) Act 1973",
    "6",
    {
        "1": "a particular employee or office-holder, past, present or applying",
        "2": "a particular occupier of the council's accommodation, past, present or applying",
        "3": "a particular person who has, had or applied for a service of the council",
        "4": "a particular person who has, had or applied for financial help from the council",
        "5": "adoption, care, fostering or education of a particular child, or a compulsory supervision order",
        "6": "financial or business affairs of any person other than the council",
        "7": "reports on and supervision of a person under the Social Work (Scotland) Act 1968, section 27(1)",
        "8": "what the council may spend under a particular contract for property, goods or services",
        "9": "terms proposed in negotiations for a contract for property, goods or services",
        "10": None,
        "11": "consultations or negotiations about labour relations, where publishing would harm the council",
        "12": "instructions to counsel, their opinion, and advice or action in legal proceedings",
        "13": "a notice, order or direction whose purpose a person affected could defeat",
        "14": _CRIME,
        "15": None,
    },
)
"""Part I of the schedule. Paragraph 13 is known from Part II, paragraph 6; 11, 12 and 14 from agendas of councils."""

NORTHERN_IRISH: Final = Exemption(
    "Schedule 6, Local Government Act (Northern Ireland) 2014",
    "3",
    {
        "1": None,
        "2": _IDENTITY,
        "3": "financial or business affairs of any person",
        "4": _LABOUR,
        "5": _PRIVILEGE,
        "6": None,
        "7": "action taken or to be taken (the source ends here)",
    },
)
"""Part 1 of the schedule. Its table of contents was read, which shortens each paragraph and leaves out two."""
