"""The stylesheet is free of mistakes, and takes no reader's rights: focus, direction, their own sheet."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Runner = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def stylelint(page_checkers: Path, run_checker: Runner) -> Callable[[Path], list[str]]:
    """What stylelint objects to in a sheet, by our rules: the place, the words, the rule."""

    def check(sheet: Path) -> list[str]:
        rules = Path(__file__).with_name("stylelint.yaml")
        command = [
            page_checkers / ".bin/stylelint",
            "--config",
            rules,
            "--config-basedir",
            page_checkers.parent,
        ]
        done = run_checker(*command, "--formatter", "json", sheet)
        assert done.returncode in {0, 2}, done.stdout + done.stderr
        return [
            f"{found['line']}:{found['column']}: {found['text']}"
            for result in json.loads(done.stderr or done.stdout)
            for found in (*result["warnings"], *result["parseErrors"])
        ]

    return check


def test_stylelint_finds_nothing_in_the_stylesheets(
    repository: Path, stylelint: Callable[[Path], list[str]]
) -> None:
    sheets = sorted((repository / "templates/assets").glob("*.css"))
    assert sheets
    assert {sheet.name: found for sheet in sheets if (found := stylelint(sheet))} == {}


@pytest.mark.parametrize(
    "declaration",
    [
        "outline: none",
        "outline: 0",
        "outline: 0 solid red",
        "outline-style: none",
        "outline-width: 0",
        "margin-left: 1em",
        "padding: 0 1em 0 2em",
        "border-right: 1px solid",
        "left: 0",
        "width: 10em",
        "text-align: right",
        "float: left",
        "color: red !important",
        "colour: red",
    ],
)
def test_stylelint_sees_what_takes_rights_from_readers(
    declaration: str, tmp_path: Path, stylelint: Callable[[Path], list[str]]
) -> None:
    sheet = tmp_path / "bad.css"
    sheet.write_text(f"a {{\n  {declaration};\n}}\n", encoding="utf-8")
    assert len(stylelint(sheet)) == 1


@pytest.mark.parametrize(
    "declaration",
    ["outline: 3px solid transparent", "outline-offset: 0", "padding: 0 1em", "inset-inline: 0"],
)
def test_stylelint_lets_pass_what_serves_readers(
    declaration: str, tmp_path: Path, stylelint: Callable[[Path], list[str]]
) -> None:
    sheet = tmp_path / "good.css"
    sheet.write_text(f"a {{\n  {declaration};\n}}\n", encoding="utf-8")
    assert stylelint(sheet) == []
