"""A month in which what was decided, counted and published is put to the test, step by step, by the program itself."""

import json
import re
import shutil
from contextlib import chdir
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from sitegen.reading.register import read_register

REPORT = """\
---
title: Parks after 2028
reference: CAB/2026/61
initiative: greener-streets
meeting: {body: Cabinet, date: 2026-12-08}
published: 2026-12-01
recommendations:
  - text: Test the market for the care of parks, and report by May 2027.
  - text: Extend the present contract by one year.
status: proposed
---

The present contract ends in March 2028.
"""
ADVERT = """\
---
title: The care of parks after 2028
summary: We ask how the parks of the borough could be looked after from April 2028.
reference: SMT-2026-61
kind: soft-market-test
initiative: greener-streets
decision: parks-2026
authorised_by: i
published: 2026-12-09
closes: 2027-01-29T12:00
questions: [How would you look after the parks?]
respond: {how: Send us an email., email: parks@example.org}
contact: {role: Parks commissioning officer, email: parks@example.org}
---

We will read every answer and report to Cabinet in July 2027.
"""


@pytest.fixture
def site(tmp_path: Path, repository: Path) -> Path:
    """A copy of the worked example, recorded as it is."""
    shutil.copytree(repository / "content", tmp_path / "content")
    with chdir(tmp_path):
        assert run("register", "update", now="2026-11-30T09:00").exit_code == 0
    return tmp_path


def run(*words: str, now: str) -> Result:
    return CliRunner().invoke(main, [*words, "--now", now])


def built(site: Path, page: str, now: str) -> str:
    """The words of a page of the site as it is built at this time."""
    with chdir(site):
        result = run("build", "--quiet", now=now)
    assert result.exit_code == 0, result.stderr
    found = (site / "output" / page / "index.html").read_text("utf-8")
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[found.index("<main") :])))


def refused(site: Path, now: str) -> list[str]:
    """The codes of the errors for which a build puts nothing in place."""
    with chdir(site):
        result = run("build", "--quiet", now=now)
    assert result.exit_code == 1, result.stderr
    return re.findall(r"^error\[([\w-]+)\]", result.stderr, re.MULTILINE)


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def record(site: Path, now: str) -> None:
    with chdir(site):
        assert run("register", "update", now=now).exit_code == 0


def test_a_recommendation_is_amended_at_the_meeting_and_a_call_in_overturns_it(site: Path) -> None:
    report, advert = site / "content/decisions/parks-2026.md", site / "content/adverts/2026/parks-2026.md"
    report.write_text(REPORT, "utf-8")
    proposed = built(site, "decisions/parks-2026", "2026-12-01T09:00")
    assert "Proposed" in proposed
    assert "Agreed" not in proposed
    record(site, "2026-12-01T09:00")

    edit(
        report,
        (
            "report by May 2027.",
            "report by May 2027.\n    resolved: amended\n    agreed: Test the market, and report by July 2027.",
        ),
        ("one year.", "one year.\n    resolved: lost"),
        (
            "status: proposed",
            "status: approved-with-changes\ndecided: {date: 2026-12-08, effective_from: 2026-12-17, call_in_ends: 2026-12-16}",
        ),
    )
    agreed = built(site, "decisions/parks-2026", "2026-12-09T09:00")
    assert "Recommended" in agreed
    assert "put in: July" in agreed
    assert "Not agreed" in agreed
    assert "In effect from Thursday 17 December 2026" in agreed
    record(site, "2026-12-09T09:00")

    advert.write_text(ADVERT, "utf-8")
    assert "(i), as amended" in built(site, "adverts/parks-2026", "2026-12-09T09:00")

    edit(report, ("decided:", "called_in: {date: 2026-12-15, by: Scrutiny committee}\ndecided:"))
    assert refused(site, "2026-12-15T09:00") == ["unapproved-authority"]
    edit(report, ("by: Scrutiny committee", "by: Scrutiny committee, result: overturned"))
    advert.unlink()
    overturned = built(site, "decisions/parks-2026", "2026-12-18T09:00")
    assert "Overturned" in overturned
    assert "In effect from" not in overturned
    record(site, "2026-12-18T09:00")
    register, _ = read_register(site / "content")
    assert register
    assert [line.version for line in register.lines if line.id == "parks-2026"] == [1, 2, 3]


def test_the_figures_of_an_outcome_are_public_once(site: Path) -> None:
    outcome = site / "content/decisions/leisure-market-outcome-2026.md"
    edit(outcome, ("b: {answered: 11", "b: {answered: 12"))
    assert refused(site, "2026-12-01T09:00") == ["figures-published-again"]
    edit(outcome, ("b: {answered: 12", "b: {answered: 11"))
    assert "Answers" in built(site, "decisions/leisure-market-outcome-2026", "2026-12-01T09:00")


def test_a_swapped_document_and_a_rewritten_register_are_found(site: Path) -> None:
    advert = site / "content/adverts/2026/grounds-maintenance-2026.md"
    edit(
        advert,
        (
            "\namendments:\n",
            "\namendments:\n  - date: 2026-12-01\n    change: Two words of the summary.\n    reason: They were not clear.\n",
        ),
    )
    record(site, "2026-12-01T09:00")
    document = site / "content/files/grounds-maintenance-sites.csv"
    document.write_bytes(document.read_bytes() + b"One more site,1\n")
    assert refused(site, "2026-12-02T09:00") == ["silent-change"]

    register, _ = read_register(site / "content")
    assert register
    noted = register.head
    document.write_bytes(document.read_bytes().removesuffix(b"One more site,1\n"))
    previous, lines = "0" * 64, list[bytes]()
    for raw in (site / "content/register.jsonl").read_bytes().splitlines():
        line = {**json.loads(raw), "previous": previous}
        if not lines:
            first = site / f"content/register/{line['id']}/1.json"
            first.write_bytes(first.read_bytes().replace(b"the", b"those", 1))
            line["hash"] = sha256(first.read_bytes()).hexdigest()
        lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode())
        previous = sha256(lines[-1]).hexdigest()
    (site / "content/register.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    with chdir(site):
        assert run("register", "verify", now="2026-12-02T09:00").exit_code == 0, (
            "a chain alone shows no rewriting"
        )
        assert run("register", "verify", "--head", noted, now="2026-12-02T09:00").exit_code == 4
