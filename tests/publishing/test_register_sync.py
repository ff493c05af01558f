"""Two people, two machines, one register: what goes live is in git before, whoever pushes in between. With real git."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.publishing.repository import Upstream, push
from tests.publishing.conftest import ADVERT, GIT, NOW
from tests.publishing.people import LINES, Person, about_notices, git

NOBODY = {name: value for name, value in GIT.items() if not name.startswith(("GIT_AUTHOR", "GIT_COMMITTER"))}


@pytest.fixture
def two(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Person, Person]:
    """Two people with clones of one repository, whose register has one line, which is live."""
    monkeypatch.setattr("sitegen.publishing.readback._fetch", lambda _address: None)
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", str(origin))
    people = (Person(tmp_path / "ann"), Person(tmp_path / "ben"))
    git(tmp_path, "clone", "--quiet", str(origin), "ann")
    git(people[0].folder, "symbolic-ref", "HEAD", "refs/heads/main")
    shutil.copytree(repository / "tests/sites/small/content", people[0].folder / "content")
    (people[0].folder / ".gitignore").write_text("/output\n.sitegen\n")
    done = people[0].run("register update", now=NOW)
    assert done.exit_code == 0, done.output
    people[0].commit()
    git(people[0].folder, "push", "--quiet", "--set-upstream", "origin", "main")
    done = people[0].publish(now=NOW)
    assert done.exit_code == 0, done.output
    git(tmp_path, "clone", "--quiet", str(origin), "ben")
    return people


def pushing_between(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], None]) -> None:
    """Somebody pushes after the version was recorded and before it is pushed."""

    def pushed(content: Path, commit: str, there: Upstream) -> str:
        monkeypatch.setattr("sitegen.publishing.register_sync.push", push)
        meanwhile()
        return push(content, commit, there)

    monkeypatch.setattr("sitegen.publishing.register_sync.push", pushed)


def test_what_goes_live_is_committed_and_pushed_before(two: tuple[Person, Person]) -> None:
    ann, _ = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()
    done = ann.publish()
    assert done.exit_code == 0, done.output
    assert "Recorded 0123, version 2." in done.output
    assert "Pushed it to origin/main." in done.output
    assert len(ann.live()) == 2
    assert ann.live() == ann.pushed() == ann.lines()
    assert git(ann.folder, "status", "--porcelain") == ""
    assert git(ann.folder, "rev-parse", "HEAD") == git(ann.folder, "rev-parse", "@{upstream}")


@pytest.mark.parametrize("theirs", ["content/site.yaml", ADVERT], ids=["another file", "the same notice"])
def test_a_push_in_between_loses_no_line_that_is_live(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch, theirs: str
) -> None:
    ann, ben = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()

    def meanwhile() -> None:
        if theirs == ADVERT:
            ben.edit("We test the market", "We ask the market", ADVERT)
        else:
            ben.edit("tagline: ", "tagline: More. ", theirs)
        ben.commit(push=True)

    pushing_between(monkeypatch, meanwhile)
    done = ann.publish()
    assert done.exit_code == 0, done.output
    assert "Took in what others had pushed to origin/main." in done.output
    assert len(ann.live()) == 2  # the version that was never seen is not in it
    assert ann.live() == ann.pushed() == ann.lines()
    said = (ann.folder.parent / "www/current/adverts/bins/index.html").read_text("utf-8")
    assert ("We ask the market" in said) is (theirs == ADVERT)
    again = ann.publish(now="2026-11-23T11:20")
    assert "Nothing to publish" in again.output


def test_two_who_publish_at_the_same_time_both_get_through(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()

    def meanwhile() -> None:
        ben.edit("We test the market", "We ask the market", ADVERT)
        ben.commit()
        done = ben.publish()
        assert done.exit_code == 0, done.output

    pushing_between(monkeypatch, meanwhile)
    done = ann.publish(now="2026-11-23T11:20")
    assert done.exit_code == 0, done.output
    assert len(ann.live()) == 3
    assert ann.live() == ann.pushed() == ann.lines()


def test_lines_that_are_only_live_are_fetched_with_their_texts(two: tuple[Person, Person]) -> None:
    """As after the recipes of earlier versions, which pushed last and could not when somebody else had."""
    ann, ben = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit(push=True)
    assert ann.publish("--no-commit").exit_code == 0
    ann.folder.rename(ann.folder.with_name("thrown-away"))
    git(ben.folder, "pull", "--quiet")
    assert len(ben.lines()) == 1
    planned = ben.publish("--dry-run", now="2026-11-23T11:20")
    assert (
        planned.exit_code,
        "Lines that only the live register has: 1. Publishing adds them" in planned.output,
    ) == (0, True)
    assert len(ben.lines()) == 1
    done = ben.publish(now="2026-11-23T11:20")
    assert done.exit_code == 0, done.output
    assert "Added 0123, version 2" in done.output
    assert len(ben.lines()) == 2
    assert ben.live() == ben.pushed() == ben.lines()
    assert ben.run("register verify").exit_code == 0
    assert git(ben.folder, "status", "--porcelain") == ""


def test_without_git_what_is_live_is_fetched_as_well(two: tuple[Person, Person]) -> None:
    ann, ben = two
    shutil.rmtree(ben.folder / ".git")
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()
    assert ann.publish().exit_code == 0
    ben.edit("summary: ", "summary: Now, ")
    live = ben.live()
    done = ben.publish("--force", now="2026-11-23T11:20")  # as nothing tells whose content is newer
    assert done.exit_code == 0, done.output
    assert ben.live() == ben.lines() == live  # what was published once stays, whoever forces what


@pytest.mark.parametrize("damage", ["other line", "missing text", "damaged line"])
def test_a_live_register_that_does_not_continue_ours_is_told_and_nothing_is_taken_from_it(
    two: tuple[Person, Person], damage: str
) -> None:
    ann, ben = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit(push=True)
    assert ann.publish("--no-commit").exit_code == 0
    git(ben.folder, "pull", "--quiet")
    data = ben.folder.parent / "www/current/data"
    if damage == "other line":
        ben.edit("We test the market", "We ask the market", ADVERT)
        ben.run("register update", now="2026-11-23T11:15")
        ben.commit(push=True)
    elif damage == "missing text":
        (data / "register/bins/2.json").unlink()
    else:
        place = data / "register.jsonl"
        place.write_bytes(place.read_bytes().replace(b'"version":2', b'"version":3'))
    before = (ben.folder / LINES).read_bytes()
    done = ben.publish("--allow-removals", now="2026-11-23T11:20")
    assert done.exit_code == 4, done.output
    assert ("register-differs" if damage == "other line" else "register-cut") in done.output
    assert (ben.folder / LINES).read_bytes() == before
    words = ("--allow-warnings", "--force", "--new-register", "Two people recorded at once.")
    forced = ben.publish(*words, now="2026-11-23T11:20")
    assert forced.exit_code == 0, forced.output
    assert "Noted that the register here replaces another" in forced.output
    assert ben.live() == ben.lines()


def test_who_follows_the_message_on_two_registers_gets_through(two: tuple[Person, Person]) -> None:
    ann, ben = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit(push=True)
    assert ann.publish("--no-commit").exit_code == 0
    git(ben.folder, "pull", "--quiet")
    ben.edit("We test the market", "We ask the market", ADVERT)
    assert ben.run("register update", now="2026-11-23T11:15").exit_code == 0
    ben.commit(push=True)
    done = ben.publish(now="2026-11-23T11:20")
    assert "sitegen register merge" in done.output
    merged = ben.run(f"register merge {ben.folder.parent / 'www'}")
    assert merged.exit_code == 0, merged.output
    done = ben.publish(now="2026-11-23T11:30")
    assert done.exit_code == 0, done.output
    assert ben.lines()[:2] == ann.lines()
    assert ben.live() == ben.pushed() == ben.lines()


# What a commit of the register holds, and where it can be made


def test_what_else_is_staged_or_changed_is_in_no_commit_of_ours(two: tuple[Person, Person]) -> None:
    ann, _ = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()
    (ann.folder / "notes.txt").write_text("Mine")
    (ann.folder / "more.txt").write_text("Mine too")
    git(ann.folder, "add", "notes.txt")
    done = ann.publish()
    assert done.exit_code == 0, done.output
    assert git(ann.folder, "status", "--porcelain").split() == ["A", "notes.txt", "??", "more.txt"]
    files = git(ann.folder, "show", "--name-only", "--format=", "HEAD").split()
    assert files == [LINES, "content/register/bins/2.json", "content/register/bins/2.ocds.json"]


def test_no_commit_leaves_the_register_to_be_committed_by_hand(two: tuple[Person, Person]) -> None:
    ann, _ = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()
    head = git(ann.folder, "rev-parse", "HEAD")
    done = ann.publish("--no-commit")
    assert done.exit_code == 0, done.output
    assert git(ann.folder, "rev-parse", "HEAD") == head
    assert git(ann.folder, "status", "--porcelain").split() == [
        "M",
        LINES,
        "??",
        "content/register/bins/2.json",
        "??",
        "content/register/bins/2.ocds.json",
    ]


@pytest.mark.parametrize("state", ["detached", "no upstream", "nobody", "hooks", "attributes"])
def test_it_is_committed_whatever_the_state_of_the_clone(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    ann, _ = two
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()
    match state:
        case "detached":
            git(ann.folder, "checkout", "--quiet", "--detach")
        case "no upstream":
            git(ann.folder, "branch", "--unset-upstream")
        case "nobody":
            for name in GIT.keys() - NOBODY.keys():
                monkeypatch.delenv(name)
            monkeypatch.setenv("HOME", str(ann.folder.parent))
        case "hooks":
            for name in ("pre-commit", "commit-msg", "pre-push"):
                hook = ann.folder / ".git/hooks" / name
                hook.write_text("#!/bin/sh\nexit 1\n")
                hook.chmod(0o755)
        case "attributes":
            git(ann.folder, "config", "core.autocrlf", "true")
    done = ann.publish()
    assert done.exit_code == 0, done.output
    assert "Committed the register" in done.output
    assert about_notices(git(ann.folder, "show", f"HEAD:{LINES}")) == ann.live()
    assert git(ann.folder, "status", "--porcelain") == ""
    is_pushed = state not in ("detached", "no upstream")
    assert ("not pushed" in done.output) is not is_pushed
    assert (len(ann.pushed()) == 2) is is_pushed


def test_a_push_that_is_refused_for_good_publishes_nothing_and_says_what_to_do(
    two: tuple[Person, Person],
) -> None:
    ann, _ = two
    hook = ann.folder.parent / "origin.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho main is protected >&2\nexit 1\n")
    hook.chmod(0o755)
    ann.edit("summary: ", "summary: Now, ")
    ann.commit()
    done = ann.publish()
    assert done.exit_code == 4, done.output
    assert "error[register-not-kept]" in done.output
    assert "main is protected" in done.output
    assert len(ann.live()) == 1
    done = ann.publish("--no-commit")
    assert done.exit_code == 0, done.output


def test_a_merge_that_is_not_finished_is_not_committed_over(two: tuple[Person, Person]) -> None:
    ann, ben = two
    for person, words in ((ben, "Then, "), (ann, "Now, ")):
        person.edit("summary: ", f"summary: {words}")
        person.commit(push=person is ben)
    git(ann.folder, "fetch", "--quiet")
    git(ann.folder, "merge", "--quiet", "origin/main", check=False)
    git(ann.folder, "checkout", "--quiet", "--ours", ADVERT)
    done = ann.publish("--allow-dirty")
    assert (done.exit_code, "not finished" in done.output) == (4, True), done.output


def test_changes_of_both_to_the_same_line_are_told_and_leave_the_clone_as_it_was(
    two: tuple[Person, Person],
) -> None:
    ann, ben = two
    for person, words in ((ben, "Then, "), (ann, "Now, ")):
        person.edit("summary: ", f"summary: {words}")
        person.commit(push=person is ben)
    head = git(ann.folder, "rev-parse", "HEAD")
    done = ann.publish()
    assert (done.exit_code, "both sides changed the same lines" in done.output) == (4, True), done.output
    assert "git pull --rebase" in done.output
    assert git(ann.folder, "rev-parse", "HEAD") == head
    assert git(ann.folder, "status", "--porcelain") == ""
    assert len(ann.live()) == 1


def test_pull_takes_in_what_others_have_pushed_first(two: tuple[Person, Person]) -> None:
    ann, ben = two
    ben.edit("We test the market", "We ask the market", ADVERT)
    ben.commit(push=True)
    done = ann.publish("--pull")
    assert done.exit_code == 0, done.output
    assert "We ask the market" in (ann.folder / ADVERT).read_text("utf-8")
    assert ann.live() == ann.pushed() == ann.lines()


def test_two_unpushed_registers_are_brought_together_by_the_next_publication(
    two: tuple[Person, Person],
) -> None:
    """A run that was killed after it had committed, and others who went on."""
    ann, ben = two
    ann.edit("summary: ", "summary: Now, ")
    assert ann.run("register update").exit_code == 0
    ann.commit()
    ben.edit("We test the market", "We ask the market", ADVERT)
    ben.commit()
    assert ben.publish(now="2026-11-23T11:15").exit_code == 0
    done = ann.publish("--pull", now="2026-11-23T11:20")
    assert done.exit_code == 0, done.output
    assert ann.lines()[:2] == ben.lines()  # what was live keeps its hashes
    assert ann.live() == ann.pushed() == ann.lines()
    assert ann.run("register verify").exit_code == 0
