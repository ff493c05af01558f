"""Can everyone open what is attached, and is it safe to?"""

from collections.abc import Iterator
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.attachment import Attachment, Obstacle
from sitegen.model.content import Content
from sitegen.model.file_kinds import is_picture, is_program, way_to_open, without_macros
from sitegen.rules.named_files import NamedFile, named_files, published_files
from sitegen.rules.rule import rule

_MILLION: Final = 1_000_000
_LARGE: Final = 10 * _MILLION
"""Bytes."""
_OBSTACLES: Final[dict[Obstacle, tuple[str, str]]] = {
    "empty": ("has nothing in it", "put the finished file in its place"),
    "locked": (
        "needs a password, so readers cannot open it",
        "save it again without a password, and put that file in its place",
    ),
    "damaged": (
        "is damaged, so readers cannot open it",
        "open it where it was made, save it again, and put that file in its place",
    ),
    "another-kind": (
        "is not the kind of file that its name says, so readers cannot open it",
        "save it again from the program it was made in; changing the end of a name does not change the file",
    ),
}
"""What is wrong with a file, and what to do."""


@rule(Severity.ERROR)
def unreadable_attachment(content: Content) -> Iterator[Diagnostic]:
    """An attachment cannot be opened: it has a password, nothing in it, damage, or a name that says another kind.

    Why: Suppliers would get a brief or a form that they cannot read, and you would hear of it only after publication.

    Wrong:
        file: brief.pdf                # which asks for a password

    Right:
        file: brief.pdf                # saved without one
    """
    for attachment, named in _named(content):
        if attachment.obstacle:
            wrong, hint = _OBSTACLES[attachment.obstacle]
            yield named.find(f"{attachment.path} {wrong}", hint)


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
    for attachment, named in _named(content):
        if attachment.has_macros:
            message = f"“{attachment.path}” holds macros, which many readers' computers refuse to open"
            hint = "save it without them, as .docx, .xlsx, .pptx or an OpenDocument file"
            yield named.find(message, hint)


@rule(Severity.ERROR)
def active_attachment(content: Content) -> Iterator[Diagnostic]:
    """An attachment is a program, a web page, a shortcut or an archive of these, or a drawing with a script in it.

    Why: It would run on readers' computers in the publisher's name, and could change what they see of this site. Mail
    systems and browsers block most of these files.

    Wrong:
        file: price-calculator.html

    Right:
        file: price-calculator.xlsx
    """
    for attachment, named in _named(content):
        path = attachment.path
        if plain := without_macros(path) if attachment.has_macros is not True else "":
            message = f"“{path}” says by its name that it holds macros, which many computers refuse to open"
            yield named.find(message, f"save it without them, as {plain}")
        elif is_program(path):
            message = f"“{path}” would run on the computer of anyone who opens it, so it cannot be published"
            hint = "publish its text as a page, or as .pdf, .docx or .csv; a picture as .png"
            yield named.find(message, hint)
        elif attachment.is_active:
            what = "programs" if path.lower().endswith(".zip") else "something that runs when it is opened"
            hint = "save it again without that: a drawing as “plain SVG” or .png, an archive with only documents in it"
            yield named.find(f"“{path}” holds {what}", hint)


@rule(Severity.WARNING)
def unusual_attachment(content: Content) -> Iterator[Diagnostic]:
    """An attachment is of a kind that few readers have a program for.

    Why: A supplier on a plain computer or a telephone cannot open photographs of an iPhone, drafts of Apple's programs,
    saved emails or drawings of special programs. Public bodies publish in open formats (Open Standards for Government).

    Wrong:
        file: brief.pages

    Right:
        file: brief.pdf
    """
    for attachment, named in _named(content):
        way, is_shown = way_to_open(attachment.path), named.link and named.link.image
        if way and not is_shown:
            yield named.find(f"“{attachment.path}” is a kind of file that few readers can open", way)


@rule(Severity.ERROR, fixed=True)
def no_picture(content: Content) -> Iterator[Diagnostic]:
    """A file is used as a picture, but browsers cannot show it as one.

    Why: Readers would see a broken picture, or nothing.

    Wrong:
        ![The sites](/files/sites.pdf)

    Right:
        The [map of the sites](/files/sites.pdf)
    """
    for named in named_files(content):
        is_shown = named.link.image if named.link else named.loc == ("theme", "logo", "file")
        if is_shown and not is_picture(named.path):
            hint = way_to_open(named.path) or "link to the file instead, without the ! before the bracket"
            if named.link is None:
                hint = "name a .svg, .png, .jpg or .webp picture"
            yield named.find(f"“{named.path}” is not a picture that browsers can show", hint)


@rule(Severity.WARNING)
def untagged_pdf(content: Content) -> Iterator[Diagnostic]:
    """An attached PDF does not say what is a heading, a list or a table in it.

    Why: Someone who listens to the document hears one long run of words. Documents that a public body publishes must
    be accessible.

    Law: accessibility

    Wrong:
        file: brief.pdf                # printed or scanned to PDF

    Right:
        file: brief.pdf                # exported with “tagged PDF” or “PDF/UA” chosen
    """
    for attachment, named in _named(content):
        if attachment.is_tagged is False:
            message = (
                f"“{attachment.path}” is not tagged, so a screen reader cannot tell its headings or tables"
            )
            hint = "export it again with “tagged PDF” or “PDF/UA” chosen, or publish its text as a page"
            yield named.find(message, hint)


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
    for attachment, named in _named(content):
        if attachment.size > _LARGE:
            # Rounded up, so that a file just over the limit never shows as 10.0 MB.
            size = -(-attachment.size * 10 // _MILLION) / 10
            message = (
                f"“{attachment.path}” has {size:.1f} MB; more than 10 MB is slow or dear for many readers"
            )
            yield named.find(message, "make its pictures smaller, or divide it")


def _named(content: Content) -> Iterator[tuple[Attachment, NamedFile]]:
    """The attachments that records name, each once, where it is first named; without those of exempt reports."""
    left = {
        path: file for path, file in content.attachments.items() if not file.is_link and _is_notable(file)
    }
    for named in published_files(content) if left else ():
        if attachment := left.pop(named.path, None):
            yield attachment, named


def _is_notable(attachment: Attachment) -> bool:
    """Whether any rule here may report the file. On most sites none does, and no search is needed."""
    is_unsafe = attachment.has_macros or attachment.obstacle or attachment.is_active
    is_odd = is_program(attachment.path) or without_macros(attachment.path) or way_to_open(attachment.path)
    return bool(is_unsafe or is_odd or attachment.is_tagged is False or attachment.size > _LARGE)
