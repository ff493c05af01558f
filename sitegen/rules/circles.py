"""Does every record rest on one that came before it?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.initiative import Initiative
from sitegen.rules.rule import rule


@rule(Severity.ERROR, fixed=True)
def circular_reference(content: Content) -> Iterator[Diagnostic]:
    """Records rest on each other in a circle, decisions or adverts follow each other in one, or an initiative is related to itself.

    Decisions may also supersede each other in a circle.

    Why: An advert needs an authority that came before it. In a circle nothing came first, so a reader who follows
    the links never finds who decided.

    Wrong:
        decision: leisure-market-outcome-2026

    Right:
        decision: leisure-2026
        outcome: leisure-market-outcome-2026
    """
    yield from _related_to_itself(content)
    yield from _earlier_than_itself(content)
    for advert in content.of(Advert):
        if _follows_itself(content, advert.record):
            message = (
                f"This notice would come before itself: “{advert.record.follows}” follows it, or is the same"
            )
            yield advert.find(
                ("follows",), message, "a notice can only follow one that was published before it"
            )
        if circle := _circle(content, advert.record):
            message = f"These records rest on each other in a circle: {' → '.join(circle)}"
            hint = "an advert is authorised by a decision taken before it; its own outcome belongs under “outcome”"
            yield advert.find(("decision",), message, hint)


def _related_to_itself(content: Content) -> Iterator[Diagnostic]:
    for entry in content.of(Initiative):
        for place, related in enumerate(entry.record.related):
            if related.initiative == entry.record.id:
                loc, hint = ("related", place, "initiative"), "name another, or remove the line"
                yield entry.find(loc, "This initiative names itself", hint)


def _earlier_than_itself(content: Content) -> Iterator[Diagnostic]:
    for entry in content.of(Decision):
        for loc, name in entry.record.earlier():
            if entry.record.id in _all_earlier(content, name):
                message = f"This decision would come before itself: “{name}” rests on it, or is the same"
                yield entry.find(
                    loc, message, "a decision can only follow or supersede one that was taken before it"
                )


def _follows_itself(content: Content, advert: Advert) -> bool:
    seen, current = set[str](), content.record(Advert, advert.follows)
    while current and current.id != advert.id and current.id not in seen:
        seen.add(current.id)
        current = content.record(Advert, current.follows)
    return current is not None and current.id == advert.id


def _all_earlier(content: Content, name: str) -> set[str]:
    """A decision, and all that it follows or supersedes, over any number of steps."""
    found, waiting = set[str](), [name]
    while waiting:
        if (current := waiting.pop()) not in found:
            found.add(current)
            decision = content.record(Decision, current)
            waiting += (other for _, other in decision.earlier()) if decision else ()
    return found


def _circle(content: Content, advert: Advert) -> tuple[str, ...]:
    """The way from an advert back to itself: it rests on a decision that reports on an advert and so on."""
    way: list[str] = []
    current: Advert | None = advert
    while current and current.id not in way:
        way.append(current.id)
        decision = content.record(Decision, current.decision)
        if not decision or not decision.engagement:
            return ()
        way.append(decision.id)
        if decision.engagement.advert == advert.id:
            return (*way, advert.id)
        current = content.record(Advert, decision.engagement.advert)
    return ()  # the way ends, or runs into a circle that is reported for the adverts in it
