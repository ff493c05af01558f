"""Snapshots of a record → its text by field, and the sentences added and removed between two."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sitegen.model.advert import Advert
from sitegen.model.kinds import COLLECTIONS
from sitegen.model.snapshot import MATERIAL, Snapshot, comparable, differing_fields
from sitegen.outputs.plain_text import plain_text
from sitegen.outputs.wording import KIND_TITLES, day, moment, money, month_or_day

_NOT_TEXT: Final = ("id", "format", "collection")
_LABELS: Final = {
    **MATERIAL,
    "body": "What is tested",
    "cpv": "Subject codes",
    "events": "Events",
    "clarifications": "Questions and answers",
    "amendments": "Changes",
    "statements": "Statements",
    "published": "Published",
    "purposes": "Purposes of the engagement, by their letters in the law",
    "initiative": "Initiative",
    "decision": "Decision",
    "authorised_by": "Recommendation that authorised it",
    "figures": "Answers on each objective",
    "url": "Address",
    "includes_vat": "Includes VAT",
    "excluding_vat": "Excluding VAT",
    "including_vat": "Including VAT",
    "buyers": "Buyers",
    "above_threshold": "Above the threshold",
    "sme": "Small and medium-sized firms",
    "meeting": "Meeting",
    "part": "Part of the agenda",
    "models": "Contract models",
    "scenarios": "Other weightings",
    "engagement": "What the market test found",
    "follows": "The notice before it",
    "became": "What came of it",
    "vcse": "Voluntary, community and social enterprises",
}
_AMOUNTS: Final = ("minimum", "maximum", "excluding_vat", "including_vat")
_DIGITS: Final = re.compile(r"\d+(\.\d+)?")
_NAMES: Final = ("title", "question", "change")
"""The parts that name an event, a step, a question or a change. They come first."""
_ORDER: Final = (*_NAMES, "date", "starts", "ends", "asked", "answered")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_NEW_LINE: Final = re.compile(r"\s*([|#>:*+-]|\[\^|\d+[.)])")
"""Starts a new line in Markdown: a row, an item, a heading. Any other line continues the one before."""
_WHOLE_LINE: Final = re.compile(r"\s*(#|:::)")
"""A heading or the edge of a note, which no line continues."""
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?Z")

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field of a notice: its label and its paragraphs."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The sentences a field lost and gained, as plain text; as Markdown if only the Markdown changed."""

    label: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def field_texts(found: Snapshot, zone: ZoneInfo) -> tuple[FieldText, ...]:
    """The text of every field, in the order of the fields of its class."""
    return tuple(
        FieldText(label, tuple(line.text for line in lines)) for label, lines in _fields(found, zone)
    )


