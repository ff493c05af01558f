"""Does a record say everything that its kind must say, and nothing that contradicts itself?"""

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Loc
from sitegen.model.parts import Document
from sitegen.model.record import Part
from sitegen.rules.rule import rule
from sitegen.rules.texts import texts

_ASKS = re.compile(r"^Say here\b", re.MULTILINE)
"""The start of each text in a new file that its author should replace."""


@rule(Severity.ERROR, fixed=True, reach="record")
def no_route(content: Content) -> Iterator[Diagnostic]:
    """An advert does not say where a response can be sent.

    Why: Nobody can answer a notice that gives no address. Suppliers who ask around reach
    different people and hear different things.

    Wrong:
        respond:
          how: Tell us what you think.

    Right:
        respond:
          how: Tell us what you think, by email.
          email: streets@example.org
    """
    for advert in content.of(Advert):
        respond = advert.record.respond
        if respond and not (respond.email or respond.url or respond.address):
            hint = "add a line here that begins with email:, url: or address:"
            yield advert.find(("respond",), "This does not say where to send a response", hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def exempt_without_reasons(content: Content) -> Iterator[Diagnostic]:
    """A part 2 report does not say why it is closed to the public.

    Why: A report may be kept closed only for a reason that the law lists, and only while the public interest in
    that outweighs the interest in disclosing it; the public must be able to read both.

    Law: exemption

    Wrong:
        part: 2

    Right:
        part: 2
        exempt:
          schedule: The schedule that lists the reason, and its Act
          paragraph: "3"
          reason: It concerns the business affairs of a person.
          public_interest: Disclosure would harm the council's position in talks that are still open.
    """
    for decision in content.of(Decision):
        if decision.record.is_exempt and not decision.record.exempt:
            hint = "add a line “exempt:”, and below it indented lines with schedule, paragraph, reason and public_interest"
            yield decision.find(("part",), "A part 2 report must say why it is exempt", hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def exempt_but_public(content: Content) -> Iterator[Diagnostic]:
    """A report says why it is exempt, but is in part 1.

    Why: One of the two is a slip. If the report is meant to be closed, all of it would be public tomorrow.

    Law: exemption

    Wrong:
        part: 1
        exempt:
          reason: It concerns the business affairs of a person.

    Right:
        part: 2
        exempt:
          reason: It concerns the business affairs of a person.
    """
    for decision in content.of(Decision):
        if decision.record.exempt and not decision.record.is_exempt:
            message = "This says why the report is exempt, but the report is in part 1, open to the public"
            yield decision.find(("exempt",), message, "add the line “part: 2”, or take these lines out")


@rule(Severity.ERROR, fixed=True, reach="record")
def purpose_without_law(content: Content) -> Iterator[Diagnostic]:
    """An advert gives purposes by letter, and the law of the site's jurisdiction does not list purposes.

    Why: A letter means something only beside the list that it comes from. Readers would look for it in a law that does
    not apply to you.

    Wrong:
        purposes: [a, d]   (in site.yaml: “jurisdiction: none”)

    Right:
        # no purposes; the text says what you want to learn
    """
    if content.config.law.engagement:
        return
    for advert in content.of(Advert):
        if advert.record.purposes:
            message = "No law of this site's jurisdiction lists purposes by letter"
            hint = f"say in the text what you want to learn, and take this line out; or correct jurisdiction in {content.settings.path}"
            yield advert.find(("purposes",), message, hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def outcome_without_engagement(content: Content) -> Iterator[Diagnostic]:
    """An outcome does not say what the market test found.

    Why: An outcome is the answer that the council owes to all who took part. Without what was found, its
    page is empty.

    Wrong:
        kind: outcome

    Right:
        kind: outcome
        engagement:
          advert: leisure-operation-2026
          responses: 14
    """
    for decision in content.of(Decision):
        if decision.record.kind == "outcome" and not decision.record.engagement:
            hint = "add a line “engagement:”, and below it indented lines with advert and responses"
            yield decision.find(("kind",), "An outcome must say what the market test found", hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def engagement_without_outcome(content: Content) -> Iterator[Diagnostic]:
    """A report says what a market test found without being an outcome.

    Why: Only the page of an outcome shows what was found. In any other report it would be lost.

    Wrong:
        kind: report
        engagement:
          advert: leisure-operation-2026
          responses: 14

    Right:
        kind: outcome
        engagement:
          advert: leisure-operation-2026
          responses: 14
    """
    for decision in content.of(Decision):
        if decision.record.engagement and decision.record.kind != "outcome":
            hint = "add the line “kind: outcome”, or take these lines out"
            yield decision.find(("engagement",), "Only an outcome can say what a market test found", hint)


@rule(Severity.ERROR, fixed=True, reach="record")
def file_and_url(content: Content) -> Iterator[Diagnostic]:
    """A document is both an attachment and on another site.

    Why: A title is one link. Readers would open one of the two, and could not know that there is another, perhaps newer.

    Wrong:
        documents:
          - title: How we run market tests
            file: how-we-run-market-tests.pdf
            url: https://example.org/how-we-run-market-tests

    Right:
        documents:
          - title: How we run market tests
            file: how-we-run-market-tests.pdf
    """
    for entry in content.entries.values():
        for loc, document in _documents(entry.record):
            if document.file and document.url:
                message, hint = (
                    "This document has both a file and a url",
                    "keep the one that readers should open",
                )
                yield entry.find((*loc, "url"), message, hint, ((*loc, "file"), "file given here"))


@rule(Severity.ERROR, reach="record")
def unfinished_text(content: Content) -> Iterator[Diagnostic]:
    """A page that is not a draft still asks its author for a text: “Say here …”.

    Why: New files say what belongs where. Readers who find such a line see that nobody has looked at the page before
    it was published, and trust the rest less.

    Wrong:
        summary: Say here in one or two sentences what you need and for whom.

    Right:
        summary: We want to know what benches could last twenty years.
    """
    for passage in texts(content, _ASKS.search):
        if not getattr(passage.entry.record, "draft", False):
            for asked in _ASKS.finditer(passage.source):
                message = "This still asks for a text"
                yield passage.find(*asked.span(), message, "write the text, or take the line out")


def _documents(record: Part) -> Iterator[tuple[Loc, Document]]:
    for field in ("documents", "background_documents"):
        for place, document in enumerate(getattr(record, field, ())):
            yield (field, place), document
