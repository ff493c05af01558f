"""What became of each recommendation, and of the decision, from what its author says."""

import pytest

from sitegen.model.decision import Decision
from tests import strategies as written

DECIDED = {"date": "2026-09-08", "effective_from": "2026-09-17"}


def decision(**fields: object) -> Decision:
    shown = {"title": "Depot", "meeting": {"body": "Cabinet", "date": "2026-09-08"}, "decided": DECIDED}
    found = written.entry("decisions", "depot", shown | fields).record
    assert isinstance(found, Decision)
    return found


def asked(resolved: str = "", *parts: dict[str, object]) -> dict[str, object]:
    words = {"agreed": "Ask nobody."} if resolved == "amended" else {}
    own = {"resolved": resolved} if resolved else {}
    return {"text": "Ask.", **own, **words, **({"parts": list(parts)} if parts else {})}


@pytest.mark.parametrize(
    ("status", "given", "found"),
    [
        ("proposed", [asked()], [None]),
        ("approved", [asked(), asked()], ["as-recommended", "as-recommended"]),
        ("deferred", [asked()], ["deferred"]),
        ("rejected", [asked(), asked("withdrawn")], ["lost", "withdrawn"]),
        ("approved-with-changes", [asked()], [None]),
        ("approved-with-changes", [asked(), asked("lost")], ["as-recommended", "lost"]),
        ("approved-with-changes", [asked("lost", asked())], ["lost", "lost"]),
        ("approved-with-changes", [asked("amended", asked())], ["amended", "as-recommended"]),
        ("approved-with-changes", [asked("", asked(), asked("lost"))], [None, "as-recommended", "lost"]),
        ("approved-with-changes", [asked("", asked("lost"), asked("lost"))], ["lost", "lost", "lost"]),
    ],
)
def test_a_recommendation_went_as_it_says_or_as_the_report_did(
    status: str, given: list[object], found: list[str | None]
) -> None:
    numbered = decision(status=status, recommendations=given).numbered()
    assert [one.resolved for one in numbered] == found


@pytest.mark.parametrize(
    ("status", "result", "state", "effective"),
    [
        ("approved", "", "called-in", False),
        ("approved", "upheld", "approved", True),
        ("approved", "changed", "approved", True),
        ("approved-with-changes", "overturned", "overturned", False),
        ("rejected", "overturned", "rejected", False),
        ("deferred", "upheld", "deferred", False),
    ],
)
def test_a_call_in_holds_a_decision_up_until_it_is_upheld(
    status: str, result: str, state: str, *, effective: bool
) -> None:
    call_in = {"date": "2026-09-14", "by": "Scrutiny"} | ({"result": result} if result else {})
    found = decision(status=status, called_in=call_in)
    assert (found.state, found.in_effect_from is not None) == (state, effective)


@pytest.mark.parametrize(
    ("taken_by", "taker"),
    [
        (None, "Cabinet"),
        ({"kind": "joint", "bodies": ["Cabinet", "Trust", "Board"]}, "Cabinet, Trust and Board"),
        ({"kind": "joint", "bodies": ["Trust"]}, "Trust"),
        ({"kind": "officer", "post": "Director", "delegation": "3.2"}, "Director"),
        ({"kind": "urgent", "regulation": "11", "consent": "Chair"}, "Cabinet"),
    ],
)
def test_who_took_a_decision(taken_by: dict[str, object] | None, taker: str) -> None:
    assert decision(**({"taken_by": taken_by} if taken_by else {})).taker == taker
