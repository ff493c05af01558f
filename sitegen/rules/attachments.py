"""Does every attachment that a record names exist?"""

from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.scalars import GENERATE, NO_FORM
from sitegen.model.spelling import did_you_mean
from sitegen.rules.named_files import NamedFile, attachments_called, named_files
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
    for named in _lacking(content):
        if not _is_outside(named.path, content):
            hint = (
                _same_name(named.path, content)
                or did_you_mean(named.path, _possible(named, content))
                or _HERE
            )
            message = f"There is no file “{named.path}” in content/files/"
            yield named.find(message if named.path else "This link names no file", hint)


@rule(Severity.ERROR, fixed=True)
def file_outside(content: Content) -> Iterator[Diagnostic]:
    """An attachment is only a pointer to a file that is kept elsewhere on the computer.

    Why: A file elsewhere may be private, may change unnoticed, and is missing when someone else builds the site.

    Wrong:
        content/files/brief.pdf is a symbolic link to /home/me/brief.pdf

    Right:
        content/files/brief.pdf is the file itself
    """
    for named in _lacking(content):
        if _is_outside(named.path, content):
            message = f"“{named.path}” is a symbolic link, a pointer to a file kept outside content/files/"
            yield named.find(message, "put the file itself into content/files/")


@rule(Severity.ERROR, fixed=True)
def same_file_name(content: Content) -> Iterator[Diagnostic]:
    """Two attachments have names that look the same: an accented letter is one character in one, and two in the other.

    Why: Macs and other computers store such names differently. Readers can be given only one of the two files, and nobody
    could see which.

    Wrong:
        content/files/Café.pdf twice: once from a Mac, once from Windows

    Right:
        content/files/Café.pdf once
    """
    twins = {path for path, file in content.attachments.items() if file.has_twin}
    for named in named_files(content) if twins else ():
        if named.path in twins:
            message = (
                f"Two files in content/files/ are called “{named.path}”, spelt with different characters"
            )
            yield named.find(message, "delete the older of the two, or rename one")


def _lacking(content: Content) -> Iterator[NamedFile]:
    """The places where records name a file that cannot be published."""
    there = {path for path, file in content.attachments.items() if not file.is_link}
    return (named for named in named_files(content) if named.path not in there)


def _same_name(path: str, content: Content) -> str:
    """A hint that names the one attachment with this name in another folder, or with other capitals."""
    found = attachments_called(path.rpartition("/")[2], content)
    return f"did you mean “{found[0]}”?" if len(found) == 1 else ""


def _possible(named: NamedFile, content: Content) -> Iterable[str]:
    """What may have been meant: an attachment or, for a response form, the words that ask for one or for none."""
    record = named.entry.record
    is_form = isinstance(record, Advert) and record.respond is not None and record.respond.form == named.path
    return (*content.attachments, GENERATE, NO_FORM) if is_form else content.attachments


def _is_outside(path: str, content: Content) -> bool:
    links = (file.path for file in content.attachments.values() if file.is_link)
    return any(f"{path}/".startswith(f"{link}/") for link in links)
