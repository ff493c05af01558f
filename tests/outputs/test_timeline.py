"""Timelines: what happened and what is planned, in order, in words that stay true."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sitegen.model.content import Content
from sitegen.model.site import Site, index
from sitegen.outputs.html.timeline import (
    LONG,
    MILESTONES,
    Stage,
    TimelineEntry,
    abridged,
    news,
    on_own_page,
    timeline,
)
from sitegen.reading.content import read

NOW = "2026-11-23T09:00"
SETTINGS = """\
title: Markets
base_url: https://www.example.org
publisher: {name: Council}
accessibility: {owner: Head, email: a@example.org, reviewed: 2026-09-01, prepared: 2024-09-01}
"""
ADVERT = """\
---
title: Bins
summary: How could bins be emptied?
reference: "1"
kind: soft-market-test
published: 2026-10-01
closes: 2026-11-23T12:00
respond: {{how: Write., email: a@example.org}}
contact: {{role: Manager}}
decision: report
{more}
---
Text.
"""
REPORT = """\
---
title: Report
meeting: {{body: Cabinet, date: 2026-09-08}}
{more}
---
"""
Make = Callable[..., Site]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The public site with one advert and the report behind it, as it stands at a moment."""

    def made(advert: str = "", report: str = "", now: str = NOW, **outcome: str) -> Site:
        texts = {"adverts/bins": ADVERT.format(more=advert), "decisions/report": REPORT.format(more=report)}
        for name, text in (texts | {f"decisions/{name}": text for name, text in outcome.items()}).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / f"{name}.md").write_text(text, "utf-8")
        (tmp_path / "site.yaml").write_text(SETTINGS, "utf-8")
        reading = read(tmp_path, datetime.fromisoformat(now), drafts=False)
        assert reading.faults == ()
        assert isinstance(reading.content, Content)
        return index(reading.content, {})

    return made


def of_advert(site: Site) -> tuple[TimelineEntry, ...]:
    """The timeline of the advert's own page."""
    (advert,) = site.adverts
    return on_own_page(
        timeline(site, (site.get(advert.decision), advert, site.get(advert.outcome))), advert.address
    )


def told(entries: tuple[TimelineEntry, ...]) -> list[str]:
    return [f"{one.day:%d.%m.} {one.what} {one.detail}".strip() for one in entries]


def test_everything_stands_in_the_order_of_time(make: Make) -> None:
    site = make(
        "questions_close: 2026-11-02T17:00\n"
        "events: [{title: Visit, starts: 2026-11-02T10:00, ends: 2026-11-02T11:30}]\n"
        "timetable: [{date: 2027-01-12, title: Report to Cabinet, note: It may stop.}]\n"
        "clarifications: [{id: a, asked: 2026-10-02, question: How?, answered: 2026-10-05, answer: So.}]\n"
        "amendments: [{date: 2026-10-06, change: More, reason: Asked}]\n"
        "outcome: outcome",
        "status: approved\ndecided: {date: 2026-09-10}",
        outcome="---\ntitle: What we learned\nkind: outcome\nmeeting: {body: Cabinet, date: 2026-11-20}\n"
        "engagement: {advert: bins, responses: 2}\n---\n",
    )
    assert told(of_advert(site)) == [
        "08.09. Report to Cabinet",
        "10.09. Decided by Cabinet",
        "01.10. Notice published",
        "05.10. Question 1 answered",
        "06.10. Notice changed",
        "02.11. Event Visit, 10am to 11:30am (UK time)",
        "02.11. Questions close 5pm (UK time)",
        "20.11. Outcome published",
        "23.11. Closing time 12 noon (UK time)",
        "12.01. Planned Report to Cabinet",
    ]


def test_on_one_day_what_has_a_time_stands_between_what_begins_and_what_ends_the_day(make: Make) -> None:
    site = make(
        "events: [{title: Visit, starts: 2026-11-23T12:00}]\n"
        "timetable: [{date: 2026-11-23, title: Reading begins}]\n"
        "clarifications: [{id: a, asked: 2026-10-02, question: How?, answered: 2026-11-23, answer: So.}]\n"
        "amendments: [{date: 2026-11-23, change: More, reason: Asked}]"
    )
    assert [one.what for one in of_advert(site)[-5:]] == [
        "Notice changed",
        "Question 1 answered",
        "Event",
        "Closing time",
        "Planned",
    ]


def test_a_timeline_says_the_same_before_a_time_and_after_it(make: Make) -> None:
    more = "questions_close: 2026-11-02T17:00\ntimetable: [{date: 2027-01-12, title: Report}]"
    moments = ("2026-10-01T00:00", "2026-11-23T11:59", "2026-11-23T12:00", "2027-01-12T23:59")
    assert len({tuple(told(of_advert(make(more, now=now)))) for now in moments}) == 1


