"""The register: what enters it, that nothing in it can be changed unseen, and that a kill leaves one that holds."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build.pipeline import Request, build
from sitegen.commands.main import main
from sitegen.commands.options import SHIPPED
from sitegen.model.record import Key
from sitegen.model.register import FIRST, Line, digest
from sitegen.reading.register import read_register
from sitegen.register.update import update

NOW = "2026-11-23T11:00"
HIDDEN = ("zebra", "yakdraft", "wombatsecret", "quokka")
"""Words that only hidden material of the small site holds."""


def run(content: Path, *words: str, now: str = NOW) -> Result:
    return CliRunner().invoke(main, ["register", *words, "--content", str(content), "--now", now])


@pytest.fixture
def content(repository: Path, tmp_path: Path) -> Path:
    """A copy of the small site."""
    return shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")


@pytest.fixture
def registered(content: Path) -> Path:
    """The same with a register: three versions of one notice, one of two decisions and of a set of objectives."""
    assert run(content, "update").exit_code == 0
    edit(content, "summary: ", "summary: Now, ")
    assert run(content, "update", now="2026-11-23T12:00").exit_code == 0
    edit(content, "Now, ", "Now and then, ")
    assert run(content, "update", now="2026-11-23T12:10").exit_code == 0
    return content


def edit(content: Path, old: str, new: str, name: str = "bins.md") -> None:
    (place,) = content.rglob(name)
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), "utf-8")


def lines_of(content: Path) -> list[bytes]:
    return (content / "register.jsonl").read_bytes().splitlines(keepends=True)


def test_a_line_is_the_same_byte_for_byte_and_its_hashes_are_those_of_sha256sum(registered: Path) -> None:
    lines = lines_of(registered)
    register, _ = read_register(registered)
    assert register
    previous = FIRST
    for raw, line in zip(lines, register.lines, strict=True):
        assert raw == line.data + b"\n"
        fields = ["reference", "id", "version", "time", "hash"]
        is_advert = line.collection == "adverts"
        first, last = (["format"], ["release"]) if is_advert else (["format", "collection"], [])
        assert list(json.loads(raw)) == [*first, *fields, *last, "previous"]
        assert line.previous == previous
        assert line.hash == digest((registered / line.file).read_bytes())
        if is_advert:
            assert (registered / line.release_file).read_bytes().count(b"\n") == 1
            assert line.release == digest((registered / line.release_file).read_bytes()[:-1])
        previous = digest(raw.removesuffix(b"\n"))


def test_only_what_differs_gets_a_new_version(registered: Path) -> None:
    register, _ = read_register(registered)
    assert register
    assert [line.version for line in register.versions[Key("adverts", "bins")]] == [1, 2, 3]
    assert {len(found) for name, found in register.versions.items() if name != ("adverts", "bins")} <= {1}
    before = lines_of(registered)
    done = run(registered, "update", now="2026-11-23T13:00")
    assert (done.exit_code, done.stdout) == (
        0,
        "Nothing has changed since the last version of each notice.\n",
    )
    assert lines_of(registered) == before


def test_nothing_hidden_is_in_the_register_or_its_snapshots(registered: Path) -> None:
    files = [registered / "register.jsonl", *(registered / "register").rglob("*")]
    found = {
        (word, place.name)
        for place in files
        for word in HIDDEN
        if word.encode()
        in (
            str(place.relative_to(registered)).encode() + (place.read_bytes() if place.is_file() else b"")
        ).lower()
    }
    assert found == set()


def test_a_notice_that_was_withdrawn_before_it_came_out_never_enters(content: Path) -> None:
    """It is the only one of the small site."""
    edit(content, "closes: ", "withdrawn: {date: 2000-01-01, reason: A mistake.}\ncloses: ")
    run(content, "update")
    assert not (content / "register.jsonl").exists()


def test_a_site_without_a_register_has_none_after_a_build(content: Path, tmp_path: Path) -> None:
    result = build(Request(content, (SHIPPED,), tmp_path / "output", datetime.fromisoformat(NOW)))
    assert result.diagnostics == ()
    assert not (content / "register.jsonl").exists()
    assert run(content, "verify").exit_code == 4


def test_content_with_mistakes_is_not_recorded(registered: Path) -> None:
    before = lines_of(registered)
    edit(registered, "closes:", "clozes:")
    done = run(registered, "update")
    assert done.exit_code == 1
    assert "clozes" in done.stderr
    assert lines_of(registered) == before


def test_a_clock_behind_the_register_is_refused(registered: Path) -> None:
    edit(registered, "summary: ", "summary: Again, ")
    done = run(registered, "update", now="2026-11-23T11:30")
    assert done.exit_code == 1
    assert "Set the clock right" in done.stderr


def test_a_register_that_holds_is_told_with_its_last_hash(registered: Path) -> None:
    done = run(registered, "verify")
    assert done.exit_code == 0
    assert digest(lines_of(registered)[-1].removesuffix(b"\n")) in done.stdout


def test_verify_tells_where_content_is_not_as_recorded(registered: Path) -> None:
    edit(registered, "summary: ", "summary: Later, ")
    done = run(registered, "verify", now="2026-11-23T13:00")
    assert done.exit_code == 0
    assert re.search(r"differs from version 3, line \d+ of the register: summary", done.stderr)


@pytest.mark.parametrize("change", ["altered", "missing", "unlisted"])
def test_snapshots_that_are_not_as_published_are_found(registered: Path, change: str) -> None:
    place = registered / "register/bins/1.json"
    match change:
        case "altered":
            place.write_bytes(place.read_bytes().replace(b"e", b"E", 1))
        case "missing":
            place.unlink()
        case "unlisted":
            shutil.copy(place, place.with_name("4.json"))
    done = run(registered, "verify")
    assert done.exit_code == 4
    assert f"register/bins/{4 if change == 'unlisted' else 1}.json" in done.stderr


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (
            5,
            "Lines at the end of the register are gone, although what it recorded is still there: register/bins/3.json",
        ),
        (
            0,
            "Lines at the end of the register are gone, although what it recorded is still there: register/bins/1.json and 8 more",
        ),
        (
            None,
            "The register is gone, although what it recorded is still there: register/bins/1.json and 8 more",
        ),
    ],
    ids=["its end", "all lines", "the file"],
)
@pytest.mark.parametrize("command", ["check", "build", "register update", "register verify"])
def test_a_register_that_was_cut_is_found_by_every_command_and_nothing_is_written(
    registered: Path, tmp_path: Path, keep: int | None, words: str, command: str
) -> None:
    place, output = registered / "register.jsonl", tmp_path / "output"
    lines = lines_of(registered)
    place.write_bytes(b"".join(lines[: keep or 0]))
    if keep is None:
        place.unlink()
    snapshots = {file: file.read_bytes() for file in (registered / "register").rglob("*") if file.is_file()}
    goal = ["--output", str(output)] if command == "build" else []
    typed = [*command.split(), "--content", str(registered), "--now", "2026-11-23T13:00", *goal]
    done = CliRunner().invoke(main, typed)
    assert done.exit_code == (4 if "register" in command else 1)
    assert "register-cut" in done.stderr
    assert words in " ".join(done.stderr.split())
    assert f"git checkout -- {place.as_posix()}" in done.stderr
    assert place.exists() == (keep is not None)
    assert snapshots == {
        file: file.read_bytes() for file in (registered / "register").rglob("*") if file.is_file()
    }
    assert not output.exists()


def test_who_means_to_begin_the_register_anew_deletes_what_it_recorded_too(registered: Path) -> None:
    (registered / "register.jsonl").unlink()
    shutil.rmtree(registered / "register")
    assert run(registered, "update", now="2026-11-23T13:00").exit_code == 0
    assert run(registered, "verify").exit_code == 0


def test_a_build_beside_an_update_that_ends_meanwhile_takes_it_for_no_fault(
    registered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The snapshots are looked at first, and the whole update comes between them and the register."""
    edit(registered, "summary: ", "summary: Once more, ")
    real = Path.exists

    def updated(place: Path) -> bool:
        monkeypatch.undo()
        assert run(registered, "update", now="2026-11-23T13:00").exit_code == 0
        return real(place)

    monkeypatch.setattr(Path, "exists", updated)
    register, faults = read_register(registered)
    assert (register and len(register.lines), faults) == (7, ())