def changed_fields(old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    """The labels of the fields that differ, in the order of their class."""
    differing = set(differing_fields(old, new))
    return tuple(dict.fromkeys(_label(name) for name in _names(new) if name in differing))


def field_changes(old: Snapshot, new: Snapshot, zone: ZoneInfo) -> tuple[FieldChange, ...]:
    """The differences by field. Those of an event, a step and the like name which one it is."""
    before, now = (
        {label: _sentences(lines) for label, lines in _fields(found, zone)} for found in comparable(old, new)
    )
    labels = (_label(name) for name in _names(new))
    return tuple(
        _changed(label, before.get(label, []), now.get(label, []))
        for label in labels
        if before.get(label) != now.get(label)
    )


class _Line(NamedTuple):
    """A text, and the name of the event, step or the like that it belongs to; empty for any other text."""

    text: str
    of: str = ""


def _fields(found: Snapshot, zone: ZoneInfo) -> Iterator[tuple[str, list[_Line]]]:
    for name in _names(found):
        if name == "attachments" and isinstance(files := found.get(name), dict):
            yield _label(name), [_Line(f"{path}: SHA-256 {digest}") for path, digest in files.items()]
        elif name == "tender_expected" and name in found:
            yield _label(name), [_Line(month_or_day(str(found[name])))]
        elif name in found and name not in _NOT_TEXT:
            yield _label(name), list(_lines(found[name], zone))


def _names(found: Snapshot) -> Iterable[str]:
    """The fields that a snapshot may have, in the order of its class."""
    kind = COLLECTIONS[str(found.get("collection", Advert.collection))].cls
    return (*kind.model_fields, "attachments")


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _sentences(lines: Iterable[_Line]) -> list[_Line]:
    return [_Line(part, of) for text, of in lines for part in _parts(text) if part]


def _parts(text: str) -> list[str]:
    return [text] if text.startswith("|") else _SENTENCE.split(text)  # a row is not split


def _changed(label: str, before: list[_Line], now: list[_Line]) -> FieldChange:
    steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
    differ = [step for step in steps if step[0] != "equal"]
    removed = [line for _, start, end, _, _ in differ for line in before[start:end]]
    added = [line for _, _, _, start, end in differ for line in now[start:end]]
    alike = {plain_text(line.text) for line in removed} & {plain_text(line.text) for line in added}
    return FieldChange(label, *(tuple(_labelled(_plain(lines, alike))) for lines in (removed, added)))


def _plain(lines: Iterable[_Line], alike: Collection[str]) -> list[_Line]:
    """The lines as plain text; those in `alike`, in which only the Markdown changed, as written."""
    said = ((line, plain_text(line.text)) for line in lines)
    return [
        line if words in alike else _Line(words, line.of) for line, words in said if words or words in alike
    ]


def _labelled(lines: Sequence[_Line]) -> Iterator[str]:
    """Each text, preceded by the name of what it belongs to unless that name is among the lines."""
    named = {text.partition(": ")[2] for text, of in lines if not of}
    return (f"“{of}” – {text}" if of and of not in named else text for text, of in lines)


def _lines(value: object, zone: ZoneInfo, of: str = "") -> Iterator[_Line]:
    match value:
        case list():
            for item in value:
                yield from _lines(item, zone, of)
        case dict() if value and all(isinstance(part, dict) and "title" in part for part in value.values()):
            yield from _lines(list(value.values()), zone, of)
        case dict():
            yield from _named(value, zone, of)
        case _:
            yield from (_Line(text, of) for text in _texts(value, zone))


def _texts(value: object, zone: ZoneInfo) -> Iterator[str]:
    match value:
        case bool():
            yield "Yes" if value else "No"
        case str() if _MOMENT.fullmatch(value):
            yield moment(datetime.fromisoformat(value).astimezone(zone))
        case str() if _DAY.fullmatch(value):
            yield day(date.fromisoformat(value))
        case _:
            for paragraph in re.split(r"\n\s*\n", KIND_TITLES.get(str(value), str(value)).strip()):
                yield from _unwrapped(paragraph)


def _unwrapped(paragraph: str) -> list[str]:
    """The paragraph as lines, joined where the author's editor only wrapped a line."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, paragraph.splitlines())):
        if lines and not _NEW_LINE.match(line) and not _WHOLE_LINE.match(lines[-1]):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _named(values: Mapping[str, object], zone: ZoneInfo, of: str) -> Iterator[_Line]:
    """The parts of a value, each preceded by its label, those of `_ORDER` first."""
    currency, name_of = values.get("currency"), {name: str(values[name]) for name in _NAMES if name in values}
    of = next(iter(name_of.values()), of)
    for name in sorted(values, key=_place):
        if name not in ("id", "currency"):
            part = _money(name, values[name], str(currency)) if currency else values[name]
            first, *others = [*_lines(part, zone, "" if name in name_of else of), _Line("")]
            yield first._replace(text=f"{_label(name)}: {first.text}")
            yield from others[:-1]


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _money(name: str, part: object, currency: str) -> object:
    """An amount in words with its currency; any other part unchanged."""
    is_amount = name in _AMOUNTS and _DIGITS.fullmatch(str(part))
    return money(Decimal(str(part)), currency) if is_amount else part
