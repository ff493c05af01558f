"""Content for tests of formats: fields as an author writes them → records and sites, read as files are.

`advert(…)`, `decision(…)` and `site(…)` make what a test names; `adverts()` and `sites()` are Hypothesis strategies.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from sitegen.build.given import in_order
from sitegen.build.index import SearchIndex
from sitegen.build.job import Job, PartOf, RowsOf
from sitegen.build.jobs import Jobs
from sitegen.build.neighbours import Neighbours
from sitegen.diagnostics import Span
from sitegen.memo.memo import Memo
from sitegen.model.advert import Kind
from sitegen.model.attachment import Attachment
from sitegen.model.content import Content
from sitegen.model.entry import Entry, Places
from sitegen.model.kinds import COLLECTIONS, Known
from sitegen.model.record import SETTINGS as KEY_OF_SETTINGS
from sitegen.model.record import Key, Part, key_of
from sitegen.model.recording import additions
from sitegen.model.register import Register, utc
from sitegen.model.site import Site, index
from sitegen.outputs import hosting
from sitegen.outputs.output import Data, Output, info_of
from sitegen.outputs.summaries import Summary, summary
from sitegen.reading.load import load, load_settings
from sitegen.reading.source import Source
from sitegen.register.update import releases_of

Fields = dict[str, Any]
"""The fields of a file by name; `body` is the text below them."""

NOW = "2026-11-23T09:00"
ADVERT: Fields = {
    "title": "Park benches",
    "summary": "A summary.",
    "reference": "REF-1",
    "kind": "early-engagement",
    "body": "A body.",
    "published": "2026-11-02",
    "closes": "2026-12-11T12:00",
    "respond": {"how": "Write to us.", "email": "benches@example.org"},
    "contact": {"role": "Parks Manager"},
}
DECISION: Fields = {"title": "Park seating", "meeting": {"body": "Cabinet", "date": "2026-10-05"}}
INITIATIVE: Fields = {"title": "Greener streets", "summary": "Trees and benches."}
OBJECTIVES: Fields = {
    "title": "What we want",
    "weighting": {"basis": "percentage", "status": "proposed"},
    "objectives": [
        {"id": "a", "title": "Shade", "weight": "60.5"},
        {"id": "b", "title": "Rest", "weight": "39.5"},
    ],
}
SETTINGS: Fields = {
    "title": "Market tests",
    "base_url": "https://www.example.org/markets",
    "publisher": {"name": "Example Borough Council"},
    "accessibility": {
        "owner": "Head of Communications",
        "email": "a@example.org",
        "reviewed": "2026-09-21",
        "prepared": "2026-09-14",
    },
    "buyers": [
        {"id": "borough", "name": "Example Borough Council"},
        {
            "id": "riverside",
            "name": "Riverside Council",
            "identifier": {"scheme": "GB-PPON", "id": "R 1/é"},
            "type": "sub-central-government",
            "devolved": "wales",
            "address": {"street": "Guildhall", "town": "Riverside", "region": "UKL1"},
            "url": "https://riverside.example.org/é?a=%25",
            "contact": {"role": "Buyer", "email": "buyer@riverside.example.org"},
        },
    ],
    "statements": [
        {
            "id": "early-engagement",
            "title": "This is early engagement",
            "text": "Nothing can be **won** here.",
            "applies_to": ["early-engagement", "soft-market-test"],
        }
    ],
}


def _text(fields: Fields) -> str:
    return json.dumps(
        fields, ensure_ascii=False, indent=1
    )  # JSON is YAML as well; a line may be only so long


def source(collection: str, name: str, fields: Fields) -> Source:
    """The file of a record, with the fields as an author writes them."""
    front = _text({key: value for key, value in fields.items() if key != "body"})
    kind = COLLECTIONS[collection]
    text = front if kind.suffix == ".yaml" else f"---\n{front}\n---\n{fields.get('body', '')}\n"
    return Source(f"content/{kind.path(name)}", collection, collection, name, text)


def entry(collection: str, name: str, fields: Fields, zone: str = "Europe/London") -> Entry[Known]:
    """A record with its file, read from the fields. Fails on any fault in them."""
    found, faults = load(source(collection, name, fields), ZoneInfo(zone))
    assert found, [fault.message for fault in faults]
    return found


def advert(name: str = "benches", **fields: Any) -> Entry[Known]:  # noqa: ANN401 - each field has a type of its own
    """An advert with these fields, and what every advert must have."""
    return entry("adverts", name, ADVERT | fields)


def decision(name: str = "seating", **fields: Any) -> Entry[Known]:  # noqa: ANN401 - likewise
    """A decision with these fields, and what every decision must have."""
    return entry("decisions", name, DECISION | fields)


def initiative(name: str = "streets", **fields: Any) -> Entry[Known]:  # noqa: ANN401 - likewise
    """An initiative with these fields, and what every initiative must have."""
    return entry("initiatives", name, INITIATIVE | fields)


def objectives(name: str = "aims", **fields: Any) -> Entry[Known]:  # noqa: ANN401 - likewise
    """A set of objectives with these fields, and what every set must have."""
    return entry("objectives", name, OBJECTIVES | fields)


def site(
    *entries: Entry[Known],
    now: str = NOW,
    assets: Mapping[str, bytes] | None = None,
    attachments: Mapping[str, Attachment] | None = None,
    drafts: bool = False,
    **settings: Any,  # noqa: ANN401 - likewise
) -> Site:
    """The public site of these records at `now`, with these settings beside the usual ones."""
    content = content_of(*entries, now=now, attachments=attachments, drafts=drafts, **settings)
    return index(content, assets or {})


def entries_of(site: Site) -> dict[Key, Any]:
    """Entries as if the site had been made of what it shows."""
    nowhere = Places(Span.at(1, 1), {}, {}, {})
    entries: dict[Key, Any] = {KEY_OF_SETTINGS: Entry.of(site.config, "", nowhere)}
    for key, record in site.shown.items():
        entries[key] = (
            Entry.of(record, "", nowhere) if isinstance(record, Part) else Entry(record, "", nowhere)
        )
    return entries


def jobs_of(site: Site) -> Iterator[Job]:
    """The jobs of a site."""
    versions = {key: repr(record).encode() for key, record in site.shown.items()}
    return all_jobs(site, Jobs(site, Neighbours(site, entries_of(site)), versions))


def all_jobs(site: Site, jobs: Jobs) -> Iterator[Job]:
    """The jobs as a build does them: those of many records know what those of each record gave."""
    of_records = list(jobs.of_records())
    yield from of_records
    planned = [job.plan() for job in of_records]
    rows: dict[str, list[RowsOf]] = {}
    for found in (one.rows for one in planned if one.rows):
        kept = RowsOf(found.key, found.part, found.order, repr(found).encode())
        rows.setdefault(found.part, []).append(kept)
    of_parts = list(jobs.of_parts(rows))
    yield from of_parts
    parts = {
        part: PartOf(repr(made.part).encode(), sizes(made.outputs), rows[part])
        for part, made in zip(rows, (job.plan() for job in of_parts), strict=True)
    }
    given = [one.given for one in planned if one.given]
    yield from jobs.of_many(given, in_order(given), parts)
    yield from SearchIndex(site, Memo()).jobs([one.search for one in planned if one.search], in_order(given))


def sizes(outputs: Iterable[Output]) -> tuple[tuple[str, int], ...]:
    """The paths of files of data, with their sizes."""
    return tuple((one.path, len(one.data)) for one in outputs if isinstance(one, Data))


def summaries_of(site: Site) -> tuple[Summary, ...]:
    """The summaries of all adverts."""
    return tuple(summary(site, one) for one in site.adverts)


def outputs_of(site: Site) -> Iterator[Output]:
    """Every output of a site."""
    outputs = [output for job in jobs_of(site) for output in job.plan().outputs]
    return iter((*outputs, *hosting.plan(site, list(map(info_of, outputs)))))


def content_of(
    *entries: Entry[Known],
    now: str = NOW,
    attachments: Mapping[str, Attachment] | None = None,
    drafts: bool = False,
    **settings: Any,  # noqa: ANN401 - likewise
) -> Content:
    """The content with these records at `now`, with these settings beside the usual ones."""
    config, faults = load_settings(Source("content/site.yaml", "", "", "", _text(SETTINGS | settings)))
    assert config, [fault.message for fault in faults]
    found = {key_of(one.record): one for one in entries}
    moment = datetime.fromisoformat(now).replace(tzinfo=config.record.zone)
    return Content(config, dict(sorted(found.items())), frozenset(found), attachments or {}, moment, drafts)


def recorded(*moments: Content) -> Content:
    """The last of these, with a register in which each was recorded."""
    register = Register()
    for content in moments:
        now = replace(content, register=register)
        added = additions(now, register, utc(now.now), releases_of(now))
        files = {name: data for version in added for name, data in version.files.items()}
        register = Register(
            (*register.lines, *(version.line for version in added)),
            "content/register.jsonl",
            {
                **register.snapshots,
                **{version.line.file: json.loads(files[version.line.file]) for version in added},
            },
            releases={
                **register.releases,
                **{version.line.release_file: version.release for version in added if version.release},
            },
        )
    return replace(moments[-1], register=register)


# Strategies

TRICKY = (
    "Grounds maintenance",
    "Llyfrgell â gŵyl",
    "café, naïve; “quoted”",
    "مناقصة عامة",
    "שוק העבודה",
    "公共采购",
    "🌳🚌",
    "\u202eright to left\u202c",
    "e\u0301 combined",
    "<b>bold</b> & ]]> &amp;",
    "=SUM(A1:A9)",
    "+44 1632 960100",
    "-1+1",
    "@cell",
    "back\\slash \\n",
    "a:b;c,d",
    "quote \" and ' mark",
    "BEGIN:VEVENT",
    "x" * 90,
)
"""Words over which formats have stumbled: other scripts, other directions, and each format's own signs."""
_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"
)
_DAYS = st.dates(date(2019, 1, 1), date(2026, 11, 20))
_TIMES = st.sampled_from(["00:00", "09:30", "12:00", "17:00:30", "23:59"])
CODES = ("77310000-6", "79000000", "45000000-7", "03000000-1", "99000000")
_PARTS = (
    "Plain words.",
    "See [the list](/adverts/), [below](#respond), [elsewhere](https://example.com/?a=1&b=2) and `code <b>`.",
    "## A heading\n\n- one\n- two\n\n| A | B |\n|---|--:|\n| 1 | 2 |",
    'A note.[^n]\n\n[^n]: With "quotes" & signs, ]]> and &#12; too.',
    "::: note\nA box.\n:::",
)
MARKDOWN = (
    *_PARTS,
    "\n\n".join(_PARTS),
    "\n\n".join(TRICKY),
    f"{_PARTS[1]}\n\n{'Long words. ' * 1500}",
)
"""Texts of one kind of Markdown each, of all kinds, of tricky words, and a very long one."""


