"""A version with personal data, published by mistake: its text goes everywhere, its line and hash stay."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from tests.publishing.conftest import ADVERT, NOW, Desk

NAMED = "Mrs Quince of 4 Mill Lane"
REASON = "It named a member of the public by mistake."
LATER = "2026-11-23T11:30"


def register(*words: str, now: str = LATER) -> Result:
    return CliRunner().invoke(main, ["register", *words, "--now", now])


def redact(notice: str = "bins", version: int = 2, reason: str = REASON) -> Result:
    return register("redact", notice, str(version), "--reason", reason)


def holding(*folders: Path) -> list[str]:
    """The files that hold the name, wherever they are."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return [file.as_posix() for file in files if "Quince" in file.read_text("utf-8", "ignore")]


@pytest.fixture
def www(desk: Desk, tmp_path: Path) -> Path:
    """A folder with two releases, of which the second names somebody; the notice has been put right since."""
    assert register("update", now=NOW).exit_code == 0
    www = tmp_path / "www"
    for words in ("We test", f"{NAMED} asked us to test"):
        desk.edit(ADVERT, "We test", words)
        if "Quince" in words:
            desk.edit(ADVERT, "title: Emptying bins", "title: Bins of Mrs Quince")
        done = desk.publish(www, now="2026-11-23T11:05" if "Quince" in words else NOW)
        assert done.exit_code == 0, done.output
    desk.edit(ADVERT, f"{NAMED} asked us to test", "We test")
    desk.edit(ADVERT, "title: Bins of Mrs Quince", "title: Emptying bins")
    assert holding(www)
    return www


def test_the_text_goes_from_the_content_the_output_the_host_and_what_is_kept(desk: Desk, www: Path) -> None:
    lines = Path("content/register.jsonl").read_bytes()
    done = redact()
    assert done.exit_code == 0, done.output
    assert "Removed 1 receipts" in done.output
    assert Path("content/register.jsonl").read_bytes().startswith(lines)
    assert holding(Path("content"), Path(".sitegen")) == []
    done = desk.publish(www, now="2026-11-23T11:40")
    assert done.exit_code == 0, done.output
    assert holding(desk.folder) == []
    assert [place.name for place in (www / "releases").iterdir()] == [(www / "current").readlink().name]
    desk.publish(www, "--rollback")
    assert holding(www / "current/") == []


def test_its_page_says_that_and_why_and_when(desk: Desk, www: Path) -> None:
    assert redact().exit_code == 0
    assert desk.publish(www, now="2026-11-23T11:40").exit_code == 0
    page, after = (
        " ".join(
            re.sub(
                "<[^>]+>", " ", Path(f"output/adverts/bins/versions/{number}/index.html").read_text("utf-8")
            ).split()
        )
        for number in (2, 3)
    )
    assert "The text of this version was taken out on 23 November 2026" in page
    assert REASON in page
    assert "What changed is not marked, because the version before cannot be shown." in after
    assert "Text taken out" in Path("output/adverts/bins/index.html").read_text("utf-8")
    published = json.loads(Path("output/data/register/bins/2.json").read_bytes())
    assert published["redacted"] == {"date": "2026-11-23", "reason": REASON}


@pytest.mark.usefixtures("www")
def test_the_chain_still_holds_and_verify_says_what_cannot_be_worked_out() -> None:
    assert redact("0123").exit_code == 0
    done = register("verify")
    assert done.exit_code == 0, done.output
    assert "The text of 0123, version 2, was taken out on 23 November 2026" in done.stdout
    assert "can no longer be computed" in done.stdout
    assert "The register holds: 6 lines." in done.stdout


@pytest.mark.parametrize(
    ("change", "new"),
    [("reason", ""), ("id", "cans"), ("date", "2026-13-01"), ("more", "Quince")],
)
@pytest.mark.usefixtures("www")
def test_nothing_else_can_take_the_place_of_a_text(change: str, new: str) -> None:
    assert redact().exit_code == 0
    place = Path("content/register/bins/2.json")
    found = json.loads(place.read_bytes())
    (found["redacted"] if change in ("reason", "date") else found)[change] = new
    place.write_text(json.dumps(found, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    assert register("verify").exit_code == 4


@pytest.mark.parametrize(
    ("notice", "version", "reason", "words"),
    [
        ("cans", 1, REASON, "knows no notice “cans”"),
        ("bins", 9, REASON, "has versions 1 to 2 of “bins”"),
        ("bins", 2, "  ", "Give a reason"),
    ],
)
@pytest.mark.usefixtures("www")
def test_what_cannot_be_taken_out_is_told(notice: str, version: int, reason: str, words: str) -> None:
    done = redact(notice, version, reason)
    assert done.exit_code == 1
    assert words in done.output


def test_what_the_notice_still_says_is_first_to_be_taken_out_there(desk: Desk, www: Path) -> None:
    desk.edit(ADVERT, "We test", f"{NAMED} asked us to test")
    desk.edit(ADVERT, "title: Emptying bins", "title: Bins of Mrs Quince")
    done = redact()
    assert done.exit_code == 1
    assert f"First take the words out of {ADVERT}" in done.output
    desk.edit(ADVERT, f"{NAMED} asked us to test", "We test")
    desk.edit(ADVERT, "title: Bins of Mrs Quince", "title: Emptying bins")
    assert redact().exit_code == 0
    assert "taken out already" in redact().output
    assert desk.publish(www, now="2026-11-23T11:40").exit_code == 0


def test_a_version_with_the_same_words_goes_with_it_and_others_are_named(desk: Desk, www: Path) -> None:
    assert register("update", now="2026-11-23T11:10").exit_code == 0
    for new, old, now in ((NAMED, "We", "11:15"), ("We", NAMED, "11:20")):
        desk.edit(
            ADVERT,
            f"{old} test" if old == "We" else f"{NAMED} asked us to test",
            f"{NAMED} asked us to test" if old == "We" else "We test",
        )
        titles = ("Emptying bins", "Bins of Mrs Quince")
        was, will = titles if new == NAMED else titles[::-1]
        desk.edit(ADVERT, f"title: {was}", f"title: {will}")
        assert register("update", now=f"2026-11-23T{now}").exit_code == 0
    done = redact(version=4)
    assert done.exit_code == 0, done.output
    assert "version 2" in done.output
    assert "These versions keep their texts: 1, 3, 5." in done.output
    assert holding(Path("content")) == []
    assert www.is_dir()


def test_an_older_copy_does_not_bring_the_text_back(desk: Desk, www: Path, tmp_path: Path) -> None:
    """Somebody else took it out and published; our copy of the register still has it."""
    assert register("update").exit_code == 0
    ours = {file: file.read_bytes() for file in Path("content/register/bins").glob("2.*")}
    assert redact().exit_code == 0
    assert desk.publish(www, now="2026-11-23T11:40").exit_code == 0
    for file, data in ours.items():
        file.write_bytes(data)
    desk.edit(ADVERT, "We test", "We do test")
    done = desk.publish(www, now="2026-11-23T11:50")
    assert done.exit_code == 0, done.output
    assert "Took out the text of 0123, version 2, as in the live register." in done.output
    assert not Path("content/register/bins/2.ocds.json").exists()
    assert holding(tmp_path) == []
