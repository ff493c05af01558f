"""Can readers follow every web, email and telephone address that stands in a text?"""

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
from sitegen.rules.texts import Passage, texts

_IN_WORDS: Final = re.compile(
    r"(?:https?://|mailto:)[^\s“”\"]+|(?<![\w.+'-])[\w.+'-]+@+[A-Za-z][\w-]*[.@][\w.@-]*\w", re.IGNORECASE
)
_AFTER: Final = ".,;:!?)]*_'’>"
"""Marks of the sentence that may follow an address."""


@rule(Severity.ERROR, fixed=True, alone=True)
def unworkable_address(content: Content) -> Iterator[Diagnostic]:
    """A web, email or telephone address in a text cannot work.

    Why: A supplier who clicks on it gets an error or an empty letter, and may take the notice for a false one. An address
    with a password gives that to everybody.

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
                span = text.entry.places.within(text.loc, link.line, link.column, len(link.written))
                yield text.entry.find_at(span, *wrong)


def _has_one(text: str) -> bool:
    return "@" in text or "://" in text


def _in_words(passage: Passage) -> Iterator[Diagnostic]:
    """The addresses in a field of plain text, which shows them as they are, and email addresses in Markdown that are no links."""
    linked = " ".join(link.written for link in passage.prose.links) if passage.prose else ""
    for found in _IN_WORDS.finditer(passage.source):
        address = found[0].rstrip(_AFTER)
        is_web = "://" in address
        if passage.prose and (is_web or address in linked):
            continue
        if wrong := wrong_web_address(address) if is_web else wrong_mail_address(address):
            yield passage.find(found.start(), found.start() + len(address), *wrong)


@lru_cache(maxsize=1000)  # most texts of a site lead to the same few addresses
def _wrong(target: str) -> Wrong | None:
    if target.startswith(("http://", "https://")):
        return wrong_web_address(target)
    if target.startswith("mailto:"):
        return wrong_mail_link(target)
    return wrong_telephone_link(target) if target.startswith("tel:") else None
