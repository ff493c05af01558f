"""A source → an entry: its fields read, its Markdown rendered, every fault found and placed."""

from collections.abc import Callable
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from sitegen.diagnostics import Diagnostic, Severity, error, has_errors
from sitegen.model.columns import Columns
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import COLLECTIONS, Known
from sitegen.model.prose import Prose
from sitegen.model.record import Part
from sitegen.model.requires import other_version
from sitegen.model.scalars import Setting
from sitegen.reading import markdown
from sitegen.reading.blanks import remove_blanks
from sitegen.reading.frontmatter import Parsed, parse, parse_yaml
from sitegen.reading.limits import beyond_limits, run_beyond_limits
from sitegen.reading.markdown.terms import Terms, terms_of
from sitegen.reading.remarks import unread_words
from sitegen.reading.schema import BY_LOADER
from sitegen.reading.source import Source
from sitegen.reading.unseen import in_links, may_hold_unseen, with_replacements, without_unseen
from sitegen.reading.wording import explain_all

_WITHOUT_TERMS = frozenset(("meaning", "sentence"))
"""Fields whose terms stay plain words: the glossary explains them all, and every page begins with the phase."""

_OTHER_VERSION = (
    "install a version that fits; or, once you have seen the site built by this one, change the line"
)

Part_ = TypeVar("Part_", bound=Part)
Loaded = tuple[Entry[Part_] | None, tuple[Diagnostic, ...]]


def load(source: Source, zone: ZoneInfo, terms: Terms | None = None) -> Loaded[Known]:
    """The entry of a record's file, or none, and every fault in it.

    Times without an offset are in `zone`; `terms` of the glossary become links in Markdown.
    """
    if beyond := beyond_limits(source):
        return None, (beyond,)
    kind = COLLECTIONS[source.collection]
    return _loaded(kind.cls, parse(source.text, source.path, kind.suffix), source, zone, terms)


def load_settings(source: Source) -> Loaded[Config]:
    """The site's settings, or none, and every fault in them.

    With a glossary they are read twice: only then are the terms known that their own texts use.
    """
    if beyond := run_beyond_limits(source):
        return None, (beyond,)
    entry, faults = _load_settings(source, None)
    return (
        _load_settings(source, terms)
        if entry and (terms := terms_of(entry.record.glossary))
        else (entry, faults)
    )


def load_columns(source: Source) -> Loaded[Columns]:
    """What the columns of a table of responses hold, or none, and every fault in the file that says so."""
    return _loaded(Columns, parse_yaml(source.text, source.path), source, ZoneInfo("Europe/London"), None)


def _load_settings(source: Source, terms: Terms | None) -> Loaded[Config]:
    parsed = parse_yaml(source.text, source.path)
    needed = parsed.fields.get("requires")
    if isinstance(needed, str) and (message := other_version(needed)):
        # Alone: another version may know fields that this one does not.
        place = parsed.places.value(("requires",))
        return None, (error("other-version", message, source.path, place, _OTHER_VERSION),)
    return _loaded(Config, parsed, source, ZoneInfo("Europe/London"), terms)


def _loaded(
    cls: type[Part_], parsed: Parsed, source: Source, zone: ZoneInfo, terms: Terms | None
) -> Loaded[Part_]:
    """The entry and its faults. Where characters that nobody sees are at fault, the entry as it would be without them."""
    if not may_hold_unseen(source.text):
        return _validate(cls, parsed, source, zone, terms)
    seen, unseen = without_unseen(parsed, cls, source.path, source.text)
    entry, faults = _validate(cls, seen, source, zone, terms)
    words, more = in_links(entry, source.text) if entry else ({}, [])
    if words:
        entry, _ = _validate(cls, with_replacements(seen, words), source, zone, terms)
    return entry, (*unseen, *more, *faults)


def _validate(
    cls: type[Part_], parsed: Parsed, source: Source, zone: ZoneInfo, terms: Terms | None
) -> Loaded[Part_]:
    given = {"id": source.id, **({"body": parsed.body} if parsed.body else {})} if source.collection else {}
    faults = list(parsed.faults)
    if faults and not parsed.fields:
        return None, tuple(faults)
    faults += remove_blanks(parsed, cls, source.path)
    faults += unread_words(parsed, cls, source.path)
    taken = [name for name in parsed.fields if name in BY_LOADER and name in cls.model_fields]
    fields = {name: value for name, value in parsed.fields.items() if name not in taken} | given
    record = None
    try:
        record = cls.model_validate(fields, context=Setting(zone, _renderer(source, terms)))
    except ValidationError as problem:
        # The input itself stays out of the error: it would be copied for every fault.
        reported = [loc for loc in parsed.blanks if isinstance(loc[-1], int)]
        details = problem.errors(include_url=False, include_input=False)
        faults += explain_all(details, cls, parsed, source.path, reported)
    faults += [_reserved(name, parsed, source) for name in taken]
    if record is None or has_errors(faults):
        return None, tuple(fault for fault in faults if fault.severity is not Severity.ADVICE)  # that waits
    return Entry.of(record, source.path, parsed.places), tuple(faults)


def _reserved(name: str, parsed: Parsed, source: Source) -> Diagnostic:
    """A field that an author may not write, because the file's name or its text gives it."""
    hints = {
        "id": f"take the line out: the file's name, “{source.id}”, is the id",
        "body": "take the line out, and write the text below the second ---",
    }
    message = f"“{name}” is not a field that belongs here"
    return error("unknown-field", message, source.path, parsed.places.key((name,)), hints[name])


def _renderer(source: Source, terms: Terms | None) -> Callable[[str, int, str], Prose]:
    """Renders the Markdown fields of one file, each with ids of its own; the body's ids stay plain."""
    numbers = count(1)
    # The lessons of initiatives are on the pages of others too, which have lessons of their own.
    whose = f"{source.id}-" if source.collection == Initiative.collection else ""

    def render(text: str, level: int, field: str) -> Prose:
        anchors = (
            ""
            if field == "body" and source.collection
            else f"{source.collection or 'site'}-{next(numbers)}-{whose}"
        )
        marked = None if field in _WITHOUT_TERMS else terms
        return markdown.render(text, level=level, anchors=anchors, folder=source.folder, terms=marked)

    return render
