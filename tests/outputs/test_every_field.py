"""Every field of every record is in search, tables and open contracting data, or is listed here with the reason why not.

The records are the starters with all their notes in use: tests/starting/test_starters.py makes sure that these have every field.
A field is in an output if another value in it gives another output.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sitegen.commands.options import SHIPPED
from sitegen.model.attachment import Attachment
from sitegen.model.entry import Entry, Loc
from sitegen.model.kinds import COLLECTIONS, Known
from sitegen.model.record import Key
from sitegen.model.site import Site
from sitegen.outputs.ocds.release import lines
from sitegen.outputs.tables.records import tables
from sitegen.outputs.tables.table import as_json_lines
from sitegen.reading.frontmatter import parse_front_matter, parse_yaml
from sitegen.reading.load import load
from sitegen.starting.starters import starter
from tests import strategies as written
from tests.outputs.search.sites import documents
from tests.starting.test_starters import TODAY, fields_of, without_notes

NOW = "2028-01-01T09:00"
"""When everything is public that the starters schedule."""
ZONE = ZoneInfo("Europe/London")
PREFIX = "ocds-abc123"
ATTACHMENTS = {name: Attachment(name, SHIPPED / name, 1) for name in ("brief.pdf", "survey.pdf", "zebra.pdf")}
VALUES = (
    *("zebra.pdf", "2027-02-03", "zebra", "3", "2027-02-03T10:00", "true", "false", "b", "my-outcome"),
    *("zebra@example.org", "https://www.example.org/zebra", "03000000-1", "cy", "EUR", f"{PREFIX}-zebra"),
    *(
        "early-engagement",
        "approved",
        "upheld",
        "changed",
        "joint",
        "lost",
        "amended",
        "my-exempt",
        "rejected",
        "outcome",
        "report",
        "1",
        "2",
        "points",
        "works",
        "year",
        "UKC1",
        "public-service-mutual",
        "procuring",
        "dropped",
        "no",
        "stopped",
    ),
)
"""One of these fits each field, and differs from what the starter shows."""

OUTPUTS: dict[str, Callable[[Site], object]] = {
    "search": lambda site: [
        (found.card, found.references, found.lead, found.text) for found in documents(site)
    ],
    "tables": lambda site: [as_json_lines(table) for table in tables(site, *site.shown.values())],
    "open contracting data": lambda site: [
        line for advert in site.adverts for line in lines(site, advert, PREFIX)
    ],
}
Reason = str
LEFT_OUT: dict[str, dict[Reason, dict[str, str]]] = {
    "search": {
        "for authors, not published": dict.fromkeys(COLLECTIONS, "ignore"),
        "an address, or a file's name or language: nobody looks for a record by these": {
            "adverts": "also_published.url became.url contact.email documents.file documents.language documents.url events.url"
            " respond.email respond.form respond.url",
            "decisions": "background_documents.file background_documents.language background_documents.url contacts.email"
            " minutes.url official_record.url",
            "initiatives": "contact.email",
        },
        "the day of something that search finds by its words, a count, or a yes or no": {
            "adverts": "tender_expected timetable.commitment.done value.includes_vat above_threshold lots.value.includes_vat",
            "decisions": "called_in.date engagement.commitment.done recommendations.commitment.done risk_commitment.done"
            " engagement.figures engagement.respondents engagement.responses minutes.agreed published",
            "initiatives": "lessons.date",
            "objectives": "models.scores objectives.weight scenarios.weights",
            "pages": "in_footer published",
        },
        "a code, a letter or a number within a record, not a word": {
            "adverts": "authorised_by became.kind clarifications.id lots.id purposes timetable.commitment.state",
            "decisions": "called_in.result engagement.commitment.state engagement.themes.objectives"
            " engagement.themes.real_value.answer recommendations.commitment.state risk_commitment.state item"
            " recommendations.resolved status taken_by.kind",
            "initiatives": "status",
            "objectives": "models.id objectives.id scenarios.id weighting.authorised_by weighting.basis weighting.status",
        },
        "another record, which search finds by its own words": {
            "adverts": "decision follows objectives outcome",
            "decisions": "follows initiative supersedes",
            "initiatives": "lessons.for",
            "objectives": "decision initiative weighting.decision",
        },
    },
    "tables": {
        "for authors, not published": dict.fromkeys(COLLECTIONS, "ignore"),
        "there is no table of initiatives, nor of pages": {
            "initiatives": "body contact lead lessons published related status summary",
            "pages": "body draft in_footer published summary title",
        },
        "prose, which a cell would cut off from its headings and lists": {
            "adverts": "body engagement.how options questions renewal respond risks statements",
            "decisions": "body decided.alternatives decided.dispensations decided.interests decided.reasons"
            " executive_summary exempt financial_advice funding key_decision.reason legal_advice preamble risk",
            "objectives": "intro public_interest_test weighting.note",
        },
        "several to a record, with fields of their own: a row has one cell": {
            "adverts": "also_published became.id became.kind became.note became.title became.url documents events"
            " lots.cpv lots.description lots.id lots.suitable_for lots.term lots.value timetable",
            "decisions": "background_documents contacts official_record policies recommendations.commitment report_of"
            " risk_commitment wards",
        },
        "in the files of figures beside the page, and on the page": {
            "decisions": "engagement",
            "objectives": "models scenarios",
        },
        "people leave: the post is enough": {"adverts": "contact.name"},
        "the procedure, which the page of the decision tells": {
            "adverts": "authorised_by",
            "decisions": "call_in_waived called_in.by called_in.date called_in.note decided.call_in_ends decided.minute"
            " follows key_decision.notice_published meeting.place minutes supersedes taken_by votes",
            "objectives": "published weighting.authorised_by weighting.decision",
        },
    },
    "open contracting data": {
        "for authors, not published": dict.fromkeys(COLLECTIONS, "ignore"),
        "the standard describes a contracting process, not the programme of work or the site around it": {
            "initiatives": "body contact lead lessons published related status summary",
            "pages": "body draft in_footer published summary title",
        },
        "the standard links to a decision, and has no fields for what it says": {
            "decisions": "background_documents body call_in_waived called_in contacts"
            " decided.alternatives decided.call_in_ends follows minutes supersedes taken_by votes"
            " decided.dispensations decided.effective_from decided.interests decided.minute decided.reasons engagement"
            " executive_summary exempt financial_advice funding initiative item official_record preamble risk_commitment key_decision kind legal_advice"
            " meeting.body meeting.place policies recommendations reference report_of risk wards",
        },
        "our extension has what suppliers are asked to address, not how it came about or how models compare": {
            "objectives": "decision initiative intro models public_interest_test published scenarios weighting.authorised_by"
            " weighting.decision",
        },
    },
}
"""By output and reason the fields that it does not have; a group of fields by its name."""


def fields(collection: str) -> written.Fields:
    """What the starter of a collection shows, as an author writes it."""
    made = starter(COLLECTIONS[collection].name, "Park benches", TODAY, SHIPPED)
    parse = parse_yaml if made.path.endswith(".yaml") else parse_front_matter
    parsed = parse(without_notes(made.text), made.path)
    shown: written.Fields = {**parsed.fields, "draft": "false"}
    return shown | ({"body": parsed.body} if parsed.body else {})


@cache
def files() -> dict[Key, written.Fields]:
    """A record of each collection by the name that the others refer to, one of engagement that was over, an outcome, an exempt report."""
    report, advert = fields("decisions"), fields("adverts")
    over = {"engagement": advert.pop("engagement")}
    return {
        Key("adverts", "my-advert"): advert,
        Key("adverts", "my-earlier-notice"): {
            name: value for name, value in (advert | over).items() if name not in ("closes", "follows")
        },
        Key("decisions", "my-decision"): report | {"part": "1", "status": "approved"},
        Key("decisions", "my-outcome"): report | {"part": "1", "kind": "outcome"},
        Key("decisions", "my-exempt"): report | {"part": "2"},
        Key("initiatives", "my-initiative"): fields("initiatives"),
        Key("objectives", "my-objectives"): fields("objectives"),
        Key("pages", "my-page"): fields("pages"),
    }


@cache
def entries() -> dict[Key, Entry[Known]]:
    """The records of the files."""
    return {key: written.entry(*key, one) for key, one in files().items()}


def site_of(found: dict[Key, Entry[Known]]) -> Site:
    """The public site of these records."""
    buyers = [
        {"id": name, "name": f"The {name}"} for name in ("anytown-council", "riverside-council", "zebra")
    ]
    kinds = ["early-engagement", "soft-market-test"]
    innovation = {"id": "innovation", "title": "Ideas", "text": "We like ideas.", "applies_to": kinds}
    return written.site(
        *found.values(),
        now=NOW,
        attachments=ATTACHMENTS,
        ocid_prefix=PREFIX,
        buyers=buyers,
        statements=[innovation],
    )


@cache
def as_they_are() -> dict[str, object]:
    """What each output makes of the records."""
    site = site_of(entries())
    return {name: output(site) for name, output in OUTPUTS.items()}


def group_at(fields: Any, loc: Loc) -> Any:  # noqa: ANN401 - a group or a list
    """What holds the value at `loc`; None where that is not there. 0 is the first item that has it."""
    if len(loc) == 1:
        return fields if loc[0] in fields else None
    if loc[0] == 0:
        items = fields.values() if isinstance(fields, dict) else fields
        return next((found for item in items if (found := group_at(item, loc[1:]))), None)
    return group_at(fields[loc[0]], loc[1:]) if loc[0] in fields else None


def replaced(value: Any, by: str) -> Any:  # noqa: ANN401 - a text, a list or a group
    """The value with `by` in place of each text in it."""
    if isinstance(value, dict):
        return {name: replaced(inner, by) for name, inner in value.items()}
    return [replaced(inner, by) for inner in value] if isinstance(value, list) else by


def with_another(key: Key, loc: Loc) -> Entry[Known] | None:
    """The record with another value at `loc`; None if it has no such field."""
    for value in VALUES:
        changed = deepcopy(files()[key])
        if not (group := group_at(changed, loc)):
            return None
        before = group[loc[-1]]
        group[loc[-1]] = replaced(before, value)
        found, faults = load(written.source(*key, changed), ZONE)
        if found and not faults and group[loc[-1]] != before:
            return found
    pytest.fail(f"none of VALUES fits {key[0]}: {loc}")


def shown(collection: str, loc: Loc) -> set[str]:
    """The outputs in which another value at `loc` makes a difference, in any record of the collection."""
    found: set[str] = set()
    for key in files():
        if key[0] == collection and (other := with_another(key, loc)):
            site = site_of(entries() | {key: other})
            found |= {
                name
                for name, output in OUTPUTS.items()
                if name not in found and output(site) != as_they_are()[name]
            }
    return found


def leaves(collection: str) -> Iterator[Loc]:
    """The way to every field of a collection that is no group of others, and to the text of its page."""
    ways = {*fields_of(COLLECTIONS[collection].cls)}
    yield from (way for way in ways if not any(other[: len(way)] == way != other for other in ways))
    if "body" in COLLECTIONS[collection].cls.model_fields:
        yield ("body",)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_field_is_in_every_output_or_left_out_with_a_reason(collection: str) -> None:
    missing: dict[str, set[str]] = {name: set() for name in OUTPUTS}
    present: dict[str, set[str]] = {name: set() for name in OUTPUTS}
    for loc in leaves(collection):
        name, found = ".".join(str(step) for step in loc if step != 0), shown(collection, loc)
        for output in OUTPUTS:
            (present if output in found else missing)[output].add(name)
    for output, reasons in LEFT_OUT.items():
        named = [name for found in reasons.values() for name in found.get(collection, "").split()]
        unexplained = {name for name in missing[output] if not within(name, named)}
        assert unexplained == set(), f"not in {output}, and no reason is given"
        assert [name for name in present[output] if within(name, named)] == [], f"in {output} after all"
        unknown = [name for name in named if not any(within(field, [name]) for field in missing[output])]
        assert unknown == [], f"{output}: no such field"


def within(field: str, groups: Iterable[str]) -> bool:
    """Whether a field is one of these, or part of one."""
    return any(f"{field}.".startswith(f"{group}.") for group in groups)
