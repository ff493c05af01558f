"""Files and sites that another version of sitegen made: told as such, never as damaged, and before anything else."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen import __version__
from sitegen.commands.main import main
from sitegen.doctor.built import FORMAT, published_files
from sitegen.model.versions import writer_of_newer
from tests.publishing.conftest import ADVERT, NOW, Desk, desk_in


@pytest.fixture
def desk(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_in(tmp_path, repository, monkeypatch)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--now", NOW])


@pytest.mark.parametrize("command", ["check", "build", "publish", "next-change"])
def test_a_site_for_another_version_says_that_alone(desk: Desk, command: str) -> None:
    desk.settings("requires: '>=99'\nweather: fine\nrain: often")
    done = run(command, *(["./www"] if command == "publish" else []))
    assert done.exit_code == 3
    assert f"error[other-version]: This site needs sitegen >=99, and this is {__version__}" in done.stderr
    assert done.stderr.count("error[") == 1


def test_a_site_for_earlier_versions_alone_is_not_built(desk: Desk) -> None:
    desk.settings("requires: '<0.1'")
    assert run("check").exit_code == 3


def test_a_site_for_this_version_is_built(desk: Desk) -> None:
    desk.settings(f"requires: '>={__version__},<99'")
    done = run("check")
    assert done.exit_code == 0, done.output


def test_receipts_say_their_format_and_who_wrote_them(desk: Desk) -> None:
    desk.publish("./www")
    (kept,) = desk.receipts()
    assert (kept["format"], kept["generator"]) == (1, f"sitegen {__version__}")


@pytest.mark.parametrize("part", ["line", "text"])
def test_a_register_that_a_newer_version_continued_is_not_called_damaged(desk: Desk, part: str) -> None:
    assert run("register", "update").exit_code == 0
    newer = {"format": 4, "generator": "sitegen 0.4.0", "id": "bins"}
    if part == "line":
        with (desk.folder / "content/register.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(newer) + "\n")
    else:
        (desk.folder / "content/register/bins/1.json").write_text(json.dumps(newer), "utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "error[newer-format]: This part of the register was written by sitegen 0.4.0" in done.stderr
    assert "use sitegen 0.4.0 or newer" in done.stderr
    assert "damaged-register" not in done.stderr


def test_a_receipt_in_which_a_newer_version_may_name_what_is_taken_out_is_told(desk: Desk) -> None:
    assert run("register", "update").exit_code == 0
    desk.publish("./www")
    (file,) = (desk.folder / ".sitegen/receipts").iterdir()
    newer = file.with_name("newer.json")
    newer.write_text(json.dumps({"format": 2, "generator": "sitegen 0.4.0", "titles": []}), "utf-8")
    desk.edit(ADVERT, "How could bins", "How might bins")
    done = run("register", "redact", "bins", "1", "--reason", "It named a person.")
    assert done.exit_code == 1, done.output
    assert "newer.json was written by sitegen 0.4.0" in done.output
    assert newer.exists()
    assert not file.exists()


def test_the_doctor_tells_a_newer_list_from_a_damaged_one() -> None:
    raw = json.dumps({"format": 2, "generator": "sitegen 0.4.0"}).encode()
    assert published_files(raw) is None
    assert writer_of_newer(raw, FORMAT) == "sitegen 0.4.0"
    assert not writer_of_newer(b"{", FORMAT)
    assert not writer_of_newer(b'{"format": 1}', FORMAT)
