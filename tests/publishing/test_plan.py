"""Plans over random sites: what is done, in which order, and that broken transfers are always finished by the next."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sitegen.publishing.plan import compare, in_transfer, vanished
from sitegen.publishing.publication import OldFile, Origin, Publication, decoded, encoded
from sitegen.publishing.staying import staying

PATHS = [
    "assets/site.0123.css",
    "adverts/bins/index.html",
    "adverts/open/index.html",
    "decisions/report/index.html",
    "files/map.pdf",
    "feed.xml",
    "index.html",
]
NOTICES = {"adverts/bins/": "Emptying bins"}
sites = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["a" * 64, "b" * 64]))
WHEN = datetime(2026, 11, 23, tzinfo=UTC)


def published(
    files: dict[str, str], coming: dict[str, str] | None = None, staying: dict[str, OldFile] | None = None
) -> Publication:
    return Publication("https://example.org", WHEN, Origin(None, WHEN), files, NOTICES, coming, staying or {})


def left(live: Publication | None, files: dict[str, str]) -> dict[str, OldFile]:
    """The files of assets that stay for those who have a page open."""
    return staying(live, files, WHEN, Path(), lambda _paths: {})


def left_of(publication: Publication) -> dict[str, str]:
    return {path: one.digest for path, one in publication.staying.items()}


@given(
    attempts=st.lists(st.tuples(sites, st.integers(0, len(PATHS) * 2)), max_size=5),
    wanted=sites,
)
def test_after_any_broken_transfers_the_next_whole_one_makes_the_host_hold_the_site(
    attempts: list[tuple[dict[str, str], int]], wanted: dict[str, str]
) -> None:
    host: dict[str, str] = {}
    live: Publication | None = None
    for files, steps in [*attempts, (wanted, 1000)]:
        new = published(files, staying=left(live, files))
        plan = compare(new, live, lambda _path: 1)
        live = in_transfer(new, live)
        for step in [*plan.uploads, *plan.removed][:steps]:
            if step in files:
                host[step] = files[step]
            else:
                host.pop(step, None)
    assert host == {**left_of(new), **wanted}


@given(before=sites, after=sites)
def test_a_plan_counts_each_difference_once_and_nothing_else(
    before: dict[str, str], after: dict[str, str]
) -> None:
    plan = compare(published(after), published(before), lambda _path: 10)
    assert set(plan.new) == after.keys() - before.keys()
    assert set(plan.removed) == before.keys() - after.keys()
    assert set(plan.changed) == {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert sorted(plan.uploads) == sorted((*plan.new, *plan.changed))
    assert plan.size == 10 * len(plan.uploads)


def test_assets_and_data_come_first_then_pages_then_lists_and_home() -> None:
    plan = compare(published(dict.fromkeys(PATHS, "a" * 64)), None, lambda _path: 1)
    assert plan.phases == (
        ("assets/site.0123.css", "files/map.pdf"),
        ("adverts/bins/index.html", "decisions/report/index.html"),
        ("adverts/open/index.html", "feed.xml", "index.html"),
    )
    assert plan.notices == ("Emptying bins",)


def test_records_and_attachments_must_not_vanish_and_lists_and_assets_may() -> None:
    live = published(dict.fromkeys(PATHS, "a" * 64))
    plan = compare(published({}), live, lambda _path: 1)
    assert vanished(plan, live) == ("/adverts/bins/", "/decisions/report/", "/files/map.pdf")


@given(files=sites, coming=st.none() | sites, left_before=sites)
def test_the_list_says_what_it_was_told(
    files: dict[str, str], coming: dict[str, str] | None, left_before: dict[str, str]
) -> None:
    told = published(files, coming, {path: OldFile(digest, WHEN) for path, digest in left_before.items()})
    assert decoded(encoded(told)) == told


@given(st.binary() | st.integers(0, 300).map(lambda cut: encoded(published(dict.fromkeys(PATHS, "a")))[:cut]))
def test_a_list_that_is_no_list_or_cut_short_is_told_as_such(raw: bytes) -> None:
    assert decoded(raw) is None
