"""`sitegen next-change` as people and schedulers use it."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main


@pytest.fixture(autouse=True)
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site, in the current folder."""
    shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("next-change", *arguments))


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_it_tells_the_time_first_and_then_what_changes_where(site: Path) -> None:
    result = run("--now", "2026-11-23T11:00")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2026-11-23T12:00:00+00:00\n  Advert “Emptying bins” closes: /adverts/bins/\n"
    assert [path.name for path in site.iterdir()] == ["content"]


def test_from_the_closing_time_on_it_tells_what_comes_after() -> None:
    result = run("--now", "2026-11-23T12:00")
    assert result.stdout.splitlines()[0] == "2026-12-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("closes", "line"),
    [
        ("2026-11-23T12:00", "0 12 23 11 *"),
        ("2026-11-23T12:00:01", "1 12 23 11 *"),
        ("2026-11-23T12:59:59", "0 13 23 11 *"),
        ("2026-11-23T12:00+05:30", "30 6 23 11 *"),
        ("2026-11-24T23:59:30", "0 0 25 11 *"),
    ],
)
def test_for_cron_it_tells_the_first_whole_minute_in_utc_and_nothing_else(
    site: Path, closes: str, line: str
) -> None:
    rewrite(site / "content/adverts/2026/bins.md", "closes: 2026-11-23T12:00", f"closes: {closes}")
    result = run("--now", "2026-11-23T01:00", "--cron")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{line}\n", "")


def test_summer_time_is_reckoned_in(site: Path) -> None:
    rewrite(site / "content/adverts/2026/bins.md", "closes: 2026-11-23T12:00", "closes: 2026-10-23T12:00")
    assert run("--now", "2026-10-20", "--cron").stdout == "0 11 23 10 *\n"
    assert run("--now", "2026-10-20").stdout.startswith("2026-10-23T12:00:00+01:00\n")


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("adverts/2026/bins.md", "kind: soft-market-test", "kind: soft-market-tset", 1),
        ("site.yaml", "title:", "titel:", 3),
    ],
)
def test_errors_are_told_as_check_tells_them_with_its_exit_code(
    site: Path, path: str, old: str, new: str, code: int
) -> None:
    rewrite(site / "content" / path, old, new)
    now = ("--now", "2026-11-23T11:00")
    result, checked = run(*now, "--cron"), CliRunner().invoke(main, ("check", *now))
    assert (result.exit_code, result.stdout) == (code, "")
    assert (result.exit_code, result.stderr) == (checked.exit_code, checked.stderr)
    assert "error[" in result.stderr


def test_a_warning_is_no_reason_to_tell_nothing(site: Path) -> None:
    rewrite(site / "content/adverts/2026/bins.md", "We test the market", "We test the **market")
    result = run("--now", "2026-11-23T11:00", "--cron")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "0 12 23 11 *\n", "")


def test_a_folder_that_is_not_there_is_told_in_words() -> None:
    result = run("--content", "nowhere")
    assert result.exit_code == 2
    assert "There is no folder nowhere." in result.stderr
