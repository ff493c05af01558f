"""Calendars: the dates of an advert, under names that stay, as instants, and what a change or a withdrawal makes of them."""

import re
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.site import Site
from sitegen.outputs import calendars
from tests.outputs.judges import calendars_of, made, read_by_ical_js, read_calendar
from tests.strategies import advert, decision, site, titles

MEETING = {
    "title": "Walk round the park",
    "starts": "2026-12-02T13:30",
    "ends": "2026-12-02T15:00",
    "place": "Park; main gate, Exampleton",
    "url": "https://example.org/walk",
    "booking": "Email us.",
}
MOVED = {"date": "2026-11-10", "change": "The closing time moved.", "reason": "More time"}
GONE = {"date": "2026-12-05", "reason": "No money was found."}
AFTER = "2026-12-06T09:00"


def events(found: Site, path: str = "adverts/benches/calendar.ics") -> dict[str, dict[str, Any]]:
    """The dates in a calendar by what their UIDs call them."""
    read = read_calendar(made(found, calendars_of)[path])
    return {event["uid"].partition("@")[0].rpartition("/")[2]: event for event in read["events"]}


def test_every_date_of_an_advert_is_in_its_calendar() -> None:
    found = events(site(advert(questions_close="2026-11-27T17:00", events=[MEETING])))
    assert {name: (event["dtstart"], event["dtend"]) for name, event in found.items()} == {
        "closes": ("2026-12-11T12:00:00.000Z", "2026-12-11T12:01:00.000Z"),
        "questions-close": ("2026-11-27T17:00:00.000Z", "2026-11-27T17:01:00.000Z"),
        "event-walk-round-the-park": ("2026-12-02T13:30:00.000Z", "2026-12-02T15:00:00.000Z"),
    }


def test_a_date_says_what_it_is_where_and_where_to_read_more() -> None:
    found = events(site(advert(events=[MEETING])))["event-walk-round-the-park"]
    assert found == {
        "uid": "markets/adverts/benches/event-walk-round-the-park@www.example.org",
        "sequence": 0,
        "status": "CONFIRMED",
        "summary": "Walk round the park: Park benches",
        "description": "1:30pm to 3pm on Wednesday 2 December 2026 (UK time)\nEmail us.\nhttps://example.org/walk\n"
        "Early engagement, reference REF-1\n"
        "The notice, with any changes: https://www.example.org/markets/adverts/benches/",
        "url": "https://www.example.org/markets/adverts/benches/#events",
        "location": "Park; main gate, Exampleton",
        "transp": None,
        "dtstamp": "2026-11-02T00:00:00.000Z",
        "last-modified": "2026-11-02T00:00:00.000Z",
        "dtstart": "2026-12-02T13:30:00.000Z",
        "dtend": "2026-12-02T15:00:00.000Z",
        "categories": ["Early engagement"],
    }


def test_a_deadline_takes_up_no_time() -> None:
    assert events(site(advert()))["closes"]["transp"] == "TRANSPARENT"


def alarms(found: Site) -> dict[str, list[tuple[str, str]]]:
    """The alarms of each date, as they are written."""
    text = made(found, calendars_of)["adverts/benches/calendar.ics"].decode().replace("\r\n ", "")
    return {
        event.partition("UID:markets/adverts/benches/")[2].partition("@")[0]: re.findall(
            r"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:(.+)\r\nTRIGGER:(\S+)\r\nEND:VALARM", event
        )
        for event in text.split("BEGIN:VEVENT")[1:]
    }


def test_a_closing_time_reminds_a_week_and_a_day_before_and_nothing_else_does() -> None:
    found = alarms(site(advert(questions_close="2026-11-27T17:00", events=[MEETING])))
    assert found == {
        "closes": [
            ("Responses due in 7 days: Park benches", "-P7D"),
            ("Responses due in 1 day: Park benches", "-P1D"),
        ],
        "questions-close": [],
        "event-walk-round-the-park": [],
    }


def test_nobody_is_reminded_of_a_closing_time_that_is_cancelled() -> None:
    assert alarms(site(advert(withdrawn=GONE), now=AFTER)) == {"closes": []}


def test_programs_are_asked_to_look_twice_a_day_in_both_ways_that_they_know() -> None:
    text = made(site(advert()), calendars_of)["adverts/benches/calendar.ics"]
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in text
    assert b"\r\nX-PUBLISHED-TTL:PT12H\r\n" in text


def test_summer_time_is_reckoned_with() -> None:
    found = events(site(advert(published="2026-06-20", closes="2026-07-10T12:00")))["closes"]
    assert (found["dtstart"], found["dtstamp"]) == ("2026-07-10T11:00:00.000Z", "2026-06-19T23:00:00.000Z")


def test_a_closing_time_that_moved_keeps_its_uid_and_is_a_later_version() -> None:
    before = events(site(advert()))["closes"]
    after = events(site(advert(closes="2026-12-18T17:00", amendments=[MOVED])))["closes"]
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"] == "2026-12-18T17:00:00.000Z"
    assert after["dtstamp"] == after["last-modified"] == "2026-11-10T00:00:00.000Z"


def test_two_changes_of_one_day_are_two_versions_and_an_answer_is_none() -> None:
    answer = {"asked": "2026-11-12", "question": "Q?", "answer": "A."}
    answers = [answer | {"id": f"q{day}", "answered": f"2026-11-{day}"} for day in (13, 14, 15)]
    found = events(site(advert(amendments=[MOVED, MOVED], clarifications=answers)))["closes"]
    assert (found["sequence"], found["dtstamp"][:10]) == (2, "2026-11-10")


