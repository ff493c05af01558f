"""Do records that name each other fit together?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert, ocid
from sitegen.model.characters import look
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry, Loc
from sitegen.model.objectives import Objectives, Weighting
from sitegen.model.recommendations import authorities
from sitegen.model.record import Part, Record, key_of
from sitegen.model.scalars import AdvertRef
from sitegen.model.spelling import did_you_mean
from sitegen.rules.rule import rule


@rule(Severity.ERROR, fixed=True)
def dangling_reference(content: Content) -> Iterator[Diagnostic]:
    """A record names another that does not exist.

    Why: The page would say that it rests on something that readers cannot find. A wrong name is nearly always a
    slip, or a file that was renamed.

    Wrong:
        decision: greener-street-2026

    Right:
        decision: greener-streets-2026
    """
    for placed in content.references:
        collection, name = key = key_of(placed.value)
        if key not in content.known:
            ids = sorted(i for kind, i in content.known if kind == collection)
            otherwise = f"it is the name of a file in {collection}, without .md or .yaml"
            message = f"There is no “{name}” in {collection}"
            yield placed.entry.find(placed.loc, message, did_you_mean(name, ids) or otherwise)


@rule(Severity.ERROR, fixed=True)
def wrong_outcome(content: Content) -> Iterator[Diagnostic]:
    """An advert names as its outcome a decision that does not report on it.

    Why: Suppliers who gave their time look here for what came of it. The wrong report would tell them what
    others said about something else.

    Wrong:
        outcome: leisure-2026

    Right:
        outcome: leisure-market-outcome-2026
    """
    for advert in content.of(Advert):
        outcome = content.record(Decision, advert.record.outcome)
        if outcome and outcome.kind != "outcome":
            hint = "add “kind: outcome” to that decision, or name another"
            yield advert.find(("outcome",), f"“{outcome.id}” is not an outcome", hint)
        elif outcome and (other := _reported(content, outcome)) not in (None, advert.record.id):
            message = f"“{outcome.id}” is the outcome of another advert, “{other}”"
            yield advert.find(("outcome",), message, "name the outcome of this advert")


def _reported(content: Content, outcome: Decision) -> AdvertRef | None:
    """The advert that an outcome reports on; None if it names none that exists."""
    advert = outcome.engagement.advert if outcome.engagement else None
    return advert if advert and key_of(advert) in content.known else None


@rule(Severity.ERROR, fixed=True)
def outcome_without_advert(content: Content) -> Iterator[Diagnostic]:
    """An outcome is public while the advert that it reports on is not.

    Why: Readers would see answers to questions that they cannot read.

    Wrong:
        engagement:
          advert: an-advert-that-is-still-a-draft

    Right:
        engagement:
          advert: leisure-operation-2026
    """
    for outcome in content.of(Decision):
        engagement, day = outcome.record.engagement, content.day_of(outcome.record)
        if engagement and day and content.hides(key_of(engagement.advert), day):
            message = f"This outcome is public, but its advert, “{engagement.advert}”, is not"
            if day > content.today:
                message = f"This outcome is to be public on {day:%Y-%m-%d}, but its advert, “{engagement.advert}”, is not"
            hint = "publish the advert first, or make the outcome a draft"
            yield outcome.find(("engagement", "advert"), message, hint)


@rule(Severity.WARNING)
def outcome_not_named(content: Content) -> Iterator[Diagnostic]:
    """An outcome is public, but its advert names no outcome.

    Why: People who answered the advert look there for the outcome, and would read “Closed”. Only an advert that names
    its outcome reads “Outcome published” and links to it.

    Wrong:
        # in the advert
        closes: 2026-04-17T12:00

    Right:
        # in the advert
        closes: 2026-04-17T12:00
        outcome: leisure-market-outcome-2026
    """
    for outcome in content.of(Decision):
        engagement = outcome.record.engagement
        advert = content.record(Advert, engagement.advert if engagement else None)
        if (
            advert
            and outcome.record.kind == "outcome"
            and not outcome.record.is_exempt
            and not outcome.record.draft
            and not advert.outcome
        ):
            message = f"The advert “{advert.id}” does not name this as its outcome, so it does not lead here"
            hint = f"add a line to the advert: outcome: {outcome.record.id}"
            yield outcome.find(("engagement", "advert"), message, hint)


@rule(Severity.ERROR, fixed=True)
def unknown_recommendation(content: Content) -> Iterator[Diagnostic]:
    """An advert, or a weighting, names a recommendation that its decision does not have.

    Why: The page links to the words that authorised the notice or set the weights. A link to words that do not exist
    puts the authority in doubt.

    Wrong:
        decision: greener-streets-2026
        authorised_by: 2a

    Right:
        decision: greener-streets-2026
        authorised_by: ii.a
    """
    for advert in content.of(Advert):
        yield from _recommended(content, advert, advert.record, ("authorised_by",))
    for objectives in content.of(Objectives):
        weighting = objectives.record.weighting
        yield from _recommended(content, objectives, weighting, ("weighting", "authorised_by"))


def _recommended(
    content: Content, entry: Entry[Record], part: Advert | Weighting, loc: Loc
) -> Iterator[Diagnostic]:
    if part.authorised_by and not part.decision:
        message = "This names a recommendation, but no decision is named"
        yield entry.find(loc, message, "add a line that begins with decision:")
    decision = content.record(Decision, part.decision)
    if part.authorised_by and decision and not decision.is_exempt:
        known = [numbered.name for numbered in decision.numbered()]
        others = f"its recommendations are {', '.join(known)}" if known else "take this line out: it has none"
        for place, named in enumerate(authorities(part.authorised_by)):
            if named not in known:
                message = f"“{decision.id}” has no recommendation “{named}”"
                yield entry.find((*loc, place), message, did_you_mean(named, known) or others)


@rule(Severity.ERROR, fixed=True)
def repeated_reference(content: Content) -> Iterator[Diagnostic]:
    """Two adverts carry one reference number, or two that look the same.

    Why: Suppliers quote the number when they write. With two notices behind it, an answer can land in the
    wrong place.

    Wrong:
        reference: SMT-2026-04   (in two files)

    Right:
        reference: SMT-2026-05   (in one of them)
    """
    first: dict[str, Entry[Advert]] = {}
    for advert in content.public_first(Advert):
        reference = advert.record.reference
        other = first.setdefault(look(reference), advert)
        if other is not advert:
            looks = "is" if reference.casefold() == other.record.reference.casefold() else "looks like"
            message = f"“{reference}” {looks} the reference of another advert too, “{other.record.id}”"
            yield advert.find(("reference",), message, "give each advert a reference of its own")


@rule(Severity.ERROR, fixed=True)
def repeated_ocid(content: Content) -> Iterator[Diagnostic]:
    """Adverts of two procurements carry one open contracting id.

    Why: The id identifies one process from its first notice to its last. Programs that read the data would take two
    procurements for one, and show the words of either under the name of the other (OCDS 1.1, “Open Contracting Process
    Identifier”). Notices of one procurement share an id: name in “follows” the one before.

    Wrong:
        ocid: ocds-a1b2c3-benches   (in two files)

    Right:
        ocid: ocds-a1b2c3-benches   (in one of them)
    """
    prefix = content.config.ocid_prefix or ""
    firsts = [advert for advert in content.public_first(Advert) if _is_first(content, advert.record)]
    adverts = reversed(firsts)
    owners = {ocid(prefix, advert.record): advert for advert in adverts if not advert.record.ocid}
    for advert in firsts:
        if named := advert.record.ocid:
            other = owners.setdefault(named, advert)
            if other is not advert:
                message = f"“{named}” is the open contracting id of another advert too, “{other.record.id}”"
                hint = "give each procurement an id of its own, or leave the line out; a later notice of one follows the earlier: follows:"
                yield advert.find(("ocid",), message, hint)


def _is_first(content: Content, advert: Advert) -> bool:
    """Whether the public sees no notice before it in its procurement."""
    before = content.record(Advert, advert.follows)
    return before is None or not content.is_public(before)


@rule(Severity.ERROR, fixed=True, reach="record")
def repeated_id(content: Content) -> Iterator[Diagnostic]:
    """Two parts of one record carry one id.

    Why: An id becomes the permanent link to its part. With two parts behind one id, the link
    leads to the first of them only.

    Wrong:
        clarifications:
          - id: q1
            asked: 2026-11-10
            question: Is there parking?
          - id: q1
            asked: 2026-11-11
            question: Is there a lift?

    Right:
        clarifications:
          - id: q1
            asked: 2026-11-10
            question: Is there parking?
          - id: q2
            asked: 2026-11-11
            question: Is there a lift?
    """
    for entry in (*content.entries.values(), content.settings):
        for field in ("objectives", "models", "scenarios", "clarifications", "lots", "buyers", "statements"):
            parts = getattr(entry.record, field, None)
            if isinstance(parts, tuple):
                yield from _repeated(entry, field, parts)


def _repeated(entry: Entry[Part], field: str, parts: tuple[Part | str, ...]) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for place, part in enumerate(parts):
        found = part if isinstance(part, str) else str(getattr(part, "id", place))
        if first.setdefault(found, place) != place:
            loc, label = (field, place, "id"), ((field, first[found], "id"), "first used here")
            yield entry.find(loc, f"“{found}” is used twice", "give each its own id", label)
