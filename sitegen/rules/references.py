"""Do records that name each other fit together?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.initiative import Initiative
from sitegen.model.record import Part
from sitegen.model.scalars import Reference
from sitegen.model.walk import find
from sitegen.rules.nearest import did_you_mean


def dangling_reference(content: Content) -> Iterator[Diagnostic]:
    """A record names another that does not exist."""
    for entry in content.entries.values():
        for loc, reference in find(entry.record, Reference):
            if (reference.collection, reference) not in content.known:
                ids = sorted(i for collection, i in content.known if collection == reference.collection)
                hint = (
                    did_you_mean(reference, ids)
                    or f"it is the name of a file in {reference.collection}, without .md or .yaml"
                )
                message = f"There is no “{reference}” in {reference.collection}"
                yield entry.error(loc, "dangling-reference", message, hint)


def self_reference(content: Content) -> Iterator[Diagnostic]:
    """An initiative is related to itself."""
    for entry in content.of(Initiative):
        for place, related in enumerate(entry.record.related):
            if related.initiative == entry.record.id:
                loc = ("related", place, "initiative")
                yield entry.error(
                    loc,
                    "circular-reference",
                    "This initiative names itself",
                    "name another, or remove the line",
                )


def circular_authority(content: Content) -> Iterator[Diagnostic]:
    """Adverts and decisions authorise each other in a circle."""
    for advert in content.of(Advert):
        if circle := _circle(content, advert.record):
            message = f"This circle cannot be: {' → '.join(circle)}"
            hint = "an advert is authorised by a decision taken before it; its own outcome belongs under “outcome”"
            yield advert.error(("decision",), "circular-reference", message, hint)


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


def wrong_outcome(content: Content) -> Iterator[Diagnostic]:
    """An advert names as its outcome a decision that does not report on it."""
    for advert in content.of(Advert):
        outcome = content.record(Decision, advert.record.outcome)
        if outcome and outcome.kind != "outcome":
            hint = "add “kind: outcome” to that decision, or name another"
            yield advert.error(("outcome",), "wrong-outcome", f"“{outcome.id}” is not an outcome", hint)
        elif outcome and (other := _reported(content, outcome)) not in (None, advert.record.id):
            message = f"“{outcome.id}” is the outcome of another advert, “{other}”"
            yield advert.error(("outcome",), "wrong-outcome", message, "name the outcome of this advert")


def _reported(content: Content, outcome: Decision) -> str | None:
    """The advert that an outcome reports on; none when it names none that exists."""
    advert = outcome.engagement.advert if outcome.engagement else None
    return advert if advert and ("adverts", advert) in content.known else None


def outcome_without_advert(content: Content) -> Iterator[Diagnostic]:
    """An outcome is public while the advert it reports on is not."""
    for outcome in content.of(Decision):
        engagement = outcome.record.engagement
        advert = content.record(Advert, engagement.advert if engagement else None)
        if advert and content.is_public(outcome.record) and not content.is_public(advert):
            message = f"This outcome is public, but its advert, “{advert.id}”, is not"
            hint = "publish the advert first, or make the outcome a draft"
            yield outcome.error(("engagement", "advert"), "outcome-without-advert", message, hint)


def unknown_recommendation(content: Content) -> Iterator[Diagnostic]:
    """An advert names a recommendation that its decision does not have."""
    for advert in content.of(Advert):
        named, code = advert.record.authorised_by, "unknown-recommendation"
        if named and not advert.record.decision:
            message = "This names a recommendation, but no decision is named"
            yield advert.error(("authorised_by",), code, message, "add a line that begins with decision:")
        decision = content.record(Decision, advert.record.decision)
        if named and decision and not decision.is_exempt:
            known = [".".join(numbered.numerals) for numbered in decision.numbered()]
            if named not in known:
                hint = did_you_mean(named, known) or f"its recommendations are {', '.join(known)}"
                message = f"“{decision.id}” has no recommendation “{named}”"
                yield advert.error(("authorised_by",), code, message, hint if known else "it has none at all")


def repeated_reference(content: Content) -> Iterator[Diagnostic]:
    """Two adverts carry one reference number."""
    first: dict[str, Entry[Advert]] = {}
    for advert in content.of(Advert):
        other = first.setdefault(advert.record.reference.casefold(), advert)
        if other is not advert:
            message = (
                f"“{advert.record.reference}” is the reference of another advert too, “{other.record.id}”"
            )
            yield advert.error(
                ("reference",), "repeated-reference", message, "give each advert a reference of its own"
            )


def repeated_id(content: Content) -> Iterator[Diagnostic]:
    """Two parts of one record carry one id, so that a link could not tell them apart."""
    for entry in (*content.entries.values(), content.settings):
        for field in ("objectives", "models", "scenarios", "clarifications", "statements"):
            parts = getattr(entry.record, field, None)
            if isinstance(parts, tuple):
                yield from _repeated(entry, field, parts)


def _repeated(entry: Entry[Part], field: str, parts: tuple[Part, ...]) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for place, part in enumerate(parts):
        found = str(getattr(part, "id", place))
        if first.setdefault(found, place) != place:
            label = ((field, first[found], "id"), "first used here")
            yield entry.error(
                (field, place, "id"), "repeated-id", f"“{found}” is used twice", "give each its own id", label
            )