# A draw costs much more than what is done with it: so each text is one draw.
@cache
def titles() -> st.SearchStrategy[str]:
    """One line of text."""
    drawn = st.text(_CHARACTERS, max_size=60).map(lambda text: " ".join(f"T {text}".split()))
    return st.sampled_from((*TRICKY, " ".join(TRICKY))) | drawn


@cache
def markdown() -> st.SearchStrategy[str]:
    """A Markdown text."""
    return st.sampled_from(MARKDOWN) | titles()


@cache
def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _present(fields: Fields) -> Fields:
    """The fields without those left out."""
    return {key: value for key, value in fields.items() if value not in (None, [], {})}


@st.composite
def _days_after(draw: st.DrawFn, start: date, most: int = 60) -> str:
    return str(start + timedelta(draw(st.integers(0, most))))


@st.composite
def _moments_after(draw: st.DrawFn, start: date) -> str:
    return f"{draw(_days_after(start))}T{draw(_TIMES)}"


@st.composite
def events(draw: st.DrawFn, start: date) -> Fields:
    """A meeting after `start`."""
    starts = draw(_moments_after(start))
    ends = str(date.fromisoformat(starts[:10]) + timedelta(1)) + starts[10:]
    return _present(
        {
            "title": draw(titles()),
            "starts": starts,
            "ends": draw(st.sampled_from([None, ends])),
            "place": draw(_maybe(titles())),
            "url": draw(st.sampled_from([None, "https://example.com/a;b,c?d=1&e=2"])),
            "booking": draw(_maybe(titles())),
        }
    )