def test_a_withdrawal_cancels_what_was_still_to_come() -> None:
    found = events(site(advert(events=[MEETING], withdrawn=GONE), now=AFTER))
    closes, walk = found["closes"], found["event-walk-round-the-park"]
    assert (closes["status"], closes["sequence"], closes["dtstamp"][:10]) == ("CANCELLED", 1, "2026-12-05")
    assert closes["summary"] == "Withdrawn: Responses due: Park benches"
    assert closes["description"].startswith("Withdrawn on 5 December 2026: No money was found.\n")
    assert (walk["status"], walk["summary"]) == ("CONFIRMED", "Walk round the park: Park benches")


def test_a_withdrawal_that_lies_ahead_is_not_told() -> None:
    assert events(site(advert(withdrawn=GONE)))["closes"]["status"] == "CONFIRMED"


def test_an_event_keeps_its_uid_when_it_moves_to_another_time_or_another_place_in_the_list() -> None:
    other = MEETING | {"title": "Call", "starts": "2026-12-01T09:00", "ends": "2026-12-01T10:00"}
    first = events(site(advert(events=[MEETING])))
    second = events(site(advert(events=[other, MEETING | {"starts": "2026-12-02T14:00"}])))
    assert set(first) < set(second)
    assert second["event-walk-round-the-park"]["dtstart"] == "2026-12-02T14:00:00.000Z"


def test_events_of_one_title_or_without_a_latin_letter_have_uids_of_their_own() -> None:
    foreign = [MEETING | {"title": "مناقصة"}, MEETING | {"title": "Call 2"}, MEETING | {"title": "公共"}]
    twice = [MEETING | {"title": "Call"}, MEETING | {"title": "Call"}, *foreign]
    assert len(events(site(advert(events=twice)))) == 1 + len(twice)


@pytest.mark.parametrize("ends", ["2026-12-02T13:30", "2026-12-02T13:00"])
def test_an_end_that_is_not_after_the_start_is_left_out(ends: str) -> None:
    assert (
        events(site(advert(events=[MEETING | {"ends": ends}])))["event-walk-round-the-park"]["dtend"] is None
    )


def test_the_sites_calendar_has_the_dates_of_the_adverts_that_close_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calendars, "KEPT", 2)
    old = advert("old", published="2026-06-01", closes="2026-08-01T12:00")
    late = advert("late", published="2026-05-01", closes="2026-08-26T12:00")
    found = read_calendar(made(site(old, late, advert()), calendars_of)["calendar.ics"])
    assert (found["name"], found["method"]) == ("Market tests", "PUBLISH")
    assert [event["uid"].split("/")[2] for event in found["events"]] == ["late", "benches"]


def test_the_clock_has_no_say_in_the_sites_calendar() -> None:
    long_ago = [
        advert(f"a{year}", published=f"{year}-06-01", closes=f"{year}-08-01T12:00") for year in (2019, 2021)
    ]
    found = read_calendar(made(site(*long_ago), calendars_of)["calendar.ics"])
    assert [event["dtstart"][:4] for event in found["events"]] == ["2019", "2021"]


def test_a_site_without_adverts_has_no_calendar() -> None:
    assert made(site(decision()), calendars_of) == {}


def test_the_clock_changes_nothing_in_an_adverts_calendar() -> None:
    path = "adverts/benches/calendar.ics"
    first, later = (
        made(site(advert(events=[MEETING]), now=now), calendars_of)[path]
        for now in ("2026-11-23T09:00", "2031-01-01T00:00")
    )
    assert first == later
    assert datetime.now().strftime("%Y%m%d").encode() not in first  # noqa: DTZ005 - whatever the zone


@given(st.lists(titles(), min_size=1, max_size=20))
def test_any_words_come_back_as_they_were_in_lines_of_75_octets(words: list[str]) -> None:
    typed = " ".join(" ".join(words).split()).replace("\\N", "N")  # which icalendar takes for a line break
    shown = site(advert(title=typed))
    title = shown.adverts[
        0
    ].title  # what was typed, but for invisible characters in an address, as in `a@\U000E0001`
    read = read_calendar(made(shown, calendars_of)["adverts/benches/calendar.ics"])  # looks at every line
    assert read["events"][0]["summary"] == f"Responses due: {title}"
    assert read["name"] == title


def test_a_name_is_text_whose_signs_are_escaped() -> None:
    data = made(site(advert(title="Benches, bins; a\\b")), calendars_of)["adverts/benches/calendar.ics"]
    assert b"\r\nNAME:Benches\\, bins\\; a\\\\b\r\n" in data
    assert read_calendar(data)["events"][0]["summary"] == "Responses due: Benches, bins; a\\b"


def test_no_line_is_longer_than_75_octets_however_long_its_words_are() -> None:
    for length in range(40, 80):
        data = made(site(advert(title="x" * length)), calendars_of)["adverts/benches/calendar.ics"]
        assert read_calendar(data)["name"] == "x" * length


def test_ical_js_reads_what_icalendar_reads() -> None:
    found = made(
        site(
            advert(events=[MEETING], withdrawn=GONE, title="Café; “é”, \\n"),
            advert("b", amendments=[MOVED]),
            now=AFTER,
        ),
        calendars_of,
    )
    assert read_by_ical_js(found) == {path: read_calendar(data) for path, data in found.items()}


def test_a_calendar_asks_to_be_fetched_again_twice_a_day() -> None:
    data = made(site(advert()), calendars_of)["calendar.ics"]
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in data
