"""Where a link in a text leads: what the author wrote → a path on the site, an absolute address, or nothing."""

import re
from unicodedata import normalize
from urllib.parse import quote, unquote

from sitegen.model.filenames import APPRAISAL, CALENDAR, CONTRACTING, FEED, FIGURES
from sitegen.model.kinds import COLLECTIONS
from sitegen.model.record import Key

_TOP = COLLECTIONS.keys() | {"data", "search", "accessibility", "glossary"}
_BESIDE = frozenset((FEED, CALENDAR, CONTRACTING, *FIGURES, *APPRAISAL))

_SOURCE_FILE = re.compile(r"(.+)\.(?:md|ya?ml)")
_SCHEME = re.compile(r"([^/?#:]*):")
# A browser drops control characters and reads a backslash as a slash, so either could hide another address.
_DISGUISE = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_WEB = re.compile(
    r"""https?://
    (?:[\w.~!$&'()*+,;=:%-]+@)?              # a user's name
    (?:[\w.~-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)? # a host, and perhaps a port
    (?=[/?#]|$)""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"[\w.~/:@-]*(?:#[\w.-]*)?", re.ASCII)  # most addresses: nothing in them to encode
_MARKS = "!$&'()*+,;=:@~-._/%"


def resolve(written: str, folder: str) -> str:
    """The target of a destination written in a text of `folder`, a folder inside content/.

    A path from the site's root has its percent-encoding undone, except that of `%`, `#` and `?`, and no
    `.` or `..` in it. Returns "" for what may not be on a page: other schemes than http, https, mailto and
    tel, addresses that begin with `//`, and relative paths that lead to no page and no attachment.
    """
    written = written.strip()
    if not written or written.startswith("//") or _DISGUISE.search(written):
        return ""
    if scheme := _SCHEME.match(written):
        return _absolute(scheme[1].lower(), written[scheme.end() :])
    path, mark, rest = _split(written)
    path = normalize(
        "NFC", _decoded(path)
    )  # a name copied from a Mac has its accents as characters of their own
    if mark == "#":
        rest = _decoded(rest)
    if _DISGUISE.search(path + rest):
        return ""
    return _within_site(path, mark + rest if rest else "", folder)


def address(target: str) -> str:
    """A target as written in an HTML attribute: percent-encoded where browsers and validators require it."""
    if _PLAIN.fullmatch(target):
        return target
    host = _WEB.match(target)
    start = host.end() if host else 0
    path, mark, fragment = target[start:].partition("#")
    return target[:start] + _encoded(path, "?") + mark + _encoded(fragment, "?")


def is_web(target: str) -> bool:
    """Whether a target is on the web, outside this site."""
    return target.startswith(("http://", "https://"))


def _absolute(scheme: str, rest: str) -> str:
    target = f"{scheme}:{rest}"
    if scheme in ("http", "https"):
        return target if _WEB.match(target) else ""
    if scheme == "tel":
        return re.sub(r"\s", "", target) if rest else ""
    return target if scheme == "mailto" and rest else ""


def _within_site(path: str, rest: str, folder: str) -> str:
    if not path:
        return rest if rest.startswith("#") else ""
    if path.startswith("/"):
        parts = _walk([], path)
        slash = "/" if parts and path.endswith(("/", "/.", "/..")) else ""
        return "" if parts is None else "/" + "/".join(parts) + slash + rest
    parts = _walk([part for part in folder.split("/") if part], path) or []
    page = _page_or_attachment(parts) or _made(parts, is_folder=path.endswith("/"))
    return page + rest if page else ""


def _made(parts: list[str], *, is_folder: bool) -> str:
    """A generated page or file, which has no source in content/: a list, a feed, a calendar, a table."""
    if is_folder and parts and parts[0] in _TOP:
        return f"/{'/'.join(parts)}/"
    is_beside = parts and (parts[-1] in _BESIDE or (parts[0] == "data" and len(parts) > 1))
    return f"/{'/'.join(parts)}" if is_beside else ""


def _page_or_attachment(parts: list[str]) -> str:
    if len(parts) < 2:  # noqa: PLR2004 - a collection and a file
        return ""
    if parts[0] == "files":
        return "/" + "/".join(parts)
    name = _SOURCE_FILE.fullmatch(parts[-1])
    return Key(parts[0], name[1]).address if name and parts[0] in COLLECTIONS else ""


def _walk(start: list[str], path: str) -> list[str] | None:
    """The folders and the file that `path` leads to; None if it leaves content/."""
    parts = list(start)
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return parts


def _split(written: str) -> tuple[str, str, str]:
    """The path, the mark that ends it (`?`, `#` or nothing), and the rest."""
    found = re.search(r"[?#]", written)
    if not found:
        return written, "", ""
    return written[: found.start()], found[0], written[found.end() :]


def _decoded(text: str) -> str:
    if "%" not in text:
        return text
    return unquote(re.sub(r"%(25|23|3[Ff])", r"%25\1", text))


def _encoded(text: str, marks: str) -> str:
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text), safe=_MARKS + marks)
