"""The formats as the commands give them: what is on which stream, what stops a build, and when there is colour."""

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from sitegen.commands.main import main
from sitegen.reports.formats import FORMATS

NOW = ("--now", "2026-11-23T09:00")
ADVERT = "content/adverts/2026/grounds-maintenance-2026.md"
Spoil = Callable[[str, str], None]


@pytest.fixture
def site(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the worked example, in the current folder. Nothing is wrong with it."""
    shutil.copytree(repository / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def spoil(site: Path) -> Spoil:
    """Puts other words into the advert."""

    def put(old: str, new: str) -> None:
        text = (site / ADVERT).read_text("utf-8")
        assert old in text
        (site / ADVERT).write_text(text.replace(old, new, 1), "utf-8")

    return put


@pytest.fixture
def with_error(spoil: Spoil) -> None:
    """The advert has a kind that does not exist."""
    spoil("kind: soft-market-test", "kind: soft-market-tset")


@pytest.fixture
def with_warning(site: Path) -> None:
    """The site promises more time than its advert gives."""
    settings = site / "content/site.yaml"
    text = settings.read_text("utf-8")
    assert "minimum_response_days: 20\n" in text
    settings.write_text(text.replace("minimum_response_days: 20\n", "minimum_response_days: 366\n"), "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, *NOW])


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "text"])
@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.usefixtures("with_error")
def test_standard_output_holds_the_report_and_nothing_else(command: str, form: str) -> None:
    result = run(command, "--format", form)
    assert result.exit_code == 1
    starts = {"json": '{\n  "version"', "github": "::error ", "sarif": '{\n  "$schema"', "junit": "<?xml "}
    ends = {"json": "}\n}\n", "github": "\n", "sarif": "]\n}\n", "junit": "</testsuites>\n"}
    assert result.stdout.startswith(starts[form])
    assert result.stdout.endswith(ends[form])
    assert result.stderr.startswith("1 error.\n")
    assert result.stderr.count("\n") == 2


@pytest.mark.usefixtures("site")
def test_a_site_without_fault_has_whole_reports_too() -> None:
    assert json.loads(run("check", "--format", "json").stdout)["findings"] == []
    assert run("check", "--format", "github").stdout == ""
    (sarif,) = json.loads(run("check", "--format", "sarif").stdout)["runs"]
    assert sarif["results"] == []
    built = run("build", "--format", "json")
    assert json.loads(built.stdout)["version"] == 1
    assert built.stderr.startswith("Made ")
    assert run("build", "--format", "json", "--quiet").stderr == ""


def test_junit_has_a_test_case_for_each_file_of_content(site: Path, spoil: Spoil) -> None:
    files = {
        path.relative_to(site).as_posix()
        for path in (site / "content").rglob("*")
        if path.suffix in {".md", ".yaml"} and "files" not in path.parts
    }
    assert len(files) > 5

    def named() -> list[str | None]:
        told = ET.fromstring(run("check", "--format", "junit").stdout.encode())  # noqa: S314 - our own
        return sorted(case.get("name") for case in told.iter("testcase"))  # type: ignore[type-var] # each has one

    assert named() == sorted(files)
    spoil("kind: soft-market-test", "kind: soft-market-tset")
    assert named() == sorted(files)


@pytest.mark.usefixtures("with_error")
def test_every_format_tells_the_same_place() -> None:
    told = {form: run("check", "--format", form) for form in FORMATS}
    assert f"{ADVERT}:7:7\n" in told["text"].stderr
    (found,) = json.loads(told["json"].stdout)["findings"]
    assert (found["path"], found["line"], found["column"]) == (ADVERT, 7, 7)
    assert f"file={ADVERT},line=7,endLine=7,col=7,endColumn=22," in told["github"].stdout
    assert f"{ADVERT}:7:7" in told["junit"].stdout
    (result,) = json.loads(told["sarif"].stdout)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 7


@pytest.mark.usefixtures("with_warning")
def test_a_warning_is_let_through_unless_strict(site: Path) -> None:
    loose = run("build")
    assert loose.exit_code == 0
    assert "warning[short-response]" in loose.stderr
    assert loose.stdout.startswith("Made ")
    shutil.rmtree(site / "output")
    strict = run("build", "--strict")
    assert strict.exit_code == 1
    assert strict.stdout == ""
    assert strict.stderr.endswith("With --strict, warnings stop a build. output was not changed.\n")
    assert not (site / "output").exists()
    assert run("check", "--strict").stderr.endswith("warnings stop a build. Nothing was written.\n")


@pytest.mark.usefixtures("with_warning")
def test_a_check_with_warnings_does_not_say_that_nothing_was_found() -> None:
    assert run("check").stdout.startswith("No errors, so the site can be built. The site would have ")


@pytest.mark.usefixtures("site")
def test_strict_changes_nothing_where_nothing_is_wrong() -> None:
    assert run("check", "--strict").exit_code == 0


@pytest.mark.usefixtures("with_warning")
def test_explain_says_why_after_the_findings() -> None:
    plain, explained = run("check"), run("check", "--explain")
    assert "why[" not in plain.stderr
    assert explained.stderr.count("why[short-response]: Small firms and voluntary bodies") == 1
    assert explained.stderr.startswith(plain.stderr.rpartition("\n\n")[0])


@pytest.mark.usefixtures("site")
def test_explain_is_for_people() -> None:
    refused = run("check", "--explain", "--format", "json")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert "--explain goes with --format text" in refused.stderr


def in_a_terminal(**environment: str) -> str:
    """What a check says on a terminal."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    command = [sys.executable, "-m", "sitegen", "check", *NOW]
    variables = clean | {"TERM": "xterm"} | environment
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=theirs, env=variables, timeout=60, check=False
    )
    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.returncode == 1, said
    return said


@pytest.mark.usefixtures("with_error")
def test_text_is_in_colour_in_a_terminal() -> None:
    assert in_a_terminal().startswith("\x1b[1;31merror[not-a-choice]\x1b[0m")


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.usefixtures("with_error")
def test_text_is_plain_for_a_terminal_that_wants_it_so(environment: dict[str, str]) -> None:
    said = in_a_terminal(**environment)
    assert said.startswith("error[not-a-choice]: ")
    assert "\x1b" not in said


@pytest.mark.usefixtures("with_error")
def test_text_is_plain_in_a_pipe() -> None:
    assert "\x1b" not in run("check").stderr