def test_an_output_with_another_register_is_found(registered: Path, tmp_path: Path) -> None:
    published = tmp_path / "output/data/register.jsonl"
    published.parent.mkdir(parents=True)
    published.write_bytes(b"".join(lines_of(registered)))
    assert run(registered, "verify", "--output", str(tmp_path / "output")).exit_code == 0
    published.write_bytes(b"".join(lines_of(registered)[:-1]))
    assert run(registered, "verify", "--output", str(tmp_path / "output")).exit_code == 4


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_removal_swap_repetition_or_changed_byte_is_found(registered: Path, data: st.DataObject) -> None:
    """The time in the last line alone stands for itself: a signature, or the published copy, vouches for it."""
    place = registered / "register.jsonl"
    good = lines_of(registered)
    lines = list(good)
    at = data.draw(st.integers(0, len(lines) - 1), label="line")
    match data.draw(st.sampled_from(["remove", "swap", "repeat", "edit", "truncate"]), label="change"):
        case "remove":
            del lines[at]
        case "swap":
            other = data.draw(st.integers(0, len(lines) - 1).filter(lambda number: number != at))
            lines[at], lines[other] = lines[other], lines[at]
        case "repeat":
            lines.insert(data.draw(st.integers(0, len(lines))), lines[at])
        case "truncate":
            lines[at:] = [lines[at][: data.draw(st.integers(1, len(lines[at]) - 1))]]
        case "edit":
            offset = data.draw(st.integers(0, len(lines[at]) - 1))
            new = data.draw(st.integers(0, 255).filter(lambda byte: byte != lines[at][offset]))
            lines[at] = lines[at][:offset] + bytes([new]) + lines[at][offset + 1 :]
    if lines[:-1] == good[:-1] and re.sub(rb'"time":"[^"]*"', b"", lines[-1]) == re.sub(
        rb'"time":"[^"]*"', b"", good[-1]
    ):
        return
    place.write_bytes(b"".join(lines))
    try:
        assert run(registered, "verify").exit_code == 4
    finally:
        place.write_bytes(b"".join(good))


