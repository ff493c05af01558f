"""Are the site's own settings fit to be published?"""

from collections.abc import Iterator
from datetime import date

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.colour import READABLE, WHITE, contrast
from sitegen.model.content import Content
from sitegen.rules.rule import rule


@rule(Severity.ERROR, fixed=True)
def pale_accent(content: Content) -> Iterator[Diagnostic]:
    """White text on the accent colour, and links in it, could not be read by everyone.

    Why: People with low sight need a contrast of at least 4.5 to 1 between text and what is behind it (WCAG 2.2,
    success criterion 1.4.3, which the Public Sector Bodies Accessibility Regulations 2018 make law).

    Wrong:
        theme:
          accent: "#ffdd00"

    Right:
        theme:
          accent: "#0b5563"
    """
    accent = content.config.theme.accent
    ratio = contrast(accent, WHITE)
    if ratio < READABLE:
        # Rounded down, so that a colour just short of enough is never told as enough.
        message = f"The accent colour {accent} has a contrast of {int(ratio * 100) / 100:.2f} to 1 with white; {READABLE} to 1 is needed"
        yield content.settings.find(("theme", "accent"), message, "choose a darker colour")


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
    reviewed, loc = content.config.accessibility.reviewed, ("accessibility", "reviewed")
    if reviewed < _a_year_before(content.today):
        message = "The accessibility statement was last reviewed more than twelve months ago"
        hint = "check that it is still true, then write the day you checked it"
        yield content.settings.find(loc, message, hint)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