@st.composite
def _clarifications(draw: st.DrawFn, published: date) -> list[Fields]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        asked = draw(_days_after(published))
        fields = {"id": f"q{number}", "asked": asked, "question": draw(markdown())}
        if draw(st.booleans()):
            answered = draw(_days_after(date.fromisoformat(asked), 9))
            fields |= {"answered": answered, "answer": draw(markdown())}
        found.append(fields)
    return found


@st.composite
def _amendments(draw: st.DrawFn, published: date) -> list[Fields]:
    days = sorted(draw(st.lists(_days_after(published), max_size=3)))
    return [
        _present({"date": day, "change": draw(titles()), "reason": draw(_maybe(titles()))}) for day in days
    ]


_VALUES = (
    None,
    {"maximum": "250000"},
    {
        "minimum": "1000.50",
        "maximum": "2000",
        "currency": "EUR",
        "includes_vat": "true",
        "note": "A year, =1+1",
    },
)
_PURCHASES: tuple[Fields, ...] = (
    {},
    {
        "buyers": ["borough", "riverside"],
        "category": "works",
        "above_threshold": "false",
        "regions": ["UKE42", "UK"],
        "reserved": ["public-service-mutual", "sme-vcse"],
        "options": "More, **perhaps**.",
        "risks": "=1+1",
        "lots": [
            {"id": "whole", "title": "=1+1", "description": "- one\n- two", "value": {"note": "A note"}},
            {"id": "1", "title": "One", "cpv": ["77310000-6"], "term": {"extension": "A year"}},
        ],
    },
    {
        "buyers": ["riverside"],
        "renewal": "Once.",
        "value": {"excluding_vat": "10.5", "including_vat": "12", "maximum": "20", "per": "year"},
        "lots": [{"id": "1", "title": "One", "suitable_for": {"sme": "true"}, "value": {"minimum": "1"}}],
    },
)
"""What adverts say of who buys, in which lots."""
_SUITABLE = (None, {"sme": "true"}, {"sme": "false", "vcse": "true"})
_TERMS = (
    None,
    {"starts": "2028-04-01"},
    {"starts": "2028-04-01", "ends": "2033-03-31", "extension": "Two years"},
)


