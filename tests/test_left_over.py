"""Whole sites with what was pasted, garbled or left over in them: what check, build and publish make of each."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main

NOW = ("--now", "2026-11-30T12:00")
SETTINGS = """\
title: Market tests of Exampleton
base_url: https://markets.exampleton.gov.uk/tests
publisher:
  name: Exampleton Council
  email: markets@exampleton.gov.uk
statements:
  - id: soft-market-test
    title: This is soft market testing
    applies_to: [soft-market-test]
    text: Nothing can be won or lost by answering. See our [Statement of Intent](/pages/statement-of-intent/).
  - id: innovation
    title: We look for new ideas
    applies_to: [soft-market-test]
    text: Tell us what could be done differently.
  - id: workforce
    title: Staff keep their terms
    applies_to: [soft-market-test]
    text: Staff keep terms no less favourable than those of today.
accessibility:
  owner: Head of Communications
  email: access@exampleton.gov.uk
  prepared: 2026-11-01
  reviewed: 2026-11-01
  known_problems:
    - title: Maps
      why: They are pictures.
      alternative: Ask us for a list of the streets.
rules:
  no-ocid-prefix: off
"""
PAGE = "---\ntitle: Statement of Intent\nsummary: What staff can rely on.\nin_footer: true\n---\n\nPay and leave stay as they are.\n"
NOTICE = """\
---
title: Bandstand repairs
summary: We want to know how a bandstand of cast iron is best repaired.
reference: SMT-2026-{number}
kind: soft-market-test
published: 2026-11-16
closes: 2026-12-16T12:00
respond:
  how: Write to us in no more than four pages.
  email: {email}
contact:
  role: Parks Manager
  email: parks@exampleton.gov.uk
questions:
  - How is cast iron best cleaned?
timetable:
  - date: 2027-02-03
    title: We publish what we were told
---

The bandstand in Mill Park has stood since 1902. {words}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site without a mistake, in the current folder."""
    monkeypatch.chdir(tmp_path)
    for path, text in (("site.yaml", SETTINGS), ("pages/statement-of-intent.md", PAGE)):
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, "utf-8")
    (tmp_path / "content/adverts").mkdir()
    write(tmp_path)
    return tmp_path


def write(
    site: Path, number: str = "1", email: str = "parks@exampleton.gov.uk", words: str = "", name: str = "a"
) -> None:
    text = NOTICE.format(number=number, email=email, words=words)
    (site / f"content/adverts/{name}.md").write_text(text, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, *NOW])


def publish(site: Path) -> Result:
    return run("publish", "--allow-dirty", f"{site}/www/")


def found(result: Result) -> set[tuple[str, int, int]]:
    """The findings of a report, with their places."""
    told = re.findall(
        r"^((?:error|warning)\[[\w-]+\]): .*\n  --> [^:\n]+:(\d+):(\d+)", result.stderr, re.MULTILINE
    )
    return {(code, int(line), int(column)) for code, line, column in told}


def test_a_site_without_a_mistake_is_checked_built_and_published(site: Path) -> None:
    for done in (run("check", "--strict"), run("build", "--strict"), publish(site)):
        assert done.exit_code == 0, done.output
        assert found(done) == set()
    assert (site / "www/current/adverts/a/index.html").is_file()


ERRORS = {
    "a zero-width space in an address": (
        {"email": "parks@exampleton\u200b.gov.uk"},
        ("error[invisible-character]", 10, 26),
    ),
    "a soft hyphen in a reference": ({"number": "\u00ad1"}, ("error[invisible-character]", 4, 21)),
    "a word joiner in a link": (
        {"words": "See [the law](https://www.gov.uk/a\u2060b)."},
        ("error[invisible-character]", 21, 84),
    ),
    "a private character in a path": (
        {"words": "See [what staff can rely on](/pages/statement\ue001-of-intent/)."},
        ("error[invisible-character]", 21, 95),
    ),
    "a turned number": ({"words": "Call \u202d01632\u202c."}, ("error[turned-text]", 21, 55)),
    "a conflict": (
        {"words": "\n<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> other"},
        ("error[conflict-marker]", 22, 1),
    ),
    "a garbled apostrophe": ({"words": "It is the parkâ€™s."}, ("error[garbled-text]", 21, 64)),
    "a lost character": ({"words": "It costs \ufffd5."}, ("error[garbled-text]", 21, 59)),
}


@pytest.mark.parametrize("case", ERRORS)
def test_what_is_wrong_stops_check_build_and_publish(site: Path, case: str) -> None:
    assert publish(site).exit_code == 0
    live = (site / "www/current/adverts/a/index.html").read_bytes()
    values, place = ERRORS[case]
    write(site, **values)
    for done in (run("check"), run("build"), publish(site)):
        assert done.exit_code == 1, done.output
        assert place in found(done)
    assert (site / "www/current/adverts/a/index.html").read_bytes() == live


def test_one_slip_is_one_finding_and_without_it_the_site_is_well(site: Path) -> None:
    for values, place in ERRORS.values():
        write(site, **values)
        assert place in (told := found(run("check"))), told
        assert len(told) == 1 + (place[0] == "error[turned-text]")


LEFT = {
    "what is to be settled": ({"words": "Visits: TBC."}, ("left-over-text", 21, 58)),
    "a gap": ({"words": "Visits on [insert date]."}, ("left-over-text", 21, 60)),
    "a greeting": ({"words": "\n\nKind regards"}, ("left-over-text", 23, 1)),
    "a reference to be filled in": ({"number": "XX"}, ("left-over-text", 4, 16)),
    "a tracked link": (
        {"words": "Read [our plan of last year](https://www.gov.uk/?utm_source=x)."},
        ("tracked-address", 21, 79),
    ),
    "an address of nobody": ({"email": "parks@example.org"}, ("starter-value", 10, 10)),
    "the post of a new notice": ({"words": "\n\nAnytown Council says so."}, ("starter-value", 23, 1)),
}


@pytest.mark.parametrize("case", LEFT)
def test_what_is_left_over_is_a_warning_while_writing_and_stops_a_publication(site: Path, case: str) -> None:
    values, (code, *place) = LEFT[case]
    write(site, **values)
    for done in (run("check"), run("build")):
        assert done.exit_code == 0, done.output
        assert found(done) == {(f"warning[{code}]", *place)}
    done = run("publish", "--allow-dirty", "--allow-warnings", f"{site}/www/")
    assert done.exit_code == 1, done.output
    assert (f"error[{code}]", *place) in found(done)
    assert not (site / "www/current").exists()


def test_what_is_left_over_in_a_draft_stops_nobody(site: Path) -> None:
    write(site, name="b", number="2", words="Visits: TBC.")
    draft = site / "content/adverts/b.md"
    draft.write_text(draft.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    assert publish(site).exit_code == 0


def test_two_references_that_look_the_same_are_told(site: Path) -> None:
    write(site, name="b", number="１")
    assert ("error[repeated-reference]", 4, 12) in found(run("check"))


def test_a_new_site_cannot_be_published_until_its_examples_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").exit_code == 0
    assert run("build").exit_code == 0
    done = publish(tmp_path)
    assert done.exit_code == 3
    assert "error[starter-value]" in done.stderr
    assert not (tmp_path / "www/current").exists()
