"""What is published of the register: the file, the snapshots, the list on a notice, a page for each version."""

import re
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from sitegen.build.pipeline import Request, build
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.model.register import digest
from sitegen.outputs.plain_text import plain_text
from sitegen.outputs.snapshots import field_changes, field_texts

NOW = "2026-11-23T11:00"
LONDON = ZoneInfo("Europe/London")


def made(content: Path, output: Path) -> dict[str, bytes]:
    result = build(
        Request(content, (SHIPPED,), output, datetime.fromisoformat(NOW), cache=output.parent / "kept")
    )
    assert {found.code for found in result.diagnostics} <= {"html-shown"}  # the mark that pages must escape
    return {
        path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()
    }


def update(content: Path) -> None:
    words = ["register", "update", "--content", str(content), "--now", NOW]
    assert CliRunner().invoke(main, words).exit_code == 0


def change(content: Path, old: str, new: str, name: str = "adverts/2026/bins.md") -> None:
    place = content / name
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def content(repository: Path, tmp_path: Path) -> Path:
    return shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")


@pytest.fixture
def twice(content: Path) -> Path:
    """A site with a notice in two versions."""
    update(content)
    change(content, "How could bins be emptied better?", "How could bins be emptied sooner? Tell us <b>.")
    update(content)
    return content


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_the_register_and_its_snapshots_are_published_as_they_are(twice: Path, tmp_path: Path) -> None:
    files = made(twice, tmp_path / "output")
    assert files["data/register.jsonl"] == (twice / "register.jsonl").read_bytes()
    for place in (twice / "register").rglob("*.json"):
        if place.name.endswith(".ocds.json"):
            package = files[f"adverts/{place.parent.name}/ocds.json"].replace(b"},\n", b"}\n")
            assert place.read_bytes() in package.splitlines(keepends=True)
        else:
            assert files[f"data/{place.relative_to(twice).as_posix()}"] == place.read_bytes()
    assert digest(files["data/register/bins/2.json"]).encode() in files["data/register.jsonl"]
    assert b'data/register.jsonl"' in files["data/index.html"]


def test_a_notice_lists_its_versions_with_links_once_there_are_two(content: Path, tmp_path: Path) -> None:
    update(content)
    once = made(content, tmp_path / "output")
    assert "Version 1, 23 November 2026 : First recorded" in words(once["adverts/bins/index.html"])
    assert not any("/versions/" in path for path in once)
    change(content, "better?", "sooner?")
    update(content)
    both = made(content, tmp_path / "output")
    assert "Version 2 , 23 November 2026 : Other words or details" in words(both["adverts/bins/index.html"])
    assert b'adverts/bins/versions/1/"' in both["adverts/bins/index.html"]


def test_the_list_names_what_kind_of_change_each_version_was(content: Path, tmp_path: Path) -> None:
    update(content)
    change(content, "better?", "sooner?")
    change(
        content,
        "amendments:\n",
        "amendments:\n  - {date: 2026-11-23, change: Sooner matters more., reason: Asked for.}\n",
    )
    update(content)
    change(
        content,
        "amendments:",
        "withdrawn: {date: 2026-11-23, reason: There is no money for it.}\namendments:",
    )
    update(content)
    change(content, "sooner?", "soonest?")
    update(content)
    page = words(made(content, tmp_path / "output")["adverts/bins/index.html"])
    kinds = re.findall(r"Version \d , 23 November 2026 : ([A-Z][a-z ]+?) (?=Version|[A-Z])", page)
    assert kinds == ["Other words or details", "Withdrawn", "Changed with a reason", "First recorded"]


def test_an_earlier_version_says_so_and_leads_to_the_notice(twice: Path, tmp_path: Path) -> None:
    files = made(twice, tmp_path / "output")
    first, second = (files[f"adverts/bins/versions/{number}/index.html"] for number in (1, 2))
    assert "This is an earlier version," in words(first)
    assert "How could bins be emptied better?" in words(first)
    assert "This is an earlier version" not in words(second)
    for page in (first, second):
        assert b'<meta name="robots" content="noindex">' in page
        assert re.search(rb'rel="canonical" href="[^"]*/adverts/bins/"', page)
    assert not any(b"/versions/" in data for path, data in files.items() if path.startswith("sitemap"))


