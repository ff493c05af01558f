"""A record that many others name costs each of them a look-up, never a walk over all."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sitegen.build.neighbours import Neighbours
from sitegen.commands.options import SHIPPED
from sitegen.model.addresses import addresses_of
from sitegen.model.lists import FOREMOST
from sitegen.model.record import Key
from sitegen.model.site import Site
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import View
from sitegen.reading.assets import read_assets
from tests.strategies import (
    advert,
    content_of,
    decision,
    entries_of,
    initiative,
    objectives,
    outputs_of,
    site,
)

ASSETS = read_assets((SHIPPED,))
HUBS = (Key("decisions", "hub"), Key("initiatives", "hub"), Key("objectives", "hub"))


def around_hubs(count: int) -> Iterator[Any]:
    """An initiative, a decision and a set of objectives, and adverts that name all three."""
    yield from (initiative("hub"), decision("hub"), objectives("hub", initiative="hub"))
    for number in range(count):
        name = f"notice-{number:03}"
        yield advert(name, reference=name, initiative="hub", decision="hub", objectives="hub")


class Watched(dict[Key, Any]):
    """Notes which keys are asked for."""

    def __init__(self, found: Any) -> None:  # noqa: ANN401 - a mapping
        super().__init__(found)
        self.asked: list[Key] = []

    def get(self, key: Key, default: Any = None) -> Any:  # noqa: ANN401 - as in a dict
        self.asked.append(key)
        return super().get(key, default)


@pytest.mark.parametrize("count", [20, 200])
def test_the_work_for_an_advert_does_not_grow_with_what_else_names_its_hub(count: int) -> None:
    found = site(*around_hubs(count))
    watched = Watched(found.mentions)
    neighbours = Neighbours(replace(found, mentions=watched), entries_of(found))
    key = Key("adverts", "notice-003")
    around = neighbours.around(key)
    assert around == sorted((key, *HUBS))
    part = neighbours.part(around)
    assert set(watched.asked) == {key}
    for hub in HUBS:
        assert {one.id for _, one in part.mentions[hub]} - {"hub"} == {key.id}


def page_at(found: Site, address: str) -> Any:  # noqa: ANN401 - each page has a view of its own
    outputs = (one for one in outputs_of(found) if isinstance(one, Rendered) and isinstance(one.view, View))
    return next((one.view for one in outputs if one.view.address == address), None)


@pytest.mark.parametrize("hub", [HUBS[0], HUBS[2]])
def test_a_page_shows_the_foremost_of_many_adverts_and_leads_to_a_list_of_all(hub: Key) -> None:
    many = tuple(around_hubs(FOREMOST + 1))
    found = site(*many, assets=ASSETS)
    page = page_at(found, hub.address)
    assert len(page.adverts) == FOREMOST
    assert (page.all_adverts.title, page.all_adverts.address) == (
        f"See all {FOREMOST + 1} market tests",
        f"{hub.address}adverts/",
    )
    assert page_at(found, page.all_adverts.address).count == FOREMOST + 1
    assert page.all_adverts.address in addresses_of(content_of(*many)).made


@pytest.mark.parametrize("hub", [HUBS[0], HUBS[2]])
def test_a_page_that_shows_all_leads_to_no_list(hub: Key) -> None:
    few = tuple(around_hubs(FOREMOST))
    page = page_at(site(*few, assets=ASSETS), hub.address)
    assert (len(page.adverts), page.all_adverts) == (FOREMOST, None)
    assert f"{hub.address}adverts/" not in addresses_of(content_of(*few)).made
