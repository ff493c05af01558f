"""Do the words of every link say where it leads?"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen.diagnostics import Diagnostic, Label, Severity
from sitegen.model.content import Content
from sitegen.model.prose import Link
from sitegen.rules.rule import rule
from sitegen.rules.texts import Passage, prose, written

_SAYS_NOTHING = frozenset(
    """
    click; click here; click this; click this link; details; document; download; download here; file; find out more;
    follow this link; full details; further details; further information; go; go here; here; information; learn more; link;
    link here; more; more details; more here; more info; more information; open; page; pdf; read; read here; read more;
    read more here; read this; see here; see more; see this; site; this; this document; this file; this link; this page;
    this site; this website; view; view here; view more; visit; web page; webpage; website
    """.replace("\n    ", " ")
    .strip()
    .split("; ")
)
_EDGES = " .,:;!?…()[]<>«»›→>\"'“”‘’*_"
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\[\]|`\"”]*[^\s<>\[\]|`\"”.,;:!?)*_'’]")
_MEANT_AS_LINK = re.compile(r"\]\s?\($|\)\[$|\[[^\[\]()\n]+\($")
_ONLY_A_HOST = re.compile(r"(?:https?://)?[\w.-]+/?")
# Most addresses are where a link leads, or say it themselves: no need to look at their texts more closely. A
# pattern that begins with plain letters is found much faster than one that begins with a condition.
_IN_VIEW = re.compile(r"http(?<!\]\(http)(?<!\]: http)s?://(?![\w.-]+/?>)")
_WITHOUT_SCHEME = re.compile(r"www\.(?<!//www\.)")
_HAS_ADDRESS = re.compile(r"://|www\.")
# Code, where links lead and definitions of links may hold addresses: no reader sees these.
_UNSEEN = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*\n)*? {0,3}\1 *$|`[^`\n]+`|(?<=\])\((?:[^()\s]|\([^()\s]*\))*[^()\n]*\)"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:.*$",
    re.MULTILINE,
)


@rule(Severity.WARNING, reach="record")
def vague_link(content: Content) -> Iterator[Diagnostic]:
    """The words of a link say nothing without the sentence around them.

    Why: People who listen to a page can ask for a list of its links. There, “here” and “read more” lead anywhere
    (WCAG 2.2, success criteria 2.4.4 and 2.4.9).

    Wrong:
        To see the sites, [click here](/files/sites.csv).

    Right:
        See the [list of the larger sites](/files/sites.csv).
    """
    for passage, text in prose(content):
        for link in text.links:
            if not link.image and _says_nothing(link):
                message = f"“{link.text.strip()}” does not say where the link leads"
                hint = "make the link of words that name the page or document"
                yield passage.find(*passage.words_of(link), message, hint)


def _says_nothing(link: Link) -> bool:
    return " ".join(link.text.casefold().split()).strip(_EDGES) in _SAYS_NOTHING


@rule(Severity.WARNING, reach="record")
def bare_address(content: Content) -> Iterator[Diagnostic]:
    """A text has a web address instead of words.

    Why: Read out, an address is a string of letters and signs. Without being made a link, it cannot be followed at all
    (WCAG 2.2, success criterion 2.4.4).

    Wrong:
        Register at https://example.org/suppliers/register?from=7 before Friday.

    Right:
        [Register as a supplier](https://example.org/suppliers/register?from=7) before Friday.
    """
    for passage, text in prose(content):
        if not (_IN_VIEW.search(text.source) or _WITHOUT_SCHEME.search(text.source)):
            continue
        seen = _UNSEEN.sub(lambda found: re.sub(r"\S", " ", found[0]), text.source)
        for found in _ADDRESS.finditer(seen):
            before, after = seen[: found.start()], seen[found.end() : found.end() + 1]
            in_link = before.rfind("[") > before.rfind("]")
            if in_link and not (before.endswith("[") and after == "]"):
                continue  # an address among the words of a link
            if _MEANT_AS_LINK.search(before, max(len(before) - 100, 0)):
                continue  # a link whose brackets are wrong: another rule reports it
            is_link = in_link or before.endswith("<")
            if is_link and _ONLY_A_HOST.fullmatch(found[0]):
                continue  # it says where it leads
            message = (
                "These words of a link are a web address"
                if is_link
                else "A web address in a text is not a link"
            )
            hint = f"write what it leads to: [words that name the page]({_whole(found[0])})"
            yield passage.find(*found.span(), message, hint)


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"


@rule(Severity.WARNING, reach="record")
def same_words_for_two_links(content: Content) -> Iterator[Diagnostic]:
    """Two links of one record have the same words and lead to different pages.

    Why: In a list of the page's links nobody can tell the two apart (WCAG 2.2, success criterion 2.4.9).

    Wrong:
        The [report](/decisions/parks-2025/) and the later [report](/decisions/parks-2026/) agree.

    Right:
        The [report of 2025](/decisions/parks-2025/) and the [report of 2026](/decisions/parks-2026/) agree.
    """
    for record in written(content):
        links = [(passage, link) for passage, text in record.prose for link in text.links]
        if len({link.text.casefold().strip(_EDGES) for _, link in links}) < len(links):
            yield from _same_words(links)


def _same_words(links: list[tuple[Passage, Link]]) -> Iterator[Diagnostic]:
    first: dict[str, tuple[Passage, Link]] = {}
    seen: set[tuple[str, str]] = set()
    for passage, link in links:
        words, target = " ".join(link.text.casefold().split()).strip(_EDGES), _page(link.target)
        if link.image or not words or not target or _says_nothing(link) or _HAS_ADDRESS.search(words):
            continue
        other_passage, other = first.setdefault(words, (passage, link))
        if _page(other.target) != target and (words, target) not in seen:
            message = f"“{link.text.strip()}” leads to another page further up"
            hint = "give each link words of its own, such as the title of its page"
            label = Label(other_passage.span(*other_passage.words_of(other)), "the same words, another page")
            yield passage.find(*passage.words_of(link), message, hint, label)
        seen.add((words, target))


def _page(target: str) -> str:
    """The page that a link leads to, without the place on it; "" for a place on the link's own page."""
    if target.startswith(("http://", "https://")):
        parts = urlsplit(target.partition("#")[0])
        return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}"
    return target.partition("#")[0].rstrip("/") or ("" if target.startswith("#") else target)