RELEASE = "register/bins/2.ocds.json"


@pytest.mark.parametrize(
    ("damage", "code", "words"),
    [
        (
            lambda data: data.replace(b"Now, ", b"Then, "),
            "damaged-register",
            "is not the one that was recorded",
        ),
        (lambda data: data[:-1], "damaged-register", "is not the one that was recorded"),
        (lambda data: data + data, "damaged-register", "is not the one that was recorded"),
        (lambda _: b"", "damaged-register", "is not the one that was recorded"),
        (lambda _: None, "damaged-register", "cannot be read"),
        (lambda data: data.replace(b"\n", b"\r\n"), "changed-line-ends", "ends of the lines"),
    ],
    ids=["altered", "no end", "twice", "empty", "gone", "line ends"],
)
def test_a_release_that_is_not_as_it_was_recorded_stops_a_build(
    registered: Path, damage: Callable[[bytes], bytes | None], code: str, words: str
) -> None:
    place = registered / RELEASE
    left = damage(place.read_bytes())
    if left is None:
        place.unlink()
    else:
        place.write_bytes(left)
    done = CliRunner().invoke(main, ["check", "--content", str(registered), "--now", "2026-11-23T13:00"])
    assert done.exit_code == 1
    assert f"error[{code}]" in done.stderr
    assert words in " ".join(done.stderr.split())
    assert run(registered, "verify").exit_code == 4


def test_the_line_ends_of_a_release_are_put_back(registered: Path) -> None:
    good = (registered / RELEASE).read_bytes()
    (registered / RELEASE).write_bytes(good.replace(b"\n", b"\r\n"))
    assert run(registered, "update", now="2026-11-23T13:00").exit_code == 0
    assert (registered / RELEASE).read_bytes() == good


