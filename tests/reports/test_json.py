"""The report for programs: the shape that docs/checking.md promises."""

import json
import re
from pathlib import Path

from sitegen.diagnostics import Diagnostic, error
from sitegen.reports.json import report

NOWHERE = {"line": None, "column": None, "end_line": None, "end_column": None}


def test_every_finding_has_every_field(findings: list[Diagnostic]) -> None:
    assert json.loads(report(findings)) == {
        "version": 1,
        "findings": [
            {
                "code": "closes-before-published",
                "severity": "error",
                "message": "The closing time is not after the publication date",
                "hint": "choose a day after 2026-05-02",
                "draft": False,
                "public_from": None,
                "path": "content/adverts/a.md",
                "line": 4,
                "column": 9,
                "end_line": 4,
                "end_column": 25,
                "labels": [
                    {"text": "published here", "line": 3, "column": 12, "end_line": 3, "end_column": 22}
                ],
            },
            {
                "code": "split",
                "severity": "warning",
                "message": "Two “lines”",
                "hint": None,
                "draft": False,
                "public_from": None,
                "path": "content/adverts/a.md",
                "line": 7,
                "column": 3,
                "end_line": 8,
                "end_column": 5,
                "labels": [],
            },
            {
                "code": "tidy",
                "severity": "advice",
                "message": "Tidy it",
                "hint": None,
                "draft": False,
                "public_from": None,
                "path": "content/pages/caf\u00e9 & co.md",
                **NOWHERE,
                "labels": [],
            },
            {
                "code": "output-failed",
                "severity": "error",
                "message": "The disk is full",
                "hint": None,
                "draft": False,
                "public_from": None,
                "path": None,
                **NOWHERE,
                "labels": [],
            },
        ],
        "summary": {"errors": 2, "warnings": 1, "advice": 1},
    }


def test_without_findings_it_is_still_a_whole_report() -> None:
    assert report([]) == (
        '{\n  "version": 1,\n  "findings": [],\n'
        '  "summary": {\n    "errors": 0,\n    "warnings": 0,\n    "advice": 0\n  }\n}\n'
    )


def test_it_is_ascii_so_that_no_console_can_spoil_it() -> None:
    text = report([error("c", "“é” \udce9 \x1b")])
    assert text.isascii()
    assert json.loads(text)["findings"][0]["message"] == "“é” \udce9 \x1b"


def test_the_document_names_every_field_and_no_other(repository: Path, findings: list[Diagnostic]) -> None:
    text = (
        (repository / "docs/checking.md").read_text("utf-8").partition("## JSON\n")[2].partition("\n## ")[0]
    )
    named = set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE))
    told = json.loads(report(findings))
    assert named == set(told) | set(told["findings"][0])