def test_what_changed_is_marked_in_words_as_well_as_by_element(twice: Path, tmp_path: Path) -> None:
    page = made(twice, tmp_path / "output")["adverts/bins/versions/2/index.html"].decode()
    assert (
        'How could bins be emptied <del><span class="spoken">taken out: </span>better?</del> '
        '<ins><span class="spoken">put in: </span>sooner?' in page
    )
    assert "Changed since version 1: Summary." in words(page.encode())


def test_the_first_version_has_nothing_marked(twice: Path, tmp_path: Path) -> None:
    page = made(twice, tmp_path / "output")["adverts/bins/versions/1/index.html"]
    assert b"<ins>" not in page
    assert b"<del>" not in page


def test_a_version_has_the_design_of_the_notice_and_its_source_behind_a_link(
    twice: Path, tmp_path: Path
) -> None:
    files = made(twice, tmp_path / "output")
    first = files["adverts/bins/versions/1/index.html"].decode()
    for part in (
        '<section class="facts">',
        'id="respond"',
        'id="timetable"',
        "<title>Version 1: Emptying bins",
    ):
        assert part in first
    assert 'href="../../../../data/register/bins/1.json"' in first
    assert 'id="versions"' not in first
    assert "application/ld+json" not in first


def test_a_version_shows_its_own_time_not_what_came_after(content: Path, tmp_path: Path) -> None:
    """What the notice said of other records is as it was: an outcome of later is not there yet."""
    update(content)
    change(content, "better?", "sooner?")
    change(
        content,
        "amendments:",
        "withdrawn: {date: 2026-11-23, reason: There is no money for it.}\namendments:",
    )
    update(content)
    files = made(content, tmp_path / "output")
    assert "Withdrawn" not in words(
        files["adverts/bins/versions/1/index.html"].split(b"<main")[1].split(b"</aside>")[1]
    )
    second = words(files["adverts/bins/versions/2/index.html"])
    assert "put in: There is no money for it." in second


def test_what_an_old_version_leads_to_is_there_or_is_no_link(content: Path, tmp_path: Path) -> None:
    body = "See [the intent](/pages/intent/), [a list](/files/nobody.txt) and [home](/)."
    (content / "adverts/2026/bins.md").write_text(
        (content / "adverts/2026/bins.md").read_text("utf-8").rstrip() + f"\n\n{body}\n", "utf-8"
    )
    update(content)
    change(content, body, "See nothing.")
    update(content)
    page = made(content, tmp_path / "output")["adverts/bins/versions/1/index.html"].decode()
    assert 'See the intent, a list and <a href="../../../../">home</a>.' in page


def test_a_snapshot_that_todays_fields_cannot_hold_is_shown_in_words(content: Path, tmp_path: Path) -> None:
    update(content)
    change(content, "better?", "sooner?")
    update(content)
    found = made(content, tmp_path / "output")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sitegen.build.pipeline.restored", lambda *_: None)
        shutil.rmtree(tmp_path / "kept", ignore_errors=True)
        again = made(content, tmp_path / "output")
    assert again["adverts/bins/index.html"] == found["adverts/bins/index.html"]
    page = again["adverts/bins/versions/2/index.html"].decode()
    assert "can no longer show as a page" in page
    assert "<strong>Removed:</strong> <del>How could bins be emptied better?</del>" in page
    assert "<strong>Added:</strong> <ins>How could bins be emptied sooner?</ins>" in page


def test_only_the_sentences_that_differ_are_told() -> None:
    old, new = {"body": "One. Two. Three."}, {"body": "One. Four. Three."}
    (found,) = field_changes(old, new, LONDON)
    assert (found.removed, found.added) == (("Two.",), ("Four.",))


