"""What is promised and what was learned: on the page of its record, on that of the initiative, and in words that stay true."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main

REPORT = """---
title: Report on lamps
initiative: streets
meeting: {body: Cabinet, date: 2026-09-10}
official_record: {title: Minute book, url: "https://example.org/minute-book"}
preamble: Cabinet is asked to choose.
recommendations:
  - text: Ask the market.
    commitment: {owner: Lighting Manager, due: 2026-11-20}
  - text: "Publish two notices:"
    parts:
      - text: One about lamps.
        commitment: {owner: Streets Manager, due: 2026-10-30, state: done, done: 2026-10-27, result: "It is out.[^when]\\n\\n[^when]: Early."}
risk: A full assessment follows.
risk_commitment: {owner: Auditor, condition: if tenders are invited}
status: approved
decided: {date: 2026-09-10}
---
"""
OUTCOME = """---
title: What we learned about bins
kind: outcome
initiative: streets
meeting: {body: Cabinet, date: 2026-11-10}
engagement:
  advert: bins
  responses: 5
  themes:
    - title: Bigger bins
      summary: Most wanted them.
      real_value: {answer: no, reason: They block the pavement.}
  next_step: We ask again.
  commitment: {owner: Streets Manager, due: 2027-01-10, state: dropped, done: 2026-11-12, result: No money.}
status: approved
decided: {date: 2026-11-10}
---
"""
LESSONS = """lessons:
  - {date: 2026-10-02, text: "Ask early.[^a]\\n\\n[^a]: In spring.", for: [parks, quokka-hidden]}
  - {date: 2026-10-01, text: Ask nicely.}
"""


@pytest.fixture(autouse=True)
def content(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site with commitments and lessons, in the current folder."""
    found = tmp_path / "content"
    shutil.copytree(repository / "tests/sites/small/content", found)
    monkeypatch.chdir(tmp_path)
    (found / "decisions/lamps.md").write_text(REPORT, "utf-8")
    (found / "decisions/bins-outcome.md").write_text(OUTCOME, "utf-8")
    edit(found / "initiatives/streets.md", "summary:", LESSONS + "summary:")
    parks = 'lessons:\n  - {date: 2026-10-03, text: "Mow less.[^b]\\n\\n[^b]: In May."}\n'
    edit(found / "initiatives/parks.md", "summary:", f"{parks}summary:")
    step = "timetable:\n  - {date: 2026-12-01, title: Summary out, commitment: {owner: Clerk, due: 2026-12-04}}\n"
    edit(found / "adverts/2026/bins.md", "documents:", f"{step}documents:")
    edit(
        found / "adverts/2026/bins.md",
        "authorised_by: ii.a",
        "authorised_by: [i, ii.a, ii.b]\noutcome: bins-outcome",
    )
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def build(now: str = "2026-11-20T11:00") -> str:
    made = CliRunner().invoke(main, ["build", "--now", now])
    assert made.exit_code == 0, made.stderr
    return made.stderr


