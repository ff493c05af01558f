"""Does every advert carry the statements that it must?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.spelling import did_you_mean
from sitegen.rules.rule import rule


@rule(Severity.ERROR, fixed=True, reach="record")
def missing_statement(content: Content) -> Iterator[Diagnostic]:
    """The site lacks a statement that adverts of this kind must show.

    Why: A supplier must see that this is no invitation to tender, that new ideas are welcome, and that staff keep terms
    no less favourable. The council report of 2003 that the first rules of this program come from made its advert say
    so, and wording that must be typed each time is one day forgotten.

    Wrong:
        statements:
          - id: soft-market-test
            title: This is soft market testing
            applies_to: [early-engagement]
            text: This is not an invitation to tender.

    Right:
        statements:
          - id: soft-market-test
            title: This is soft market testing
            applies_to: [early-engagement, soft-market-test]
            text: This is not an invitation to tender.
    """
    there = {(kind, statement.id) for statement in content.config.statements for kind in statement.applies_to}
    missing = {
        kind: [name for name in names if (kind, name) not in there]
        for kind, names in content.config.law.statements.items()
    }
    for advert in content.of(Advert) if any(missing.values()) else ():
        kind = advert.record.kind
        if lacking := missing.get(kind):
            message = f"A {kind.replace('-', ' ')} cannot be published without the statement “{lacking[0]}”"
            hint = f"add it under statements in {content.settings.path}, with {kind} under applies_to"
            yield advert.find(("kind",), message, hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def expired_statement(content: Content) -> Iterator[Diagnostic]:
    """An advert shows a statement that was no longer in use on the day it was published.

    Why: A statement has a last day because law or policy changes then. After that day, the words may promise what is no
    longer true.

    Wrong:
        published: 2026-11-02   (the statement says “until: 2026-06-30”)

    Right:
        published: 2026-11-02   (the statement was renewed, and says “until: 2027-06-30”)
    """
    for advert in content.of(Advert):
        for statement in content.config.statements:
            if (
                statement.applies(advert.record.kind)
                and statement.until
                and advert.record.published > statement.until
            ):
                message = f"The statement “{statement.id}” may not be used on adverts published after {statement.until:%Y-%m-%d}"
                hint = f"renew it in {content.settings.path}"
                yield advert.find(("published",), message, hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def unknown_statement(content: Content) -> Iterator[Diagnostic]:
    """An advert rewords a statement that the site does not have, or that adverts of its kind do not show.

    Why: The new wording would appear nowhere, and the old one would stay.

    Wrong:
        statements:
          inovation: Ideas that are not finished are welcome.

    Right:
        statements:
          innovation: Ideas that are not finished are welcome.
    """
    for advert in content.of(Advert):
        shown = {
            statement.id for statement in content.config.statements if statement.applies(advert.record.kind)
        }
        for name in advert.record.statements:
            if name not in shown:
                listed = f"the statements of such an advert are {', '.join(sorted(shown))}"
                hint = did_you_mean(name, shown) or (
                    listed if shown else "such an advert shows no statements"
                )
                message = f"There is no statement “{name}” for adverts of this kind"
                yield advert.find(("statements", name), message, hint)
