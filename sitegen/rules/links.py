"""Does every link within the site lead somewhere that readers can see?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Gate, Severity, Span
from sitegen.model.addresses import Answer, addresses_of
from sitegen.model.advert import Advert
from sitegen.model.anchors import anchors
from sitegen.model.content import Content, Placed
from sitegen.model.decision import Decision
from sitegen.model.glossary import GLOSSARY
from sitegen.model.paths import key_at, plain
from sitegen.model.prose import Link, Prose
from sitegen.model.record import Key, Part, Record, key_of
from sitegen.model.spelling import did_you_mean
from sitegen.rules.link_hints import Fault, missing_address_hint, refused_link
from sitegen.rules.rule import rule
from sitegen.rules.texts import link_span


@rule(Severity.ERROR, fixed=True)
def broken_link(content: Content) -> Iterator[Diagnostic]:
    """A link in a text leads to a page of this site, or a place on it, that does not exist.

    Why: Readers would meet “page not found”. Readers who cannot find the decision behind a notice have no reason to
    trust the notice.

    Wrong:
        The [decision](/decisions/greener-street-2026/) says why.

    Right:
        The [decision](/decisions/greener-streets-2026/) says why.
    """
    targets = _Targets(content)
    for text, link in _links(content):
        if fault := targets.fault(link.target, text.entry.record):
            yield text.entry.find_at(_span(text, link), *fault)


@rule(Severity.ERROR, fixed=True)
def link_to_hidden(content: Content) -> Iterator[Diagnostic]:
    """A public page links to one that is not public yet.

    Why: Readers could not open it, and its address alone may give away what is not yet meant to be known.

    Wrong:
        A [second notice](/adverts/a-notice-that-is-a-draft/) will follow.

    Right:
        A second notice will follow.
    """
    for text, link in _links(content):
        source, path = text.entry.record, _ours(link.target, content).partition("#")[0]
        day = content.day_of(source) if isinstance(source, Record) else content.today
        hidden = path and day and addresses_of(content).at(path) is Answer.HIDDEN
        if day and hidden and content.hides(key_at(path), day):
            message = f"The page {path} is not public yet, so readers could not open it"
            if day > content.today:
                message = f"The page {path} will not be public on {day:%Y-%m-%d}, the day on which this one is to be"
            hint = "take the link out until that page is public"
            yield text.entry.find_at(_span(text, link), message, hint)


@rule(Severity.WARNING, gate=Gate.NONE)
def passing_address(content: Content) -> Iterator[Diagnostic]:
    """A link leads to a list or a form that exists only at times, and not now.

    Why: A list such as “Closing soon” has a page only while a notice is on it, and a response form only while its
    notice is open. At other times readers meet “page not found”.

    Wrong:
        See [what closes soon](/adverts/closing-soon/).

    Right:
        See [all market tests](/adverts/).
    """
    for text, link in _links(content):
        path = _ours(link.target, content)
        if path and addresses_of(content).at(path) is Answer.PASSING:
            message = f"There is nothing at {path} at the moment: it comes and goes with the dates of notices"
            yield text.entry.find_at(_span(text, link), message, "link to /adverts/, or to the notice itself")


@rule(Severity.ERROR, fixed=True, alone=True)
def unsafe_link(content: Content) -> Iterator[Diagnostic]:
    """A link or a picture has an address that is not allowed on a page.

    Why: An address such as javascript: runs a program in the reader's browser, and one such as file: leads to
    the writer's own computer.

    Wrong:
        See the [drawings](file:///C:/drawings.pdf).

    Right:
        See the [drawings](/files/drawings.pdf).
    """
    for text, link in _links(content):
        if not link.target:
            yield text.entry.find_at(_span(text, link), *refused_link(link.written, image=link.image))


def _links(content: Content) -> Iterator[tuple[Placed[Prose], Link]]:
    return ((text, link) for text in content.texts for link in text.value.links)


def _span(text: Placed[Prose], link: Link) -> Span:
    return link_span(text.entry, text.loc, link)


def _ours(target: str, content: Content) -> str:
    """The path of a page or generated file of this site, even if the link has the site's full address; otherwise ""."""
    base = content.config.base_url
    path = (target.removeprefix(base) or "/") if target == base or target.startswith(f"{base}/") else target
    return path if path.startswith("/") and not path.startswith("/files/") else ""


def _is_read(source: Part, content: Content) -> bool:
    """Whether readers see the texts of `source`: the settings, or a public record."""
    return not isinstance(source, Record) or content.is_public(source)


class _Targets:
    """Knows what can be linked to."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.terms = frozenset(("main", *(term.anchor for term in content.config.glossary)))
        self._anchors: dict[Key, frozenset[str]] = {}

    def anchors(self, record: Record) -> frozenset[str]:
        """The anchors of a record's page, worked out once."""
        key = key_of(record)
        if key not in self._anchors:
            self._anchors[key] = anchors(record)
            if isinstance(record, Advert) and record.is_engagement and self.content.config.not_a_tender:
                self._anchors[key] |= {"not-a-tender"}
        return self._anchors[key]

    def fault(self, target: str, source: Part) -> Fault | None:
        """Message and hint for a link in `source`; None if it works, or if another rule reports it."""
        if target.startswith("#"):
            return self._fragment(target[1:], self.anchors(source)) if isinstance(source, Record) else None
        path, _, fragment = _ours(target, self.content).partition("#")
        if path == GLOSSARY and self.content.config.glossary:
            return self._fragment(fragment, self.terms) if fragment else None
        return self._page(path, fragment, source) if path else None

    def _page(self, path: str, fragment: str, source: Part) -> Fault | None:
        found = addresses_of(self.content).at(path)
        record = addresses_of(self.content).record(path)
        if found is Answer.NOTHING:
            return f"There is no page {path} on this site", missing_address_hint(plain(path), self.content)
        if found is Answer.HIDDEN and _is_read(source, self.content):
            return None
        if not fragment or record is None or plain(path).rstrip("/") != record.address.rstrip("/"):
            return None
        if isinstance(record, Decision) and record.is_exempt:
            return _part_of_exempt(path)
        return self._fragment(fragment, self.anchors(record))

    def _fragment(self, fragment: str, known: frozenset[str]) -> Fault | None:
        if fragment in known:
            return None
        hint = did_you_mean(fragment, known) or "check the part after #"
        return f"There is no place “#{fragment}” on that page", hint


def _part_of_exempt(path: str) -> Fault:
    message = f"The report {path} is exempt: its page has no parts to link to"
    return message, f"link to {path}"