@st.composite
def _became(draw: st.DrawFn, published: date) -> Fields:
    kinds = ["tender", "dynamic-market", "award", "contract", "stopped", "replaced"]
    return _present(
        {
            "kind": draw(st.sampled_from(kinds)),
            "date": draw(_days_after(published)),
            "title": draw(titles()),
            "url": draw(_maybe(st.just("https://example.org/notice"))),
            "id": draw(_maybe(st.just("000001-2027"))),
            "note": draw(_maybe(titles())),
        }
    )


@st.composite
def adverts(draw: st.DrawFn, /, **references: str) -> Fields:
    """The fields of an advert, as an author writes them. `references` are ids of other records."""
    published = draw(_DAYS)
    withdrawn = draw(st.booleans()) and draw(st.booleans())
    kind = draw(st.sampled_from(get_args(Kind)))
    is_plan = kind in ("planned-procurement", "pipeline")
    over = not is_plan and draw(st.booleans()) and draw(st.booleans())
    return _present(
        {
            "title": draw(titles()),
            "summary": draw(titles()),
            "reference": draw(st.sampled_from(["0123", "=1", "SMT-2026-05"])),
            "kind": kind,
            "published": str(published),
            "closes": None if over or is_plan else draw(_moments_after(published + timedelta(1))),
            "tender_expected": draw(_maybe(st.sampled_from(["2199-03", "2199-03-15"]))),
            "engagement": {"closed": str(published), "how": draw(markdown())} if over else None,
            "became": draw(st.lists(_became(published), max_size=2)),
            "questions_close": draw(_maybe(_moments_after(published))),
            "questions": draw(st.lists(markdown(), max_size=2)),
            "purposes": draw(st.sampled_from([[], ["a", "f"]])),
            "respond": None
            if over or (is_plan and draw(st.booleans()))
            else {
                "how": draw(markdown()),
                "email": "a.b+c@example.org",
                "include": draw(st.lists(titles(), max_size=2)),
            },
            "contact": {"role": draw(titles()), "email": "team@example.org"},
            "cpv": draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3)),
            "value": draw(st.sampled_from(_VALUES)),
            "term": draw(st.sampled_from(_TERMS)),
            "suitable_for": draw(st.sampled_from(_SUITABLE)),
            "places": draw(st.lists(titles(), max_size=2)),
            "events": draw(st.lists(events(published), max_size=3)),
            "clarifications": draw(_clarifications(published)),
            "amendments": draw(_amendments(published)),
            "withdrawn": {"date": draw(_days_after(published)), "reason": draw(titles())}
            if withdrawn
            else None,
            "body": draw(markdown()),
            **draw(st.sampled_from(_PURCHASES)),
            **references,
        }
    )


