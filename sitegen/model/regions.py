"""A code of the International Territorial Levels (ONS) → its name: level 1, level 2, and the level 2 around a code of level 3."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator

from sitegen.model.faults import fault
from sitegen.model.scalars import Text

_SHAPE: Final = re.compile(r"(UK|TL)([C-N][0-9]{0,2})?")
_WHOLE: Final = "United Kingdom"
_FIRST: Final = {
    "C": "North East (England)",
    "D": "North West (England)",
    "E": "Yorkshire and The Humber",
    "F": "East Midlands (England)",
    "G": "West Midlands (England)",
    "H": "East of England",
    "I": "London",
    "J": "South East (England)",
    "K": "South West (England)",
    "L": "Wales",
    "M": "Scotland",
    "N": "Northern Ireland",
}
_SECOND: Final = {
    "D1": "Cumbria",
    "D3": "Greater Manchester",
    "D4": "Lancashire",
    "D6": "Cheshire",
    "D7": "Merseyside",
    "E1": "East Yorkshire and Northern Lincolnshire",
    "E2": "North Yorkshire",
    "E3": "South Yorkshire",
    "E4": "West Yorkshire",
    "F1": "Derbyshire and Nottinghamshire",
    "F2": "Leicestershire, Rutland and Northamptonshire",
    "F3": "Lincolnshire",
    "G1": "Herefordshire, Worcestershire and Warwickshire",
    "G2": "Shropshire and Staffordshire",
    "G3": "West Midlands",
    "H2": "Bedfordshire and Hertfordshire",
    "H3": "Essex",
    "I3": "Inner London - West",
    "I4": "Inner London - East",
    "I5": "Outer London - East and North East",
    "I6": "Outer London - South",
    "I7": "Outer London - West and North West",
    "J1": "Berkshire, Buckinghamshire and Oxfordshire",
    "J2": "Surrey, East and West Sussex",
    "J3": "Hampshire and Isle of Wight",
    "J4": "Kent",
    "K3": "Cornwall and Isles of Scilly",
    "K4": "Devon",
    "M5": "North Eastern Scotland",
    "M9": "Southern Scotland",
    "N0": "Northern Ireland",
}
_SECOND_OF_2021: Final = {
    "C1": "Tees Valley and Durham",
    "C2": "Northumberland and Tyne and Wear",
    "H1": "East Anglia",
    "K1": "Gloucestershire, Wiltshire and Bath/Bristol area",
    "K2": "Dorset and Somerset",
    "L1": "West Wales and The Valleys",
    "L2": "East Wales",
    "M6": "Highlands and Islands",
    "M7": "Eastern Scotland",
    "M8": "West Central Scotland",
}
"""Areas of January 2021, the same as those of NUTS 2016, that came to an end in January 2025."""
_SECOND_OF_2025: Final = {
    "C3": "Tees Valley",
    "C4": "Northumberland, Durham and Tyne & Wear",
    "H4": "Cambridgeshire and Peterborough",
    "H5": "Norfolk",
    "H6": "Suffolk",
    "K5": "West of England",
    "K6": "North Somerset, Somerset and Dorset",
    "K7": "Gloucestershire and Wiltshire",
    "L3": "North Wales",
    "L4": "Mid and South West Wales",
    "L5": "South East Wales",
    "M0": "Eastern Scotland",
    "M1": "East Central Scotland",
    "M2": "Highlands and Islands",
    "M3": "West Central Scotland",
}
"""Areas since January 2025."""
_NAMES: Final = {
    "UK": _FIRST | _SECOND | _SECOND_OF_2021,
    "TL": _FIRST | _SECOND | _SECOND_OF_2021 | _SECOND_OF_2025,
}
"""By how a code begins: with UK as Find a Tender writes the codes of 2021, with TL as the ONS does."""


def _region(text: str) -> str:
    if not _SHAPE.fullmatch(text):
        raise fault(
            "bad-region",
            f"“{text}” is not a code of a region",
            "it is UK or TL, a letter from C to N, and up to two digits: UKE42 is Leeds, UKE is Yorkshire and The Humber",
        )
    return text


Region = Annotated[Text, AfterValidator(_region)]
"""A code of the International Territorial Levels, such as `UKE42` or `TLE42`; `UK` is the whole of it."""


def region_name(code: str) -> str:
    """The name of a region, or of the larger one that it is part of; empty if neither is in the tables."""
    names, place = _NAMES[code[:2]], code[2:]
    if not place:
        return _WHOLE
    around = names.get(place[:2], "") if len(place) > 1 else ""
    return names.get(place, "") or (f"Part of {around}" if around else "")


def named(code: str) -> str:
    """A region as pages show it: `West Yorkshire (UKE4)`, or its code alone."""
    name = region_name(code)
    return f"{name} ({code})" if name else code
