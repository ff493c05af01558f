"""A procurement of five notices is on the page of each, and all are built again when one of them changes."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.build.neighbours import Neighbours
from sitegen.model.record import Key
from tests.build.test_incremental import Place, copied
from tests.strategies import advert, decision, entries_of, site

NAMES = ("one", "two", "three", "four", "five")
KINDS = ("pipeline", "early-engagement", "early-engagement", "planned-procurement", "planned-procurement")


def text(number: int, title: str = "", more: str = "") -> str:
    name = NAMES[number]
    follows = f"follows: {NAMES[number - 1]}\n" if number else ""
    is_plan = KINDS[number] in ("pipeline", "planned-procurement")
    asks = (
        "tender_expected: 2027-03\n"
        if is_plan
        else f"closes: 2026-0{number + 4}-27T12:00\nrespond: {{how: Write to us., email: a@example.org}}\n"
    )
    return (
        f"---\ntitle: {title or f'Seats {name}'}\nsummary: About {name}.\nreference: CHAIN-{name}\n"
        f"kind: {KINDS[number]}\npublished: 2026-0{number + 3}-02\n{follows}{asks}{more}"
        f"contact: {{role: Head of Streets}}\n---\n\nThe text of {name}.\n"
    )


@pytest.fixture
def chain(repository: Path, tmp_path: Path) -> Place:
    place = copied(repository, tmp_path)
    for number, name in enumerate(NAMES):
        (place.folder / f"content/adverts/{name}.md").write_text(text(number))
    return place


def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {name: files[f"adverts/{name}/index.html"].decode() for name in NAMES}


def thread(page: str) -> str:
    (found,) = re.findall(r'(?s)<h2 id="procurement">.*?<h2 id="next">', page)
    return str(found)


def test_a_chain_is_whole_on_each_page_whichever_of_its_notices_changes(chain: Place) -> None:
    chain.compare()
    for number, name in enumerate(NAMES):
        file = chain.folder / f"content/adverts/{name}.md"
        file.write_text(text(number, title=f"Changed {name}"))
        chain.compare()
        _, _, files = chain.build()
        assert all(f"Changed {name}" in thread(page) for page in pages(files).values())
    assert [re.findall(r"Changed \w+", thread(page)) for page in pages(files).values()] == [
        [f"Changed {name}" for name in NAMES]
    ] * 5


def test_what_came_of_it_is_on_every_page_from_its_day_on(chain: Place) -> None:
    more = "became:\n  - {kind: tender, date: 2026-11-25, title: The tender for seats}\n"
    (chain.folder / "content/adverts/five.md").write_text(text(4, more=more))
    _, _, files = chain.build()
    assert not any("The tender for seats" in page for page in pages(files).values())
    chain.now = datetime.fromisoformat("2026-11-25T00:00+00:00")
    chain.compare()
    _, _, files = chain.build()
    assert all("The tender for seats" in thread(page) for page in pages(files).values())


def test_a_plan_never_says_open(chain: Place) -> None:
    _, _, files = chain.build()
    for number, page in enumerate(pages(files).values()):
        tag = re.search(r'<p><span class="tag ([a-z-]+)"', page)
        assert tag
        if KINDS[number] in ("pipeline", "planned-procurement"):
            assert tag[1] == "planned"
            assert "data-closes" not in page
            assert "Tender notice expected in March 2027" in page


def test_around_a_notice_is_its_chain_and_what_the_chain_names_but_no_other_chain() -> None:
    found = site(
        decision("agreed"),
        *(
            advert(
                name, reference=name, **({"follows": NAMES[number - 1]} if number else {"decision": "agreed"})
            )
            for number, name in enumerate(NAMES)
        ),
        advert("other", reference="other"),
        advert("another", reference="another", follows="other"),
    )
    neighbours = Neighbours(found, entries_of(found))
    for name in NAMES:
        around = neighbours.around(Key("adverts", name))
        assert around == sorted((*(Key("adverts", one) for one in NAMES), Key("decisions", "agreed")))
