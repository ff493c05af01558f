"""The planned files of the index: a reader that has nothing else finds what there is, in the right order."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.parts import Value
from sitegen.model.site import Site
from sitegen.outputs.search.tiers import tiers_of
from sitegen.outputs.search.words import words
from sitegen.outputs.summaries import groups
from tests.outputs.search.reader import Reader, numbers
from tests.outputs.search.sites import (
    FOLDERS,
    NOW,
    advert,
    documents,
    index_of,
    page,
    prose,
    site_in,
    site_of,
)
from tests.strategies import summaries_of

VOCABULARY = (
    "a",
    "ab",
    "abc",
    "abcd",
    "Abçd",
    "abcde's",
    "b",
    "1",
    "12",
    "R-1",
    "R1",
    "ß",
    "ssé",
    "招標",
    "𐐀",
)
"""Words that begin with one another, or are the same however they are written."""
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=4).map(" ".join)
REFERENCES = st.sampled_from(("R-1", "r 1", "R1", "R/12", "R1-2", "1", "ab", "招標1", "—"))


def files_of(site: Site) -> dict[str, bytes]:
    return {file.path: file.data for file in index_of(site)}


def brute_force(site: Site, query: str) -> list[int]:
    """The same answer from the documents themselves, one after the other."""
    asked, scores = words(query), {}
    for number, document in enumerate(documents(site)):
        tiers = [{*terms.split()} for terms in tiers_of(document)]
        best: dict[str, int] = {}
        for tier, terms in enumerate(tiers):
            for term in terms:
                best.setdefault(term, tier)
        grades = [max((_grade(word, term, tier) for term, tier in best.items()), default=0) for word in asked]
        is_reference = "".join(asked) in tiers[0] and any(letter.isnumeric() for letter in "".join(asked))
        if is_reference or (asked and all(grades)):
            scores[number] = sum(grades) + (1000 if is_reference else 0)
    return sorted(scores, key=lambda number: (scores[number], number), reverse=True)


def _grade(word: str, term: str, tier: int) -> int:
    if word == term:
        return 13 - 2 * tier
    return 12 - 2 * tier if term.startswith(word) and len(word) >= 3 else 0


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """Sites whose records differ in few words, and may share references and days."""
    adverts = [
        advert(
            f"a{number}",
            title=draw(TEXTS) or "Untitled",
            summary=draw(TEXTS),
            reference=draw(REFERENCES),
            body=prose(draw(TEXTS)),
            published=date(2026, 1, 1) + timedelta(draw(st.integers(0, 3))),
        )
        for number in range(draw(st.integers(0, 12)))
    ]
    pages = [page(f"p{number}", draw(TEXTS), draw(TEXTS)) for number in range(draw(st.integers(0, 3)))]
    return site_of(*adverts, *pages)


@given(sites(), st.one_of(TEXTS, REFERENCES))
def test_the_files_give_what_looking_through_everything_gives(site: Site, query: str) -> None:
    assert Reader(files_of(site)).find(query) == brute_force(site, query)


@given(sites())
def test_cards_and_texts_are_those_of_the_documents(site: Site) -> None:
    reader = Reader(files_of(site))
    for number, document in enumerate(documents(site)):
        assert reader.card(number) == list(document.card)
        assert reader.text(number) == document.text
    assert reader.index["count"] == len(site.shown)


@pytest.fixture(params=FOLDERS)
def site(request: pytest.FixtureRequest, repository: Path) -> Site:
    return site_in(repository / request.param)


def test_every_advert_is_first_by_its_reference_in_any_spelling(site: Site) -> None:
    reader = Reader(files_of(site))
    for one in site.adverts:
        parts = words(one.reference)
        for spelled in (one.reference, "".join(parts), " ".join(parts).upper(), "/".join(parts)):
            assert reader.card(reader.find(spelled)[0])[0] == f"adverts/{one.id}/"


def test_filters_offer_what_the_marked_terms_hold(site: Site) -> None:
    files = files_of(site)
    reader = Reader(files)
    ids = {reader.card(number)[0].split("/")[1]: number for number in _marked(reader, "@adverts")}
    assert ids.keys() == {advert.id for advert in site.adverts}
    offered = {
        path: count for _, _, values in json.loads(files["search/facets.json"]) for path, _, count in values
    }
    expected = {
        value.path: sorted(ids[advert.id] for advert in adverts)
        for values in groups(summaries_of(site)).values()
        for value, adverts in values.items()
    }
    assert {path: len(found) for path, found in expected.items()} == offered
    assert {path: _marked(reader, f"@{path}") for path in offered} == expected


def _marked(reader: Reader, term: str) -> list[int]:
    ((_, found),) = reader.lines(term, term)
    return numbers(found)


def test_filters_that_no_advert_says_anything_about_are_not_offered() -> None:
    facets = json.loads(files_of(site_of(advert("a")))["search/facets.json"])
    assert facets == [
        ["status", "Status", [["open", "Open", 1]]],
        ["kind", "Kind", [["soft-market-test", "Soft market test", 1]]],
        ["year", "Year", [["2026", "2026", 1]]],
    ]


def test_every_collection_is_marked(site: Site) -> None:
    reader = Reader(files_of(site))
    collections = {collection for collection, _ in site.shown}
    for collection in collections:
        found = _marked(reader, f"@{collection}")
        assert found
        assert all(reader.card(number)[0].startswith(f"{collection}/") for number in found)


def test_the_manifest_tells_what_takes_responses_and_until_when() -> None:
    closes = datetime(2026, 11, 25, 12, tzinfo=NOW.tzinfo)
    site = site_of(
        advert("closed", published=date(2026, 1, 1), closes=NOW),
        advert("open", published=date(2026, 2, 1), closes=closes),
        page("about", "About", "Us."),
    )
    index = Reader(files_of(site)).index
    version, shards = index.pop("version"), index.pop("shards")
    assert index == {
        "count": 3,
        "adverts": 2,
        "size": 8,
        "soon": 7,
        "live": [[2, 1795608000]],
        "planned": "",
    }
    assert len(version) == 12
    assert [first for first, _ in shards] == ["01/01/2026"]


def test_closing_days_values_and_spellings_are_in_files_of_their_own() -> None:
    closes = datetime(1970, 1, 3, 23, 59, tzinfo=NOW.tzinfo)
    some = Value.model_validate({"minimum": "1000", "maximum": "2000.50"})
    files = files_of(
        site_of(
            advert("a", closes=closes, value=some, body=prose("Rare words, rare and short.")),
            advert(
                "b",
                kind="planned-procurement",
                value=Value.model_validate({"including_vat": "7"}),
                body=prose("Rare x1y2."),
            ),
            page("c", "Page", "Us."),
        )
    )
    reader = Reader(files)
    numbers_of = {reader.card(number)[0]: number for number in range(3)}
    first, second = numbers_of["adverts/a/"], numbers_of["adverts/b/"]
    assert json.loads(files["search/closing.json"]) == [[first, 2]]
    assert json.loads(files["search/values.json"]) == [[first, 1000, 2000], [second, 7, 7]]
    assert numbers(reader.index["planned"]) == [second]
    spellings = json.loads(files["search/spellings.json"]).split(" ")
    assert spellings.index("rare") < spellings.index("short")
    assert not [word for word in spellings if len(word) < 4 or not word.isalpha()]


def test_a_site_without_records_has_an_index_that_finds_nothing() -> None:
    reader = Reader(files_of(site_of()))
    assert reader.find("anything") == []
    assert reader.index["shards"] == []


def test_one_more_notice_changes_no_card_and_no_text_of_full_files() -> None:
    older = [advert(f"a{number}", published=date(2026, 1, 1)) for number in range(20)]
    before = files_of(site_of(*older))
    after = files_of(site_of(*older, advert("new", published=date(2026, 9, 1))))
    changed = {path for path, data in before.items() if after.get(path) != data and "/terms/" not in path}
    names = ("index", "facets", "closing", "spellings", "results/2")
    assert changed == {f"search/{name}.json" for name in names}


def test_the_version_changes_with_any_text_and_with_nothing_else() -> None:
    versions = [
        Reader(files_of(site_of(advert("a", body=prose(text))))).index["version"]
        for text in ("First this, then that.", "First this, then that.", "First that, then this.")
    ]
    assert versions[0] == versions[1] != versions[2]


def test_files_are_text_as_hosts_expect_it(site: Site) -> None:
    for path, data in files_of(site).items():
        text = data.decode()
        assert text.endswith("\n"), path
        assert not any(line.endswith((" ", "\t", "\r")) for line in text.split("\n")), path


PRINT_DIGEST = """
import hashlib, sys
from pathlib import Path
from tests.outputs.search.sites import index_of, site_in
digest = hashlib.sha256()
for file in index_of(site_in(Path(sys.argv[1]))):
    digest.update(file.path.encode() + file.data)
print(digest.hexdigest())
"""


def test_the_same_content_gives_the_same_bytes_in_the_same_order(repository: Path) -> None:
    def digest(seed: str) -> str:
        command = [sys.executable, "-c", PRINT_DIGEST, "content"]
        environment: Mapping[str, str] = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run(
            command, cwd=repository, env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert len({digest(seed) for seed in "012"}) == 1
