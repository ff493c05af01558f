"""Every page is valid HTML, by two judges: html-validate and the Nu checker."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

BAD_PAGE = (
    "<!doctype html><html lang=en><head><title>Bad</title></head><body><ul><p>loose</p></ul></body></html>\n"
)
BAD_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><circel r="9"/></svg>\n'

Runner = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def sites(example_site: Path, busy_site: Path, quiet_site: Path, preview_site: Path) -> tuple[Path, ...]:
    """Every site that these tests build: starting a judge takes longer than a thousand pages."""
    return (example_site, busy_site, quiet_site, preview_site)


def html_validate(
    folders: Sequence[Path], report: Path, page_checkers: Path, run_checker: Runner
) -> list[str]:
    """What html-validate objects to, warnings too. It writes to the file `report`: a pipe would lose the end."""
    configuration = Path(__file__).with_name("htmlvalidate.json")
    command = [
        page_checkers / ".bin/html-validate",
        "--config",
        configuration,
        "--formatter",
        f"json={report}",
    ]
    done = run_checker(*command, *folders)
    assert done.returncode in {0, 1}, done.stderr
    return [
        f"{result['filePath']}:{found['line']}:{found['column']}: {found['message']} [{found['ruleId']}]"
        for result in json.loads(report.read_text(encoding="utf-8"))
        for found in result["messages"]
    ]


def nu(folders: Sequence[Path], page_checkers: Path, run_checker: Runner, java: str) -> list[str]:
    """What the Nu checker objects to in pages and drawings, warnings too, but not its remarks."""
    archive = page_checkers / "vnu-jar/build/dist/vnu.jar"
    options = ["--skip-non-html", "--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always"]
    done = run_checker(java, "-Xss4m", "-jar", archive, *options, *folders)
    assert done.returncode == 0, done.stderr
    return [
        f"{found.get('url')}:{found.get('lastLine')}:{found.get('lastColumn')}: {found['message']}"
        for found in json.loads(done.stdout)["messages"]
        if found["type"] != "info" or found.get("subType") == "warning"
        if not _is_of_policy_alone(found)
    ]


def _is_of_policy_alone(found: dict[str, Any]) -> bool:
    """Whether Nu takes a page to break the policy that it carries, where browsers do not, as all other tests of pages show.

    On a disk, its own files are not of its own host; and data in its head is no script.
    """
    files = found["message"].startswith("Resource violates Content Security Policy (meta tag)")
    script = found["message"].startswith("Inline script violates Content Security Policy (meta tag)")
    return files or (script and "application/ld+json" in found.get("extract", ""))


def test_html_validate_finds_nothing_on_any_page(
    sites: tuple[Path, ...], tmp_path: Path, page_checkers: Path, run_checker: Runner
) -> None:
    assert html_validate(sites, tmp_path / "report.json", page_checkers, run_checker) == []


def test_the_nu_checker_finds_nothing_in_any_page_or_drawing(
    sites: tuple[Path, ...], page_checkers: Path, run_checker: Runner, program: Callable[[str], str]
) -> None:
    assert any(site.glob("**/*.svg") for site in sites)
    assert nu(sites, page_checkers, run_checker, program("java")) == []


def test_both_judges_see_a_bad_page_in_an_inner_folder_and_nu_a_bad_drawing(
    tmp_path: Path, page_checkers: Path, run_checker: Runner, program: Callable[[str], str]
) -> None:
    inner = tmp_path / "adverts" / "bad"
    inner.mkdir(parents=True)
    (inner / "index.html").write_text(BAD_PAGE, encoding="utf-8")
    (inner / "bad.svg").write_text(BAD_DRAWING, encoding="utf-8")
    found = html_validate([tmp_path / "adverts"], tmp_path / "report.json", page_checkers, run_checker)
    assert any("element-permitted-content" in line for line in found)
    found = nu([tmp_path], page_checkers, run_checker, program("java"))
    assert any("index.html" in line and "not allowed as child" in line for line in found)
    assert any("bad.svg" in line and "circel" in line for line in found)
