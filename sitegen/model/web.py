"""A web address as typed → what is wrong with it and how to write it, or None."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final, NamedTuple
from unicodedata import category, normalize
from urllib.parse import quote, unquote

from sitegen.model.slug import slug

_ADDRESS: Final = re.compile(r"(?P<scheme>https?)://(?P<place>[^/?#]*)(?P<rest>.*)", re.IGNORECASE)
_PLACE: Final = re.compile(r"(?P<user>.*@)?(?P<host>\[[^\]]*\]|[^:]*)(?P<port>:.*)?")
_SCHEME: Final = re.compile(r"\W*h{0,2}t{1,3}p{1,2}s{0,2}\s*(?:[:;.,]\s*[/\\]*|[/\\]+)\s*", re.IGNORECASE)
"""The start of an address, well written or not: `https://`, `http:/`, `https;//`, `htps//`."""
_OTHER_SCHEME: Final = re.compile(r"(?!localhost:|[\w.-]+:\d)[a-z][a-z+.-]+:", re.IGNORECASE)
_WRAPPED: Final = (re.compile(r"\[[^\]]*\]\s*\(\s*(\S+?)\s*\)"), re.compile(r"<\s*(.+?)\s*>"))
"""An address with the marks of a link in Markdown, or of one in an email."""
_ON_A_COMPUTER: Final = re.compile(r"(?:file|[A-Za-z]):[\\/]|\\\\|/(?:Users|home|Volumes)/")
_MAIL: Final = re.compile(r"mailto:|[^@/\s]+@[\w.-]+$", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"\S[\s,;|]+(?:https?://|www\.)", re.IGNORECASE)
_NOT_IN_A_PATH: Final = re.compile(r"[\s\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")
_TOP: Final = re.compile(r"[a-z]+|xn--[a-z0-9-]+")
_WITHIN: Final = frozenset("corp home internal intranet lan local localdomain localhost".split())  # noqa: SIM905 - words
"""Last parts of names that only the computers of one office know (RFC 6761, RFC 6762, and habit)."""
_LONGEST, _HIGHEST_PORT = 253, 65_535
_LONGEST_ADDRESS: Final = 2_000
"""Characters that every browser, host and proxy takes."""
_FOLDERS: Final = re.compile(
    r"(?:/(?!\.{1,2}(?:/|$))(?:[\w.~-]|%(?!2[EeFf]|5[Cc]|[01]|7[Ff])[0-9A-Fa-f]{2})+)*/?"
)
"""The path of a site's own address: it is written into the files of hosts, where other characters mean something."""
_BEGIN: Final = "write the whole address, beginning with https://: https://www.example.org/page"


class Wrong(NamedTuple):
    """What is wrong with an address, and what to write instead."""

    message: str
    hint: str


def wrong_web_address(text: str, *, local: bool = False) -> Wrong | None:
    """What is wrong with a web address; None if it can work. `local` allows names and numbers of a local network."""
    if len(text) > _LONGEST_ADDRESS:
        return Wrong("This address is longer than browsers take", _BEGIN)
    message = _fault(text, local=local)
    if not message:
        return None
    corrected = _corrected(text)
    works = not _SEVERAL.search(text) and corrected != text and not _fault(corrected, local=local)
    return Wrong(message, _hint(text, corrected) if works else _way_out(text))


def wrong_safe_address(text: str) -> Wrong | None:
    """The same for an address that must begin with https://."""
    if text.lower().startswith("http://") and not wrong_web_address(text):
        return Wrong(f"“{text}” does not begin with https://", f"write https://{text[len('http://') :]}")
    return wrong_web_address(text)


def wrong_site_address(text: str) -> Wrong | None:
    """What is wrong with the address of a site, which has stricter rules, because it is written on every page."""
    wrong = wrong_safe_address(text)
    if wrong and len(text) > _LONGEST_ADDRESS:
        return wrong
    message = wrong.message if wrong else _fault_of_site(_parts(text)["rest"])
    if not message:
        return None
    plain = _plain(text if "://" in text else _corrected(text))
    if _SEVERAL.search(text) or not plain or wrong_safe_address(plain):
        return Wrong(message, wrong.hint if wrong else _BEGIN)
    return Wrong(message, f"write {plain}")


def _fault_of_site(rest: str) -> str:
    """What is wrong with the part of a site's address after the host; empty if nothing is."""
    if "?" in rest or "#" in rest:
        return "The site's address cannot have a ? or a # in it"
    if not _FOLDERS.fullmatch(rest):
        return "The site's address can have only letters, digits, hyphens and full stops between its slashes"
    return ""


def _plain(text: str) -> str:
    """The address with a path of plain folder names; empty if it cannot be worked out."""
    found = _parts(_corrected(text))
    folders = (
        slug(unquote(name), otherwise="") for name in re.split(r"[?#]", found.get("rest", ""))[0].split("/")
    )
    names = "".join(f"/{name}" for name in folders if name)
    return f"https://{found['host']}{found['port']}{names}" if found else ""


def site_address(text: str) -> str:
    """A site's address in its normal form: in ASCII, the host in lower case, without a slash at its end."""
    found = _parts(text)
    return f"https://{ascii_host(found['host'])}{found['port']}{quote(found['rest'].rstrip('/'), safe='/%~')}"


