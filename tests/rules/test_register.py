"""What the rules on the register say beyond the cases: weights, taking back a withdrawal, files that are gone or swapped."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from sitegen.diagnostics import Diagnostic
from sitegen.model.recording import additions
from sitegen.model.register import FIRST, Line, Register, digest
from sitegen.model.snapshot import encoded
from sitegen.reading.content import read
from sitegen.register.record import record
from sitegen.rules import check

ADVERT = "adverts/benches.md"
WITHDRAWN = "withdrawn:\n  date: 2026-11-21\n  reason: The parks will be closed.\n"


def found_in(folder: Path, code: str) -> list[Diagnostic]:
    reading = read(folder, datetime.fromisoformat("2026-11-23T09:00"), drafts=False)
    assert (reading.faults, bool(reading.content)) == ((), True)
    return [finding for finding in check(reading.content) if finding.code == code]  # type: ignore[arg-type] # there is some


def register(folder: Path) -> None:
    content = read(folder, datetime.fromisoformat("2026-11-23T09:00"), drafts=False).content
    assert content
    old = content.register or Register()
    record(folder, old, additions(content, old, "2026-11-23T09:00:00Z"))


@pytest.fixture
def site(repository: Path, tmp_path: Path) -> Path:
    folder = shutil.copytree(repository / "tests/cases/base", tmp_path / "content")
    register(folder)
    return folder


def edit(place: Path, change: Callable[[str], str]) -> None:
    text = place.read_text("utf-8")
    assert change(text) != text
    place.write_text(change(text), "utf-8")


def test_a_weight_that_moves_is_told_at_the_line_that_names_the_objectives(site: Path) -> None:
    place = site / "objectives/streets-2026.yaml"
    edit(place, lambda text: re.sub(r"weight: (\d)", r"weight: 1\1", text, count=1))
    (finding,) = found_in(site, "silent-change")
    assert finding.path.endswith(ADVERT)
    assert re.match(
        r"Objectives and weights \(objectives \d+ weight\): it was “\d+” in version 1", finding.message
    )


def test_a_withdrawal_taken_back_needs_an_amendment(site: Path) -> None:
    edit(site / ADVERT, lambda text: text.replace("documents:\n", f"{WITHDRAWN}documents:\n"))
    assert found_in(site, "silent-change") == []
    register(site)
    edit(site / ADVERT, lambda text: text.replace(WITHDRAWN, ""))
    (finding,) = found_in(site, "silent-change")
    assert finding.message.startswith("Withdrawal: it was given in version 2, and is now not given")


def test_what_the_hint_gives_to_paste_is_a_way_out_once_it_has_a_reason(site: Path) -> None:
    edit(site / ADVERT, lambda text: text.replace("  how: Send", '  how: "To: us # now." #'))
    (finding,) = found_in(site, "silent-change")
    pasted = finding.hint.partition("\n")[2]
    assert yaml.safe_load(pasted)["amendments"][0]["date"].isoformat() == "2026-11-23"
    edit(site / ADVERT, lambda text: text.replace("documents:\n", f"{pasted} It was a slip.\ndocuments:\n"))
    assert found_in(site, "silent-change") == []


def test_an_amendment_that_was_recorded_already_excuses_nothing_more(site: Path) -> None:
    amendment = "amendments:\n  - {date: 2026-11-20, change: More time., reason: Suppliers asked.}\n"
    edit(site / ADVERT, lambda text: text.replace("documents:\n", f"{amendment}documents:\n"))
    register(site)
    edit(site / ADVERT, lambda text: text.replace("closes: 2026-12-11T12:00", "closes: 2026-12-12T12:00"))
    (finding,) = found_in(site, "silent-change")
    assert "below amendments:" in finding.hint


@pytest.mark.parametrize("way", ["back", "withdrawn", "redirect"])
def test_a_file_that_is_gone_is_told_in_words_with_three_ways_out_that_work(site: Path, way: str) -> None:
    (site / ADVERT).rename(site / "adverts/seats.md")
    (finding,) = found_in(site, "vanished-notice")
    assert finding.message == (
        "The notice “New benches for six parks” (SMT-2026-01) was published at /adverts/benches/, and its file is gone"
    )
    assert (Path(finding.path).name, finding.span) == ("register.jsonl", None)  # no line of hashes is shown
    if way == "redirect":
        pasted = "redirects:" + finding.hint.partition("redirects:")[2].replace("the-new-address", "seats")
        with (site / "site.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"{pasted}\n")
    else:
        (site / "adverts/seats.md").rename(site / ADVERT)
        assert "named benches.md" in finding.hint
    if way == "withdrawn":
        edit(site / ADVERT, lambda text: text.replace("documents:\n", f"{WITHDRAWN}documents:\n"))
    assert found_in(site, "vanished-notice") == []


def test_a_file_that_cannot_be_read_is_not_said_to_be_gone(site: Path) -> None:
    edit(site / ADVERT, lambda text: text.replace("closes:", "clozes:"))
    reading = read(site, datetime.fromisoformat("2026-11-23T09:00"), drafts=False)
    assert reading.content
    assert [finding for finding in check(reading.content) if finding.code == "vanished-notice"] == []


@pytest.mark.parametrize(
    ("place", "start", "word"),
    [
        ("initiatives/streets.md", "---\n", '"initiative"'),
        ("objectives/streets-2026.yaml", "", '"objectives"'),
    ],
)
def test_what_a_public_notice_says_of_a_hidden_record_is_not_recorded(
    site: Path, place: str, start: str, word: str
) -> None:
    before = site / "register/benches/1.json"
    assert word in before.read_text("utf-8")
    edit(site / place, lambda text: text.replace(start, f"{start}draft: true\n", 1))
    for drafts in (False, True):
        content = read(site, datetime.fromisoformat("2026-11-23T09:00"), drafts=drafts).content
        assert content
        found = additions(content, Register(), "2026-11-23T09:00:00Z")
        (version,) = (one for one in found if one.line.collection == "adverts")
        assert word not in version.data.decode()


def test_a_preview_with_drafts_does_not_compare_what_only_it_shows(site: Path) -> None:
    content = read(site, datetime.fromisoformat("2026-11-23T09:00"), drafts=True).content
    assert content
    assert [finding for finding in check(content) if finding.code == "silent-change"] == []


def test_a_site_as_of_an_earlier_day_is_compared_with_the_register_as_it_was_then(site: Path) -> None:
    content = read(site, datetime.fromisoformat("2026-10-01T09:00"), drafts=False).content
    assert content
    assert content.register
    assert content.register.lines == ()
    assert [finding for finding in check(content) if finding.code == "vanished-notice"] == []


OUTCOME = """\
---
title: Benches
kind: outcome
meeting: {body: Cabinet, date: 2026-09-08}
engagement:
  advert: benches
  responses: 6
  figures:
    a: {answered: 6, average: 2}
