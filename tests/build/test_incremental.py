"""A build after changes makes what a build from nothing would make, and does no more work for it than the changes ask."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import check
from sitegen.build.given import search_of
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.diagnostics import Diagnostic
from sitegen.memo import processes
from sitegen.memo.store import NAME
from sitegen.model import change_pages
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.kinds import Known
from sitegen.model.outline import Outline, outline
from sitegen.model.record import Key, Part
from sitegen.model.site import Site, index
from sitegen.outputs import calendars, feeds, html
from sitegen.outputs import news as news_module
from sitegen.outputs.html import changes as changes_pages
from sitegen.outputs.html import home
from sitegen.outputs.html.chrome import chrome
from sitegen.outputs.output import Output
from sitegen.outputs.plan import BESIDE
from sitegen.reading.assets import read_assets
from sitegen.reading.content import read, read_one
from sitegen.reading.source import Source
from sitegen.rules.per_record import in_records
from sitegen.rules.repetition import word_groups
from sitegen.rules.rule import Rule
from sitegen.writing import disk
from sitegen.writing.render import File, Renderer, environment
from sitegen.writing.write import Staging, Written
from tests.strategies import jobs_of, sites

NOW = datetime.fromisoformat("2026-11-23T11:00+00:00")


@dataclass
class Place:
    """A site that is built again and again, with its clock."""

    folder: Path
    now: datetime = NOW
    runs: int = field(default=0)

    def build(self, output: str = "output", *options: str) -> tuple[int, str, dict[str, bytes]]:
        """Builds as people do: the exit code, what was said of the content, and the files."""
        command = [
            "build",
            "--content",
            "content",
            "--output",
            output,
            "--now",
            self.now.isoformat(),
            *options,
        ]
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            result = CliRunner().invoke(main, command)
        finally:
            os.chdir(before)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result.exit_code, result.stderr.replace(output, "output"), tree(self.folder / output)

    def compare(self) -> None:
        """Builds again, and from nothing in another folder: the same, or the same refusal."""
        self.runs += 1
        code, said, found = self.build()
        fresh, said_fresh, clean = self.build(f"fresh-{self.runs}", "--no-cache")
        assert (code, said) == (fresh, said_fresh)
        if code == 0:
            assert found == clean


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path: (folder / path).read_bytes()
        for found in folder.rglob("*")
        if found.is_file() and not (path := found.relative_to(folder).as_posix()).startswith(".sitegen/")
    }


@pytest.fixture
def place(repository: Path, tmp_path: Path) -> Place:
    return copied(repository, tmp_path)


def copied(repository: Path, folder: Path) -> Place:
    shutil.copytree(repository / "tests/sites/small/content", folder / "content")
    (folder / "templates").mkdir()
    return Place(folder)


# Any sequence of changes


def edit(place: Place, draw: st.DataObject) -> None:
    name = draw.draw(st.sampled_from(("adverts/2026/bins.md", "decisions/bins-report.md", "pages/intent.md")))
    file = place.folder / "content" / name
    if file.exists():
        file.write_text(file.read_text() + draw.draw(st.sampled_from(("\nMore words.\n", "\n"))))


def link(place: Place, draw: st.DataObject) -> None:
    """A link to what is there, what is not, what comes and goes, or a file."""
    name = draw.draw(st.sampled_from(("adverts/2026/bins.md", "decisions/bins-report.md", "pages/intent.md")))
    targets = (
        "/adverts/bins/",
        "/decisions/nowhere/",
        "/adverts/status/open/",
        "/adverts/new-1/#changes",
        "/files/no.pdf",
    )
    file = place.folder / "content" / name
    if file.exists():
        file.write_text(f"{file.read_text()}\nSee [what we said]({draw.draw(st.sampled_from(targets))}).\n")


def retitle(place: Place, _draw: st.DataObject) -> None:
    file = place.folder / "content/initiatives/streets.md"
    file.write_text(
        re.sub(r"^title: .*$", f"title: Streets {place.runs}", file.read_text(), flags=re.MULTILINE)
    )


def reweigh(place: Place, draw: st.DataObject) -> None:
    file = place.folder / "content/objectives/bins.yaml"
    title = draw.draw(st.sampled_from(("Aims of the bins", "What bins are for")))
    file.write_text(re.sub(r"^title: .*$", f"title: {title}", file.read_text(), flags=re.MULTILINE))


def add(place: Place, draw: st.DataObject) -> None:
    text = (place.folder / "content/adverts/2026/bins.md").read_text() if bins_there(place) else ""
    number = draw.draw(st.integers(1, 3))
    if text:
        text = text.replace('"0123"', f"NEW-{number}").replace("../../decisions", "../decisions")
        (place.folder / f"content/adverts/new-{number}.md").write_text(text)


def bins_there(place: Place) -> bool:
    return (place.folder / "content/adverts/2026/bins.md").exists()


def remove(place: Place, draw: st.DataObject) -> None:
    name = draw.draw(st.sampled_from(("adverts/new-1.md", "adverts/later.md", "decisions/closed-report.md")))
    (place.folder / "content" / name).unlink(missing_ok=True)


def redate(place: Place, draw: st.DataObject) -> None:
    """Another closing time, and another day of the last change."""
    file = place.folder / "content/adverts/2026/bins.md"
    text = file.read_text()
    text = re.sub(
        "^closes: .*$", f"closes: 2026-1{draw.draw(st.integers(1, 2))}-23T12:00", text, flags=re.MULTILINE
    )
    file.write_text(re.sub(r"date: 2026-10-\d+", f"date: 2026-10-1{draw.draw(st.integers(0, 9))}", text))


def toggle_draft(place: Place, _draw: st.DataObject) -> None:
    file = place.folder / "content/decisions/bins-report.md"
    text = file.read_text()
    file.write_text(
        text.replace("draft: true\n", "")
        if "draft: true" in text
        else text.replace("---\n", "---\ndraft: true\n", 1)
    )


def break_it(place: Place, _draw: st.DataObject) -> None:
    """A mistake, or its repair."""
    file = place.folder / "content/pages/intent.md"
    text = file.read_text()
    file.write_text(
        text.replace("titel:", "title:") if "titel:" in text else text.replace("title:", "titel:", 1)
    )


def resettle(place: Place, draw: st.DataObject) -> None:
    file = place.folder / "content/site.yaml"
    days = draw.draw(st.integers(1, 30))
    text = re.sub(r"^closing_soon_days: .*\n", "", file.read_text(), flags=re.MULTILINE)
    file.write_text(f"{text.rstrip()}\nclosing_soon_days: {days}\n")


def swap_file(place: Place, draw: st.DataObject) -> None:
    """An attachment of the same length with other bytes."""
    file = place.folder / "content/files/Map of bins, café 100%.txt"
    file.write_bytes(bytes([draw.draw(st.integers(65, 90))]) * file.stat().st_size)


def retemplate(place: Place, draw: st.DataObject) -> None:
    own = place.folder / "templates/pages/page.html"
    own.parent.mkdir(exist_ok=True)
    own.write_text(changed_template(draw.draw(st.sampled_from(("<!-- a -->", "")))))


def changed_template(addition: str) -> str:
    """The template of the site's own texts with something more in its main part."""
    text = (SHIPPED / "pages/page.html").read_text()
    assert "{% block content %}" in text
    return text.replace("{% block content %}", "{% block content %}" + addition)