def test_amounts_are_told_as_the_notice_tells_them() -> None:
    old = {"value": {"currency": "GBP", "maximum": "2400000", "includes_vat": False}}
    new = {"value": {"currency": "EUR", "maximum": "2600000.50", "includes_vat": True}}
    (found,) = field_changes(old, new, LONDON)
    assert found.removed == ("Maximum: £2,400,000", "Includes VAT: No")
    assert found.added == ("Maximum: €2,600,000.50", "Includes VAT: Yes")
    (odd,) = field_texts({"value": {"currency": "GBP", "maximum": "a lot"}}, LONDON)
    assert odd.texts == ("Maximum: a lot",)


def test_a_change_says_which_of_several_it_is_of_unless_that_is_new_too() -> None:
    walk = {"place": "Riverside Park", "starts": "2026-12-02T13:30:00Z", "title": "Walk"}
    briefing = {"place": "Online", "title": "Briefing"}
    (found,) = field_changes(
        {"events": [walk, briefing]}, {"events": [{**walk, "place": "Town Hall"}, briefing]}, LONDON
    )
    assert found.removed == ("“Walk” – Place: Riverside Park",)
    assert found.added == ("“Walk” – Place: Town Hall",)
    (new,) = field_changes({"events": [walk]}, {"events": [walk, briefing]}, LONDON)
    assert new.added == ("Title: Briefing", "Place: Online")


def test_parts_come_in_the_order_in_which_people_ask_for_them() -> None:
    question = {"answer": "Yes.", "answered": "2026-11-09", "asked": "2026-11-05", "question": "Trees?"}
    (found,) = field_texts({"clarifications": [question]}, LONDON)
    assert found.texts == (
        "Question: Trees?",
        "Asked: 5 November 2026",
        "Answered: 9 November 2026",
        "Answer: Yes.",
    )


def test_lines_that_an_editor_broke_are_whole_and_those_of_markdown_stay() -> None:
    body = "## Now\nA line that was\nbroken, 3\nof 5.\n- One\n- Two\n\n| a |\n|---|\n\n::: note\nCall\nus.\n:::\n"
    (found,) = field_texts({"body": body}, LONDON)
    lines = ("## Now", "A line that was broken, 3 of 5.", "- One", "- Two", "| a |", "|---|")
    assert found.texts == (*lines, "::: note", "Call us.", ":::")
    assert field_changes({"body": "One line."}, {"body": "One\nline."}, LONDON) == ()


def test_marks_of_markdown_are_told_in_words() -> None:
    before = {"title": "Bins", "body": "Words stay."}
    rows = "| Part | When |\n|:--|---|\n| Bins. All of them | **May** |"
    now = {"title": "Bins", "body": f"Words stay.\n\n## What we seek\n\n- [Plans](/files/a.pdf)\n\n{rows}"}
    (found,) = field_changes(before, now, LONDON)
    assert found.removed == ()
    assert found.added == (
        "Heading: What we seek",
        "Plans (/files/a.pdf)",
        "Row: Part; When",
        "Row: Bins. All of them; May",
    )


def test_a_change_of_marks_alone_is_told_as_written() -> None:
    (found,) = field_changes({"body": "We need **all** bins."}, {"body": "We need all bins."}, LONDON)
    assert (found.removed, found.added) == (("We need **all** bins.",), ("We need all bins.",))
    (found,) = field_changes({"body": "**All** bins. *One*."}, {"body": "All bins. *Two*."}, LONDON)
    assert (found.removed, found.added) == (("**All** bins.", "One."), ("All bins.", "Two."))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("> As the law says", "Quotation: As the law says"),
        (":   What suppliers are sent", "What suppliers are sent"),
        ("1. First", "1. First"),
        ("Say `ABC`, *now* and __then__", "Say ABC, now and then"),
        ("5 * 3 * 2 and a_b_c, 2*3*4", "5 * 3 * 2 and a_b_c, 2*3*4"),
        ("#5 is no heading", "#5 is no heading"),
        ('![A plan](</a.png> "Plan")', "A plan (/a.png)"),
        ("-5 degrees – or less", "-5 degrees – or less"),
        ("::: note", "Box: note"),
        (":::", ""),
        ("* * *", ""),
        ("| :-- | --: |", ""),
    ],
)
def test_a_line_is_read_as_somebody_would_say_it(line: str, words: str) -> None:
    assert plain_text(line) == words


