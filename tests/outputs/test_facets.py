"""The ways to narrow the adverts: every advert is found by what it says, and by what it does not say."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.accessibility import Accessibility
from sitegen.model.advert import Advert
from sitegen.model.buyers import Buyer
from sitegen.model.config import Config, Publisher
from sitegen.model.parts import Suitability
from sitegen.model.record import key_of
from sitegen.model.site import Site
from sitegen.outputs.facets import FACETS, Facet
from sitegen.outputs.summaries import groups
from tests.strategies import summaries_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CONFIG = Config.model_construct(
    title="Site",
    base_url="https://example.org",
    publisher=Publisher.model_construct(name="Council"),
    accessibility=Accessibility.model_construct(
        owner="Post", email="post@example.org", reviewed=date(2026, 9, 1), prepared=date(2026, 9, 1)
    ),
    closing_soon_days=7,
    buyers=(Buyer(id="north", name="North Council"), Buyer(id="south", name="South Council")),
)


def advert(name: str, **fields: Any) -> Advert:  # noqa: ANN401 - each field has a type of its own
    usual: dict[str, Any] = {
        "kind": "early-engagement",
        "published": date(2026, 5, 2),
        "closes": datetime(2026, 6, 1, 12, tzinfo=UTC),
        "reference": name,
        "summary": "",
    }
    return Advert.model_construct(id=name, title=name, **usual | fields)


def site(*adverts: Advert) -> Site:
    shown = {key_of(one): one for one in adverts}
    return Site(CONFIG, NOW, shown, {}, {}, {}, {})


def grouped(name: str, *adverts: Advert) -> dict[str, list[str]]:
    """The facet's values in order, and the ids of the adverts that have each."""
    found = groups(summaries_of(site(*adverts))).get(facet(name), {})
    return {value.path: [one.id for one in has] for value, has in found.items()}


def facet(name: str) -> Facet:
    return next(one for one in FACETS if one.id == name)


def test_statuses_come_in_the_order_in_which_an_advert_goes_through_them() -> None:
    soon = advert("soon", closes=datetime(2026, 11, 25, 12, tzinfo=UTC))
    later = advert("later", closes=datetime(2027, 1, 25, 12, tzinfo=UTC))
    assert grouped("status", advert("over"), soon, later) == {
        "open": ["later", "soon"],
        "closing-soon": ["soon"],
        "closed": ["over"],
    }


def test_years_come_newest_first() -> None:
    found = grouped("year", advert("old", published=date(2003, 3, 1)), advert("new"))
    assert list(found) == ["2026", "2003"]


def test_codes_of_one_division_count_once_and_a_code_not_in_use_counts_as_not_stated() -> None:
    two, unknown = advert("two", cpv=("77310000", "77340000-5")), advert("unknown", cpv=("00000000",))
    assert grouped("subject", two, unknown) == {"subject/77": ["two"], "subject/not-stated": ["unknown"]}


def test_buyers_and_categories_have_their_names_and_those_who_name_none_are_found_too() -> None:
    both, own = advert("both", buyers=("south", "north"), category="works"), advert("own")
    assert grouped("buyer", both, own) == {
        "buyer/north": ["both"],
        "buyer/south": ["both"],
        "buyer/not-stated": ["own"],
    }
    assert [value.title for value in facet("buyer").values(site(), both)] == [
        "South Council",
        "North Council",
    ]
    assert grouped("category", both, own) == {"category/works": ["both"], "category/not-stated": ["own"]}


def test_what_is_not_stated_comes_last_and_is_never_lost() -> None:
    assert grouped("place", advert("a", places=("Zeal",)), advert("b"), advert("c", places=("Aston",))) == {
        "place/aston": ["c"],
        "place/zeal": ["a"],
        "place/not-stated": ["b"],
    }


def test_spellings_of_a_place_that_differ_in_case_or_accents_share_a_list_once() -> None:
    older = advert("older", published=date(2020, 1, 1), places=("Orléans", "orleans"))
    found = groups(summaries_of(site(older, advert("newer", places=("ORLEANS",)))))[facet("place")]
    assert [(value.path, value.title, len(has)) for value, has in found.items()] == [
        ("place/orleans", "Orléans", 2)
    ]


def test_places_without_a_latin_letter_have_lists_of_their_own() -> None:
    assert len(grouped("place", advert("a", places=("القاهرة", "北京")))) == 2


@pytest.mark.parametrize(
    ("suits", "values"),
    [
        (None, ["suitable/not-stated"]),
        (Suitability(), ["suitable/not-stated"]),
        (Suitability.model_construct(sme=True), ["suitable/sme"]),
        (Suitability.model_construct(sme=True, vcse=True), ["suitable/sme", "suitable/vcse"]),
        (Suitability.model_construct(sme=False), []),
        (Suitability.model_construct(sme=False, vcse=True), ["suitable/vcse"]),
    ],
)
def test_suitability_is_yes_no_or_not_stated(suits: Suitability | None, values: list[str]) -> None:
    assert [
        value.path for value in facet("suitable").values(site(), advert("a", suitable_for=suits))
    ] == values


def test_a_facet_of_which_no_advert_says_anything_has_no_lists() -> None:
    assert grouped("place", advert("a"), advert("b")) == {}
    assert grouped("suitable", advert("a")) == {}
    assert grouped("buyer", advert("a")) == {}
    assert grouped("category", advert("a")) == {}
    assert grouped("status") == {}


@given(st.lists(st.lists(st.text(min_size=1, max_size=8), max_size=3), min_size=1, max_size=8))
def test_whatever_places_are_called_each_advert_stands_once_in_each_of_its_lists(
    places: list[list[str]],
) -> None:
    adverts = [advert(f"a{number}", places=tuple(names)) for number, names in enumerate(places)]
    found = grouped("place", *adverts)
    assert all(len(has) == len(set(has)) for has in found.values())
    assert not any(places) or {name for has in found.values() for name in has} == {one.id for one in adverts}
    assert all(path.removeprefix("place/").replace("-", "").isalnum() for path in found)
