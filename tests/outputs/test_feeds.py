"""Atom feeds: what each tells, under ids that stay, with days from the content alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.site import Site
from sitegen.outputs import feeds
from tests.outputs.judges import addresses, feeds_of, made, read_feed
from tests.strategies import advert, decision, initiative, site

BASE = "https://www.example.org/markets"
TAG = "tag:www.example.org,2026:/markets"
ANSWER = {
    "id": "q1",
    "asked": "2026-11-04",
    "question": "How *many*?",
    "answered": "2026-11-06",
    "answer": "Ten.",
}
MOVED = {"date": "2026-11-10", "change": "The closing time moved to 18 December.", "reason": "More time"}
GONE = {"date": "2026-11-12", "reason": "No money was found."}


def feed(found: Site, path: str = "adverts/benches/feed.xml") -> Any:  # noqa: ANN401 - feedparser has no types
    return read_feed(made(found, feeds_of)[path], BASE, path)


def told(found: Site, path: str = "adverts/benches/feed.xml") -> list[tuple[str, str, str]]:
    """Of each entry: the day of its update, its title, and its place on the site."""
    return [
        (entry.updated[:10], entry.title, entry.link.removeprefix(BASE))
        for entry in feed(found, path).entries
    ]


def test_an_advert_that_did_not_change_is_one_entry_with_its_whole_text() -> None:
    found = feed(site(advert(body="About **benches**.", questions=["How long do they last?"])))
    (entry,) = found.entries
    assert (found.feed.title, entry.title) == (
        "Park benches – Market tests",
        "Early engagement: Park benches (REF-1)",
    )
    assert entry.published == entry.updated == "2026-11-02T00:00:00+00:00"
    for words in (
        "A summary.",
        "12 noon on Friday 11 December 2026 (UK time)",
        "About <strong>benches</strong>.",
        "How long do they last?",
        "Nothing can be <strong>won</strong> here.",
        "Write to us.",
    ):
        assert words in entry.content[0].value


def test_answers_changes_and_withdrawal_are_entries_with_the_places_that_tell_of_them() -> None:
    waiting = {"id": "q2", "asked": "2026-11-05", "question": "And then?"}
    assert told(site(advert(clarifications=[ANSWER, waiting], amendments=[MOVED], withdrawn=GONE))) == [
        ("2026-11-12", "Withdrawn: Park benches (REF-1)", "/adverts/benches/#withdrawn"),
        ("2026-11-12", "Early engagement: Park benches (REF-1)", "/adverts/benches/"),
        ("2026-11-10", "Change 1: Park benches (REF-1)", "/adverts/benches/#change-1"),
        ("2026-11-06", "Question 1 answered: Park benches (REF-1)", "/adverts/benches/#clarification-q1"),
        ("2026-11-05", "Question 2: Park benches (REF-1)", "/adverts/benches/#clarification-q2"),
        ("2026-11-04", "Question 1: Park benches (REF-1)", "/adverts/benches/#clarification-q1"),
    ]


def test_what_lies_ahead_is_not_told_before_its_day() -> None:
    ahead = site(advert(amendments=[MOVED], withdrawn=GONE), now="2026-11-11T23:59")
    assert [title for _, title, _ in told(ahead)] == [
        "Change 1: Park benches (REF-1)",
        "Early engagement: Park benches (REF-1)",
    ]
    assert "No money" not in made(ahead, feeds_of)["feed.xml"].decode()


def test_a_withdrawn_notice_says_so_first_and_no_longer_how_to_respond() -> None:
    notice = feed(site(advert(withdrawn=GONE))).entries[1].content[0].value
    assert notice.strip().startswith(
        "<p><strong>Withdrawn on 12 November 2026.</strong> No money was found.</p>"
    )
    assert "Write to us." not in notice


def test_a_notice_whose_closing_time_moved_shows_the_new_one_and_was_updated_on_that_day() -> None:
    change, notice = feed(site(advert(closes="2026-12-18T17:00", amendments=[MOVED]))).entries
    assert change.content[0].value.startswith(
        "<p>The closing time moved to 18 December.</p>\n<p>Reason: More time</p>"
    )
    assert "5pm on Friday 18 December 2026" in notice.content[0].value
    assert (notice.published[:10], notice.updated[:10]) == ("2026-11-02", "2026-11-10")


def outcome(**fields: Any) -> Entry[Known]:  # noqa: ANN401 - each field has a type of its own
    themes = [{"title": "Materials", "summary": "Wood is *dear*."}]
    found = {"advert": "benches", "responses": "7", "themes": themes, "next_step": "We buy ten."}
    meeting = {"body": "Cabinet", "date": "2026-11-20"}
    return decision(
        "learned", title="What we learned", kind="outcome", meeting=meeting, engagement=found, **fields
    )


def test_the_outcome_is_told_in_the_adverts_feed_and_in_that_of_the_site_as_one_and_the_same() -> None:
    found = site(advert(outcome="learned"), outcome())
    first = feed(found).entries[0]
    assert (first.title, first.link) == (
        "Outcome published: What we learned (20 November 2026)",
        f"{BASE}/decisions/learned/",
    )
    assert first == feed(found, "feed.xml").entries[0]
    for words in ("7 responses", "Materials", "Wood is <em>dear</em>.", "We buy ten."):
        assert words in first.content[0].value


def test_a_report_and_what_was_decided_are_two_entries() -> None:
    decided = {
        "date": "2026-10-05",
        "minute": "C 12",
        "effective_from": "2026-10-14",
        "reasons": "It is *hot*.",
    }
    found = site(
        decision(status="approved", decided=decided, recommendations=[{"text": "Buy."}, {"text": "Sell."}])
    )
    assert told(found, "feed.xml") == [
        ("2026-10-05", "Decided: Park seating (5 October 2026)", "/decisions/seating/#decided"),
        ("2026-10-05", "Report to Cabinet: Park seating (5 October 2026)", "/decisions/seating/"),
    ]
    later, report = (entry.content[0].value for entry in feed(found, "feed.xml").entries)
    for words in (
        "Approved on 5 October 2026, minute C 12",
        "In effect from 14 October 2026",
        "It is <em>hot</em>.",
    ):
        assert words in later
    assert "(ii)" in report
    assert "Sell." in report


def test_an_exempt_report_is_told_by_its_notice_and_no_word_more() -> None:
    exempt = {"schedule": "Schedule 12A", "paragraph": "3", "reason": "Business.", "public_interest": "Harm."}
    hidden = site(
        decision(part="2", exempt=exempt, executive_summary="Zebra", body="Zebra", reference="Zebra")
    )
    (entry,) = feed(hidden, "feed.xml").entries
    assert entry.title == "Exempt report to Cabinet: Park seating (5 October 2026)"
    assert "Schedule 12A" in entry.content[0].value
    assert b"Zebra" not in made(hidden, feeds_of)["feed.xml"]


def test_each_initiative_and_each_subject_has_a_feed_of_what_belongs_to_it() -> None:
    found = site(
        advert(initiative="streets", cpv=["77310000-6", "45000000"]),
        advert("other", title="Other"),
        decision(initiative="streets"),
        initiative(),
        initiative("empty", title="Nothing yet"),
    )
    assert sorted(made(found, feeds_of)) == [
        "adverts/benches/feed.xml",
        "adverts/early-engagement/feed.xml",
        "adverts/initiative/streets/feed.xml",
        "adverts/other/feed.xml",
        "adverts/subject/45/feed.xml",
        "adverts/subject/77/feed.xml",
        "feed.xml",
        "initiatives/streets/feed.xml",
    ]
    assert [place for _, _, place in told(found, "initiatives/streets/feed.xml")] == [
        "/adverts/benches/",
        "/decisions/seating/",
    ]
    assert [place for _, _, place in told(found, "adverts/subject/77/feed.xml")] == ["/adverts/benches/"]
    assert [place for _, _, place in told(found, "feed.xml")] == [
        "/adverts/other/",
        "/adverts/benches/",
        "/decisions/seating/",
    ]


def test_each_buyer_has_a_feed_of_the_notices_that_name_it() -> None:
    found = site(advert(buyers=["borough", "riverside"]), advert("other", buyers=["borough"]), advert("own"))
    feeds = [path for path in made(found, feeds_of) if path.startswith("adverts/buyer/")]
    assert feeds == ["adverts/buyer/borough/feed.xml", "adverts/buyer/riverside/feed.xml"]
    assert [place for _, _, place in told(found, feeds[0])] == ["/adverts/other/", "/adverts/benches/"]
    assert [place for _, _, place in told(found, feeds[1])] == ["/adverts/benches/"]


def test_a_site_of_which_nothing_can_be_told_has_no_feed() -> None:
    assert made(site(initiative()), feeds_of) == {}


def test_a_feed_of_many_records_has_the_newest_and_an_adverts_own_has_everything() -> None:
    answers = [ANSWER | {"id": f"q{number}"} for number in range(feeds.NEWEST + 20)]
    found = site(advert(clarifications=answers), advert("newer", published="2026-11-20"))
    assert len(feed(found).entries) == 2 * (feeds.NEWEST + 20) + 1
    assert len(feed(found, "feed.xml").entries) == feeds.NEWEST
    assert feed(found, "feed.xml").entries[0].link == f"{BASE}/adverts/newer/"


EDITS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.just("Park seats"),
        "summary": st.just("Another summary."),
        "published": st.sampled_from(["2026-10-30", "2025-12-31"]),
        "closes": st.just("2027-01-08T12:00"),
        "reference": st.just("REF-2"),
        "body": st.just("Another body."),
        "amendments": st.just([MOVED, MOVED]),
        "withdrawn": st.just(GONE),
    },
)


@given(EDITS)
def test_whatever_is_edited_no_id_changes_and_none_is_given_twice(edits: dict[str, Any]) -> None:
    ids = {entry.id for entry in feed(site(advert(clarifications=[ANSWER], amendments=[MOVED]))).entries}
    edited = feed(site(advert(**{"clarifications": [ANSWER], "amendments": [MOVED]} | edits)))
    assert ids == {
        f"{TAG}/adverts/benches/{place}"
        for place in ("", "#change-1", "#clarification-q1", "#clarification-q1:asked")
    }  # the very words: a change of the program must not change them either
    assert ids <= {entry.id for entry in edited.entries}


def test_the_clock_changes_nothing_in_a_feed_but_what_has_come_due() -> None:
    fields: dict[str, Any] = {"clarifications": [ANSWER], "amendments": [MOVED]}
    first = made(site(advert(**fields), now="2026-11-23T09:00"), feeds_of)
    later = made(site(advert(**fields), now="2029-02-01T23:00"), feeds_of)
    assert first == later


@pytest.mark.parametrize(
    ("zone", "day", "stamp"),
    [
        ("Europe/London", "2026-07-01", "2026-07-01T00:00:00+01:00"),
        ("America/St_Johns", "2026-01-05", "2026-01-05T00:00:00-03:30"),
        ("Europe/London", "1830-01-05", "1830-01-05T00:01:15+00:00"),
        ("UTC", "2026-01-05", "2026-01-05T00:00:00+00:00"),
    ],
)
def test_a_day_is_its_first_moment_in_the_sites_zone(zone: str, day: str, stamp: str) -> None:
    assert feed(site(advert(published=day), time_zone=zone)).entries[0].updated == stamp


def test_addresses_in_a_feed_are_whole_wherever_the_prose_wrote_them_from() -> None:
    body = '[a](/adverts/?x=1#y) [b](#respond) [c](benches.md) [d](https://example.com/) ![e](/files/f.png) `href="/no"`'
    content = feed(site(advert(body=body, respond={"how": "[mail](mailto:a@b.org)", "email": "a@b.org"})))
    found = addresses(content.entries[0].content[0].value)
    assert found == [
        f"{BASE}/adverts/?x=1#y",
        f"{BASE}/adverts/benches/#respond",
        f"{BASE}/adverts/benches/",
        "https://example.com/",
        f"{BASE}/files/f.png",
        "mailto:a@b.org",
        f"{BASE}/adverts/benches/",
    ]
    assert "href=&quot;/no&quot;" in content.entries[0].content[0].value


def test_who_publishes_and_under_which_licence_is_told() -> None:
    publisher = {"name": "Ynys & Môn", "url": "https://example.org/", "email": "a@example.org"}
    found = feed(site(advert(), publisher=publisher)).feed
    assert found.author_detail == {
        "name": "Ynys & Môn",
        "href": "https://example.org/",
        "email": "a@example.org",
    }
    assert found.rights.startswith("Open Government Licence v3.0: https://")


@pytest.mark.parametrize(
    ("base_url", "tag"),
    [
        ("https://example.org", "tag:example.org,2026:"),
        ("https://Example.org:8443/a/", "tag:example.org,2026:/a"),
        ("https://tref.cymru/â b", "tag:tref.cymru,2026:/%C3%A2%20b"),
    ],
)
def test_ids_are_made_of_the_sites_host_and_path(base_url: str, tag: str) -> None:
    found = site(advert(), base_url=base_url.replace(" ", "%20"))
    assert f"<id>{tag}/adverts/benches/</id>" in made(found, feeds_of)["feed.xml"].decode()


def test_a_new_notice_changes_its_own_feed_and_those_of_its_subject_its_initiative_and_the_site() -> None:
    there = [
        initiative(),
        initiative("parks", title="Parks"),
        *(advert(f"a{number}", initiative="streets", cpv=["77310000-6"]) for number in range(5)),
        *(advert(f"b{number}", initiative="parks", cpv=["45000000"]) for number in range(5)),
    ]
    new = advert("new", initiative="streets", cpv=["77310000-6"])
    before, after = made(site(*there), feeds_of), made(site(*there, new), feeds_of)
    assert {path for path, data in after.items() if before.get(path) != data} == {
        "adverts/early-engagement/feed.xml",
        "adverts/initiative/streets/feed.xml",
        "adverts/new/feed.xml",
        "adverts/subject/77/feed.xml",
        "feed.xml",
        "initiatives/streets/feed.xml",
    }