def move_clock(place: Place, draw: st.DataObject) -> None:
    place.now += timedelta(hours=draw.draw(st.integers(-1000, 4000)))


def meddle(place: Place, draw: st.DataObject) -> None:
    """Somebody changes or removes a file of the output."""
    files = sorted((place.folder / "output").rglob("*.html"))
    if files:
        file = draw.draw(st.sampled_from(files))
        if draw.draw(st.booleans()):
            file.unlink()
        else:
            file.write_bytes(file.read_bytes().swapcase())


def forget(place: Place, draw: st.DataObject) -> None:
    """What is kept is lost or damaged."""
    file = place.folder / ".sitegen" / NAME
    if file.exists():
        if draw.draw(st.booleans()):
            file.write_bytes(b"x" * 5000)
        else:
            shutil.rmtree(file.parent)


CHANGES: tuple[Callable[[Place, st.DataObject], None], ...] = (
    edit,
    link,
    retitle,
    reweigh,
    add,
    remove,
    redate,
    toggle_draft,
    break_it,
    resettle,
    swap_file,
    retemplate,
    move_clock,
    meddle,
    forget,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3), min_size=2, max_size=4), st.data()
)
def test_after_any_changes_a_build_makes_what_a_build_from_nothing_makes(
    repository: Path,
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[list[Callable[[Place, st.DataObject], None]]],
    data: st.DataObject,
) -> None:
    place = copied(repository, tmp_path_factory.mktemp("site"))
    with pytest.MonkeyPatch.context() as patch:
        few = ((feeds, "NEWEST"), (calendars, "KEPT"), (home, "RECENT"), (news_module, "LATEST"))
        pages = ((changes_pages, "FRONT"), (changes_pages, "A_PAGE"), (change_pages, "A_PAGE"))
        for module, name in (*few, *pages):
            patch.setattr(module, name, 2)  # so few records are more than these have room for
        place.compare()
        for changes in steps:
            for change in changes:
                change(place, data)
            place.compare()