def test_a_release_that_no_line_names_shows_that_lines_are_gone(registered: Path) -> None:
    (registered / "register/bins/4.ocds.json").write_bytes(b"{}\n")
    done = run(registered, "verify")
    assert (done.exit_code, "register-cut" in done.stderr) == (4, True)


def test_the_release_of_a_text_that_was_taken_out_goes_too_and_is_refused_if_it_comes_back(
    registered: Path,
) -> None:
    kept = (registered / RELEASE).read_bytes()
    assert run(registered, "redact", "bins", "2", "--reason", "It named a person.").exit_code == 0
    assert not (registered / RELEASE).exists()
    assert run(registered, "verify").exit_code == 0
    (registered / RELEASE).write_bytes(kept)
    done = run(registered, "verify")
    assert (done.exit_code, f"help: delete {(registered / RELEASE).as_posix()}" in done.stderr) == (4, True)


def test_a_register_without_releases_goes_on_and_keeps_its_lines(content: Path) -> None:
    """As an older sitegen wrote it, or a site without a prefix."""
    edit(content, "ocid_prefix: ", "# ocid_prefix: ", "site.yaml")
    assert run(content, "update").exit_code == 0
    before = lines_of(content)
    assert b"release" not in b"".join(before)
    edit(content, "# ocid_prefix: ", "ocid_prefix: ", "site.yaml")
    assert run(content, "update", now="2026-11-23T12:00").stdout.startswith("Nothing has changed")
    edit(content, "summary: ", "summary: Now, ")
    assert run(content, "update", now="2026-11-23T12:00").exit_code == 0
    after = lines_of(content)
    assert after[: len(before)] == before
    assert json.loads(after[-1])["format"] == 3
    assert run(content, "verify").exit_code == 0


def test_a_line_in_a_newer_format_is_not_called_damaged(registered: Path) -> None:
    edit(registered, '"format":3', '"format":4', "register.jsonl")
    done = run(registered, "verify")
    assert "newer-format" in done.stderr


KILLED = """
import os, sys
from pathlib import Path
count = int(sys.argv[1])
def counted(real):
    def call(*words, **named):
        global count
        count -= 1
        if count < 0:
            os._exit(9)
        return real(*words, **named)
    return call
os.fsync, Path.replace = counted(os.fsync), counted(Path.replace)
from sitegen.commands.main import main
main(["register", "update", "--content", sys.argv[2], "--now", sys.argv[3]])
"""


@pytest.mark.parametrize("steps", range(15))
def test_a_kill_between_any_two_steps_leaves_a_register_that_holds_and_can_be_completed(
    registered: Path, steps: int
) -> None:
    before = lines_of(registered)
    edit(registered, "summary: ", "summary: Once more, ")
    command = [sys.executable, "-c", KILLED, str(steps), str(registered), "2026-11-23T13:00"]
    done = subprocess.run(command, capture_output=True, check=False)
    register, faults = read_register(registered)
    assert (bool(register), faults) == (True, ())
    assert lines_of(registered)[: len(before)] == before
    assert done.returncode == (9 if steps < 12 else 0)
    assert run(registered, "update", now="2026-11-23T14:00").exit_code == 0
    assert run(registered, "verify").exit_code == 0
    assert len(lines_of(registered)) == len(before) + 1


def test_two_updates_of_the_same_content_record_it_once(content: Path) -> None:
    request = Request(content, (SHIPPED,), None, datetime.fromisoformat(NOW))
    first, second = update(request), update(replace(request, drafts=True))
    assert first.lines
    assert second.lines == ()
    assert isinstance(first.lines[0], Line)


@pytest.fixture
def signers(registered: Path, tmp_path: Path) -> Path:
    """The register signed with a key of its own, and the file that names the key."""
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    done = CliRunner().invoke(main, ["register", "sign", "--content", str(registered), "--key", str(key)])
    assert done.exit_code == 0, done.output
    allowed = tmp_path / "signers"
    allowed.write_text(f"clerk@example.org {key.with_suffix('.pub').read_text('utf-8')}", "utf-8")
    return allowed


