"""A link in a text that leads nowhere → what its author probably meant, for each kind of mistake."""

import re
from collections.abc import Callable
from pathlib import PureWindowsPath
from typing import Final
from urllib.parse import unquote

from sitegen.model.addresses import addresses_of
from sitegen.model.attachment import is_known
from sitegen.model.content import Content
from sitegen.model.file_kinds import is_picture, way_to_open
from sitegen.model.mail import wrong_mail_address
from sitegen.model.spelling import did_you_mean
from sitegen.model.web import wrong_web_address
from sitegen.rules.named_files import attachments_called

Fault = tuple[str, str]
"""Message and hint."""

_ON_A_COMPUTER: Final = re.compile(
    r"(?:file|smb|afp):|[A-Za-z]:[\\/]|\\\\|~/|/(?:Users|home|Volumes|mnt)/", re.IGNORECASE
)
_MAIL_PICTURE: Final = re.compile(r"cid:([^@]+)", re.IGNORECASE)
_WEB: Final = re.compile(
    r"(?:www\.|//[\w-]+\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|eu|gov|wales|scot|london|info|io)(?:[/?#]\S*)?|[a-z]+[:;]?[/\\]{1,2}www\.\S+",
    re.IGNORECASE,
)
_SCHEME_SLIP: Final = re.compile(r"h{0,2}t{1,3}p{1,2}s{0,2}\s*(?:[:;.,]|[/\\]{2})", re.IGNORECASE)
_PAGE_FILE: Final = re.compile(r"\.(?:md|ya?ml|html?|php|aspx?)$", re.IGNORECASE)
_GENERAL: Final = "link to a web page (https://…), an email address (mailto:…), a telephone number (tel:…) or a page of this site"
_FROM_THE_ROOT: Final = "write the address of a page from the site's root: /decisions/name/"


def refused_link(written: str, *, image: bool = False) -> Fault:
    """Message and hint for a destination that may not be on a page; `image` if it is a picture's."""
    if _ON_A_COMPUTER.match(written):
        hint = f"readers cannot open a file on your computer: {_put(_name(written))}"
    elif found := _MAIL_PICTURE.match(written):
        hint = f"this picture is still in an email: {_put(found[1])}"
    elif image and _as_file(written) and not is_picture(written):
        hint = f"this is not a picture, so link to it without the !: {_as_file(written)}"
    elif image and not _as_file(written):
        hint = "a picture is a file in content/files/: put it there, and write /files/picture.jpg"
    else:
        hint = next(filter(None, (hint(written) for hint in _HINTS)), _GENERAL)
    return f"“{written}” cannot be linked to", hint


def missing_address_hint(path: str, content: Content) -> str:
    """The hint for an address of this site that does not exist."""
    if _ON_A_COMPUTER.match(path):
        return _put(_name(path))
    own = _own_name(path)
    pages = {
        entry.record.id: entry.record.address for entry in content.entries.values() if not entry.record.draft
    }
    return (
        _list_or_page(path, content)
        or (f"write {pages[own]}" if own in pages else "")
        or _attached(path, content)
        or _nearest(path, content)
    )


def _list_or_page(path: str, content: Content) -> str:
    """A hint with an existing address that differs only in capitals, its last slash, .html or a leading /content."""
    bare = re.sub(r"^/content(?=/)", "", path)
    for tried in dict.fromkeys(
        (bare, bare.lower(), _PAGE_FILE.sub("", bare), _PAGE_FILE.sub("", bare).lower())
    ):
        address = next(
            (one for one in (tried, f"{tried.rstrip('/')}/") if one in addresses_of(content).made), ""
        )
        if address:
            return f"write {address}"
    return ""


def _own_name(path: str) -> str:
    """The last part of an address, as an id."""
    return _PAGE_FILE.sub("", path.strip("/").rpartition("/")[2]).lower()


def _attached(path: str, content: Content) -> str:
    """A hint with the attachment of this name, or to add it."""
    name = path.rpartition("/")[2]
    if name and (found := attachments_called(name, content)):
        return f"write {_spaced(f'/files/{found[0]}')}"
    return _put(name) if is_known(path) and not _PAGE_FILE.search(path) else ""


def _nearest(path: str, content: Content) -> str:
    """A hint with the page that was probably meant: of the same collection, or of one with a similar name."""
    collection, _, name = path.strip("/").partition("/")
    known = content.known
    if collection not in {kind for kind, _ in known}:
        kinds = {kind for kind, found in known if not name or found == name}
        return did_you_mean(collection, kinds, f"/{{}}/{name}/".replace("//", "/")) or _FROM_THE_ROOT
    near = did_you_mean(name, (found for kind, found in known if kind == collection), f"/{collection}/{{}}/")
    return near or f"what follows /{collection}/ is the name of a file in that folder, without .md or .yaml"


def _as_web(written: str) -> str:
    if not (_WEB.fullmatch(written) or _SCHEME_SLIP.match(written)):
        return ""
    wrong = wrong_web_address(written.lstrip("/"))
    return wrong.hint if wrong else f"write https://{written.lstrip('/').partition('://')[2]}"


def _as_mail(written: str) -> str:
    bare = re.sub(r"^(?:mail|e-?mail)(?:to)?:?\s*|\s", "", written, flags=re.IGNORECASE)
    return f"write mailto:{bare}" if "@" in bare and not wrong_mail_address(bare) else ""


def _as_telephone(written: str) -> str:
    number = re.sub(r"^(?:tel|phone|call)\w*:?", "", written, flags=re.IGNORECASE)
    digits = re.sub(r"[^\d+]", "", number)
    return f"write tel:{digits}" if len(digits) > 8 and re.fullmatch(r"[\d+ ().-]+", number) else ""  # noqa: PLR2004 - no year, no date


def _as_file(written: str) -> str:
    path = written.partition("#")[0].partition("?")[0]
    is_file = is_known(path) or way_to_open(path)
    return _put(_name(path)) if is_file and not _PAGE_FILE.search(path) else ""


def _as_page(written: str) -> str:
    path, mark, place = written.partition("#")
    name = _own_name(path)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) or ":" in written:
        return ""
    parts = [part for part in path.strip("./").split("/") if part not in ("", ".", "..")]
    folder = parts[-2] if len(parts) > 1 else "pages"
    return f"write the address of a page from the site's root: /{folder}/{name}/{mark}{place}"


_HINTS: Final[tuple[Callable[[str], str], ...]] = (_as_web, _as_mail, _as_telephone, _as_file, _as_page)


def _name(path: str) -> str:
    """The name of a file, from a path of any operating system."""
    return PureWindowsPath(unquote(path.partition(":")[2] or path)).name


def _put(name: str) -> str:
    if not name:
        return "put the file into content/files/, and link to it as /files/name.pdf"
    return f"put the file into content/files/, and write {_spaced(f'/files/{name}')}"


def _spaced(address: str) -> str:
    return f"<{address}>" if " " in address else address
