"""A record → all of it but the words of its Markdown texts: what most rules that look across records depend on."""

from collections.abc import Iterator

from sitegen.model.entry import Entry
from sitegen.model.prose import Prose
from sitegen.model.record import Part
from sitegen.model.walk import Loc, walk

Outline = tuple[str, tuple[tuple[Loc, object], ...]]


def outline(entry: Entry[Part]) -> Outline:
    """The path of the file, and each value of the record with its way.

    Of a Markdown text it has whether that shows anything, its headings, and where its links lead. No value has its place
    in the file: a finding has that.
    """
    return entry.path, tuple(_values(entry.record))


def _values(record: Part) -> Iterator[tuple[Loc, object]]:
    for loc, value in walk(record):
        if isinstance(value, Prose):
            links = tuple((link.written, link.target, link.image) for link in value.links)
            headings = tuple((heading.level, heading.text, heading.anchor) for heading in value.headings)
            yield loc, (bool(value), headings, links)
        else:
            yield loc, value
