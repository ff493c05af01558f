"""Can everyone open what is attached, and is it safe to?"""

from collections.abc import Iterator
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.model.attachment import Attachment
from sitegen.model.content import Content, file_of
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.record import Part
from sitegen.rules.rule import rule

_MILLION: Final = 1_000_000
_LARGE: Final = 10 * _MILLION
"""Bytes."""
Named = tuple[Attachment, Entry[Part], Span]


@rule(Severity.ERROR)
def attachment_with_macros(content: Content) -> Iterator[Diagnostic]:
    """An attached office file holds macros: small programs that run on a reader's computer.

    Why: Macros are how most harmful documents do their harm, so that many readers' systems refuse such a file
    outright (National Cyber Security Centre, guidance on macro security for Microsoft Office).

    Wrong:
        form: response-form.docm

    Right:
        form: response-form.docx
    """
    for attachment, entry, span in _named(content):
        if attachment.has_macros:
            message = f"“{attachment.path}” holds macros, which many readers' computers refuse to open"
            hint = "save it without them, as .docx, .xlsx, .pptx or an OpenDocument file"
            yield entry.find_at(span, message, hint)


@rule(Severity.WARNING)
def untagged_pdf(content: Content) -> Iterator[Diagnostic]:
    """An attached PDF does not say what is a heading, a list or a table in it.

    Why: Someone who listens to the document hears one long run of words. Documents that a public body publishes must
    be accessible (Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018).

    Wrong:
        file: brief.pdf                # printed or scanned to PDF

    Right:
        file: brief.pdf                # exported with “tagged PDF” or “PDF/UA” chosen
    """
    for attachment, entry, span in _named(content):
        if attachment.is_tagged is False:
            message = (
                f"“{attachment.path}” is not tagged, so a screen reader cannot tell its headings or tables"
            )
            hint = "export it again with “tagged PDF” or “PDF/UA” chosen, or publish its text as a page"
            yield entry.find_at(span, message, hint)


@rule(Severity.WARNING)
def large_attachment(content: Content) -> Iterator[Diagnostic]:
    """An attachment is larger than 10 MB (10 million bytes).

    Why: On a slow or metered connection it takes minutes and costs money, and mail systems turn it away when readers
    send it on.

    Wrong:
        file: site-photographs.pdf     # 48 MB

    Right:
        file: site-photographs.pdf     # 3 MB, with the pictures made smaller
    """
    for attachment, entry, span in _named(content):
        if attachment.size > _LARGE:
            # Rounded up, so that a file just over the limit is never told as 10.0 MB.
            size = -(-attachment.size * 10 // _MILLION) / 10
            message = (
                f"“{attachment.path}” has {size:.1f} MB; more than 10 MB is slow or dear for many readers"
            )
            yield entry.find_at(span, message, "make its pictures smaller, or divide it")


def _named(content: Content) -> Iterator[Named]:
    """The attachments that records name, each once, where it is first named. Those of exempt reports stay unpublished."""
    left = {
        path: file for path, file in content.attachments.items() if not file.is_link and _is_notable(file)
    }
    for path, entry, span in _places(content) if left else ():
        exempt = isinstance(entry.record, Decision) and entry.record.is_exempt
        if not exempt and (attachment := left.pop(path, None)):
            yield attachment, entry, span


def _is_notable(attachment: Attachment) -> bool:
    """Whether any rule here has something to say of the file: so most sites need no search."""
    return bool(attachment.has_macros or attachment.is_tagged is False or attachment.size > _LARGE)


def _places(content: Content) -> Iterator[tuple[str, Entry[Part], Span]]:
    """Every path below content/files/ that a field or a link names, with its place."""
    for named in content.files:
        yield str(named.value), named.entry, named.entry.places.value(named.loc)
    for text in content.texts:
        for link in text.value.links:
            if link.target.startswith("/files/"):
                span = text.entry.places.within(text.loc, link.line, link.column, len(link.written))
                yield file_of(link.target), text.entry, span