---
"""
ONE_MORE = ("responses: 6", "responses: 7"), ("answered: 6, average: 2", "answered: 7, average: 3")
ROUNDED = ("responses: 6", "responses: 6 or more"), ("answered: 6, average: 2", "answered: 6 or more")


@pytest.mark.parametrize(("changes", "found"), [((), 0), (ONE_MORE, 2), (ROUNDED, 0)])
def test_the_figures_of_an_outcome_are_published_once(
    site: Path, changes: tuple[tuple[str, str], ...], found: int
) -> None:
    outcome = site / "decisions/told.md"
    outcome.write_text(OUTCOME, "utf-8")
    assert found_in(site, "figures-published-again") == []
    edit(site / ADVERT, lambda text: text.replace("documents:\n", "outcome: told\ndocuments:\n"))
    register(site)
    for old, new in changes:
        edit(outcome, lambda text, old=old, new=new: text.replace(old, new))  # type: ignore[misc] # the defaults bind them
    findings = found_in(site, "figures-published-again")
    assert len(findings) == found
    assert all("wait until three more" in finding.hint for finding in findings)
    register(site)
    assert found_in(site, "figures-published-again") == []  # what is public cannot be made private


def test_figures_are_compared_with_every_version_that_was_public(site: Path) -> None:
    outcome = site / "decisions/told.md"
    outcome.write_text(OUTCOME, "utf-8")
    edit(site / ADVERT, lambda text: text.replace("documents:\n", "outcome: told\ndocuments:\n"))
    register(site)
    for old, new in ROUNDED:
        edit(outcome, lambda text, old=old, new=new: text.replace(old, new))  # type: ignore[misc] # the defaults bind them
    register(site)
    edit(outcome, lambda text: text.replace("responses: 6 or more", "responses: 7"))
    assert len(found_in(site, "figures-published-again")) == 1


def test_figures_of_a_draft_are_not_recorded(site: Path) -> None:
    (site / "decisions/told.md").write_text(OUTCOME.replace("title:", "draft: true\ntitle:"), "utf-8")
    edit(site / ADVERT, lambda text: text.replace("documents:\n", "outcome: told\ndocuments:\n"))
    register(site)
    assert not (site / "register/decisions/told").exists()


def amended(site: Path, words: str, reason: str = "Suppliers asked.") -> None:
    """Adds an amendment with these words."""
    amendment = f"amendments:\n  - {{date: 2026-11-23, change: {words!r}, reason: {reason!r}}}\n"
    edit(site / ADVERT, lambda text: text.replace("documents:\n", f"{amendment}documents:\n"))


def test_a_document_that_is_swapped_under_its_name_is_a_silent_change(site: Path) -> None:
    place = site / "files/parks.csv"
    place.write_bytes(place.read_bytes() + b"A seventh park,1\n")
    (finding,) = found_in(site, "silent-change")
    assert finding.message.startswith("Attached files (parks.csv): it was a file with the hash ")
    amended(site, "Corrected a spelling.")
    assert len(found_in(site, "silent-change")) == 1
    edit(
        site / ADVERT,
        lambda text: text.replace("Corrected a spelling.", "The list of parks has a seventh park."),
    )
    assert found_in(site, "silent-change") == []


def test_a_document_that_comes_or_goes_is_no_silent_change(site: Path) -> None:
    (site / "files/more.csv").write_bytes(b"a,b\n")
    edit(site / ADVERT, lambda text: text.replace("file: parks.csv", "file: more.csv"))
    assert found_in(site, "silent-change") == []


def test_a_notice_recorded_before_files_were_is_compared_without_them(site: Path) -> None:
    (snapshot,) = (site / "register/benches").iterdir()
    old = json.loads(snapshot.read_bytes())
    assert list(old.pop("attachments")) == ["parks.csv"]
    snapshot.write_bytes(encoded({**old, "format": 1}))
    line = Line("SMT-2026-01", "benches", 1, "2026-11-23T09:00:00Z", digest(snapshot.read_bytes()), FIRST)
    (site / "register.jsonl").write_bytes(line.data + b"\n")
    shutil.rmtree(site / "register/decisions")
    shutil.rmtree(site / "register/objectives")
    content = read(site, datetime.fromisoformat("2026-11-23T09:00"), drafts=False).content
    assert content
    assert content.register
    new = additions(content, content.register, "2026-11-23T09:00:00Z")
    assert {version.line.collection for version in new} == {"decisions", "objectives"}
    place = site / "files/parks.csv"
    place.write_bytes(place.read_bytes() + b"A seventh park,1\n")
    assert found_in(site, "silent-change") == []
    edit(site / ADVERT, lambda text: text.replace("closes: 2026-12-11T12:00", "closes: 2026-12-18T12:00"))
    (finding,) = found_in(site, "silent-change")
    assert finding.message.startswith("Closing time")


@pytest.mark.parametrize(
    ("old", "new", "words", "is_told"),
    [
        ("12-11T12:00", "12-18T12:00", "Corrected a spelling.", False),
        ("12-11T12:00", "12-18T12:00", "Suppliers have one more week.", False),
        ("12-11T12:00", "12-18T12:00", "It now closes on Friday 18th December.", True),
        ("12-11T12:00", "12-18T12:00", "Closing moved to 2026-12-18.", True),
        ("12-11T12:00", "12-18T12:00", "Closing moved from the 11th to 18/12/2026.", True),
        ("12-11T12:00", "12-18T12:00", "Closing moved to 18 November 2026.", False),
        ("12-11T12:00", "12-18T17:00", "It now closes on 18 December 2026.", False),
        ("12-11T12:00", "12-18T17:00", "It now closes on 18 December 2026 at 5pm.", True),
        ("12-11T12:00", "12-11T10:00", "It now closes two hours earlier.", False),
        ("12-11T12:00", "12-11T10:00", "It now closes at 10:00 on the same day.", True),
        (
            "email: streets@example.org\ncontact",
            "email: parks@example.org\ncontact",
            "Another address.",
            False,
        ),
        (
            "email: streets@example.org\ncontact",
            "email: parks@example.org\ncontact",
            "Send it to parks@example.org.",
            True,
        ),
        (
            "What benches last for twenty years?",
            "What benches last for ten years?",
            "Corrected a spelling.",
            False,
        ),
        (
            "What benches last for twenty years?",
            "What benches last for ten years?",
            "The question: What benches last for ten years?",
            True,
        ),
        ("questions_close: 2026-12-04T17:00\n", "", "Corrected a spelling.", False),
        ("questions_close: 2026-12-04T17:00\n", "", "Questions may be asked until the end.", True),
    ],
)
def test_an_amendment_excuses_the_change_that_it_tells_and_no_other(
    site: Path, old: str, new: str, words: str, *, is_told: bool
) -> None:
    edit(site / ADVERT, lambda text: text.replace(old, new, 1))
    amended(site, words)
    assert (found_in(site, "silent-change") == []) is is_told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("closes: 2026-12-11T12:00", "closes: 2027-01-09T09:30"),
        (
            "  how: Send an email.",
            "  how: Send a letter, and not a short one, to the office that is named below.",
        ),
        ("email: streets@example.org\ncontact", "address: 1 High Street\ncontact"),
        ("What benches last for twenty years?", "What benches last for ten years?"),
        ("questions_close: 2026-12-04T17:00\n", ""),
        ("places:", "value:\n  minimum: 1234.5\n  maximum: 250000\nplaces:"),
    ],
)
def test_the_words_that_the_hint_gives_tell_every_change(site: Path, old: str, new: str) -> None:
    edit(site / ADVERT, lambda text: text.replace(old, new, 1))
    (finding,) = found_in(site, "silent-change")
    pasted = f"{finding.hint.partition(chr(10))[2]} It was a slip.\n"
    edit(site / ADVERT, lambda text: text.replace("documents:\n", f"{pasted}documents:\n"))
    while left := found_in(
        site, "silent-change"
    ):  # the first place of a field that is not told, then the next
        pasted = f"amendments:\n{left[0].hint.partition(chr(10))[2]} It was a slip.\n"
        edit(site / ADVERT, lambda text, pasted=pasted: text.replace("amendments:\n", pasted))  # type: ignore[misc]


def test_a_decision_and_objectives_that_are_gone_are_told_in_their_own_words(site: Path) -> None:
    register(site)
    (site / "objectives/streets-2026.yaml").unlink()
    edit(site / ADVERT, lambda text: text.replace("objectives: streets-2026\n", ""))
    findings = found_in(site, "vanished-notice")
    assert findings[0].message.startswith("The set of objectives “")
    assert "streets-2026.yaml" in findings[0].hint
