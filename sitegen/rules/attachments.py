"""Is every attachment there that a record names?"""

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.model.advert import Advert
from sitegen.model.content import Content, file_of
from sitegen.model.entry import Entry
from sitegen.model.record import Part
from sitegen.model.scalars import GENERATE
from sitegen.rules.nearest import did_you_mean
from sitegen.rules.rule import rule

_HERE = "put the file into content/files/"


@rule(Severity.ERROR, fixed=True)
def missing_file(content: Content) -> Iterator[Diagnostic]:
    """A field or a link names an attachment that does not exist.

    Why: Readers would meet “page not found” where a brief or a form should be.

    Wrong:
        respond:
          form: response-from.odt

    Right:
        respond:
          form: response-form.odt
    """
    for entry, span, path in _lacking(content):
        if not _is_outside(path, content):
            hint = did_you_mean(path, _possible(entry.record, path, content)) or _HERE
            yield entry.find_at(span, f"There is no file “{path}” in content/files/", hint)


@rule(Severity.ERROR, fixed=True)
def file_outside(content: Content) -> Iterator[Diagnostic]:
    """An attachment is only a pointer to a file that is kept elsewhere on the computer.

    Why: What lies elsewhere may be private, may change without anybody looking, and is not there when
    someone else builds the site.

    Wrong:
        content/files/brief.pdf is a symbolic link to /home/me/brief.pdf

    Right:
        content/files/brief.pdf is the file itself
    """
    for entry, span, path in _lacking(content):
        if _is_outside(path, content):
            message = f"“{path}” is a symbolic link, a pointer to a file kept outside content/files/"
            yield entry.find_at(span, message, "put the file itself into content/files/")


def _lacking(content: Content) -> Iterator[tuple[Entry[Part], Span, str]]:
    """The files named in fields and in links of texts that cannot be published: where, and by what path."""
    there = {path for path, file in content.attachments.items() if not file.is_link}
    for placed in content.files:
        if placed.value not in there:
            yield placed.entry, placed.entry.places.value(placed.loc), placed.value
    for text in content.texts:
        for link in text.value.links:
            if link.target.startswith("/files/") and (path := file_of(link.target)) not in there:
                span = text.entry.places.within(text.loc, link.line, link.column, len(link.written))
                yield text.entry, span, path


def _possible(record: Part, path: str, content: Content) -> Iterable[str]:
    """What may have been meant: an attachment, or where a response form is named the word that asks for one."""
    is_form = isinstance(record, Advert) and record.respond.form == path
    return (*content.attachments, GENERATE) if is_form else content.attachments


def _is_outside(path: str, content: Content) -> bool:
    links = (file.path for file in content.attachments.values() if file.is_link)
    return any(f"{path}/".startswith(f"{link}/") for link in links)
