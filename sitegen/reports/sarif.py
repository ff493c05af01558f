"""Findings → SARIF 2.1.0, which code hosts and editors read (OASIS standard, with errata 01)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sitegen import __version__
from sitegen.diagnostics import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from sitegen.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def report(findings: Sequence[Diagnostic], rules: Iterable["Rule"]) -> str:
    """One run with all findings and a description of every rule."""
    described = {rule.code: _rule(rule) for rule in rules}
    # Findings from reading files have a code but no rule.
    described |= {found.code: {"id": found.code} for found in findings if found.code not in described}
    places = {code: place for place, code in enumerate(described)}
    driver = {"name": "sitegen", "version": __version__, "rules": list(described.values())}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: "Rule") -> dict[str, Any]:
    examples = (("Wrong", rule.wrong), ("Right", rule.right))
    shown = "".join(f"\n\n{heading}:\n\n{_indented(text)}" for heading, text in examples if text)
    described = {
        "id": rule.code,
        "shortDescription": {"text": " ".join(rule.what.split())},
        "fullDescription": {"text": " ".join(f"{rule.what} {rule.why}".split())},
        "help": {"text": rule.why + shown, "markdown": rule.why + shown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return described if rule.what else {"id": rule.code}


def _indented(text: str) -> str:
    """The text as a code block of Markdown."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def _result(finding: Diagnostic, places: Mapping[str, int]) -> dict[str, Any]:
    words = finding.message + (f"\nhelp: {finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[max(finding.severity, Severity.WARNING) if finding.draft else finding.severity],
        "message": {"text": words},
    }
    if finding.path:
        result["locations"] = [_location(finding.path, finding.span)]
    if finding.labels:
        result["relatedLocations"] = list(_related(finding))
    return result


def _related(finding: Diagnostic) -> Iterator[dict[str, Any]]:
    for number, label in enumerate(finding.labels):
        yield {"id": number, **_location(finding.path, label.span), "message": {"text": label.text}}


def _location(path: str, span: Span | None) -> dict[str, Any]:
    region = {"region": _region(span)} if span else {}
    return {"physicalLocation": {"artifactLocation": _artifact(path), **region}}


def _artifact(path: str) -> dict[str, str]:
    """The file, relative to the folder the command ran in, unless its path was given in full."""
    name = path.encode("utf-8", "replace")
    if path.startswith("/"):
        return {"uri": f"file://{quote(name)}"}
    if re.match(r"[A-Za-z]:/", path):
        return {"uri": f"file:///{quote(name, safe='/:')}"}
    return {"uri": quote(name), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    """Lines and columns from 1; the end column is exclusive, as in Span."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