def page(address: str) -> str:
    """The words of a page, each run of spaces as one."""
    text = Path(f"output/{address}/index.html").read_text("utf-8").partition("<main")[2]
    return re.sub(r"\s+([.,;])", r"\1", " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()))


def test_a_decision_says_what_is_promised_where_it_stands_and_which_record_prevails() -> None:
    build()
    words = page("decisions/lamps")
    assert "Part 1 (open to the public)" in words
    assert (
        "The official record of this decision is Minute book. Where this page differs from it, the official record prevails."
        in words
    )
    assert "Recommendations Cabinet is asked to choose." in words
    assert "Ask the market. Promised Owner: Lighting Manager. Due on 20 November 2026." in words
    assert (
        "One about lamps. Done on 27 October 2026 Owner: Streets Manager. Due on 30 October 2026. It is out."
        in words
    )
    assert "A full assessment follows. Promised Owner: Auditor. Due if tenders are invited." in words


def test_an_outcome_says_whether_a_theme_adds_real_value_and_what_became_of_the_next_step() -> None:
    build()
    words = page("decisions/bins-outcome")
    assert "Most wanted them. Would it add real value? No. They block the pavement." in words
    assert (
        "We ask again. Dropped on 12 November 2026 Owner: Streets Manager. Due on 10 January 2027. No money."
        in words
    )


def test_an_advert_says_it_in_its_timetable_and_names_all_that_authorised_it() -> None:
    build()
    words = page("adverts/bins")
    assert "Planned: Summary out Promised Owner: Clerk. Due on 4 December 2026." in words
    authorised = "authorised by recommendation (i), recommendation (ii) a. and recommendation (ii) b."
    assert f"This notice was {authorised}" in words


def test_the_initiative_lists_all_by_the_day_on_which_they_are_due() -> None:
    build()
    listed = page("initiatives/streets").partition(" Commitments ")[2].partition(" Lessons ")[0]
    whats = (
        "(ii) a. One about lamps.",
        "(i) Ask the market.",
        "Summary out",
        "We ask again.",
        "A full assessment",
    )
    places = [listed.index(what) for what in whats]
    assert places == sorted(places)
    assert "It is out. Early." in listed


def test_the_pages_say_that_one_was_due_from_the_next_day_on() -> None:
    late = "Overdue Owner: Lighting Manager. Was due on 20 November 2026."
    build("2026-11-20T23:59")
    before = [page(name) for name in ("decisions/lamps", "initiatives/streets")]
    told = build("2026-11-21T00:00")
    after = [page(name) for name in ("decisions/lamps", "initiatives/streets")]
    assert [late in words for words in (*before, *after)] == [False, False, True, True]
    assert "warning[overdue-commitment]" in told


def test_an_overdue_commitment_stops_not_even_a_strict_build() -> None:
    built = CliRunner().invoke(main, ["build", "--strict", "--now", "2027-06-01T11:00"])
    assert (built.exit_code, "warning[overdue-commitment]" in built.stderr) == (0, True), built.stderr


def test_the_page_of_an_initiative_follows_a_commitment_that_changes(content: Path) -> None:
    build()
    edit(content / "decisions/lamps.md", "due: 2026-11-20", "due: 2026-11-20, state: done, done: 2026-11-19")
    build()
    assert "Done on 19 November 2026 Owner: Lighting Manager" in page("initiatives/streets")


def test_a_lesson_is_on_the_pages_of_both_initiatives_and_names_no_hidden_one() -> None:
    build()
    streets, parks = page("initiatives/streets"), page("initiatives/parks")
    assert "Thursday 1 October 2026 Ask nicely. Friday 2 October 2026, for Parks Ask early." in streets
    assert "Friday 2 October 2026, from Streets Ask early." in parks
    assert "Ask nicely" not in parks
    assert "uokka" not in streets + parks
    markup = Path("output/initiatives/parks/index.html").read_text("utf-8")
    ids = re.findall(r' id="([^"]+)"', markup)
    assert sorted(ids) == sorted(set(ids))


def test_a_withdrawn_notice_promises_nothing_more(content: Path) -> None:
    edit(
        content / "adverts/2026/bins.md",
        "documents:",
        "withdrawn: {date: 2026-11-19, reason: No money}\ndocuments:",
    )
    build("2026-12-20T11:00")
    assert "Summary out" not in page("adverts/bins") + page("initiatives/streets")


def test_a_long_list_has_those_first_that_are_still_to_be_done(content: Path) -> None:
    done = "due: 2026-10-01, state: done, done: 2026-10-01"
    many = "".join(f"  - text: Step {n}.\n    commitment: {{owner: Clerk, {done}}}\n" for n in range(70))
    edit(content / "decisions/lamps.md", "risk: ", f"{many}risk: ")
    build()
    words = page("initiatives/streets")
    assert "These are 60 of 75, those not yet done first." in words
    assert words.index("Ask the market.") < words.index("Step 0.")
