"""Does every web, email and telephone address in a text work?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.model.mail import wrong_mail_address, wrong_mail_link
from sitegen.model.telephone import wrong_telephone_link
from sitegen.model.web import Wrong, wrong_web_address
from sitegen.rules.rule import rule
from sitegen.rules.texts import Passage, link_span, texts

_MAIL: Final = re.compile(r"[\w.+'-]+@+[A-Za-z][\w-]*[.@][\w.@-]*\w", re.IGNORECASE)
_BEFORE: Final = re.compile(r"[^\w.+'-]")
"""A character that cannot be part of an email address."""
_LONGEST: Final = 100
"""How many characters before an @ its address may begin."""
_WEB: Final = re.compile(r"(?:https?://|mailto:)[^\s“”\"]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?)]*_'’>"
"""Marks of the sentence that may follow an address."""


@rule(Severity.ERROR, fixed=True, reach="record")
def unworkable_address(content: Content) -> Iterator[Diagnostic]:
    """A web, email or telephone address in a text cannot work.

    Why: A supplier who clicks on it gets an error or an empty letter, and may think the notice is a fake. An address
    with a password in it gives the password to everybody.

    Wrong:
        Send it to [the team](mailto:streets@example..org).

    Right:
        Send it to [the team](mailto:streets@example.org).
    """
    for passage in texts(content, _has_one):
        yield from _in_words(passage)
    for text in content.texts:
        for link in text.value.links:
            if wrong := _wrong(link.target):
                yield text.entry.find_at(link_span(text.entry, text.loc, link), *wrong)


def _has_one(text: str) -> bool:
    return "@" in text or "://" in text


def _in_words(passage: Passage) -> Iterator[Diagnostic]:
    """Findings about the addresses in a plain field, and about the email addresses in Markdown that are not links."""
    linked = " ".join(link.written for link in passage.prose.links) if passage.prose else ""
    for start, address in _addresses(passage):
        if address in linked:
            continue
        if wrong := wrong_web_address(address) if "://" in address else wrong_mail_address(address):
            yield passage.find(start, start + len(address), *wrong)


def _addresses(passage: Passage) -> Iterator[tuple[int, str]]:
    """Where each address begins, and the address."""
    web = () if passage.prose else tuple(_WEB.finditer(passage.source))
    for found in (*web, *_mail_in(passage.source)):
        if found in web or not any(one.start() <= found.start() < one.end() for one in web):
            yield found.start(), found[0].rstrip(_AFTER)


def _mail_in(text: str) -> Iterator[re.Match[str]]:
    """The email addresses of a text, searched from each @: to try every word would take longer than reading it."""
    end, at = 0, text.find("@")
    while at >= 0:
        first = max(end, at - _LONGEST)
        start = at - len(_BEFORE.split(text[first:at])[-1])
        if found := _MAIL.match(text, start):
            yield found
            end = found.end()
        at = text.find("@", max(at + 1, end))


@lru_cache(maxsize=1000)  # most texts of a site lead to the same few addresses
def _wrong(target: str) -> Wrong | None:
    if target.startswith(("http://", "https://")):
        return wrong_web_address(target)
    if target.startswith("mailto:"):
        return wrong_mail_link(target)
    return wrong_telephone_link(target) if target.startswith("tel:") else None
