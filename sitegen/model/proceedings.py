"""How a decision was taken: the meeting, who decided, what was decided, its minutes, and whether it was called in."""

from typing import Annotated, Literal

from sitegen.model.record import Part
from sitegen.model.scalars import Date, Decides, Markdown, Text, WebAddress


class Meeting(Part):
    """The meeting that a report went to."""

    body: Text
    """The decision-making body, such as “Cabinet”."""
    date: Date
    """The day it met."""
    place: Text | None = None
    """Where it met."""


class Exemption(Part):
    """Why a report is not open to the public. All of this is published; nothing else of the report is."""

    schedule: Text
    """The schedule that lists the reason, and its Act. New decisions show those of your jurisdiction."""
    paragraph: Text
    """The paragraph of the schedule."""
    reason: Text
    """What kind of information it holds, in words that give nothing away."""
    public_interest: Text
    """Why the public interest is better served by keeping it closed."""


class KeyDecision(Part):
    """Why a decision is a key decision, and when the public had notice of it."""

    reason: Text
    """Why it is a key decision."""
    notice_published: Date | None = None
    """The day the notice of the key decision was published."""


class Decided(Part):
    """What the body decided, and from when it holds."""

    date: Date
    """The day of the decision."""
    minute: Text | None = None
    """The minute's number."""
    effective_from: Date | None = None
    """The first day on which the decision may be acted on."""
    call_in_ends: Date | None = None
    """The last day on which the decision may be called in for scrutiny."""
    reasons: Markdown | None = None
    """The reasons for the decision."""
    alternatives: Markdown | None = None
    """What else was considered, and why it was not chosen."""
    interests: Markdown | None = None
    """Interests that members declared."""
    dispensations: Markdown | None = None
    """Dispensations that were granted."""


class TakenBy(Part):
    """Who took the decision, where it was not one body at its meeting."""

    kind: Literal["body", "joint", "officer", "urgent"] = "body"
    """`body`, several bodies as `joint`, an `officer` under delegation, or `urgent` where the usual notice was not given."""
    bodies: tuple[Text, ...] = ()
    """The bodies that decided together. A joint decision must name them."""
    post: Text | None = None
    """The post of the officer who decided."""
    delegation: Text | None = None
    """Where the officer was given the power: a scheme of delegation, or an earlier decision."""
    regulation: Text | None = None
    """The provision that allows an urgent decision."""
    consent: Text | None = None
    """Who agreed that it could not wait."""


class OfficialRecord(Part):
    """The record of the decision that prevails where this page differs from it."""

    title: Text
    """What it is called: “Decision record CAB/2026/41”."""
    url: WebAddress
    """Where it can be read."""


class CallIn(Part):
    """That a decision was called in for scrutiny, and what came of it."""

    date: Date
    """The day it was called in."""
    by: Text
    """Who called it in."""
    result: Annotated[
        Literal["upheld", "changed", "overturned"] | None,
        Decides("write upheld, changed or overturned; or take the line out until it is known"),
    ] = None
    """What came of it: `upheld`, `changed` or `overturned`. Left out, the decision waits for the answer."""
    note: Markdown | None = None
    """What was said, or where to read it."""


class Minutes(Part):
    """The minutes of the meeting."""

    title: Text
    """What the minutes are called."""
    url: WebAddress | None = None
    """Where they can be read."""
    agreed: Date | None = None
    """The day on which they were agreed as a true record."""
