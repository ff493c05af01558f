"""Are the site's own settings fit to be published?"""

from collections.abc import Iterator
from datetime import date

from sitegen.diagnostics import Diagnostic
from sitegen.model.colour import READABLE, WHITE, contrast
from sitegen.model.content import Content


def pale_accent(content: Content) -> Iterator[Diagnostic]:
    """White text on the accent colour, and links in it, could not be read by everyone (WCAG 2.2, 1.4.3)."""
    accent = content.config.theme.accent
    ratio = contrast(accent, WHITE)
    if ratio < READABLE:
        # Rounded down, so that a colour just short of enough is never told as enough.
        message = f"The accent colour {accent} has a contrast of {int(ratio * 100) / 100:.2f} to 1 with white; {READABLE} to 1 is needed"
        yield content.settings.error(("theme", "accent"), "pale-accent", message, "choose a darker colour")


def old_accessibility_review(content: Content) -> Iterator[Diagnostic]:
    """The accessibility statement was last reviewed over twelve months ago."""
    reviewed, loc = content.config.accessibility.reviewed, ("accessibility", "reviewed")
    if reviewed < _a_year_before(content.today):
        message = "The accessibility statement was last reviewed more than twelve months ago"
        hint = "check that it is still true, then write the day you checked it"
        yield content.settings.error(loc, "old-accessibility-review", message, hint)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
