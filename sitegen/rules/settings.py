"""Are the site's own settings fit to be published?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.colour import READABLE, WASH, contrast, on_light
from sitegen.model.content import Content
from sitegen.rules.rule import rule


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
