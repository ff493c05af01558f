"""A source → an entry: its fields read, its Markdown rendered, every fault found and placed."""

from collections.abc import Callable
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from sitegen.diagnostics import Diagnostic, error
from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.initiative import Initiative
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.model.prose import Prose
from sitegen.model.record import Part, Record
from sitegen.model.scalars import Setting
from sitegen.reading import markdown
from sitegen.reading.frontmatter import Parsed, parse_front_matter, parse_yaml
from sitegen.reading.schema import BY_LOADER
from sitegen.reading.source import SUFFIXES, Source
from sitegen.reading.wording import explain_all

CLASSES: tuple[type[Record], ...] = (Initiative, Objectives, Advert, Decision, Page)
_BY_COLLECTION = {cls.collection: cls for cls in CLASSES}

Part_ = TypeVar("Part_", bound=Part)
Loaded = tuple[Entry[Part_] | None, tuple[Diagnostic, ...]]


def load(source: Source, zone: ZoneInfo) -> Loaded[Record]:
    """The entry of a record's file, or none, and every fault in it. Times without an offset are in `zone`."""
    parse = parse_front_matter if SUFFIXES[source.collection] == ".md" else parse_yaml
    parsed = parse(source.text, source.path)
    given = {"id": source.id, **({"body": parsed.body} if parsed.body else {})}
    return _validate(_BY_COLLECTION[source.collection], given, parsed, source, zone)


def load_settings(source: Source) -> Loaded[Config]:
    """The site's settings, or none, and every fault in them."""
    parsed = parse_yaml(source.text, source.path)
    return _validate(Config, {}, parsed, source, ZoneInfo("Europe/London"))


def _validate(
    cls: type[Part_], given: dict[str, str], parsed: Parsed, source: Source, zone: ZoneInfo
) -> Loaded[Part_]:
    setting = Setting(zone, _renderer(source))
    taken = [name for name in parsed.fields if name in BY_LOADER and name in cls.model_fields]
    fields = {name: value for name, value in parsed.fields.items() if name not in taken} | given
    faults = list(parsed.faults)
    if faults and not parsed.fields:
        return None, tuple(faults)
    record = None
    try:
        record = cls.model_validate(fields, context=setting)
    except ValidationError as problem:
        # The input itself stays out of the error: it would be copied for every fault.
        details = problem.errors(include_url=False, include_input=False)
        faults += explain_all(details, cls, parsed.places, source.path)
    faults += [_reserved(name, parsed, source) for name in taken]
    if record is None or faults:
        return None, tuple(faults)
    return Entry(record, source.path, parsed.places), ()


def _reserved(name: str, parsed: Parsed, source: Source) -> Diagnostic:
    """A field that an author may not write, because the file's name or its text gives it."""
    hints = {
        "id": f"take the line out: the file's name, “{source.id}”, is the id",
        "body": "take the line out, and write the text below the second ---",
    }
    message = f"“{name}” is not a field that belongs here"
    return error("unknown-field", message, source.path, parsed.places.key((name,)), hints[name])


def _renderer(source: Source) -> Callable[[str, int, str], Prose]:
    """Renders the Markdown fields of one file, each with ids of its own; the body's ids stay plain."""
    numbers = count(1)

    def render(text: str, level: int, field: str) -> Prose:
        anchors = (
            "" if field == "body" and source.collection else f"{source.collection or 'site'}-{next(numbers)}-"
        )
        return markdown.render(text, level=level, anchors=anchors, folder=source.folder)

    return render
