"""The name of a format, as in `--format`, and findings → a report for programs. `text` is for people."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from sitegen.diagnostics import Diagnostic
from sitegen.reports.brevity import few

if TYPE_CHECKING:
    from sitegen.rules.rule import Rule

FORMATS: Final = ("text", "json", "github", "sarif", "junit")


def render(
    name: str,
    findings: Sequence[Diagnostic],
    checked: Iterable[str],
    rules: Iterable["Rule"],
    *,
    strict: bool,
) -> str:
    """The report in one of `FORMATS` except `text`. `checked` are the paths of the files that were read."""
    findings = tuple(few(findings))
    match name:
        case "json":
            from sitegen.reports import json

            return json.report(findings)
        case "github":
            from sitegen.reports import github

            return github.report(findings)
        case "sarif":
            from sitegen.reports import sarif

            return sarif.report(findings, rules)
        case "junit":
            from sitegen.reports import junit

            return junit.report(findings, checked, strict=strict)
    raise ValueError(name)