def test_a_site_without_a_register_says_nothing_of_versions(content: Path, tmp_path: Path) -> None:
    files = made(content, tmp_path / "output")
    assert not any("register" in path or "versions" in path for path in files)
    assert b"versions" not in files["adverts/bins/index.html"]
    assert b"register of versions" not in files["data/index.html"].lower()


def test_a_build_with_what_was_kept_shows_a_version_that_has_come_since(twice: Path, tmp_path: Path) -> None:
    made(twice, tmp_path / "output")
    change(twice, "sooner?", "at once?")
    update(twice)
    warm = made(twice, tmp_path / "output")
    fresh = build(Request(twice, (SHIPPED,), tmp_path / "fresh", datetime.fromisoformat(NOW)))
    assert {found.code for found in fresh.diagnostics} <= {"html-shown"}
    assert b'adverts/bins/versions/3/"' in warm["adverts/bins/index.html"]
    for path, data in warm.items():
        if not path.startswith(".sitegen"):
            assert (tmp_path / "fresh" / path).read_bytes() == data


def test_the_snapshots_of_a_notice_that_moved_stay_published(twice: Path, tmp_path: Path) -> None:
    (twice / "adverts/2026/bins.md").rename(twice / "adverts/2026/baskets.md")
    for place in (twice / "decisions/bins-report.md", twice / "site.yaml"):
        place.write_text(place.read_text("utf-8").replace("/adverts/bins/", "/adverts/baskets/"), "utf-8")
    settings = twice / "site.yaml"
    moved = "redirects:\n  - {from: /adverts/bins/, to: /adverts/baskets/}\n"
    settings.write_text(settings.read_text("utf-8").replace("redirects:\n", moved), "utf-8")
    files = made(twice, tmp_path / "output")
    assert {"data/register/bins/1.json", "data/register/bins/2.json"} <= files.keys()


@pytest.mark.parametrize(("hour", "lines"), [(10, 0), (11, 5)])
def test_a_build_as_of_an_earlier_moment_holds_only_until_a_version_comes(
    twice: Path, tmp_path: Path, hour: int, lines: int
) -> None:
    """Else a build after it, which finds the same files, would be answered without the version."""
    now, came = (datetime.fromisoformat(f"2026-11-23T{at}:00+00:00") for at in (hour, 11))
    result = build(Request(twice, (SHIPPED,), tmp_path / "output", now))
    assert (tmp_path / "output/data/register.jsonl").read_bytes().count(b"\n") == lines
    assert result.holds
    since, until = result.holds
    assert since <= now < until
    assert (until <= came) == (now < came)


def test_what_was_decided_and_what_scored_get_versions_with_pages(content: Path, tmp_path: Path) -> None:
    update(content)
    decided = "decided: {date: 2026-09-10, minute: '12'}"
    change(content, "decided: {date: 2026-09-10}", decided, "decisions/bins-report.md")
    change(content, "a: 3", "a: 2", "objectives/bins.yaml")
    update(content)
    files = made(content, tmp_path / "output")
    decision = words(files["decisions/bins-report/index.html"])
    assert re.search(r"Version 2 , 23 November 2026 : What was decided", decision)
    assert "Objectives, weights or scores" in words(files["objectives/bins/index.html"])
    page = words(files["objectives/bins/versions/2/index.html"])
    assert "Contract models" in page
    assert "Read the set of objectives" in page
    assert "data/register/objectives/bins/2.json" in files
