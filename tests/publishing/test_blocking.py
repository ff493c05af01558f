"""What stops a publication: errors, and warnings in what it makes public or changes; nothing that time or a draft brings."""

from pathlib import Path

import pytest

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.publishing.blocking import blocking_findings
from tests.publishing.conftest import ADVERT, Desk

LATER = "2026-11-23T11:30"


def add(desk: Desk, name: str, closes: str = "2026-12-23T12:00", more: str = "") -> Path:
    """Another notice."""
    text = (desk.folder / ADVERT).read_text("utf-8").replace("../../decisions", "../decisions")
    text = text.replace('"0123"', f'"{name}"').replace("closes: 2026-11-23T12:00", f"closes: {closes}{more}")
    file = desk.folder / f"content/adverts/{name}.md"
    file.write_text(text, "utf-8")
    return file


def commit(desk: Desk) -> None:
    desk.git("add", "content")
    desk.git("commit", "--quiet", "--message", "Work")


@pytest.fixture(params=["in git", "without git"])
def known(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """A desk whose site is in git, or not."""
    if request.param == "in git":
        desk.git("init", "--quiet")
        commit(desk)
    return desk


def keep(desk: Desk) -> None:
    """Commits, where there is git."""
    if (desk.folder / ".git").exists():
        commit(desk)


def test_a_warning_in_what_is_new_stops_and_the_way_through_is_named(known: Desk) -> None:
    add(known, "new", closes="2026-12-20T12:00")
    keep(known)
    refused = known.publish("./www")
    assert refused.exit_code == 1
    assert "warning[closes-on-day-off]" in refused.output
    assert "or add --allow-warnings. Nothing was published." in refused.output
    assert "--strict" not in refused.output
    assert not (known.folder / "www").exists()
    assert known.publish("./www", "--allow-warnings").exit_code == 0


def test_a_warning_that_is_live_stops_nobody_else(known: Desk) -> None:
    add(known, "old", closes="2026-12-20T12:00")
    keep(known)
    assert known.publish("./www", "--allow-warnings").exit_code == 0
    add(known, "new")
    keep(known)
    done = known.publish("./www", now=LATER)
    assert done.exit_code == 0, done.output
    assert "warning[closes-on-day-off]" in done.output
    assert (known.folder / "www/current/adverts/new/index.html").exists()


def test_it_stops_again_once_its_file_is_changed(known: Desk) -> None:
    old = add(known, "old", closes="2026-12-20T12:00")
    keep(known)
    assert known.publish("./www", "--allow-warnings").exit_code == 0
    old.write_text(old.read_text("utf-8") + "\nOne more word.\n", "utf-8")
    keep(known)
    assert known.publish("./www", now=LATER).exit_code == 1


def test_a_closing_time_is_published_whatever_was_let_through(known: Desk) -> None:
    """The page changes, and its file does not."""
    add(known, "old", closes="2026-12-20T12:00")
    keep(known)
    assert known.publish("./www", "--allow-warnings").exit_code == 0
    done = known.publish("./www", now="2026-12-20T12:00")
    assert done.exit_code == 0, done.output
    assert "Closed" in (known.folder / "www/current/adverts/old/index.html").read_text("utf-8")


def test_an_error_stops_wherever_it_is_and_cannot_be_allowed(known: Desk) -> None:
    assert known.publish("./www").exit_code == 0
    known.edit("content/pages/intent.md", "\n---\n", "\n---\n\n[Gone](/pages/gone/)\n")
    keep(known)
    refused = known.publish("./www", "--allow-warnings", now=LATER)
    assert (refused.exit_code, "Nothing was published." in refused.output) == (1, True)


def test_years_of_neglect_stop_no_publication(known: Desk) -> None:
    assert known.publish("./www").exit_code == 0
    done = known.publish("./www", now="2031-05-05T09:00")
    assert done.exit_code == 0, done.output
    assert "warning[old-accessibility-review]" in done.output


def test_a_notice_of_a_later_day_with_a_fault_stops_no_publication_today(known: Desk) -> None:
    add(known, "next", more="\ncolour: red")
    known.edit("content/adverts/next.md", "published: 2026-10-01", "published: 2026-12-07")
    keep(known)
    done = known.publish("./www")
    assert done.exit_code == 0, done.output
    assert "content/adverts/next.md is to be public from 7 December 2026: " in done.output


def test_without_git_and_without_a_receipt_every_file_counts_as_new(desk: Desk) -> None:
    add(desk, "old", closes="2026-12-20T12:00")
    assert desk.publish("./www", "--allow-warnings").exit_code == 0
    for receipt in desk.folder.glob(".sitegen/receipts/*"):
        receipt.unlink()
    assert desk.publish("./www", now=LATER).exit_code == 1


def finding(severity: Severity, gate: Gate = Gate.SEVERITY, *, draft: bool = False) -> Diagnostic:
    return Diagnostic("code", severity, "M", "a.md", gate=gate, draft=draft)


@pytest.mark.parametrize(
    ("found", "in_changed", "allowed", "in_live"),
    [
        (finding(Severity.ERROR), True, True, True),
        (finding(Severity.WARNING), True, False, False),
        (finding(Severity.WARNING, Gate.PUBLICATION), True, True, False),
        (finding(Severity.ERROR, Gate.NONE), False, False, False),
        (finding(Severity.ERROR, draft=True), False, False, False),
        (finding(Severity.WARNING, Gate.PUBLICATION, draft=True), False, False, False),
        (finding(Severity.ADVICE), False, False, False),
        (finding(Severity.ADVICE, Gate.PUBLICATION), False, False, False),
    ],
)
def test_which_finding_stops_where(
    found: Diagnostic, *, in_changed: bool, allowed: bool, in_live: bool
) -> None:
    """In a changed file; there with --allow-warnings; in a file that is live as it is."""
    told = (
        blocking_findings([found], lambda _: True, allow_warnings=False),
        blocking_findings([found], lambda _: True, allow_warnings=True),
        blocking_findings([found], lambda _: False, allow_warnings=False),
    )
    assert tuple(map(bool, told)) == (in_changed, allowed, in_live)
