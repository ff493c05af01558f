"""An email address as somebody wrote it → what is wrong with it and how to write it, or nothing where it can work."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote

from sitegen.model.web import Wrong, bare, unseen, wrong_host

_AT: Final = re.compile(r"\s*[\[({<]\s*at\s*[\])}>]\s*|\s+at\s+(?=\S+$)", re.IGNORECASE)
_DOT: Final = re.compile(r"\s*[\[({<]\s*dot\s*[\])}>]\s*|\s+dot\s+", re.IGNORECASE)
_NAMED: Final = re.compile(r"[^<>@]*<\s*([^<>\s]+@[^<>\s]+)\s*>")
"""`Name <name@organisation.org>`, as mail programs write it."""
_SEVERAL: Final = re.compile(r"@[^@]+[\s,;/|&]+[^@]+@")
_WEB: Final = re.compile(r"(?:https?://|www\.)[^@]*$", re.IGNORECASE)
_SIGNS: Final = frozenset("!$&'*+-./=_`{|}~^")
"""The signs that the name before the @ may have and that a link to it can carry (RFC 5322, 3.2.3, less `#`, `%` and `?`)."""
_LONGEST: Final = 64
_LONGEST_ADDRESS: Final = 320
_WRITE: Final = "write it as name@organisation.org"


def wrong_mail_address(text: str) -> Wrong | None:
    """What is wrong with an email address; none when somebody can write to it."""
    if len(text) > _LONGEST_ADDRESS:
        return Wrong("This is longer than any email address", _WRITE)
    message = _fault(text)
    if not message:
        return None
    if _SEVERAL.search(text):
        return Wrong(message, f"{_WRITE}: one address, best one that several people read")
    if _WEB.match(text):
        return Wrong(
            message, "a web address belongs under url; write an email address here: name@organisation.org"
        )
    restored = _mended(text)
    return Wrong(message, f"{_WRITE}: {restored}" if restored != text and not _fault(restored) else _WRITE)


def _fault(text: str) -> str:
    """What is wrong, in a sentence; empty when nothing is."""
    return next(_faults(text), "")


def _faults(text: str) -> Iterator[str]:
    if hidden := unseen(text):
        yield f"There is a character in this address that cannot be seen (U+{ord(hidden):04X})"
    if text.lower().startswith("mailto:"):
        yield f"“{text}” begins with mailto:, which the page adds by itself"
    if _WEB.match(text):
        yield f"“{text}” is a web address, not an email address"
    if _SEVERAL.search(text):
        yield f"“{text}” is more than one email address"
    name, _, host = text.partition("@")
    if not name or "." not in host:
        yield f"“{text}” is not an email address"
    if not _is_name(name) or host.startswith("["):
        yield f"“{text}” is not an email address that people can write to"
    if wrong := wrong_host(host):
        yield f"“{text}” cannot be written to: what follows @ {wrong}"


def _is_name(name: str) -> bool:
    """Whether a mailbox can have this name before the @, and a link to it works."""
    dotted = name.split(".")
    fits = all(sign.isalnum() or sign in _SIGNS for sign in name) and name == normalize("NFKC", name)
    return fits and all(dotted) and len(name) <= _LONGEST


def _mended(text: str) -> str:
    """What the author most likely meant."""
    named = _NAMED.fullmatch(text.strip())
    found = re.sub(r"^(?:mailto:|e-?mail:?\s)\s*", "", bare(named[1] if named else text), flags=re.IGNORECASE)
    found = found.removeprefix("mailto:")
    found = normalize("NFKC", _DOT.sub(".", _AT.sub("@", found))).partition("?")[0]
    name, at, host = found.partition("@")
    host = re.sub(r"\s*[.,]+\s*", ".", host).strip(" .;:)]")
    return f"{name.strip(' .(')}{at}{host.lstrip('@')}"


def wrong_mail_link(target: str) -> Wrong | None:
    """What is wrong with a link that begins with `mailto:`; none when it opens a letter to somebody (RFC 6068)."""
    written, mark, rest = target.partition(":")[2].partition("?")
    if not written.strip():
        return Wrong("This email link has no address", f"{_WRITE} after mailto:")
    if written.lower().startswith("mailto:"):
        return Wrong("This link begins with mailto: twice", f"write {written}{mark}{rest}")
    for address in map(unquote, written.split(",")):
        if wrong := wrong_mail_address(address):
            restored = wrong.hint.rpartition(": ")[2]
            works = wrong.hint.startswith(_WRITE) and wrong_mail_address(restored) is None
            return Wrong(wrong.message, f"write mailto:{restored}{mark}{rest}" if works else wrong.hint)
    return None
