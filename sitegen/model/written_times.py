"""A time of day as people write it, “5.30pm” → the hours that it names, and its offset."""

import re
from dataclasses import dataclass
from typing import Final

_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        r"(?:12\s*)?(?P<name>noon|midday|midnight)",
        r"(?<!\d)(?P<h>\d{1,2})(?:\s?[:.]\s?(?P<m>\d{2}))?(?:[:.]\d{2})?\s?(?P<half>[ap])\.?\s?m\b\.?",
        r"(?<!\d)(?P<h>\d{1,2})[:.h](?P<m>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?(?!\d)\s*(?:hrs|hours|h\b)?",
        r"(?<!\d)(?P<h>\d{2})(?P<m>\d{2})(?!\d)\s*(?:hrs|hours|h\b)?",
        r"(?<!\d)(?P<h>\d{1,2})\s*(?P<clock>o'?\s?clock)",
        r"(?<![^\W\d_])t\s?(?P<h>\d{1,2})(?!\d)|(?<![\d+])(?P<hour>\d{1,2})\s*(?:hrs|hours|h)\b",
    )
)
"""The ways to write a time of day, those that say more before those that say less."""
_OFFSET = re.compile(
    r"(?:(?<=\d)|\b(?:gmt|utc))\s?\+\s?(?P<h>\d{1,2}):?(?P<m>\d{2})?(?!\d)|\b(?P<zone>gmt|utc|bst)\b|(?<=\d)z\b"
)
_NOON = 12
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day as it was written; it need not be on a clock. At `midnight` the day may be meant that ends."""

    hour: int
    minute: int = 0
    midnight: bool = False
    either: bool = False
    """Whether it may be in the morning or in the afternoon: “5 o'clock”."""

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"

    @property
    def is_on_a_clock(self) -> bool:
        """Whether there is such a time."""
        return self.hour < _HOURS and self.minute < _MINUTES


def hours(words: str) -> tuple[Hour, ...]:
    """The times of day in these words, which are in small letters and without their dates, in order."""
    found: list[tuple[int, Hour]] = []
    for form in _FORMS:
        matches = list(form.finditer(words))
        found += ((match.start(), _hour(match.groupdict())) for match in matches)
        words = form.sub(lambda match: " " * len(match[0]), words) if matches else words
    return tuple(hour for _, hour in sorted(found, key=lambda one: one[0]))


def _hour(said: dict[str, str | None]) -> Hour:
    if name := said.get("name"):
        return Hour(0, midnight=True) if name == "midnight" else Hour(_NOON)
    hour, minute = int(said.get("h") or said.get("hour") or 0), int(said.get("m") or 0)
    if half := said.get("half"):
        hour = hour % _NOON + (_NOON if half == "p" else 0) if hour <= _NOON else hour
    return Hour(hour, minute, either=bool(said.get("clock")) and 0 < hour < _NOON)


def offset(words: str) -> tuple[str, str]:
    """The offset from UTC that these words name, as `+01:00`, or nothing; and the words without it."""
    if not (found := _OFFSET.search(words)):
        return "", words
    ahead = "01" if found["zone"] == "bst" else (found["h"] or "0").zfill(2)
    return f"+{ahead}:{found['m'] or '00'}", f"{words[: found.start()]} {words[found.end() :]}"
