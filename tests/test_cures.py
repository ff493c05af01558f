"""Advice works when it is followed to the letter: the fault is gone, and no new one has come.

In faults/*.md the lines that begin with > are what the help of a case makes of the lines that the report points at.
Every code that reading can report has such a case, or a reason why not.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.model.content import Content
from sitegen.model.record import SETTINGS, Key
from sitegen.reading.content import read
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import Source, read_file
from sitegen.rules import RULES, check
from tests.test_faults import ALL, NOW, Case, plant, without_marks

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
CURED = [case for case in ALL if case.cure]
BY_CODE = {rule.code: rule for rule in RULES}


@cache
def example() -> Content:
    """The worked example, read once."""
    reading = read(CONTENT, datetime.fromisoformat(NOW), drafts=False)
    assert reading.content
    return reading.content


def faulty(case: Case) -> str:
    """The file with the fault in it."""
    return without_marks(plant((CONTENT / case.file).read_text("utf-8"), case))


def followed(case: Case) -> str:
    """The file after its author did what the help of the case says."""
    lines = case.new.split("\n")
    marked = [number for number, line in enumerate(lines) if "«" in line or "»" in line]
    first, last = (marked[0], marked[-1]) if marked else (0, len(lines) - 1)
    cure = [] if case.cure == ("",) else case.cure
    left = (*lines[:first], *cure, *lines[last + 1 :])
    before, _, after = (CONTENT / case.file).read_text("utf-8").partition(case.old)
    return before + "\n".join(left) + (after if left else after.removeprefix("\n"))


def findings(case: Case, text: str, folder: Path) -> Iterator[Diagnostic]:
    """What reading says of the file, and what the rules say of it."""
    path = folder / case.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    inner = Path(case.file).parent.as_posix()
    key = SETTINGS if case.file == "site.yaml" else Key(inner.split("/")[0], path.stem)
    source = read_file(path, "" if inner == "." else inner, *key)
    if not isinstance(source, Source):
        yield source
        return
    content = example()
    if case.file == "site.yaml":
        settings, faults = load_settings(source)
        content = replace(content, settings=settings or content.settings)
    else:
        entry, faults = load(source, ZoneInfo("Europe/London"))
        entries = {**content.entries, **({key: entry} if entry else {})}
        content = replace(content, entries=entries)
        if case.code not in BY_CODE and entry:  # nothing beside it has changed
            content = replace(content, entries={key: entry})
    yield from faults
    if not faults:
        whole = case.code in BY_CODE
        rules = [rule for rule in RULES if rule.reach == "record"]
        told = check(content) if whole else (found for rule in rules for found in rule(content))
        yield from (found for found in told if found.path == path.as_posix())


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.theme}: {case.title}") for case in CURED])
def test_who_does_what_the_help_says_is_rid_of_the_fault(case: Case, tmp_path: Path) -> None:
    before = list(findings(case, faulty(case), tmp_path))
    assert case.code in [finding.code for finding in before]
    after = list(findings(case, followed(case), tmp_path))
    assert [(finding.code, finding.message) for finding in after] == []


# Every code has a case with a cure

READERS = ("sitegen/reading", "sitegen/model")
_FILE = "the cure is another name or place for a file, not a text"
_TABLE = "about a private table of responses: tests/reading/test_responses.py"
_REGISTER = "about the register: tests/publishing/ and tests/rules/test_register.py follow it with real git"
UNTRIED = {
    "bad-file-name": _FILE,
    "bad-quotation-marks": _TABLE,
    "bad-value": "no field of today can lead to it",
    "cannot-read": _FILE,
    "changed-line-ends": _REGISTER,
    "damaged-register": _REGISTER,
    "empty-file": _TABLE,
    "empty-value": "what is left blank is told by its field: missing-value, undecided, empty-item",
    "left-blank": "advice stops no build: tests/reading/test_blanks.py",
    "merged-register": _REGISTER,
    "missing-column": _TABLE,
    "missing-columns": _TABLE,
    "missing-settings": _FILE,
    "newer-format": "written by a version that is yet to come: tests/test_formats.py",
    "no-responses": _TABLE,
    "not-a-table": _TABLE,
    "not-utf-8": "a text of this test is in UTF-8",
    "other-version": "the cure is another version of sitegen: tests/test_formats.py",
    "register-cut": _REGISTER,
    "repeated-column": _TABLE,
    "same-id": _FILE,
    "symbolic-link": _FILE,
    "system-file": _FILE,
    "too-long": "a text of half a million characters: tests/reading/test_frontmatter.py has it",
    "unknown-folder": _FILE,
    "unknown-objective": _TABLE,
    "wrong-file-type": _FILE,
}
"""Codes of reading whose help no text in faults/ can follow, each with the reason."""


def codes(path: Path) -> Iterator[object]:
    """The codes of the faults that a module can report: the first text given to what makes a fault."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    choices = {node.slice for node in nodes if isinstance(node, ast.Subscript)}  # Literal["a-b", …]
    for node in nodes:
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            maker = ast.unparse(node.func).split(".")[-1]
            if maker in ("fault", "error", "_pattern", "_fault", "Diagnostic"):
                yield node.args[0].value
        if node in choices or not isinstance(node, ast.Tuple):
            continue
        if len(node.elts) == 4 and isinstance(node.elts[0], ast.Constant):
            yield node.elts[0].value


def reported() -> set[str]:
    found = (
        code for folder in READERS for path in sorted((ROOT / folder).glob("*.py")) for code in codes(path)
    )
    return {
        code
        for code in found
        if isinstance(code, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+|undecided", code)
    }


def test_the_help_of_every_code_of_reading_has_been_followed() -> None:
    assert reported() - {case.code for case in CURED} == set(UNTRIED)
