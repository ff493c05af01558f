"""What a good notice is: one file a theme. Each rule looks at the content and yields what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.rules import (
    attachments,
    completeness,
    links,
    objectives,
    references,
    settings,
    statements,
    times,
)
from sitegen.rules.nearest import did_you_mean

Rule = Callable[[Content], Iterator[Diagnostic]]

RULES: Final[tuple[Rule, ...]] = (
    references.dangling_reference,
    references.self_reference,
    references.circular_authority,
    references.wrong_outcome,
    references.outcome_without_advert,
    references.unknown_recommendation,
    references.repeated_reference,
    references.repeated_id,
    objectives.unknown_objective,
    completeness.no_route_to_respond,
    completeness.exempt_without_reasons,
    completeness.outcome_without_engagement,
    completeness.document_in_two_places,
    statements.missing_statement,
    statements.expired_statement,
    statements.unknown_statement,
    times.closes_before_published,
    times.short_response,
    attachments.missing_file,
    links.broken_link,
    settings.pale_accent,
    settings.old_accessibility_review,
)
ADJUSTABLE = ("short-response",)
"""The codes whose severity a site may set. The rest keep a page from being wrong, and stay errors."""


def check(content: Content) -> Iterator[Diagnostic]:
    """What all rules find, each finding as severe as the site wants it."""
    wishes = content.config.rules
    for code in wishes:
        if code not in ADJUSTABLE:
            hint = did_you_mean(code, ADJUSTABLE) or f"the checks that can be set are {', '.join(ADJUSTABLE)}"
            yield content.settings.error(
                ("rules", code), "unknown-rule", f"There is no check “{code}” that can be set", hint
            )
    for rule in RULES:
        for finding in rule(content):
            wish = wishes.get(finding.code, "") if finding.code in ADJUSTABLE else ""
            if wish != "off":
                yield replace(finding, severity=Severity[wish.upper()]) if wish else finding
