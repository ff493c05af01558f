"""What is wrong in a file that the public does not see stops nothing, is told all the same, and gets nowhere."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main

NOW = "2026-11-23T11:00"
FIELDS = """title: Secretly broken
summary: A notice that nobody may read yet.
reference: "{reference}"
kind: soft-market-test
published: {published}
closes: {closes}
respond: {{how: Write to us., email: bins@example.org}}
contact: {{role: Streets manager}}
{more}
"""


@pytest.fixture(autouse=True)
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site, in the current folder."""
    shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, now: str = NOW) -> Result:
    return CliRunner().invoke(main, [*arguments, "--now", now])


def notice(
    site: Path,
    more: str = "draft: true",
    *,
    name: str = "hidden",
    published: str = "2026-10-01",
    closes: str = "2026-12-23T12:00",
    reference: str = "H-1",
) -> Path:
    """A file with a notice; without `more` it is public."""
    file = site / f"content/adverts/{name}.md"
    fields = FIELDS.format(reference=reference, published=published, closes=closes, more=more)
    file.write_text(f"---\n{fields}---\n\nWe wonder about lamps.\n", "utf-8")
    return file


def edit(site: Path, name: str, old: str, new: str) -> None:
    file = site / "content" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def hides(site: Path, words: str) -> bool:
    files = [file for file in (site / "output").rglob("*") if file.is_file()]
    assert files
    return all(words.encode() not in file.read_bytes() for file in files)


BROKEN = {
    "a misspelt word": "kind: soft-market-tset\ndraft: true",
    "a wrong day": "draft: yes\nevents: [{title: Visit, starts: 2026-02-31T10:00}]",
    "an unknown field": "draft: true\ncolour: red",
    "a field given twice": "draft: true\nkind: planned-procurement",
    "a missing record": "draft: true\ndecision: no-such-decision",
    "a link to nowhere": "draft: true\nquestions: ['What of [this](/pages/nowhere/)?']",
    "a missing file": "draft: true\ndocuments: [{title: Map, file: no-such.pdf}]",
    "a reference that is taken": "draft: true",
}


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_a_fault_in_a_draft_stops_no_build_and_is_told(
    site: Path, fault: str, strict: tuple[str, ...]
) -> None:
    # The name comes before that of the public notice with this reference, and so in the order of files.
    notice(site, BROKEN[fault], name="a-hidden", reference="0123" if "taken" in fault else "H-1")
    result = run("build", *strict)
    assert result.exit_code == 0, result.stderr
    assert "content/adverts/a-hidden.md is a draft: " in result.stderr
    assert "to do before it can be public." in result.stderr
    assert "error[" in result.stderr
    assert "1 error" not in result.stderr.splitlines()[-1]
    assert hides(site, "Secretly broken")
    assert (site / "output/adverts/bins/index.html").exists()


def test_it_stops_no_publication_either(site: Path) -> None:
    notice(site, BROKEN["a misspelt word"])
    result = run("publish", str(site / "www"))
    assert result.exit_code == 0, result.output
    assert "is a draft: 1 thing to do before it can be public" in result.output
    assert (site / "www/current/adverts/bins/index.html").exists()


def test_a_warning_in_a_draft_stops_no_strict_build(site: Path) -> None:
    notice(site, "draft: true", closes="2026-10-03T12:00")
    result = run("build", "--strict")
    assert (result.exit_code, "warning[short-response]" in result.stderr) == (0, True)


def test_in_a_build_with_drafts_their_faults_count(site: Path) -> None:
    notice(site, BROKEN["a missing record"])
    assert run("check", "--drafts").exit_code == 1


# What is public and leads to a draft


LEADING = {
    "a link": ("pages/intent.md", "\n---\n", "\n---\n\nSee [this](/adverts/hidden/).\n"),
    "a redirect": ("site.yaml", "redirects:\n", "redirects:\n  - {from: /new/, to: /adverts/hidden/}\n"),
}


