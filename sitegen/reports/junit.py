"""Findings → JUnit XML for CI servers: each content file is a test case."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from sitegen.diagnostics import Diagnostic, stops
from sitegen.reports import text

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML forbids, even escaped."""
_SPACES = {ord(sign): f"&#{ord(sign)};" for sign in "\t\n\r"}
"""In an attribute, a parser would turn these into plain spaces."""
_NOWHERE = "the whole site"


def report(findings: Sequence[Diagnostic], checked: Iterable[str], *, strict: bool) -> str:
    """A test case for each file that was read. Findings that stop a build are its failure, the others its output."""
    by_file: dict[str, list[Diagnostic]] = {path: [] for path in checked}
    for finding in findings:
        by_file.setdefault(finding.path or _NOWHERE, []).append(finding)
    cases = [_case(path, found, strict=strict) for path, found in sorted(by_file.items())]
    failures = sum("<failure" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="sitegen" {counts}>',
        f'  <testsuite name="content" {counts} skipped="0">',
        *cases,
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(path: str, findings: Sequence[Diagnostic], *, strict: bool) -> str:
    opening = f'    <testcase classname="content" name={_attribute(path)}'
    if not findings:
        return f"{opening}/>"
    failing = [finding for finding in findings if stops(finding, strict=strict)]
    others = [finding for finding in findings if finding not in failing]
    inner = ""
    if failing:
        message = failing[0].message if len(failing) == 1 else text.summary(failing)
        kind = " ".join(dict.fromkeys(finding.code for finding in failing))
        head = f"<failure type={_attribute(kind)} message={_attribute(message)}>"
        inner += f"\n      {head}{_text(failing)}</failure>"
    if others:
        inner += f"\n      <system-out>{_text(others)}</system-out>"
    return f"{opening}>{inner}\n    </testcase>"


def _text(findings: Sequence[Diagnostic]) -> str:
    """The findings as text for people, without excerpts."""
    return escape(_UNFIT.sub("\ufffd", text.report(findings, lambda _: ()).strip()), quote=False)


def _attribute(words: str) -> str:
    escaped = escape(_UNFIT.sub("\ufffd", words)).translate(_SPACES)
    return f'"{escaped}"'