# How much work a change asks for


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What is read and what is made, in this process."""
    done: dict[str, list[str]] = {"read": [], "made": []}
    load, make = read_one, Renderer.make

    def counted_load(source: Source, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on
        done["read"].append(source.path)
        return load(source, *rest, **options)

    def counted_make(renderer: Renderer, output: Output) -> File:
        done["made"].append(output.path)
        return make(renderer, output)

    monkeypatch.setattr("sitegen.build.read.read_one", counted_load)
    monkeypatch.setattr(Renderer, "make", counted_make)
    return done


def written_by(place: Place) -> set[str]:
    """The files that a build puts in place."""
    before = stamps(place)
    place.build()
    after = stamps(place)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def stamps(place: Place) -> dict[str, tuple[int, int]]:
    output = place.folder / "output"
    return {
        path.relative_to(output).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in output.rglob("*")
        if path.is_file() and ".sitegen" not in path.parts
    }


def begun(place: Place, work: dict[str, list[str]]) -> None:
    time.sleep(0.03)  # what was written in this very moment might be written again within the same tick
    place.build()
    assert len(work["read"]) > 8
    assert len(work["made"]) > 60
    work["read"].clear()
    work["made"].clear()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of records that are opened, in this process."""
    found: list[str] = []
    read_bytes = Path.read_bytes

    def counted(path: Path) -> bytes:
        if path.suffix in {".md", ".yaml"} and path.name != "site.yaml" and "content" in path.parts:
            found.append(path.as_posix())
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    return found


def test_one_edit_opens_one_file_of_content(
    place: Place, work: dict[str, list[str]], opened: list[str]
) -> None:
    begun(place, work)
    assert len(opened) > 8
    opened.clear()
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\nA last word: aardvark.\n")
    place.build()
    assert opened == ["content/adverts/2026/bins.md"]


def test_a_file_whose_entry_was_lost_is_opened_again(
    place: Place, work: dict[str, list[str]], opened: list[str]
) -> None:
    begun(place, work)
    with sqlite3.connect(place.folder / ".sitegen" / NAME) as kept:
        kept.execute("UPDATE kept SET value = x'00' WHERE length(value) > 2000")
    kept.close()
    opened.clear()
    (place.folder / "content/pages/intent.md").touch()
    place.compare()
    assert len(opened) > 8


