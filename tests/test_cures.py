"""Advice works when it is followed to the letter: the fault is gone, and no new one has come.

In faults/*.md the lines that begin with > are what the help of a case makes of the lines that the report points at.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.model.content import Content
from sitegen.reading.content import read
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import Source, read_file
from sitegen.rules import RULES, check
from tests.test_faults import ALL, NOW, Case, plant, without_marks

CONTENT = Path(__file__).parent.parent / "content"
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
    key = ("", "") if case.file == "site.yaml" else (inner.split("/")[0], path.stem)
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
        rules = [rule for rule in RULES if rule.alone]
        told = check(content) if whole else (found for rule in rules for found in rule(content))
        yield from (found for found in told if found.path == path.as_posix())


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.theme}: {case.title}") for case in CURED])
def test_who_does_what_the_help_says_is_rid_of_the_fault(case: Case, tmp_path: Path) -> None:
    before = list(findings(case, faulty(case), tmp_path))
    assert case.code in [finding.code for finding in before]
    after = list(findings(case, followed(case), tmp_path))
    assert [(finding.code, finding.message) for finding in after] == []
