"""A PDF with a password is one finding of every command, and never a crash."""

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from sitegen.commands.main import main

NOW = ("--now", "2026-11-23T09:00")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new site, whose notice names a PDF that has a password; commands run in it."""
    monkeypatch.chdir(tmp_path)
    started = CliRunner().invoke(main, ["init", "site"])
    assert started.exit_code == 0, started.output
    monkeypatch.chdir(tmp_path / "site")
    files = tmp_path / "site" / "content" / "files"
    files.mkdir(exist_ok=True)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(files / "locked.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    about = tmp_path / "site" / "content" / "pages" / "about.md"
    about.write_text("---\ntitle: About\n---\n\nRead [the brief](/files/locked.pdf).\n", "utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("check",), 1),
        (("build",), 1),
        (("next-change",), 1),
        (("publish", "--allow-dirty", "./live/"), 3),  # the settings of a new site are examples, too
    ],
)
def test_it_is_told_at_the_line_that_names_the_file(command: tuple[str, ...], code: int) -> None:
    done = CliRunner().invoke(main, [*command, *NOW])
    assert done.exit_code == code, done.output
    assert "locked.pdf needs a password, so readers cannot open it" in done.output
    assert "about.md:5:18" in done.output


def test_programs_are_told_as_well() -> None:
    done = CliRunner().invoke(main, ["check", "--format", "json", *NOW])
    codes = [finding["code"] for finding in json.loads(done.stdout)["findings"]]
    assert "unreadable-attachment" in codes
