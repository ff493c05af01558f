"""The commands as people use them: exact words, exit codes, and what is on disk afterwards."""

import contextlib
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import COMMANDS, main

NOW = "2026-11-23T11:00"


@pytest.fixture
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site, in the current folder."""
    shutil.copytree(repository / "tests/sites/small/content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_build_says_what_it_made_and_the_second_time_that_nothing_changed(site: Path) -> None:
    first = run("build", "--now", NOW)
    second = run("build", "--now", NOW)
    assert first.exit_code == second.exit_code == 0
    count = sum(path.is_file() and ".sitegen" not in path.parts for path in (site / "output").rglob("*"))
    assert first.stdout.startswith(f"Made {count} files in output in ")
    assert first.stdout.endswith(f" s: {count} new, 0 changed, 0 unchanged, 0 removed.\n")
    assert second.stdout.endswith(f" s: 0 new, 0 changed, {count} unchanged, 0 removed.\n")
    assert first.stderr == ""


def test_quiet_says_nothing_when_all_is_well(site: Path) -> None:
    result = run("build", "--now", NOW, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert (site / "output/index.html").exists()


def test_check_writes_nothing(site: Path) -> None:
    result = run("check", "--now", NOW)
    assert result.exit_code == 0
    assert result.stdout.startswith("No mistakes found. The site would have ")
    assert [path.name for path in site.iterdir()] == ["content"]


def test_an_error_in_a_record_is_shown_and_yesterdays_site_stays(site: Path) -> None:
    run("build", "--now", NOW)
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path.is_file()}
    advert = site / "content/adverts/2026/bins.md"
    advert.write_text(advert.read_text().replace("kind: soft-market-test", "kind: soft-market-tset"))
    result = run("build", "--now", NOW)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "error[not-a-choice]: “soft-market-tset” is not a choice for “kind”\n"
        "  --> content/adverts/2026/bins.md:5:7\n"
        "  |\n"
        "5 | kind: soft-market-tset\n"
        "  |       ^^^^^^^^^^^^^^^^\n"
        "help: did you mean “soft-market-test”? Otherwise write early-engagement, planned-procurement or pipeline\n"
        "\n"
        "1 error.\n"
        "output was not changed.\n"
    )
    assert {
        path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path.is_file()
    } == before


def test_an_error_in_the_settings_has_an_exit_code_of_its_own_and_other_files_are_read_all_the_same(
    site: Path,
) -> None:
    settings = site / "content/site.yaml"
    settings.write_text(settings.read_text().replace("title: Small", "titel: Small"))
    page = site / "content/pages/intent.md"
    page.write_text(page.read_text().replace("in_footer: true", "in_footer: perhaps"))
    result = run("check", "--now", NOW)
    assert result.exit_code == 3
    assert "did you mean “title”?" in result.stderr
    assert "--> content/pages/intent.md:3:12" in result.stderr
    assert result.stderr.endswith("2 errors.\nNothing was written.\n")


def test_a_warning_is_told_and_let_through(site: Path) -> None:
    advert = site / "content/adverts/2026/bins.md"
    advert.write_text(advert.read_text().replace("closes: 2026-11-23T12:00", "closes: 2026-10-02T12:00"))
    result = run("build", "--now", NOW)
    assert result.exit_code == 0
    assert (
        "warning[short-response]: Suppliers have 1 day to respond; this site gives them 20" in result.stderr
    )
    assert result.stderr.endswith("1 warning.\n")
    assert (site / "output/index.html").exists()


@pytest.mark.parametrize(
    ("wish", "code", "words"), [("off", 0, ""), ("advice", 0, "advice["), ("error", 1, "error[")]
)
def test_a_site_says_how_much_a_check_matters(site: Path, wish: str, code: int, words: str) -> None:
    settings = site / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}  short-response: {wish}\n")
    advert = site / "content/adverts/2026/bins.md"
    advert.write_text(advert.read_text().replace("closes: 2026-11-23T12:00", "closes: 2026-10-02T12:00"))
    result = run("check", "--now", NOW)
    assert result.exit_code == code
    assert result.stderr.startswith(words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "--content", "nowhere"), "There is no folder nowhere. Did you mean --content content?"),
        (("build", "--content", "."), "one folder further down: did you mean --content content?"),
        (("build", "--content", "content/pages"), "did you mean --content content?"),
        (("build", "."), "takes no name, and “.” is one: did you mean: main build --content content"),
        (("build", "content"), "did you mean: main build --content content"),
        (("build", "quickly"), "for what it takes, see main build --help"),
        (("check", "intnet.md"), "There is no file intnet.md. Did you mean content/pages/intent.md?"),
        (("check", "content/adverts/2026/bin.md"), "Did you mean content/adverts/2026/bins.md?"),
        (("check", "/dev/null"), "/dev/null is not part of the content in content."),
        (("build", "--output", "content/output"), "cannot lie within each other"),
        (("build", "--output", "."), "cannot lie within each other"),
        (("check", "--now", "tomorrow"), "“tomorrow” is not a time. Write it as 2026-11-23T12:00."),
        (("check", "--now", "9999-12-31T23:59-12:00"), "is not a time."),
        (("check", "--now", "0001-01-01T00:00"), "is not a time."),
        (("chekc",), "No such command"),
        (("check", "--outptu", "x"), "No such option"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_two(
    site: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (site / "output").exists()


def test_a_check_of_one_file_shows_what_is_found_in_it_and_counts_the_rest(site: Path) -> None:
    page = site / "content/pages/intent.md"
    page.write_text(page.read_text().replace("title:", "titel:"))
    bins = run("check", "--now", NOW, "content/adverts/2026/bins.md")
    assert (bins.exit_code, bins.stderr) == (0, "")
    assert bins.stdout == "No mistakes found. 1 finding in other files: sitegen check\n"
    for named in ("content/pages/intent.md", "pages/intent.md", "content/pages", str(page)):
        found = run("check", "--now", NOW, named)
        assert found.exit_code == 1
        assert "--> content/pages/intent.md:" in found.stderr
    assert run("check", "--now", NOW, "adverts", "pages").exit_code == 1


def test_files_that_are_not_ours_stay_and_are_named(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output/verification.html").write_text("theirs")
    result = run("build", "--now", NOW)
    assert result.stdout.endswith("Left alone, because sitegen did not make them: verification.html.\n")
    assert (site / "output/verification.html").read_text() == "theirs"


def test_an_output_that_cannot_be_written_is_told_in_words(site: Path) -> None:
    (site / "taken").write_text("a file")
    result = run("build", "--now", NOW, "--output", "taken/output")
    assert result.exit_code == 1
    assert result.stderr.startswith("error[output-failed]: ")
    assert (site / "taken").read_text() == "a file"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    sitegen {command}" in result.stdout


def test_the_version_comes_without_loading_the_build() -> None:
    heavy = (
        "pydantic",
        "jinja2",
        "markdown_it",
        "livereload",
        "sitegen.commands.options",
        "zoneinfo",
        "json",
    )
    code = (
        f"import sys; from sitegen.commands.main import main; print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_profilers_and_what_else_runs_at_exit_survive_the_end() -> None:
    command = [sys.executable, "-m", "cProfile", "-m", "sitegen", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "function calls" in done.stdout
    code = "import atexit, sys; from sitegen.commands.main import start; atexit.register(print, 'Bye.'); sys.argv[1:] = ['--version']; start()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nBye.\n")


def test_a_command_that_does_not_exist_is_answered_with_one_that_does() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "Did you mean 'build'?" in result.stderr


def seen_in_a_terminal(site: Path, *options: str, **environment: str) -> str:
    """What a build says in a real terminal when it counts as long from its first moment."""
    advert = (site / "content/adverts/2026/bins.md").read_text()
    for number in range(80):
        copy = advert.replace('"0123"', f"MANY-{number}").replace("../../decisions", "../decisions")
        (site / f"content/adverts/many-{number}.md").write_text(copy)
    code = "from sitegen.commands import console, main; console._PROGRESS_AFTER = -1.0; main.main()"
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "CI"}
    command = [sys.executable, "-c", code, "build", "--now", NOW, *options]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=clean | environment):
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # the terminal is gone when the build has ended
            while chunk := os.read(ours, 4096):
                said += chunk
    os.close(ours)
    return said.decode()


def test_a_long_build_tells_how_far_it_is_in_a_terminal(site: Path) -> None:
    said = seen_in_a_terminal(site)
    assert "\r100 files made …\r" in said
    assert said.splitlines()[-1].rpartition("\r")[2].startswith("Made ")


def test_in_ci_and_when_quiet_there_is_no_progress_line(site: Path) -> None:
    assert "files made" not in seen_in_a_terminal(site, CI="true")
    assert seen_in_a_terminal(site, "--quiet") == ""


@pytest.mark.parametrize("led", [">&-", ">&- 2>&-", "| true", "| head -c 1", ">/dev/full"])
@pytest.mark.parametrize("words", ["rules", "check --format json", "check", "--help"])
def test_an_output_that_nobody_reads_is_no_traceback(repository: Path, words: str, led: str) -> None:
    command = f"{sys.executable} -m sitegen {words} {led}"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=repository / "tests/sites/small",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if led == ">/dev/full":
        assert done.returncode == 1
        assert "No space left" in done.stderr