def test_what_is_ahead_is_marked_and_a_plan_whose_day_has_passed_was_planned(make: Make) -> None:
    more = "questions_close: 2026-11-02T17:00\ntimetable: [{date: 2027-01-12, title: Report}]"

    def ahead(now: str) -> list[str]:
        return [one.what for one in of_advert(make(more, now=now)) if one.is_ahead]

    assert ahead("2026-11-02T16:59") == ["Questions close", "Closing time", "Planned"]
    assert ahead("2026-11-02T17:00") == ["Closing time", "Planned"]
    assert ahead("2027-01-12T23:59") == ["Planned"]
    assert ahead("2027-01-13T00:00") == []
    assert of_advert(make(more, now="2027-01-13T00:00"))[-1].what == "Was planned for this day"


def test_answers_of_one_day_are_one_line_that_leads_to_all_of_them(make: Make) -> None:
    answer = "{{id: {}, asked: 2026-10-02, question: How?, answered: {}, answer: So.}}"
    days = {"a": "2026-10-05", "b": "2026-10-05", "c": "2026-10-06", "d": "2026-10-05"}
    clarifications = ", ".join(answer.format(*one) for one in days.items())
    found = of_advert(make(f"clarifications: [{clarifications}]"))
    assert [(one.what, one.address) for one in found[2:4]] == [
        ("3 questions answered", "#questions-and-answers"),
        ("Question 3 answered", "#clarification-c"),
    ]


def test_a_change_keeps_its_number_when_another_is_added_anywhere(make: Make) -> None:
    old = "{date: 2026-10-06, change: First}"
    new = "{date: 2026-10-09, change: Second}"
    for both in (f"{old}, {new}", f"{new}, {old}"):
        (advert,) = make(f"amendments: [{both}]").adverts
        assert [(anchor, change.change) for anchor, change in advert.changes()] == [
            ("change-1", "First"),
            ("change-2", "Second"),
        ]


def test_what_was_planned_for_after_a_withdrawal_no_longer_stands(make: Make) -> None:
    more = (
        "questions_close: 2026-11-02T17:00\ntimetable: [{date: 2027-01-12, title: Report}]\n"
        "withdrawn: {date: 2026-11-20, reason: Found}"
    )
    assert [one.what for one in of_advert(make(more))[-2:]] == ["Questions close", "Withdrawn"]
    before = [one.what for one in of_advert(make(more, now="2026-11-19T09:00"))]
    assert before[-2:] == ["Closing time", "Planned"]


def test_an_advert_does_not_name_itself_and_leads_elsewhere_by_title(make: Make) -> None:
    report, published, closing = of_advert(make())
    assert (report.title, report.address) == ("Report", "/decisions/report/")
    assert (published.title, published.address) == ("", "")
    assert (closing.title, closing.address) == ("", "")


def test_of_an_exempt_report_a_timeline_has_what_the_public_may_see(make: Make) -> None:
    exempt = (
        "part: 2\nexempt: {schedule: Schedule 12A, paragraph: '3', reason: Business, public_interest: Talks}\n"
        "status: approved\ndecided: {date: 2026-09-10}"
    )
    report = of_advert(make(report=exempt))[0]
    assert (report.what, report.title, report.address) == (
        "Report to Cabinet",
        "Report",
        "/decisions/report/",
    )
    assert "Decided by Cabinet" not in [one.what for one in of_advert(make(report=exempt))]


def test_of_a_hidden_report_a_timeline_has_nothing(make: Make) -> None:
    assert [one.what for one in of_advert(make(report="draft: true"))] == ["Notice published", "Closing time"]


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("status: deferred\ndecided: {date: 2026-09-08}", "Deferred by Cabinet"),
        ("status: rejected\ndecided: {date: 2026-09-08}", "Decided by Cabinet"),
        ("", "Report to Cabinet"),
    ],
)
def test_a_meeting_that_decided_is_told_once(make: Make, more: str, what: str) -> None:
    assert [one.what for one in of_advert(make(report=more)) if one.title == "Report"] == [what]


def test_news_is_what_has_come_about_and_the_closing_time_counts_from_its_minute(make: Make) -> None:
    more = "events: [{title: Visit, starts: 2026-11-02T10:00}]"
    before, after = (make(more, now=now) for now in ("2026-11-23T11:59", "2026-11-23T12:00"))
    known = ["Notice published", "Report to Cabinet"]
    assert [one.what for one in news(before, (*before.adverts, *before.decisions))] == known
    assert [one.what for one in news(after, (*after.adverts, *after.decisions))] == [
        "Closed for responses",
        *known,
    ]


def test_of_a_list_too_long_for_a_page_the_latest_milestones_are_shown() -> None:
    def turns(count: int) -> tuple[TimelineEntry, ...]:
        first = date(2026, 1, 1)
        kinds = (Stage.ADVERTISED, Stage.ANSWERED, Stage.CLOSING)
        return tuple(
            TimelineEntry(first + timedelta(days=day), kinds[day % 3], "What", "Title", f"/adverts/a{day}/")
            for day in range(count)
        )

    assert abridged(turns(LONG)) == turns(LONG)
    cut = abridged(turns(LONG + 1))
    assert {one.stage for one in cut} == {Stage.ADVERTISED, Stage.CLOSING} <= set(MILESTONES)
    assert len(abridged(turns(300))) == LONG
    assert abridged(turns(300))[-1] == turns(300)[-1]
