"""Does every advert carry the statements that it must?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.model.advert import REQUIRED_STATEMENTS, Advert
from sitegen.model.content import Content
from sitegen.rules.nearest import did_you_mean


def missing_statement(content: Content) -> Iterator[Diagnostic]:
    """The site lacks a statement without which no soft market test may be published."""
    there = {
        statement.id for statement in content.config.statements if "soft-market-test" in statement.applies_to
    }
    missing = [name for name in REQUIRED_STATEMENTS if name not in there]
    for advert in content.of(Advert) if missing else ():
        if advert.record.kind == "soft-market-test":
            message = f"A soft market test cannot be published without the statement “{missing[0]}”"
            hint = (
                f"add it under statements in {content.settings.path}, with soft-market-test under applies_to"
            )
            yield advert.error(("kind",), "missing-statement", message, hint)


def expired_statement(content: Content) -> Iterator[Diagnostic]:
    """An advert shows a statement that was no longer in use on the day it was published."""
    for advert in content.of(Advert):
        for statement in content.config.statements:
            if (
                advert.record.kind in statement.applies_to
                and statement.until
                and advert.record.published > statement.until
            ):
                message = f"The statement “{statement.id}” may not be used on adverts published after {statement.until:%Y-%m-%d}"
                hint = f"renew it in {content.settings.path}"
                yield advert.error(("published",), "expired-statement", message, hint)


def unknown_statement(content: Content) -> Iterator[Diagnostic]:
    """An advert rewords a statement that the site does not have, or that adverts of its kind do not show."""
    for advert in content.of(Advert):
        shown = {
            statement.id
            for statement in content.config.statements
            if advert.record.kind in statement.applies_to
        }
        for name in advert.record.statements:
            if name not in shown:
                hint = (
                    did_you_mean(name, shown)
                    or f"the statements of such an advert are {', '.join(sorted(shown)) or 'none'}"
                )
                message = f"There is no statement “{name}” for adverts of this kind"
                yield advert.error(("statements", name), "unknown-statement", message, hint)