@st.composite
def _outcomes(draw: st.DrawFn, of: str) -> Fields:
    return {
        "kind": "outcome",
        "title": draw(titles()),
        "meeting": {"body": draw(titles()), "date": str(draw(_DAYS))},
        "engagement": {
            "advert": of,
            "responses": "7",
            "themes": [{"title": draw(titles()), "summary": draw(markdown()), "objectives": ["a"]}],
        },
    }


@st.composite
def _reports(draw: st.DrawFn) -> Fields:
    day = draw(_DAYS)
    decided = {"date": draw(_days_after(day)), "minute": draw(titles()), "reasons": draw(markdown())}
    return _present(
        {
            "title": draw(titles()),
            "meeting": {"body": draw(titles()), "date": str(day)},
            "recommendations": [{"text": draw(markdown()), "parts": [{"text": draw(markdown())}]}],
            "executive_summary": draw(_maybe(markdown())),
            "status": draw(st.sampled_from(["approved", "deferred"])),
            "decided": draw(st.sampled_from([None, decided])),
        }
    )


@st.composite
def sites(draw: st.DrawFn, count: int, *, chained: bool = False) -> Site:
    """A site of `count` adverts, with an initiative, objectives, a report, and an outcome of the first advert.

    If `chained`, some adverts follow the one before, whatever their dates.
    """
    zone = draw(st.sampled_from(["Europe/London", "Europe/London", "America/St_Johns", "Pacific/Auckland"]))
    has_outcome = draw(st.booleans())
    named: Fields = {"initiative": "streets", "objectives": "aims", "decision": "seating"}
    found = [
        entry("initiatives", "streets", INITIATIVE | {"title": draw(titles())}, zone),
        entry("objectives", "aims", OBJECTIVES | {"title": draw(titles()), "initiative": "streets"}, zone),
        entry("decisions", "seating", draw(_reports()) | {"initiative": "streets"}, zone),
    ]
    for number in range(count):
        references = named if draw(st.booleans()) else {}
        if number and chained and draw(st.booleans()):
            references = {**references, "follows": f"a{number - 1}"}
        outcome = {"outcome": "learned"} if has_outcome and number == 0 else {}
        found.append(entry("adverts", f"a{number}", draw(adverts(**references, **outcome)), zone))
    if has_outcome:
        found.append(entry("decisions", "learned", draw(_outcomes("a0")), zone))
    made = site(
        *found, time_zone=zone, base_url=draw(st.sampled_from(_ADDRESSES)), publisher={"name": draw(titles())}
    )
    return Drawn(*(getattr(made, one.name) for one in fields_of(made)))


@dataclass(frozen=True, repr=False, eq=False)
class Drawn(Site):
    """A generated site, of which a failing test shows the names and not a megabyte."""

    def __repr__(self) -> str:
        names = ", ".join("/".join(key) for key in self.shown)
        return f"<site of {names} at {self.config.base_url}>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: ANN401, FBT001 - Hypothesis's protocol
        printer.text(repr(self))


_ADDRESSES = ("https://example.org", "https://www.example.org/markets", "https://example.org:8443/a/b")
