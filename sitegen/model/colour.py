"""Colours → their contrast (WCAG 2.2), and the nearest colour with enough of it."""

from collections.abc import Iterator
from fractions import Fraction

WHITE, WASH = "#ffffff", "#f3f5f4"
"""By day: the page, also words on the accent; and the pale grey behind key facts and notes."""
NIGHT, NIGHT_WASH = "#14181b", "#1d2327"
"""The same two by night. The stylesheet uses these four."""
BLACK = "#000000"
READABLE = 4.5
"""The least contrast of text, WCAG 2.2 success criterion 1.4.3."""
COMFORTABLE = 7
"""The contrast that colours of ours aim at on a dark page, success criterion 1.4.6."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours in the form `#rrggbb`, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def on_light(colour: str) -> str:
    """The colour mixed with as little black as makes it readable on the wash by day, and so on the page."""
    return next(candidate for candidate in _steps(colour, BLACK) if contrast(candidate, WASH) >= READABLE)


def on_dark(colour: str) -> str:
    """The colour mixed with as little white as makes it comfortable to read on the wash by night, and so on the page."""
    return next(
        candidate for candidate in _steps(colour, WHITE) if contrast(candidate, NIGHT_WASH) >= COMFORTABLE
    )


def _steps(colour: str, towards: str) -> Iterator[str]:
    return (_mix(colour, towards, Fraction(step, 20)) for step in range(21))


def _mix(one: str, other: str, share: Fraction) -> str:
    parts = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the formula's own numbers
