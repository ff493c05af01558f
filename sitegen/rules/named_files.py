"""Content → every place where a record or the settings name an attachment, in a field or in a link of a text."""

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Span
from sitegen.model.content import Content, file_of
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry, Loc
from sitegen.model.prose import Link
from sitegen.model.record import Part


class NamedFile(NamedTuple):
    """A place where a file is named: its path below content/files/, and the link that names it, if no field does."""

    path: str
    entry: Entry[Part]
    loc: Loc
    link: Link | None = None

    @property
    def span(self) -> Span:
        """The span of its name in the record's file."""
        places, link = self.entry.places, self.link
        if link is None:
            return places.value(self.loc)
        return places.within(self.loc, link.line, link.column, len(link.written))

    def find(self, message: str, hint: str) -> Diagnostic:
        """A finding about this file, at its name."""
        return self.entry.find_at(self.span, message, hint)


def named_files(content: Content) -> Iterator[NamedFile]:
    """Every place where an attachment is named: fields first, then links of texts."""
    for field in content.files:
        yield NamedFile(field.value, field.entry, field.loc)
    for text in content.texts:
        for link in text.value.links:
            if link.target.startswith("/files/"):
                yield NamedFile(file_of(link.target), text.entry, text.loc, link)


def published_files(content: Content) -> Iterator[NamedFile]:
    """The same without the places in exempt reports, whose files stay unpublished."""
    return (named for named in named_files(content) if not _is_exempt(named.entry.record))


def _is_exempt(record: Part) -> bool:
    return isinstance(record, Decision) and record.is_exempt
