"""Two branches that each recorded a version, and line ends that git or an editor changed: recognised, and mended. With real git."""

import json
import shutil
from pathlib import Path

import pytest

from sitegen.model.chain import forks, merged
from sitegen.model.register import FIRST, Line, digest
from tests.publishing.conftest import ADVERT, GIT, NOW
from tests.publishing.people import LATER, LINES, Person, git

OTHER = ADVERT.replace("bins", "lamps")


@pytest.fixture
def ann(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody whose register has two lines, committed."""
    monkeypatch.setattr("sitegen.publishing.readback._fetch", lambda _address: None)
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    person = Person(tmp_path / "ann")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", "ann")
    shutil.copytree(repository / "tests/sites/small/content", person.folder / "content")
    (person.folder / ".gitignore").write_text("/output\n.sitegen\n")
    file = person.folder / ADVERT
    (person.folder / OTHER).write_text(
        file.read_text("utf-8").replace("0123", "0124").replace("Emptying bins", "Lamps")
    )
    record(person, NOW)
    return person


def record(person: Person, now: str) -> None:
    done = person.run("register update", now=now)
    assert done.exit_code == 0, done.output
    person.commit()


def branch_off(person: Person, edited: str, now: str, *, back: bool = True) -> None:
    """A branch in which another version of a notice is recorded."""
    git(person.folder, "checkout", "--quiet", "-b", f"at-{now[-2:]}", "main")
    person.edit("summary: ", f"summary: At {now[-2:]}, ", edited)
    record(person, now)
    if back:
        git(person.folder, "checkout", "--quiet", "main")


def two_branches(person: Person, second: str = ADVERT) -> None:
    """Main has recorded one version, a branch that began before it another; both are merged."""
    branch_off(person, second, "2026-11-23T11:20")
    person.edit("We test the market", "We ask the market", ADVERT)
    record(person, LATER)
    git(person.folder, "merge", "--quiet", "at-20", check=False)


def check(person: Person, *words: str) -> str:
    done = person.run("check", now="2026-11-23T12:00")
    assert (done.exit_code == 0) is not bool(words), done.output
    for word in words:
        assert word in done.output
    return done.output


@pytest.mark.parametrize("second", [ADVERT, OTHER], ids=["the same notice", "another notice"])
@pytest.mark.parametrize("left", ["conflict", "both sides", "diff3"])
def test_a_merge_is_recognised_and_its_message_followed_to_the_letter_mends_it(
    ann: Person, second: str, left: str
) -> None:
    if left == "diff3":
        git(ann.folder, "config", "merge.conflictStyle", "diff3")
    two_branches(ann, second)
    register = ann.folder / LINES
    if left == "both sides":
        lines = register.read_text("utf-8").splitlines(keepends=True)
        register.write_text("".join(line for line in lines if line[0] == "{"), "utf-8")
    check(ann, "error[merged-register]", "sitegen register merge")
    for command in ("update", "verify"):
        assert ann.run(f"register {command}", now="2026-11-23T12:00").exit_code == 4
    done = ann.run("register merge")
    assert done.exit_code == 0, done.output
    assert ann.run("register verify").exit_code == 0, ann.run("register verify").output
    found = [json.loads(line) for line in ann.lines()]
    assert [(line["id"], line["version"]) for line in found[2:]] == (
        [("bins", 2), ("bins", 3)] if second == ADVERT else [("bins", 2), ("lamps", 2)]
    )
    words = "git add content/register.jsonl content/register"
    assert words in done.output
    git(ann.folder, *words.split()[1:])
    assert ann.run("register merge").exit_code == 0  # again, it changes nothing
    assert [json.loads(line) for line in ann.lines()] == found


def test_what_is_live_comes_first_whoever_recorded_first(ann: Person) -> None:
    branch_off(ann, OTHER, "2026-11-23T11:20", back=False)
    assert ann.publish("--no-commit", now="2026-11-23T11:25").exit_code == 0
    live = ann.live()
    git(ann.folder, "checkout", "--quiet", "main")
    ann.edit("We test the market", "We ask the market", ADVERT)
    record(ann, LATER)
    git(ann.folder, "merge", "--quiet", "at-20", check=False)
    done = ann.run("register merge", str(ann.folder.parent / "www"))
    assert done.exit_code == 0, done.output
    assert ann.lines()[:3] == live
    assert (
        json.loads(ann.lines()[3])["time"] == json.loads(live[-1])["time"]
    )  # no line is older than the one before
    assert ann.run("register verify").exit_code == 0


def test_the_order_does_not_depend_on_who_merges_whom(ann: Person) -> None:
    two_branches(ann)
    ann.run("register merge")
    ours = ann.lines()
    git(ann.folder, "merge", "--abort")
    git(ann.folder, "checkout", "--quiet", "at-20")
    git(ann.folder, "merge", "--quiet", "main", check=False)
    ann.run("register merge")
    assert ann.lines() == ours


def test_a_text_that_was_lost_in_the_merge_is_found_in_git(ann: Person) -> None:
    two_branches(ann)
    git(ann.folder, "checkout", "--quiet", "--ours", "content/register/bins/2.json")
    done = ann.run("register merge")
    assert done.exit_code == 0, done.output
    assert ann.run("register verify").exit_code == 0


@pytest.mark.parametrize("damage", ["taken out", "changed", "text"])
def test_what_is_no_merge_is_not_mended(ann: Person, damage: str) -> None:
    two_branches(ann)
    register = ann.folder / LINES
    lines = register.read_text("utf-8").splitlines(keepends=True)
    if damage == "taken out":
        register.write_text("".join(lines[1:]), "utf-8")
    elif damage == "changed":
        register.write_text("".join(lines).replace('"version":2', '"version": 2', 1), "utf-8")
    else:
        register.write_text("".join(lines), "utf-8")
        (ann.folder / "content/register/bins/1.json").unlink()
        shutil.rmtree(ann.folder / ".git")
    before = register.read_bytes()
    done = ann.run("register merge")
    assert done.exit_code == 4, done.output
    assert "damaged-register" in done.output
    assert register.read_bytes() == before


def test_lines_whose_words_are_the_same_are_not_repeated() -> None:
    first = Line("r", "a", 1, "2026-01-01T00:00:00Z", "0" * 64, FIRST)
    ours = Line("r", "a", 2, "2026-01-02T00:00:00Z", "1" * 64, digest(first.data))
    theirs = Line("r", "a", 2, "2026-01-03T00:00:00Z", "1" * 64, digest(first.data))
    after = Line("r", "a", 3, "2026-01-04T00:00:00Z", "2" * 64, digest(theirs.data))
    assert forks([first, ours, theirs, after])
    assert not forks([first, theirs, after])
    assert not forks([first, ours, after])  # which follows from a line that is not here
    chain = [line for line, _ in merged([], [after, theirs, ours, first])]
    assert [(line.version, line.hash[0]) for line in chain] == [(1, "0"), (2, "1"), (3, "2")]
    assert [line.previous for line in chain[1:]] == [digest(line.data) for line in chain[:-1]]
    live = [line for line, _ in merged([first, theirs], [first, ours])]
    assert live == [first, theirs]


# Line ends


def test_a_clone_on_windows_is_recognised_and_mended_by_the_message_followed_to_the_letter(
    ann: Person, tmp_path: Path
) -> None:
    git(ann.folder, "rm", "--quiet", ".gitattributes")  # as before it was written
    git(ann.folder, "commit", "--quiet", "--message", "No attributes")
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", str(ann.folder), "ben")
    ben = Person(tmp_path / "ben")
    assert b"\r\n" in (ben.folder / LINES).read_bytes()
    check(ben, "error[changed-line-ends]", "sitegen register update")
    assert ben.run("register verify").exit_code == 4
    done = ben.run("register update")
    assert done.exit_code == 0, done.output
    assert "Wrote .gitattributes" in done.output or ".gitattributes, so" in done.output
    check(ben)
    assert git(ben.folder, "diff", "--name-only", "--", "content/register.jsonl", "content/register") == ""
    git(ben.folder, "add", ".gitattributes")
    git(ben.folder, "commit", "--quiet", "--message", "Line ends")
    git(ben.folder, "rm", "--quiet", "-r", "--cached", "content")
    git(ben.folder, "reset", "--quiet", "--hard")
    check(ben)
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", "ben", "cat")
    check(Person(tmp_path / "cat"))


@pytest.mark.parametrize("name", [LINES, "content/register/bins/1.json"])
def test_one_file_that_an_editor_saved_with_other_ends_is_mended(ann: Person, name: str) -> None:
    file = ann.folder / name
    right = file.read_bytes()
    file.write_bytes(right.replace(b"\n", b"\r\n"))
    check(ann, "error[changed-line-ends]", name)
    assert ann.run("register update").exit_code == 0
    assert file.read_bytes() == right


def test_a_file_with_other_ends_and_another_word_is_still_damaged(ann: Person) -> None:
    file = ann.folder / "content/register/bins/1.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n").replace(b"bins", b"cans", 1))
    check(ann, "damaged-register")
    assert ann.run("register update").exit_code == 4


@pytest.mark.parametrize("before", [None, "*.png binary", "*.png binary\n"])
def test_gitattributes_gain_what_they_lack_once(ann: Person, before: str | None) -> None:
    file = ann.folder / ".gitattributes"
    file.unlink(missing_ok=True)
    if before:
        file.write_text(before)
    for _ in range(2):
        assert ann.run("register update").exit_code == 0
    lines = file.read_text().splitlines()
    assert lines == [
        *([before.strip()] if before else []),
        "/content/register.jsonl* -text",
        "/content/register/** -text",
        "/content/register.stamps/** -text",
        "/content/files/** -text",
    ]
    said = git(ann.folder, "check-attr", "text", LINES, "content/register/bins/1.json")
    assert said.count("text: unset") == 2


def test_content_that_is_a_repository_of_its_own_keeps_its_attributes_in_it(ann: Person) -> None:
    shutil.move(ann.folder / ".git", ann.folder / "content/.git")
    (ann.folder / ".gitattributes").unlink()
    assert ann.run("register update").exit_code == 0
    said = git(ann.folder / "content", "check-attr", "text", "register.jsonl", "register/bins/1.json")
    assert said.count("text: unset") == 2
    check(ann)