@pytest.mark.parametrize("lead", LEADING)
@pytest.mark.parametrize("fault", ["draft: true", "draft: true\ncolour: red"])
def test_what_leads_readers_to_a_draft_stops_a_build_though_the_draft_cannot_be_read(
    site: Path, lead: str, fault: str
) -> None:
    notice(site, fault)
    edit(site, *LEADING[lead])
    result = run("build")
    assert result.exit_code != 0
    assert "/adverts/hidden/ is not public yet" in result.stderr


@pytest.mark.parametrize("fault", ["draft: true", "draft: true\ncolour: red"])
def test_so_does_an_outcome_whose_advert_is_a_draft(site: Path, fault: str) -> None:
    notice(site, fault)
    (site / "content/decisions/found.md").write_text(
        "---\ntitle: What we found\nkind: outcome\nmeeting: {body: Cabinet, date: 2026-11-01}\n"
        "engagement: {advert: hidden, responses: 12}\n---\n\nMuch.\n",
        "utf-8",
    )
    result = run("build")
    assert (
        result.exit_code,
        "This outcome is public, but its advert, “hidden”, is not" in result.stderr,
    ) == (1, True)


@pytest.mark.parametrize("fault", ["draft: true", "draft: true\ncolour: red"])
def test_what_only_names_a_draft_is_published_without_it(site: Path, fault: str) -> None:
    (site / "content/decisions/hidden-report.md").write_text(
        f"---\ntitle: Secretly broken\nmeeting: {{body: Cabinet, date: 2026-09-01}}\n{fault}\n---\n\nMuch.\n",
        "utf-8",
    )
    edit(
        site,
        "adverts/2026/bins.md",
        "decision: bins-report\nauthorised_by: ii.a\n",
        "decision: hidden-report\n",
    )
    result = run("build")
    assert result.exit_code == 0, result.stderr
    assert hides(site, "hidden-report")


def test_what_is_wrong_between_a_public_notice_and_a_draft_is_a_warning_that_stops_nothing(
    site: Path,
) -> None:
    """The outcome is still being written: nobody has said yet that it is one."""
    (site / "content/decisions/found.md").write_text(
        "---\ntitle: What we found\ndraft: true\nmeeting: {body: Cabinet, date: 2026-11-20}\n---\n\nMuch.\n",
        "utf-8",
    )
    edit(site, "adverts/2026/bins.md", "closes:", "outcome: found\ncloses:")
    result = run("build", "--strict")
    assert result.exit_code == 0, result.stderr
    assert "warning[wrong-outcome]: “found” is not an outcome" in result.stderr
    edit(site, "decisions/found.md", "draft: true\n", "")
    assert run("build").exit_code == 1


# What must stop all the same


def test_a_file_that_does_not_say_that_it_is_a_draft_in_words_that_can_be_read_is_public(site: Path) -> None:
    for more in ("draft: ture", "draft: [true]", 'draft: true\n  "'):
        notice(site, more)
        result = run("build")
        assert (result.exit_code, "is a draft" in result.stderr) == (1, False)


