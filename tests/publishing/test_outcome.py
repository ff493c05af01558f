"""What programs are told: one JSON object of each run of `publish`, whatever came of it, and of the next change."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sitegen.commands.main import main
from sitegen.writing.create import CannotCreate
from tests.publishing.conftest import ADVERT, NOW, Desk


def told(desk: Desk, *words: str, code: int = 0) -> dict[str, Any]:
    """The object that a run gives, and nothing else on standard output."""
    done = desk.publish(*words, "--format", "json")
    assert done.exit_code == code, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["exit_code"] == code
    return found


def test_a_publication_says_what_it_did_in_numbers(desk: Desk, tmp_path: Path) -> None:
    CliRunner().invoke(main, ["register", "update", "--now", NOW])
    desk.edit(ADVERT, "How could bins", "How might bins")
    first = told(desk, "./www")
    assert (first["outcome"], first["target"], first["place"]) == ("published", "directory", "www")
    assert first["files"]["new"] == len(desk.built())
    size = sum((tmp_path / "output" / path).stat().st_size for path in desk.built())
    assert first["files"]["bytes"] == size
    assert first["register"] == [{"reference": "0123", "id": "bins", "version": 2}]
    assert Path(first["receipt"]).is_file()
    assert "Emptying bins" in first["notices"]
    assert first["next_change"]["at"] == "2026-11-23T12:00:00+00:00"
    assert first["next_change"]["changes"][0]["where"] == "/adverts/bins/"
    assert ["did not answer" in warning for warning in first["warnings"]] == [True]
    assert first["findings"] == []
    again = told(desk, "./www")
    assert (again["outcome"], again["receipt"]) == ("nothing-to-publish", None)
    assert again["files"] == {"new": 0, "changed": 0, "removed": 0, "staying": 0, "bytes": 0}


def test_a_plan_is_told_apart_from_a_publication(desk: Desk, tmp_path: Path) -> None:
    found = told(desk, "./www", "--dry-run")
    assert (found["outcome"], found["files"]["removed"], found["receipt"]) == ("planned", 0, None)
    assert not (tmp_path / "www").exists()


def test_going_back_has_a_word_of_its_own(desk: Desk) -> None:
    told(desk, "./www")
    desk.edit(ADVERT, "How could bins", "How might bins")
    told(desk, "./www")
    assert told(desk, "./www", "--rollback")["outcome"] == "rolled-back"


def test_a_refusal_has_its_findings_as_a_check_has(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/index.html").touch()
    found = told(desk, "./www", code=4)
    assert (found["outcome"], [one["code"] for one in found["findings"]]) == ("refused", ["not-ours"])
    assert found["summary"] == {"errors": 1, "warnings": 0, "advice": 0}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (ADVERT, "closes: 2026-11-23T12:00", "closes: tomorrow", 1),
        ("content/site.yaml", "title: ", "titel: ", 3),
    ],
)
def test_mistakes_in_the_content_are_the_findings_that_a_check_tells(
    desk: Desk, file: str, old: str, new: str, code: int
) -> None:
    desk.edit(file, old, new)
    found = told(desk, "./www", code=code)
    checked = json.loads(CliRunner().invoke(main, ["check", "--now", NOW, "--format", "json"]).stdout)
    errors = [one for one in checked["findings"] if one["severity"] == "error"]
    assert errors
    assert found["outcome"] == "refused"
    assert [one for one in found["findings"] if one["severity"] == "error"] == errors


def test_a_receipt_that_cannot_be_written_any_more_is_told_though_the_site_is_live(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Path:
        message = "no space left"
        raise CannotCreate(message)

    monkeypatch.setattr("sitegen.publishing.receipt.write", broken)
    found = told(desk, "./www", code=4)
    assert (found["outcome"], found["receipt"]) == ("published", None)
    assert [one["code"] for one in found["findings"]] == ["no-receipt"]
    assert "The site was published, but its receipt could not be written" in found["findings"][0]["message"]
    assert (tmp_path / "www/current/index.html").is_file()


def test_nothing_is_published_where_no_receipt_can_be_kept(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / ".sitegen").touch()
    assert told(desk, "./www", code=4)["findings"][0]["code"] == "no-receipt"
    assert not (tmp_path / "www").exists()


def test_the_next_change_is_one_object_or_the_findings_that_hide_it(desk: Desk) -> None:
    def run(*words: str) -> tuple[int, dict[str, Any]]:
        done = CliRunner().invoke(main, ["next-change", "--now", NOW, "--format", "json", *words])
        return done.exit_code, json.loads(done.stdout)

    code, found = run()
    assert (code, found["next_change"]["at"]) == (0, "2026-11-23T12:00:00+00:00")
    assert set(found["next_change"]["changes"][0]) == {"what", "where"}
    assert found["findings"] == []
    code, found = run("--now", "2090-01-01")
    assert (code, found["next_change"]) == (0, None)
    desk.edit(ADVERT, "closes: 2026-11-23T12:00", "closes: tomorrow")
    code, found = run()
    assert (code, found["next_change"]) == (1, None)
    assert found["summary"]["errors"] == len(found["findings"]) > 0
