"""Lists: open adverts first, and older ones on pages that never move."""

from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.lists import PAGE
from sitegen.model.status import Status
from sitegen.outputs.html import listing
from sitegen.outputs.html.listing import AdvertList
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import Card
from sitegen.outputs.view import Chrome, Link


def cards(count: int, opened: int = 0) -> list[Card]:
    """`count` adverts from the oldest to the newest, of which the last `opened` are open."""
    day = date(2020, 1, 1)
    return [
        Card(
            title=f"Advert {number}",
            address=f"/adverts/a{number}/",
            summary="",
            reference=str(number),
            kind="",
            status=Status.OPEN if number >= count - opened else Status.CLOSED,
            published=day + timedelta(days=number),
            closes=datetime(2021, 1, 1, tzinfo=UTC) - timedelta(days=number),
            hidden=None,
        )
        for number in range(count)
    ]


def pages(shown: list[Card]) -> dict[str, AdvertList]:
    base = AdvertList(
        site=Chrome.__new__(Chrome), title="List", address="/adverts/", open=(), others=(), count=0
    )
    made = listing.pages(shown, base)
    return {f"/{PurePosixPath(page.path).parent}/": view_of(page) for page in made}


def view_of(page: Rendered) -> AdvertList:
    assert isinstance(page.view, AdvertList)
    return page.view


@pytest.mark.parametrize(
    ("count", "numbered"), [(0, 0), (1, 0), (20, 0), (39, 0), (40, 1), (59, 1), (60, 2), (100, 4)]
)
def test_older_adverts_have_a_page_for_each_twenty_of_them(count: int, numbered: int) -> None:
    assert len(pages(cards(count))) == 1 + numbered


@given(st.integers(0, 160), st.integers(0, 30))
def test_every_advert_is_on_some_page_and_a_page_once_full_never_changes(count: int, more: int) -> None:
    before, after = pages(cards(count)), pages(cards(count + more))
    shown = {card.address for page in before.values() for card in (*page.open, *page.others)}
    assert shown == {card.address for card in cards(count)}
    for address, page in before.items():
        if page.number is not None:
            assert after[address].others == page.others


def test_the_first_page_shows_what_closes_first_above_the_newest_of_the_rest() -> None:
    first = pages(cards(60, opened=3))["/adverts/"]
    assert [card.reference for card in first.open] == ["59", "58", "57"]
    assert [card.reference for card in first.others] == [str(number) for number in range(56, 39, -1)]
    assert first.count == 60


def test_an_open_advert_that_is_old_still_stands_on_the_first_page() -> None:
    shown = cards(60)
    old = Card(
        **{name: getattr(shown[0], name) for name in Card.__slots__ if name != "status"},
        status=Status.CLOSING_SOON,
    )
    assert pages([old, *shown[1:]])["/adverts/"].open == (old,)


def test_pages_lead_to_each_other() -> None:
    found = pages(cards(4 * PAGE))
    assert found["/adverts/"].older == Link("Older market tests", "/adverts/page/3/")
    assert found["/adverts/page/3/"].newer == Link("Newest", "/adverts/")
    assert found["/adverts/page/3/"].older == Link("Older", "/adverts/page/2/")
    assert found["/adverts/page/1/"].older is None
    assert found["/adverts/page/2/"].title == "Page 2: List"


def test_no_more_than_fifteen_open_adverts_stand_above_the_rest_and_none_is_lost() -> None:
    first = pages(cards(90, opened=60))["/adverts/"]
    assert (len(first.open), first.open_count) == (15, 60)
    closing = [card.closes for card in first.open if card.closes]
    assert (len(closing), closing) == (15, sorted(closing))
    assert not {card.address for card in first.open} & {card.address for card in first.others}
    assert len(first.open) + len(first.others) <= 54