@pytest.mark.parametrize(
    "fault", ["draft: true", "draft: true\ncolour: red", "draft: true\nclarifications: [x"]
)
def test_a_published_notice_that_becomes_a_broken_draft_does_not_vanish(site: Path, fault: str) -> None:
    file = notice(site, "# public")
    assert run("register", "update").exit_code == 0
    text = file.read_text("utf-8")
    file.write_text(text.replace("# public", fault), "utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert "1 error" in result.stderr


# Notices of a later day


def test_a_fault_in_a_notice_of_next_month_stops_nothing_today_and_names_the_day(site: Path) -> None:
    notice(site, "colour: red", published="2026-12-07")
    result = run("build", "--strict")
    assert result.exit_code == 0, result.stderr
    line = "content/adverts/hidden.md is to be public from 7 December 2026: 1 thing to do before then."
    assert line in result.stderr
    assert hides(site, "Secretly broken")


def test_links_of_a_later_notice_are_looked_at_for_its_own_day(site: Path) -> None:
    link = "questions: ['What of [this](/adverts/other/)?']"
    notice(site, link, published="2026-12-07")
    for day, wrong in (("2026-12-07", False), ("2026-12-08", True)):
        notice(site, "# ready", name="other", reference="H-2", published=day)
        result = run("check")
        assert (result.exit_code, "error[link-to-hidden]" in result.stderr) == (0, wrong)


# What programs are told


def test_reports_for_programs_mark_what_is_in_a_draft(site: Path) -> None:
    notice(site, "draft: true\ncolour: red")
    notice(site, "colour: red", name="later-still", reference="H-2", published="2026-12-07")
    told = json.loads(run("check", "--format", "json").stdout)
    marks = {found["path"]: (found["draft"], found["public_from"]) for found in told["findings"]}
    assert marks["content/adverts/hidden.md"] == (True, None)
    assert marks["content/adverts/later-still.md"] == (True, "2026-12-07")
    assert "::error" not in run("check", "--format", "github").stdout
    assert "::warning file=content/adverts/hidden.md" in run("check", "--format", "github").stdout
    assert '"level": "error"' not in run("check", "--format", "sarif").stdout.partition('"results"')[2]
    assert 'failures="0"' in run("check", "--format", "junit").stdout


# The day itself


def test_on_its_day_a_notice_with_a_fault_is_left_out_and_all_else_goes_out(site: Path) -> None:
    notice(site, "colour: red", published="2026-12-07")
    assert run("build").exit_code == 0
    notice(site, "# ready", name="other", reference="H-2", published="2026-12-01")
    result = run("build", now="2026-12-07T09:00")
    assert result.exit_code == 0, result.stderr
    assert "NOT PUBLISHED: content/adverts/hidden.md was to be public from 7 December 2026." in result.stderr
    assert "error[held-back]" in result.stderr
    assert (site / "output/adverts/other/index.html").exists()
    assert not (site / "output/adverts/hidden").exists()
    file = site / "content/adverts/hidden.md"
    file.write_text(file.read_text("utf-8").replace("colour: red\n", ""), "utf-8")
    assert run("build", now="2026-12-07T09:05").exit_code == 0
    assert (site / "output/adverts/hidden/index.html").exists()


def test_a_fault_that_somebody_writes_on_the_day_stops_the_build(site: Path) -> None:
    assert run("build").exit_code == 0
    notice(site, "colour: red", published="2026-12-07")
    assert run("build", now="2026-12-07T09:00").exit_code == 1


def test_what_was_public_is_never_left_out(site: Path) -> None:
    """Its fault comes from another file: the report that it rests on has gone."""
    notice(site, "decision: bins-report", published="2026-11-20")
    assert run("build").exit_code == 0
    (site / "content/decisions/bins-report.md").rename(site / "content/decisions/other-report.md")
    result = run("build")
    assert (result.exit_code, "held-back" in result.stderr) == (1, False)
    assert (site / "output/adverts/hidden/index.html").exists()


def test_so_it_is_in_a_publication_which_says_so_by_its_exit_code(site: Path) -> None:
    notice(site, "colour: red", published="2026-12-07")
    assert run("publish", "./www").exit_code == 0
    shutil.rmtree(site / "output")
    result = run("publish", "./www", now="2026-12-07T09:00")
    assert result.exit_code == 4, result.output
    assert "NOT PUBLISHED: content/adverts/hidden.md" in result.output
    assert "Closed" in (site / "www/current/adverts/bins/index.html").read_text("utf-8")
    assert not (site / "www/current/adverts/hidden").exists()


def test_words_that_were_to_be_replaced_hold_a_notice_back_on_its_day(site: Path) -> None:
    file = notice(site, "# ready", published="2026-12-07")
    file.write_text(file.read_text("utf-8").replace("about lamps.", "about [insert what]."), "utf-8")
    assert run("publish", "./www").exit_code == 0
    result = run("publish", "./www", now="2026-12-07T09:00")
    assert result.exit_code == 4, result.output
    assert "NOT PUBLISHED: content/adverts/hidden.md" in result.output
