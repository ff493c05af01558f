"""Two snapshots of a notice → the changes of what suppliers rely on that no new amendment tells.

An amendment tells a change if it has the new value: the day and the time of a moment, the number of an amount or a weight, a
short text word for word, the name or the title of a file. Where something was removed, or is too long to repeat, it names what changed.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.model.snapshot import Difference, Snapshot, material_differences, new_amendments
from sitegen.model.walk import Loc
from sitegen.model.written_dates import Day, written
from sitegen.model.written_numbers import numbers

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "closes": ("clos",),
    "questions_close": ("question",),
    "tender_expected": ("tender",),
    "respond": ("respon", "repl", "answer", "submi", "send", "form"),
    "value": ("value", "worth", "cost", "price", "budget", "vat"),
    "lots": ("lot",),
    "questions": ("question",),
    "objectives": ("objective", "weight"),
    "statements": ("statement",),
    "withdrawn": ("withdr",),
    "attachments": ("file", "document", "attach"),
}
"""What words that name a field begin with."""
_IN_OTHER_WORDS: Final = ("tender_expected",)
"""Fields of which nobody repeats the value as it is written: `2027-03` is March 2027."""
_SHORT: Final = 60
"""Characters of a text that an amendment can be expected to repeat."""
_WINDOW: Final = 12
"""Words in which a date or a number is sought at a time: those who read them take no long texts."""
_STEP: Final = 4
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")


def untold_changes(old: Snapshot, new: Snapshot, zone: ZoneInfo) -> Iterator[Difference]:
    """The first untold difference of each field."""
    amendments = [f"{one.get('change')} {one['reason']}" for one in new_amendments(old, new)]
    words, seen = " ".join(" ".join(amendments).split()), set[str | int]()
    for difference in material_differences(old, new):
        field = difference.loc[0]
        if field not in seen and not (words and _is_told(difference, new, words, zone)):
            seen.add(field)
            yield difference


def _is_told(difference: Difference, new: Snapshot, words: str, zone: ZoneInfo) -> bool:
    field, value = str(difference.loc[0]), difference.new
    if field == "attachments":
        return _names_file(str(difference.loc[1]), new, words)
    if field in ("closes", "questions_close") and value is not None:
        return _names_moment(str(difference.old or ""), str(value), words, zone)
    if _is_amount(difference.loc) and isinstance(value, str) and _NUMBER.fullmatch(value):
        return any(Decimal(value) in numbers(part).found for part in _windows(words))
    if isinstance(value, str) and len(value) <= _SHORT and field not in _IN_OTHER_WORDS:
        return " ".join(value.split()).casefold() in words.casefold()
    return any(re.search(rf"\b{name}", words, re.IGNORECASE) for name in _NAMES[field])


def _names_moment(old: str, new: str, words: str, zone: ZoneInfo) -> bool:
    """Whether the words have the new day and the new time of day, each if it is another than before."""
    at = datetime.fromisoformat(new).astimezone(zone)
    before = datetime.fromisoformat(old).astimezone(zone) if old else None
    found = [written(part) for part in _windows(words)]
    days = {Day(year, at.month, at.day) for year in (0, at.year)}
    has_day = any(days & set(one.days) for one in found)
    times = {(hour.hour, hour.minute) for one in found for hour in one.hours}
    return (has_day or (before is not None and before.date() == at.date())) and (
        (at.hour, at.minute) in times or (before is not None and before.time() == at.time())
    )


def _names_file(path: str, new: Snapshot, words: str) -> bool:
    documents = new.get("documents")
    titles = [
        str(one.get("title"))
        for one in (documents if isinstance(documents, list) else ())
        if isinstance(one, dict) and one.get("file") == path
    ]
    return any(name.casefold() in words.casefold() for name in (PurePosixPath(path).name, *titles))


def _is_amount(loc: Loc) -> bool:
    return loc[-1] in ("minimum", "maximum", "weight")


def _windows(words: str) -> Iterator[str]:
    """Parts of a text that overlap, so that no date or number is cut in all of them."""
    each = words.split()
    return (" ".join(each[start : start + _WINDOW]) for start in range(0, max(1, len(each)), _STEP))
