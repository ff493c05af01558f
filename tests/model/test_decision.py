"""Decisions: how recommendations are numbered, and from when a report is public."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from sitegen.model.decision import Decision
from sitegen.model.prose import Prose
from sitegen.model.scalars import Setting

SETTING = Setting(ZoneInfo("Europe/London"), lambda text, _level, _field: Prose.of(text, text, text))


def decision(**fields: object) -> Decision:
    given = {"id": "a", "title": "A", "meeting": {"body": "Cabinet", "date": "2026-09-08"}, **fields}
    return Decision.model_validate(given, context=SETTING)


def text(words: str, *parts: object) -> dict[str, object]:
    return {"text": words, "parts": list(parts)} if parts else {"text": words}


def test_recommendations_are_numbered_by_turns_in_numerals_and_letters() -> None:
    report = decision(
        recommendations=[
            text("one"),
            text("two", text("part"), text("parts", text("deep"), text("deeper", text("deepest")))),
            text("three"),
        ]
    )
    assert [(item.label, item.anchor, item.recommendation.text.source) for item in report.numbered()] == [
        ("(i)", "recommendation-i", "one"),
        ("(ii)", "recommendation-ii", "two"),
        ("(ii) a.", "recommendation-ii-a", "part"),
        ("(ii) b.", "recommendation-ii-b", "parts"),
        ("(ii) b. i.", "recommendation-ii-b-i", "deep"),
        ("(ii) b. ii.", "recommendation-ii-b-ii", "deeper"),
        ("(ii) b. ii. a.", "recommendation-ii-b-ii-a", "deepest"),
        ("(iii)", "recommendation-iii", "three"),
    ]


def test_many_recommendations_have_anchors_of_their_own() -> None:
    report = decision(recommendations=[text("x", *(text("y") for _ in range(30))) for _ in range(12)])
    anchors = [item.anchor for item in report.numbered()]
    assert len(set(anchors)) == len(anchors) == 12 * 31


def test_a_report_is_public_from_its_meeting_unless_it_names_a_day() -> None:
    assert decision().public_from == date(2026, 9, 8)
    assert decision(published="2026-08-31").public_from == date(2026, 8, 31)


@pytest.mark.parametrize(("fields", "exempt"), [({}, False), ({"part": "1"}, False), ({"part": "2"}, True)])
def test_part_2_is_exempt(fields: dict[str, object], exempt: bool) -> None:  # noqa: FBT001 - a column of the table
    assert decision(**fields).is_exempt is exempt