def unseen(text: str) -> str:
    """The first invisible character of an address, or an empty text."""
    return next((sign for sign in text if category(sign) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")), "")


def bare(text: str) -> str:
    """An address without link marks, quotation marks and invisible characters around or in it."""
    for wrapped in _WRAPPED:
        if found := wrapped.fullmatch(text.strip()):
            text = found[1]
    return "".join(sign for sign in text if not unseen(sign)).strip(" \"'“”‘’<>")


def ascii_host(host: str) -> str:
    """The name of a host as computers look it up: `bücher.example` is `xn--bcher-kva.example` (RFC 5891)."""
    labels = normalize("NFC", host.lower()).split(".")
    return ".".join(one if one.isascii() else f"xn--{one.encode('punycode').decode()}" for one in labels)


def wrong_host(host: str, *, local: bool = False) -> str:
    """Why readers cannot reach a host, as the end of a sentence; empty when they can."""
    return next(_faults_of_host(host, local=local), "")


def _faults_of_host(host: str, *, local: bool) -> Iterator[str]:
    if host.startswith("[") or re.fullmatch(r"[\d.]+", host):
        yield _wrong_number(host.strip("[]"), local=local)
        return
    if host != normalize("NFKC", host):
        yield "has letters of unusual width"
    if any(not (sign.isalnum() or sign in ".-_" or category(sign).startswith("M")) for sign in host):
        yield "has a sign that the name of no website can have"
    *labels, top = ascii_host(host).split(".")
    if not all(_LABEL.fullmatch(one) for one in (*labels, top)) or len(host) > _LONGEST:
        yield "has full stops or hyphens where none can be"
    if not local and (not labels or top in _WITHIN):
        yield "can be opened within your own network only, if at all"
    if not local and not _TOP.fullmatch(top):
        yield "does not end in the name of a country or a kind, such as .uk or .org"


def _wrong_number(number: str, *, local: bool) -> str:
    try:
        found = ip_address(number)
    except ValueError:
        return "has a number where the name of a website should be"
    return "" if local or found.is_global else "can be opened within your own network only"


def _parts(text: str) -> dict[str, str]:
    """Scheme, user, host, port and rest of an address; empty if it is not a full address."""
    found = _ADDRESS.fullmatch(text)
    place = found and _PLACE.fullmatch(found["place"])
    named = {**found.groupdict(), **place.groupdict()} if found and place else {}
    return {name: part or "" for name, part in named.items()}


def _fault(text: str, *, local: bool = False) -> str:
    """What is wrong, in a sentence; empty when nothing is."""
    return next(_faults(text, local=local), "")


def _faults(text: str, *, local: bool) -> Iterator[str]:
    if hidden := unseen(text):
        yield f"There is a character in this address that cannot be seen (U+{ord(hidden):04X})"
    if not (found := _parts(text)):
        yield _unlike(text)
        return
    if found["user"]:
        yield "This address holds a user's name or a password, which everybody could read"
    if _SEVERAL.search(text):
        yield f"“{text}” is more than one address"
    if wrong := wrong_host(found["host"], local=local) if found["host"] else "does not name a website":
        yield f"“{text}” {wrong}"
    if found["port"] and not _is_port(found["port"]):
        yield f"“{text}” has a port that cannot be: a port is a number from 1 to 65535"
    if sign := _NOT_IN_A_PATH.search(found["rest"]):
        yield f"“{text}” has a sign in it that an address spells otherwise: {_called(sign[0])}"


def _is_port(text: str) -> bool:
    return bool(re.fullmatch(r":[0-9]{1,5}", text)) and 0 < int(text[1:]) <= _HIGHEST_PORT


def _unlike(text: str) -> str:
    if _MAIL.match(text):
        return f"“{text}” is an email address, not a web address"
    if _ON_A_COMPUTER.match(text):
        return f"“{text}” is a place on a computer, which readers cannot open"
    return f"“{text}” is not a full web address"


def _way_out(text: str) -> str:
    """What to write if the right address cannot be worked out."""
    if _SEVERAL.search(text):
        return "write one address here; others can be links in a text"
    if _MAIL.match(text):
        return "an email address belongs under email; write a web address here, beginning with https://"
    if _ON_A_COMPUTER.match(text):
        return f"put the file into content/files/ and name it there; a web address is {_BEGIN.rpartition(' ')[2]}"
    return _BEGIN


def _hint(text: str, corrected: str) -> str:
    return f"write {corrected}" if _ADDRESS.match(text) else f"begin with https://: {corrected}"


def _called(sign: str) -> str:
    return "a space" if sign.isspace() else sign


def _corrected(text: str) -> str:
    """What the author most likely meant."""
    rest = whole = bare(text)
    while found := _SCHEME.match(rest):
        rest = rest[found.end() :]
    is_another = rest == whole and (_OTHER_SCHEME.match(rest) or _MAIL.match(rest))
    if is_another or rest.startswith(("/", "\\", ".")):
        return text
    place = re.split(r"[/\\?#]", rest)[0]
    host, colon, port = place.rpartition("@")[2].partition(":")
    kept = f":{port}" if _is_port(colon + port) else ""
    scheme = "http" if re.match(r"http:/{1,2}\w", text.strip(), re.IGNORECASE) else "https"
    return f"{scheme}://{_corrected_host(host)}{kept}{_corrected_path(rest[len(place) :])}"


def _corrected_host(host: str) -> str:
    joined = re.sub(r"\s*[.,]+\s*", ".", normalize("NFKC", host)).strip(". ")
    return joined.lower() if joined.isascii() else joined


def _corrected_path(path: str) -> str:
    return _NOT_IN_A_PATH.sub(lambda sign: quote(sign[0], safe=""), path.replace("\\", "/"))
