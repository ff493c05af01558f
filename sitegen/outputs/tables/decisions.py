"""Decisions → the rows of their table: one for each recommendation, with what became of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sitegen.model.decision import Decision
from sitegen.model.publication import ExemptNotice
from sitegen.model.recommendations import Numbered
from sitegen.model.site import Site
from sitegen.outputs.exact import absolute
from sitegen.outputs.tables.table import Column, at, coded
from sitegen.outputs.wording import CALL_INS, resolution


class _Decision(NamedTuple):
    decision: Decision | ExemptNotice
    url: str
    initiative_title: str | None
    numbered: Numbered | None = None

    @property
    def open(self) -> Decision | None:
        """The decision, unless its report is exempt."""
        return None if isinstance(self.decision, ExemptNotice) else self.decision

    @property
    def met(self) -> tuple[str, date]:
        """The decision-making body, and the day of its meeting."""
        it = self.decision
        return (it.body, it.date) if isinstance(it, ExemptNotice) else (it.meeting.body, it.meeting.date)


def rows(site: Site, decisions: Iterable[Decision | ExemptNotice]) -> Iterator[_Decision]:
    """A row for each recommendation, or one for a report without any or an exempt report."""
    for decision in decisions:
        page = decision.address
        numbered = () if isinstance(decision, ExemptNotice) else tuple(decision.numbered())
        initiative = None if isinstance(decision, ExemptNotice) else site.get(decision.initiative)
        title = initiative.title if initiative else None
        for one in numbered:
            yield _Decision(decision, absolute(f"{page}#{one.anchor}", site), title, one)
        if not numbered:
            yield _Decision(decision, absolute(page, site), title)


COLUMNS: tuple[Column[_Decision], ...] = (
    Column("decision", "The id of the decision.", at("decision.id")),
    Column(
        "url",
        "The recommendation's place on the decision's page; the page, where there is no recommendation.",
        at("url"),
        "anyURI",
    ),
    Column("title", "The title of the report.", at("decision.title")),
    *coded(
        "kind", "report, or outcome when it says what a market test found.", at("open.kind"), str.capitalize
    ),
    Column(
        "exempt",
        "Whether the report is closed to the public. Then only what follows up to the day is known.",
        lambda of: not of.open,
        "boolean",
    ),
    Column("body", "The decision-making body.", lambda of: of.met[0]),
    Column("date", "The day of its meeting.", lambda of: of.met[1], "date"),
    Column("reference", "The report's own number.", at("open.reference")),
    Column("item", "The item's number on the agenda.", at("open.item")),
    Column("initiative", "The id of the initiative it belongs to.", at("open.initiative")),
    Column("initiative_title", "Its title.", at("initiative_title")),
    *coded(
        "status",
        "What became of the report up to now: proposed, approved, approved-with-changes, deferred, rejected,"
        " called-in or overturned.",
        at("open.state"),
        lambda state: state.replace("-", " ").capitalize(),
    ),
    Column("decided", "The day of the decision.", at("open.decided.date"), "date"),
    Column(
        "effective_from",
        "The first day on which it may be acted on. Empty for what was not approved, or was overturned.",
        at("open.in_effect_from"),
        "date",
    ),
    *coded(
        "call_in",
        "What came of a call-in: upheld, changed or overturned. Empty if there was none, or if it waits.",
        at("open.called_in.result"),
        CALL_INS.__getitem__,
    ),
    Column(
        "number",
        "The recommendation's number in the report. Empty for a report without recommendations.",
        at("numbered.label"),
    ),
    Column("recommendation", "What the body was asked to agree.", at("numbered.recommendation.text.text")),
    *coded(
        "resolved",
        "What became of the recommendation: as-recommended, amended, lost, added, withdrawn or deferred. Empty if that"
        " is not known, or if its parts went different ways.",
        at("numbered.resolved"),
        resolution,
    ),
    Column(
        "agreed", "The words that were agreed, if it was amended.", at("numbered.recommendation.agreed.text")
    ),
)