def test_a_signature_holds_for_who_gave_it_and_for_the_register_as_it_was(
    registered: Path, signers: Path
) -> None:
    words = ("verify", "--signers", str(signers), "--identity")
    assert run(registered, *words, "clerk@example.org").exit_code == 0
    assert run(registered, *words, "somebody@example.org").exit_code == 4
    # The time of the last line, which no later line vouches for.
    edit(registered, "12:10:00Z", "12:10:01Z", "register.jsonl")
    assert run(registered, "verify").exit_code == 0
    done = run(registered, *words, "clerk@example.org")
    assert (done.exit_code, "The signature is not one of this person" in done.stderr) == (4, True)


def test_a_register_that_should_be_signed_and_is_not_is_told(registered: Path, signers: Path) -> None:
    (registered / "register.jsonl.sig").unlink()
    done = run(registered, "verify", "--signers", str(signers), "--identity", "clerk@example.org")
    assert (done.exit_code, "The register is not signed" in done.stderr) == (4, True)


def test_a_signature_and_signers_beside_the_register_are_no_stray_files(
    registered: Path, signers: Path
) -> None:
    shutil.copy(signers, registered / "register.signers")
    assert CliRunner().invoke(main, ["check", "--content", str(registered), "--now", NOW]).stderr == ""


def test_the_commands_for_auditors_give_our_numbers_and_notice_another(
    registered: Path, repository: Path
) -> None:
    text = (repository / "docs/register.md").read_text("utf-8")
    (commands,) = re.findall(r"```bash\n(.*?)```", text, re.DOTALL)

    def by_hand() -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", commands], cwd=registered, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    code, said = by_hand()
    register, _ = read_register(registered)
    assert register
    assert (code, said.splitlines()[0]) == (0, f"head: {register.head}")
    assert said.splitlines()[1:] == [f"{line.file}: OK" for line in register.lines]
    edit(registered, "Now, ", "Then, ", "register/bins/2.json")
    code, said = by_hand()
    assert (code, "register/bins/2.json: FAILED" in said) == (1, True)
    edit(registered, '"reference":"0123"', '"reference":"0124"', "register.jsonl")  # in the first line
    code, said = by_hand()
    assert (code, said.startswith("does not follow: ")) == (1, True)


@pytest.fixture
def script(repository: Path, tmp_path: Path) -> Path:
    """The script that docs/register.md gives to others."""
    text = (repository / "docs/register.md").read_text("utf-8")
    (found,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert found.count("\n") <= 23
    assert set(re.findall(r"^import (.*)$", found, re.MULTILINE)) == {"hashlib, json, pathlib, sys"}
    place = tmp_path / "verify.py"
    place.write_text(found, "utf-8")
    return place


def test_the_script_for_others_finds_whatever_was_altered(registered: Path, script: Path) -> None:
    def verified(*noted: str) -> tuple[int, str]:
        command = [sys.executable, "-I", str(script), str(registered), *noted]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    register, _ = read_register(registered)
    assert register
    assert verified(register.head[:12]) == (
        0,
        f"6 lines follow from each other. The head is {register.head}.\n",
    )
    assert verified("0123456789ab")[0] == 1
    done = run(registered, "redact", "bins", "2", "--reason", "It named a person.")
    assert done.exit_code == 0, done.output
    assert "Line 5: the text was taken out. It named a person." in verified()[1]
    edit(registered, '"title"', '"Title"', "register/decisions/bins-report/1.json")
    assert verified() == (1, "Line 2: the text is not the one that was recorded.\n")
    edit(registered, '"Title"', '"title"', "register/decisions/bins-report/1.json")
    edit(registered, '"reference":"bins-report"', '"reference":"bins"', "register.jsonl")
    assert verified() == (1, "Line 3 does not follow from the lines before it.\n")


def test_every_field_of_a_version_is_documented(registered: Path, repository: Path) -> None:
    text = (repository / "docs/snapshots.md").read_text("utf-8")
    files = [
        file
        for folder in (repository / "content/register", registered / "register")
        for file in folder.rglob("*.json")
        if not file.name.endswith(".ocds.json")
    ]
    names = {name for file in files for name in json.loads(file.read_bytes())}
    assert {name for name in names if f"`{name}`" not in text} == set()
