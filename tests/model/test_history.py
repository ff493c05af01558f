"""The versions of an advert: one for each day on which what the public could read changed."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.advert import Advert
from sitegen.model.history import Version, last_changed, versions
from sitegen.model.parts import Amendment, Clarification, Withdrawal
from sitegen.model.prose import Prose

PUBLISHED = date(2026, 5, 1)
LONG_AFTER = date(2030, 1, 1)
WORDS = Prose.of("A", "<p>A</p>", "A")


def advert(**fields: Any) -> Advert:  # noqa: ANN401 - each field has a type of its own
    return Advert.model_construct(id="a", published=PUBLISHED, **fields)


def amendment(days: int) -> Amendment:
    return Amendment(date=str(PUBLISHED + timedelta(days)), change="More time", reason="Asked for")


def answer(days: int | None, name: str = "q1") -> Clarification:
    answered = None if days is None else PUBLISHED + timedelta(days)
    return Clarification.model_construct(
        id=name, asked=PUBLISHED, question=WORDS, answered=answered, answer=WORDS
    )


def test_an_advert_that_never_changed_has_one_version() -> None:
    assert versions(advert(), LONG_AFTER) == (Version(1, PUBLISHED),)


def test_changes_of_one_day_make_one_version_and_changes_of_two_days_two() -> None:
    first, second, later = amendment(3), answer(3), amendment(9)
    found = versions(advert(amendments=(first, later), clarifications=(second,)), LONG_AFTER)
    assert found == (
        Version(1, PUBLISHED),
        Version(2, first.date, ((1, first),), (second,)),
        Version(3, later.date, ((2, later),)),
    )


def test_a_question_without_an_answer_makes_no_version() -> None:
    assert len(versions(advert(clarifications=(answer(None),)), LONG_AFTER)) == 1


def test_what_is_dated_before_the_publication_belongs_to_the_first_version() -> None:
    early = amendment(-4)
    assert versions(advert(amendments=(early,)), LONG_AFTER) == (Version(1, PUBLISHED, ((1, early),)),)


def test_a_withdrawal_and_an_outcome_count_from_their_day() -> None:
    gone = Withdrawal(date="2026-06-01", reason="No money")
    one = advert(withdrawn=gone)
    learned = date(2026, 7, 1)
    assert versions(one, date(2026, 5, 31), learned) == (Version(1, PUBLISHED),)
    assert versions(one, learned, learned) == (
        Version(1, PUBLISHED),
        Version(2, gone.date, withdrawal=gone),
        Version(3, learned, has_outcome=True),
    )


def test_the_notice_itself_changed_by_an_amendment_or_a_withdrawal_and_not_by_an_answer() -> None:
    first, later = amendment(3), answer(9)
    assert last_changed(versions(advert(clarifications=(later,)), LONG_AFTER)) == PUBLISHED
    assert (
        last_changed(versions(advert(amendments=(first,), clarifications=(later,)), LONG_AFTER)) == first.date
    )
    gone = Withdrawal(date="2026-06-01", reason="No money")
    assert last_changed(versions(advert(amendments=(first,), withdrawn=gone), LONG_AFTER)) == gone.date


@given(st.lists(st.integers(-5, 40)), st.lists(st.integers(-5, 40)), st.integers(0, 50))
def test_versions_lose_nothing_that_has_happened_and_keep_the_order_of_time(
    changed: list[int], answered: list[int], today: int
) -> None:
    one = advert(
        amendments=tuple(map(amendment, changed)),
        clarifications=tuple(answer(days, f"q{number}") for number, days in enumerate(answered)),
    )
    found = versions(one, PUBLISHED + timedelta(today))
    days = [version.day for version in found]
    assert days == sorted(set(days))
    assert [version.number for version in found] == list(range(1, len(found) + 1))
    assert sum(len(version.amendments) for version in found) == sum(days <= today for days in changed)
    assert sum(len(version.answers) for version in found) == sum(days <= today for days in answered)
