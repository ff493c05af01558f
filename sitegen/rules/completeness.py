"""Does a record say everything that its kind must say, and nothing that contradicts itself?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Loc
from sitegen.model.parts import Document
from sitegen.model.record import Part


def no_route_to_respond(content: Content) -> Iterator[Diagnostic]:
    """An advert does not say where a response can be sent."""
    for advert in content.of(Advert):
        respond = advert.record.respond
        if not (respond.email or respond.url or respond.address):
            message = "This does not say where to send a response"
            yield advert.error(
                ("respond",), "no-route", message, "add a line here that begins with email:, url: or address:"
            )


def exempt_without_reasons(content: Content) -> Iterator[Diagnostic]:
    """A part 2 report does not say why it is closed (Local Government Act 1972, section 100A and Schedule 12A)."""
    for decision in content.of(Decision):
        if decision.record.is_exempt and not decision.record.exempt:
            message = "A part 2 report must say why it is exempt"
            hint = "add a line “exempt:”, and below it indented lines with schedule, paragraph, reason and public_interest"
            yield decision.error(("part",), "exempt-without-reasons", message, hint)
        elif decision.record.exempt and not decision.record.is_exempt:
            message = "This says why the report is exempt, but the report is in part 1, open to the public"
            yield decision.error(
                ("exempt",), "exempt-but-public", message, "add the line “part: 2”, or take these lines out"
            )


def outcome_without_engagement(content: Content) -> Iterator[Diagnostic]:
    """An outcome does not say what the market test found; or a report says it without being an outcome."""
    for decision in content.of(Decision):
        is_outcome = decision.record.kind == "outcome"
        if is_outcome and not decision.record.engagement:
            message = "An outcome must say what the market test found"
            hint = "add a line “engagement:”, and below it indented lines with advert and responses"
            yield decision.error(("kind",), "outcome-without-engagement", message, hint)
        elif decision.record.engagement and not is_outcome:
            message = "Only an outcome can say what a market test found"
            yield decision.error(
                ("engagement",),
                "engagement-without-outcome",
                message,
                "add the line “kind: outcome”, or take these lines out",
            )


def document_in_two_places(content: Content) -> Iterator[Diagnostic]:
    """A document is both an attachment and on another site."""
    for entry in content.entries.values():
        for loc, document in _documents(entry.record):
            if document.file and document.url:
                message = "This document has both a file and a url"
                hint = "keep the one that readers should open"
                yield entry.error(
                    (*loc, "url"), "file-and-url", message, hint, ((*loc, "file"), "file given here")
                )


def _documents(record: Part) -> Iterator[tuple[Loc, Document]]:
    for field in ("documents", "background_documents"):
        for place, document in enumerate(getattr(record, field, ())):
            yield (field, place), document
