"""Content → every place where a record or the settings name an attachment, in a field or in a link of a text."""

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.diagnostics import Diagnostic, Span
from sitegen.model.content import Content, file_of
from sitegen.model.entry import Entry, Loc
from sitegen.model.prose import Link
from sitegen.model.record import Part
from sitegen.rules.repetition import is_exempt
from sitegen.rules.texts import link_span


class NamedFile(NamedTuple):
    """A place where a file is named: its path below content/files/, and the link that names it, if no field does."""

    path: str
    entry: Entry[Part]
    loc: Loc
    link: Link | None = None

    @property
    def span(self) -> Span:
        """The span of its name in the record's file."""
        if self.link is None:
            return self.entry.places.value(self.loc)
        return link_span(self.entry, self.loc, self.link)

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
    return (named for named in named_files(content) if not is_exempt(named.entry.record))


def attachments_called(name: str, content: Content) -> list[str]:
    """The paths of the attachments with this file name, in any folder and any capitals."""
    return [path for path in content.attachments if path.rpartition("/")[2].casefold() == name.casefold()]
