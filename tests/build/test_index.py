"""The search index after changes is the one that is made from nothing, and costs what the changes ask."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build.given import given_by, in_order, search_of
from sitegen.build.index import Before, SearchIndex
from sitegen.memo.memo import Memo
from sitegen.model.site import Site
from sitegen.outputs import search
from sitegen.outputs.output import Data
from sitegen.outputs.search.terms import Change, edited, lines_of
from sitegen.outputs.search.tiers import TIERS
from tests.outputs.search.sites import advert, prose, site_of

Notice = tuple[int, str, str]
"""A day, a title and a text."""
Notices = dict[str, Notice]
WORDS = ("grass", "hedges", "Café", "co-op", "10,000", "R-1")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
FIRST = date(2026, 1, 1)


def site(notices: Mapping[str, Notice]) -> Site:
    return site_of(
        *(
            advert(name, title=title, body=prose(text), published=FIRST + timedelta(day))
            for name, (day, title, text) in notices.items()
        )
    )


def jobs_of(found: Site, memo: Memo) -> dict[bytes, Callable[[], Any]]:
    documents = [search_of(found, record) for record in found.shown.values()]
    every = filter(None, (given_by(found, record, b"", ()) for record in found.shown.values()))
    jobs = SearchIndex(found, memo).jobs(documents, in_order(every))
    return {job.made_from: job.plan for job in jobs}


def files_of(found: Site, memo: Memo | None = None) -> dict[str, bytes]:
    outputs = [output for plan in jobs_of(found, memo or Memo()).values() for output in plan().outputs]
    assert all(isinstance(output, Data) for output in outputs)
    return {output.path: output.data for output in outputs}


# Any sequence of changes


def reword(notices: Notices, draw: st.DataObject) -> None:
    name = draw.draw(st.sampled_from(sorted(notices)))
    notices[name] = (notices[name][0], notices[name][1], draw.draw(TEXTS))


def swap(notices: Notices, draw: st.DataObject) -> None:
    """Words of the text become the title, which is another tier."""
    name = draw.draw(st.sampled_from(sorted(notices)))
    day, title, text = notices[name]
    notices[name] = (day, text, title)


def append(notices: Notices, draw: st.DataObject) -> None:
    last = max(day for day, _, _ in notices.values())
    notices[f"n{len(notices)}-{last}"] = (last + 1, draw.draw(TEXTS), draw.draw(TEXTS))


def insert(notices: Notices, draw: st.DataObject) -> None:
    notices[f"i{len(notices)}"] = (draw.draw(st.integers(0, 5)), "Inserted", draw.draw(TEXTS))


def remove(notices: Notices, draw: st.DataObject) -> None:
    if len(notices) > 1:
        notices.pop(draw.draw(st.sampled_from(sorted(notices))))


class Kept(Memo):
    """What is kept, to be damaged."""

    def damage(self, how: str, key: bytes) -> None:
        before = self.recall(key)
        match how:
            case "other lines":
                self.keep(key, replace(before, lines=f"{before.lines}\nzebra\th"))
            case "other documents":
                self.keep(key, replace(before, documents=before.documents[:-1]))
            case "something else":
                self.keep(key, "lines")
            case "no words":
                for one in before.documents:
                    self.keep(one.digest, None)
            case "wrong words":
                for one in before.documents:
                    self.keep(one.digest, ("grass",))


LAST = SearchIndex(site_of(), Memo())._last  # noqa: SLF001 - where to damage it
CHANGES = (reword, swap, append, insert, remove)
DAMAGES = ("other lines", "other documents", "something else", "no words", "wrong words")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(CHANGES), max_size=2), st.sampled_from(("", *DAMAGES))),
        min_size=1,
        max_size=6,
    ),
    st.data(),
)
def test_after_any_changes_the_index_is_the_one_made_from_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[list[Callable[[Notices, st.DataObject], None]], str]],
    data: st.DataObject,
) -> None:
    memo = Kept(tmp_path_factory.mktemp("kept"))
    notices: Notices = {f"a{number}": (number, "Grass", f"hedges {number}") for number in range(12)}
    assert files_of(site(notices), memo) == files_of(site(notices))
    for changes, damage in steps:
        for change in changes:
            change(notices, data)
        memo.damage(damage, LAST)
        assert files_of(site(notices), memo) == files_of(site(notices))


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_not_believed(tmp_path: Path, damage: str) -> None:
    memo, notices = Kept(tmp_path), {"a": (0, "Grass", "hedges"), "b": (1, "Grass", "trees")}
    files_of(site(notices), memo)
    memo.damage(damage, LAST)
    notices["b"] = (1, "Grass", "bushes")
    assert files_of(site(notices), memo) == files_of(site(notices))


def test_lines_that_cannot_be_those_of_the_documents_are_made_again(tmp_path: Path) -> None:
    memo, notices = Memo(tmp_path), {"a": (0, "Grass", "hedges"), "b": (1, "Grass", "trees")}
    files_of(site(notices), memo)
    memo.keep(LAST, Before.of(memo.recall(LAST).documents, {"grass": "\th"}))
    notices["b"] = (1, "Grass", "bushes")
    assert files_of(site(notices), memo) == files_of(site(notices))


# How much work a change asks for


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> list[Change | int]:
    """The changes that lines are edited for; or how many documents they are made of."""
    done: list[Change | int] = []

    def counted(lines: Any, changes: Any) -> Any:  # noqa: ANN401 - passed on
        found = list(changes)
        done.extend(found)
        return edited(lines, found)

    def counted_lines(documents: Any) -> Any:  # noqa: ANN401 - passed on
        found = list(documents)
        done.append(len(found))
        return lines_of(found)

    monkeypatch.setattr("sitegen.build.index.edited", counted)
    monkeypatch.setattr("sitegen.build.index.lines_of", counted_lines)
    return done


MANY: Notices = {f"a{number:03}": (number, "Grass", f"hedges {number}") for number in range(500)}


def test_a_changed_sentence_is_one_share_of_results_and_the_lines_of_its_words(
    tmp_path: Path, edits: list[Change | int]
) -> None:
    memo = Memo(tmp_path)
    before, old = jobs_of(site(MANY), memo), files_of(site(MANY), memo)
    assert edits == [500]
    edits.clear()
    day, title, text = MANY["a250"]
    changed = site({**MANY, "a250": (day, title, f"{text} aardvark")})
    new = [plan for key, plan in jobs_of(changed, memo).items() if key not in before]
    made = [[output.path for output in plan().outputs] for plan in new]
    first, most = search.SHARE, 2 * search.SHARE
    assert made[0] == [
        *(f"search/results/{number}.json" for number in range(first // 8, most // 8)),
    ]
    assert len(made) == 2
    ((number, words, with_one_more),) = (one for one in edits if isinstance(one, Change))
    assert (number, words[:3]) == (250, with_one_more[:3])
    assert {*with_one_more[3].split()} - {*words[3].split()} == {"aardvark"}
    found = files_of(changed, memo)
    assert {path for path in found if found[path] != old.get(path)} == {
        "search/index.json",
        "search/spellings.json",
        "search/results/31.json",
        *(path for path in found if path.startswith("search/terms/") and b"aardvark" in found[path]),
    }


def test_a_new_notice_is_edited_into_the_lines(tmp_path: Path, edits: list[Change | int]) -> None:
    memo = Memo(tmp_path)
    files_of(site(MANY), memo)
    edits.clear()
    files_of(site({**MANY, "new": (1000, "New", "words")}), memo)
    assert [(one.number, one.before) for one in edits if isinstance(one, Change)] == [(500, ("",) * TIERS)]
    edits.clear()
    files_of(site({**MANY, "new": (1, "New", "words")}), memo)  # the others have other numbers now
    assert edits == [501]


def test_what_an_edit_needs_is_kept_though_nothing_was_made_of_it_for_a_while(
    tmp_path: Path, edits: list[Change | int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.memo.store.ROOM", 0)
    files_of(site(MANY), Memo(tmp_path))
    memo = Memo(tmp_path)
    jobs_of(site(MANY), memo)
    memo.tidy()
    edits.clear()
    files_of(site({**MANY, "a250": (250, "Grass", "aardvark")}), Memo(tmp_path))
    assert [one.number for one in edits if isinstance(one, Change)] == [250]


def test_nothing_new_makes_no_index(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    assert jobs_of(site(MANY), memo).keys() == jobs_of(site(dict(reversed(MANY.items()))), memo).keys()


@pytest.mark.parametrize(
    "other", [(0, "Grass", "hedges 1"), (0, "Hedges", "hedges 0"), (0, "Grass", "hedges, 0")]
)
def test_the_version_changes_with_each_card_text_and_word(other: Notice) -> None:
    files = (files_of(site({**MANY, "a000": found})) for found in (MANY["a000"], other))
    one, another = (json.loads(found["search/index.json"])["version"] for found in files)
    assert one != another
