"""The severities that a site sets, and the rules that a record ignores → the findings to report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from sitegen.diagnostics import Diagnostic, Gate, Severity
from sitegen.model.content import Content
from sitegen.model.entry import Entry, Loc
from sitegen.model.record import Part, Record
from sitegen.model.spelling import did_you_mean
from sitegen.rules.rule import Rule

Wish = Literal["off", "advice", "warning", "error"]
Ignored = dict[tuple[str, str], list[tuple[Entry[Record], Loc]]]
"""Where each file says that a check does not apply, by path and code."""


def wanted(content: Content, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that the site does not switch off."""
    wishes = content.config.rules
    return [rule for rule in rules if rule.fixed or wishes.get(rule.code) != "off"]


def judged(content: Content, rules: Iterable[Rule], findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings of rules as severe as the site wants them, less what records ignore; and wishes that cannot be met."""
    known = {rule.code: rule for rule in rules}
    for code in content.config.rules:
        yield from _refused(content.settings, ("rules", code), code, known)
    ignored: Ignored = defaultdict(list)
    for entry in content.entries.values():
        for place, ignore in enumerate(entry.record.ignore):
            loc = ("ignore", place, "rule")
            if refused := tuple(_refused(entry, loc, ignore.rule, known)):
                yield from refused
            else:
                ignored[entry.path, ignore.rule].append((entry, loc))
    yield from _weighed(content, findings, known, ignored)


def _refused(entry: Entry[Part], loc: Loc, code: str, known: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """What is wrong with naming this code here: there is no such check, or it always holds."""
    if code not in known:
        hint = did_you_mean(code, known) or "sitegen rules lists the checks"
        yield _fault(entry, loc, "unknown-rule", f"There is no check “{code}”", hint)
    elif known[code].fixed:
        message = f"The check “{code}” always holds: without it a page could be wrong or unlawful"
        yield _fault(entry, loc, "fixed-rule", message, "take this out, and mend what the check finds")


def _weighed(
    content: Content, findings: Iterable[Diagnostic], known: Mapping[str, Rule], ignored: Ignored
) -> Iterator[Diagnostic]:
    wishes = content.config.rules
    hiding: set[tuple[str, str]] = set()
    for found in findings:
        wish = "" if known[found.code].fixed else wishes.get(found.code, "")
        if (found.path, found.code) in ignored:
            hiding.add((found.path, found.code))
        else:
            # What is only coming up stays as mild as it was found.
            full = found.severity is known[found.code].severity
            yield replace(found, severity=Severity[wish.upper()]) if wish and full else found
    if not content.is_complete:
        return  # a rule may find more once the other files can be read
    for (path, code), places in ignored.items():
        if known[code].gate is Gate.NONE:
            continue  # what it finds another day may well need this
        if (path, code) not in hiding and wishes.get(code) != "off":
            for entry, loc in places:
                yield _needless(entry, loc, code)


def _needless(entry: Entry[Record], loc: Loc, code: str) -> Diagnostic:
    message = f"The check “{code}” finds nothing here that could be ignored"
    fault = _fault(entry, loc, "needless-ignore", message, "take this out, so that the check can help again")
    return replace(fault, severity=Severity.WARNING)


def _fault(entry: Entry[Part], loc: Loc, code: str, message: str, hint: str) -> Diagnostic:
    return replace(entry.find(loc, message, hint), code=code)
