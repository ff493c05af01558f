"""Colours, by the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.colour import (
    COMFORTABLE,
    NIGHT,
    NIGHT_WASH,
    READABLE,
    WASH,
    WHITE,
    contrast,
    on_dark,
    on_light,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes on white
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
    ],
)
def test_contrast_is_what_other_tools_measure(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_does_not_depend_on_which_is_text(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21


@given(COLOURS)
def test_every_accent_can_be_made_comfortable_to_read_by_night(colour: str) -> None:
    lighter = on_dark(colour)
    assert contrast(lighter, NIGHT) >= contrast(lighter, NIGHT_WASH) >= COMFORTABLE
    if contrast(colour, NIGHT_WASH) >= COMFORTABLE:
        assert lighter == colour


def test_a_colour_is_lightened_no_more_than_it_must_be() -> None:
    assert on_dark("#0b5563") not in ("#0b5563", WHITE)
    assert contrast(on_dark("#0b5563"), NIGHT_WASH) < COMFORTABLE + 1


@given(COLOURS)
def test_the_colour_proposed_for_a_pale_accent_is_readable_wherever_the_accent_is_used_by_day(
    colour: str,
) -> None:
    darker = on_light(colour)
    assert contrast(darker, WASH) >= READABLE
    assert contrast(darker, WHITE) >= READABLE
    if contrast(colour, WASH) >= READABLE:
        assert darker == colour


def test_the_stylesheet_has_the_pages_and_washes_that_accents_are_measured_against(repository: Path) -> None:
    sheet = (repository / "templates/assets/site.css").read_text(encoding="utf-8")
    assert re.findall(r"--page: (#\w+);\s+--wash: (#\w+);", sheet) == [(WHITE, WASH), (NIGHT, NIGHT_WASH)]
