"""Are the site's own settings fit to be published?"""

from collections.abc import Iterator
from datetime import timedelta

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.colour import READABLE, WASH, contrast, on_light
from sitegen.model.content import Content
from sitegen.rules.rule import rule

_YEAR = timedelta(days=366)


@rule(Severity.ERROR, fixed=True)
def pale_accent(content: Content) -> Iterator[Diagnostic]:
    """White text on the accent colour, and links in it, could not be read by everyone.

    Why: People with low sight need a contrast of at least 4.5 to 1 between text and what is behind it (WCAG 2.2,
    success criterion 1.4.3, which the Public Sector Bodies Accessibility Regulations 2018 make law). Links stand on
    white and on a pale grey. For dark mode, a lighter shade of the colour is worked out; that one need not be chosen.

    Wrong:
        theme:
          accent: "#ffdd00"

    Right:
        theme:
          accent: "#0b5563"
    """
    accent = content.config.theme.accent
    ratio = contrast(
        accent, WASH
    )  # harder than white: a colour dark enough for the grey is dark enough for both
    if ratio < READABLE:
        # Rounded down, so that a colour just short of enough is never told as enough.
        message = (
            f"The accent colour {accent} has a contrast of {int(ratio * 100) / 100:.2f} to 1 with the pale grey behind key"
            f" facts; {READABLE} to 1 is needed"
        )
        hint = f"choose a darker colour, for example {on_light(accent)}"
        yield content.settings.find(("theme", "accent"), message, hint)


@rule(Severity.ADVICE)
def no_ocid_prefix(content: Content) -> Iterator[Diagnostic]:
    """The settings name no prefix for open contracting data, so none is made.

    Why: Procurement systems and analysts read notices in the Open Contracting Data Standard. Every publisher has a
    prefix of its own, which tells whose process an id stands for; one that was made up could be somebody else's.

    Wrong:
        publisher:
          name: Example Borough Council

    Right:
        publisher:
          name: Example Borough Council
        ocid_prefix: ocds-a1b2c3
    """
    if not content.config.ocid_prefix:
        message = "No open contracting data is made: the settings name no ocid_prefix"
        hint = "ask the Open Contracting Partnership for a prefix, which is free; or add no-ocid-prefix: off under rules"
        yield content.settings.find((), message, hint)


@rule(Severity.ERROR, fixed=True)
def old_accessibility_review(content: Content) -> Iterator[Diagnostic]:
    """The accessibility statement was last reviewed over twelve months ago.

    Why: A public body must review its statement regularly, and government guidance asks for at least
    once a year (Public Sector Bodies Accessibility Regulations 2018, regulation 8).

    Wrong:
        accessibility:
          reviewed: 2024-09-21

    Right:
        accessibility:
          reviewed: 2026-09-21
    """
    if content.today >= content.config.accessibility.overdue_from:
        message = "The accessibility statement was last reviewed more than twelve months ago"
        hint = "check that it is still true, then write the day you checked it"
        yield content.settings.find(("accessibility", "reviewed"), message, hint)


@rule(Severity.WARNING)
def stale_security_contact(content: Content) -> Iterator[Diagnostic]:
    """The day on which the security contact expires has come, or is more than a year away.

    Why: Whoever finds a weakness tells nobody, or everybody, when there is no contact to trust. So a contact is good
    only until the day it names, and that should be less than a year ahead, lest it outlive its truth (RFC 9116,
    section 2.5.5).

    Wrong:
        security:
          contact: security@example.org
          expires: 2031-01-01

    Right:
        security:
          contact: security@example.org
          expires: 2027-09-14
    """
    security = content.config.security
    if security is None:
        return
    if security.expires <= content.today:
        message = "The security contact has expired, so that people who find a weakness will not trust it"
    elif security.expires - content.today > _YEAR:
        message = "The security contact expires more than a year from now"
    else:
        return
    hint = (
        "check that somebody still reads what is sent there, then write a day within the next twelve months"
    )
    yield content.settings.find(("security", "expires"), message, hint)