def test_a_copied_site_is_read_once_and_not_at_every_build(
    place: Place, work: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(place, work)
    shutil.copytree(place.folder / "output", place.folder / "copy")
    digested: list[str] = []
    digest = disk.digest_of

    def counted(file: str) -> str:
        digested.append(file)
        return digest(file)

    monkeypatch.setattr("sitegen.writing.write.digest_of", counted)
    time.sleep(0.03)
    for number, few in enumerate((False, True)):
        digested.clear()
        (place.folder / "content/pages/intent.md").touch()
        _, _, found = place.build("copy")
        assert (len(digested) < 10) is few, (number, len(digested))
    assert found == tree(place.folder / "output")


def test_what_somebody_changed_while_a_build_was_at_work_is_put_right_by_the_next(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = place.folder / "output/pages/intent/index.html"
    _, _, right = place.build()
    put = Staging.commit

    def meddled(staging: Staging) -> Written:
        page.write_text("other")
        return put(staging)

    (place.folder / "content/adverts/2026/bins.md").touch()
    with monkeypatch.context() as patch:
        patch.setattr(Staging, "commit", meddled)
        place.build()
    assert place.build()[2] == right


def test_a_build_that_has_nothing_to_do_reads_and_makes_nothing(
    place: Place, work: dict[str, list[str]]
) -> None:
    begun(place, work)
    assert written_by(place) == set()
    assert work == {"read": [], "made": []}


def test_one_edit_is_one_file_read_and_only_what_shows_it_is_written(
    place: Place, work: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RESULTS", "SHARE"):
        monkeypatch.setattr(f"sitegen.outputs.search.{name}", 2)
    begun(place, work)
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\nA last word: aardvark.\n")
    written = written_by(place)
    assert work["read"] == ["content/adverts/2026/bins.md"]
    kinds = {re.sub(r"[0-9a-f]{12}|\d+\.json", "*", path) for path in written}
    assert kinds == {
        "adverts/bins/index.html",
        "adverts/bins/feed.xml",
        "adverts/bins/ocds.json",
        "data/ocds/compiled-*l",
        "data/ocds/records-*",
        "adverts/initiative/streets/feed.xml",
        "adverts/soft-market-test/feed.xml",
        "adverts/subject/90/feed.xml",
        "feed.xml",
        "initiatives/streets/feed.xml",
        "search/index.json",
        "search/terms/*.txt",
        "search/results/*",
        "search/spellings.json",
    }
    # The pages of records that are near it may show it. No list does, and nothing that is far from it.
    assert {path for path in work["made"] if path.endswith(".html")} == {
        "adverts/bins/index.html",
        "data/index.html",  # has the size of the files with its text
        "decisions/bins-report/index.html",
        "initiatives/streets/index.html",
        "objectives/bins/index.html",
    }
    # Of search, the one file of results that is made together with its own.
    assert len([path for path in work["made"] if path.startswith("search/results/")]) == 1


def test_a_new_title_is_in_the_lists_that_show_it_and_no_other_list_is_made(
    place: Place, work: dict[str, list[str]]
) -> None:
    begun(place, work)
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(re.sub("^title: .+$", "title: Another title", file.read_text(), flags=re.MULTILINE))
    lists = {path for path in written_by(place) if path.startswith("adverts/") and path.endswith(".html")}
    assert {"adverts/index.html", "adverts/subject/90/index.html"} < lists
    made = {path for path in work["made"] if path.startswith("adverts/") and path.endswith(".html")}
    assert made == lists


def test_one_edit_is_few_records_looked_at_by_rules_that_look_at_one(
    place: Place, work: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    judge = in_records

    def counted(rules: Sequence[Rule], part: Content) -> list[Diagnostic]:
        looked.extend(entry.path for entry in part.entries.values())
        return judge(rules, part)

    monkeypatch.setattr(check, "in_records", counted)
    begun(place, work)
    assert len(looked) > 8
    looked.clear()
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\nSee [here](/pages/intent/).\n")
    assert "vague-link" in place.build()[1]
    assert looked == ["content/adverts/2026/bins.md"]


def test_a_changed_sentence_has_no_rule_look_across_all_records_again(
    place: Place, work: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask, sketch = Rule.__call__, outline

    def counted(rule: Rule, content: Content) -> Iterator[Diagnostic]:
        if rule.reach == "outlines":
            asked.append(rule.code)
        return ask(rule, content)

    def counted_outline(entry: Entry[Part]) -> Outline:
        work["outlined"].append(entry.path)
        return sketch(entry)

    work["outlined"] = []
    monkeypatch.setattr(Rule, "__call__", counted)
    monkeypatch.setattr(check, "outline", counted_outline)
    begun(place, work)
    assert len(asked) > 40
    assert len(work["outlined"]) > 8
    asked.clear()
    work["outlined"].clear()
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\nA last word: aardvark.\n")
    assert "adverts/bins/index.html" in written_by(place)
    assert (asked, work["outlined"]) == ([], ["content/adverts/2026/bins.md"])
    file.write_text(f"{file.read_text()}\nSee [the report](/decisions/nowhere/).\n")
    assert "broken-link" in place.build()[1]
    assert "broken-link" in asked


def test_beside_a_draft_a_changed_sentence_has_the_words_of_no_other_record_read(
    place: Place, work: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Three depots would close when the new contract begins in April."
    draft = place.folder / "content/pages/draft.md"
    draft.write_text(
        f"---\ntitle: A plan\ndraft: true\n---\n\n{sentence} {'More of it follows here. ' * 9}\n"
    )
    words: list[str] = []
    group = word_groups

    def counted(entry: Entry[Known]) -> bytes:
        words.append(entry.path)
        return group(entry)

    monkeypatch.setattr(check, "word_groups", counted)
    begun(place, work)
    assert len(words) > 8
    words.clear()
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\n{sentence}\n")
    assert "draft-text" in place.build()[1]
    assert words == ["content/adverts/2026/bins.md"]
    place.compare()


def test_what_rules_across_records_found_holds_no_longer_than_a_moment_that_changes_it(place: Place) -> None:
    file = place.folder / "content/adverts/2026/bins.md"
    asked = "  - {id: wood, asked: 2026-12-10, question: Must they be made of wood?}\n"
    text = re.sub(r"^closes: .*$", "closes: 2026-12-11T12:00", file.read_text(), flags=re.MULTILINE)
    file.write_text(text.replace("clarifications:\n", f"clarifications:\n{asked}"))
    said = []
    for time_of_day in ("09:00", "11:59", "12:00"):
        place.now = datetime.fromisoformat(f"2026-12-11T{time_of_day}+00:00")
        page = place.folder / "content/pages/intent.md"
        page.write_text(f"{page.read_text()}\nMore words.\n")
        place.compare()
        said.append("not answered before the advert closed" in place.build()[1])
    assert said == [False, False, True]


def test_a_finding_of_a_rule_across_records_moves_with_the_lines_of_its_file(place: Place) -> None:
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\nSee [the report](/decisions/nowhere/).\n")
    place.compare()
    line = file.read_text().count("\n")
    assert f"bins.md:{line}:" in place.build()[1]
    head, body = file.read_text().rsplit("---\n", 1)
    file.write_text(f"{head}---\nA sentence.\n\n{body}")
    place.compare()
    assert f"bins.md:{line + 2}:" in place.build()[1]


def test_a_moment_that_passes_is_no_file_read(place: Place, work: dict[str, list[str]]) -> None:
    begun(place, work)
    place.now += timedelta(days=60)
    assert "adverts/bins/index.html" in written_by(place)
    assert work["read"] == []
    assert not any(path.startswith("pages/intent") for path in work["made"])


def test_within_a_day_on_which_nothing_changes_nothing_is_done(
    place: Place, work: dict[str, list[str]]
) -> None:
    begun(place, work)
    place.now += timedelta(minutes=30)
    assert written_by(place) == set()
    assert work == {"read": [], "made": []}


def test_an_edited_template_is_no_file_of_content_read(place: Place, work: dict[str, list[str]]) -> None:
    begun(place, work)
    own = place.folder / "templates/pages/page.html"
    own.parent.mkdir()
    own.write_text(changed_template("<!-- other -->"))
    assert written_by(place) == {"pages/intent/index.html"}
    assert work["read"] == []


def test_a_file_of_any_name_that_a_template_brings_in_is_part_of_what_is_made(place: Place) -> None:
    time.sleep(0.03)
    own = place.folder / "templates/pages/page.html"
    own.parent.mkdir()
    own.write_text(changed_template('{% include "pages/note.txt" %}'))
    note = place.folder / "templates/pages/note.txt"
    for words in ("First words", "Other words"):
        note.write_text(words)
        assert words.encode() in place.build()[2]["pages/intent/index.html"]


def test_no_cache_reads_and_makes_everything_and_keeps_nothing(
    place: Place, work: dict[str, list[str]]
) -> None:
    for _ in range(2):
        place.build("output", "--no-cache")
        assert len(work["read"]) > 8
        assert len(work["made"]) > 60
        work["read"].clear()
        work["made"].clear()
    assert not (place.folder / ".sitegen").exists()


def test_warnings_that_were_kept_are_told_again(place: Place) -> None:
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\nSee [here](/pages/intent/).\n")
    code, said, _ = place.build()
    assert (code, "vague-link" in said) == (0, True)
    assert place.build()[1] == said  # nothing to do
    (place.folder / "content/pages/intent.md").touch()
    assert place.build()[1] == said  # nothing but this to read


def test_a_strict_build_has_nothing_to_do_after_another_unless_there_are_warnings(
    place: Place, work: dict[str, list[str]]
) -> None:
    begun(place, work)
    assert place.build("output", "--strict")[0] == 0
    assert work == {"read": [], "made": []}
    file = place.folder / "content/adverts/2026/bins.md"
    file.write_text(f"{file.read_text()}\nSee [here](/pages/intent/).\n")
    assert [place.build("output", *words)[0] for words in ((), (), ("--strict",))] == [0, 0, 1]


def test_clearing_tells_how_much_there_was(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.folder)
    assert CliRunner().invoke(main, ["cache", "clear"]).stdout == "Nothing was kept.\n"
    place.build()
    said = CliRunner().invoke(main, ["cache", "clear"]).stdout
    assert re.fullmatch(r"Removed [\d.]+ MB\.\n", said)
    assert not (place.folder / ".sitegen" / NAME).exists()


def test_what_another_program_kept_is_not_believed(place: Place) -> None:
    _, _, first = place.build()
    with sqlite3.connect(place.folder / ".sitegen" / NAME) as kept:
        kept.execute("UPDATE kept SET key = randomblob(32)")
    kept.close()
    shutil.rmtree(place.folder / "output")
    assert place.build()[2] == first


def test_two_builds_at_once_share_what_is_kept_and_make_the_same(place: Place) -> None:
    command = [sys.executable, "-m", "sitegen", "build", "--quiet", "--now", NOW.isoformat(), "--output"]
    running = [subprocess.Popen([*command, name], cwd=place.folder) for name in ("one", "two", "one")]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert tree(place.folder / "one") == tree(place.folder / "two") == place.build()[2]


# What belongs to a record depends on the records around it alone


def alone_and_whole(site: Site) -> Iterator[tuple[dict[str, bytes], dict[str, bytes]]]:
    """What the job of each record makes, and what the same formats make of it from the whole site."""
    renderer = Renderer(environment((SHIPPED,)))
    frame = chrome(site, has_feed=feeds.is_followed(site))
    plans = [job.plan for job in jobs_of(site) if isinstance(job.plan, partial)]
    own = {plan.args[0]: plan for plan in plans if isinstance(plan.args[0], Key)}
    for key, record in site.shown.items():
        planned = own[key]()
        made = {file.path: file.data for file in map(renderer.make, planned.outputs)}
        made["in the search index"] = repr(planned.search).encode()
        beside = [one for kind in BESIDE for one in kind.beside(site, record)]
        folder = f"{record.address.removeprefix('/')}"
        sizes = {
            one.path.removeprefix(folder): len(one.data) if hasattr(one, "data") else None for one in beside
        }
        pages = html.page(site, frame, record, {folder: sizes} if sizes else {}, {})
        of_whole = {file.path: file.data for file in map(renderer.make, (*pages, *beside))}
        of_whole["in the search index"] = repr(search_of(site, record)).encode()
        yield made, of_whole


def test_each_record_of_the_example_is_made_from_those_around_it(repository: Path) -> None:
    for now in ("2026-11-23T11:00", "2027-06-01T11:00"):
        content = read(repository / "content", datetime.fromisoformat(now), drafts=True).content
        assert content
        compared = list(alone_and_whole(index(content, read_assets((SHIPPED,)))))
        assert len(compared) > 10
        for alone, whole in compared:
            assert alone == whole


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sites(4))
def test_each_record_of_any_site_is_made_from_those_around_it(site: Site) -> None:
    for alone, whole in alone_and_whole(replace(site, assets=read_assets((SHIPPED,)))):
        assert alone == whole


def test_many_processes_make_what_one_makes(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, alone = place.build("alone", "--no-cache")
    monkeypatch.setattr(processes, "FEW", 0)
    monkeypatch.setattr(processes, "_SHARE", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert place.build("shared", "--no-cache")[2] == alone
