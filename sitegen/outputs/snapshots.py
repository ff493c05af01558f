"""The snapshot of a notice → its text under headings, and what was added and removed since the one before, by sentences."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.model.advert import Advert
from sitegen.model.snapshot import MATERIAL, Snapshot
from sitegen.outputs.wording import KINDS, day, moment, money

_NOT_TEXT: Final = ("id", "format")
_LABELS: Final = {
    **MATERIAL,
    "body": "What is tested",
    "cpv": "Subject codes",
    "events": "Events",
    "clarifications": "Questions and answers",
    "amendments": "Changes",
    "statements": "Statements",
    "published": "Published",
    "includes_vat": "Includes VAT",
    "sme": "Small and medium-sized firms",
    "vcse": "Voluntary, community and social enterprises",
}
_AMOUNTS: Final = ("minimum", "maximum")
_DIGITS: Final = re.compile(r"\d+(\.\d+)?")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?Z")

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Told:
    """A field in words: its heading, and its paragraphs."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a field lost and what it gained, by sentences."""

    label: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def told(found: Snapshot, zone: ZoneInfo) -> tuple[Told, ...]:
    """All that a notice said, field by field, in the order of a notice's fields."""
    names = (name for name in Advert.model_fields if name in found and name not in _NOT_TEXT)
    return tuple(Told(_label(name), tuple(_texts(found[name], zone))) for name in names)


def changed(old: Snapshot, new: Snapshot, zone: ZoneInfo) -> tuple[Changed, ...]:
    """What differs, field by field."""
    before, now = ({one.label: _sentences(one) for one in told(found, zone)} for found in (old, new))
    labels = (_label(name) for name in Advert.model_fields)
    return tuple(
        _changed(label, before.get(label, []), now.get(label, []))
        for label in labels
        if before.get(label) != now.get(label)
    )


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _sentences(field: Told) -> list[str]:
    return [part for text in field.texts for part in _SENTENCE.split(text) if part]


def _changed(label: str, before: list[str], now: list[str]) -> Changed:
    steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    differ = [step for step in steps if step[0] != "equal"]
    removed = tuple(text for _, start, end, _, _ in differ for text in before[start:end])
    added = tuple(text for _, _, _, start, end in differ for text in now[start:end])
    return Changed(label, removed, added)


def _texts(value: object, zone: ZoneInfo) -> Iterator[str]:
    match value:
        case bool():
            yield "Yes" if value else "No"
        case list():
            for item in value:
                yield from _texts(item, zone)
        case dict() if "currency" in value:
            parts = {name: _money(name, part, value["currency"]) for name, part in value.items()}
            yield from _named({name: part for name, part in parts.items() if name != "currency"}, zone)
        case dict():
            yield from _named(value, zone)
        case str() if _MOMENT.fullmatch(value):
            yield moment(datetime.fromisoformat(value).astimezone(zone))
        case str() if _DAY.fullmatch(value):
            yield day(date.fromisoformat(value))
        case _:
            yield from (
                text for text in re.split(r"\n\s*\n", KINDS.get(str(value), str(value)).strip()) if text
            )


def _money(name: str, part: object, currency: str) -> object:
    """An amount in its currency; anything else that is said of a value as it is."""
    is_amount = name in _AMOUNTS and _DIGITS.fullmatch(str(part))
    return money(Decimal(str(part)), currency) if is_amount else part


def _named(values: Mapping[str, object], zone: ZoneInfo) -> Iterator[str]:
    """The parts of a value, each with its name before it; a part of parts in a row."""
    for name, value in values.items():
        if name != "id":
            first, *others = [*_texts(value, zone), ""]
            yield f"{_label(name)}: {first}"
            yield from others[:-1]
