"""Does every link within the site lead somewhere that readers can see?"""

from collections.abc import Iterator
from functools import lru_cache

from sitegen.diagnostics import Diagnostic, Gate, Severity, Span
from sitegen.model.addresses import Answer, addresses_of
from sitegen.model.advert import Advert
from sitegen.model.anchors import anchors
from sitegen.model.content import Content, Placed
from sitegen.model.decision import Decision
from sitegen.model.glossary import GLOSSARY
from sitegen.model.paths import key_at, plain
from sitegen.model.prose import Link
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
    targets = _targets_of(content)
    for link in content.links:
        if fault := targets.fault(link.value.target, link.entry.record):
            yield link.entry.find_at(_span(link), *fault)


@rule(Severity.ERROR, fixed=True)
def link_to_hidden(content: Content) -> Iterator[Diagnostic]:
    """A public page links to one that is not public yet.

    Why: Readers could not open it, and its address alone may give away what is not yet meant to be known.

    Wrong:
        A [second notice](/adverts/a-notice-that-is-a-draft/) will follow.

    Right:
        A second notice will follow.
    """
    targets = _targets_of(content)
    for link in content.links:
        if targets.answer(link.value.target) is not Answer.HIDDEN:
            continue
        source, path = link.entry.record, _ours(link.value.target, content).partition("#")[0]
        day = content.day_of(source) if isinstance(source, Record) else content.today
        if day and content.hides(key_at(path), day):
            message = f"The page {path} is not public yet, so readers could not open it"
            if day > content.today:
                message = f"The page {path} will not be public on {day:%Y-%m-%d}, the day on which this one is to be"
            hint = "take the link out until that page is public"
            yield link.entry.find_at(_span(link), message, hint)


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
    targets = _targets_of(content)
    for link in content.links:
        if targets.answer(link.value.target) is Answer.PASSING:
            path = _ours(link.value.target, content)
            message = f"There is nothing at {path} at the moment: it comes and goes with the dates of notices"
            yield link.entry.find_at(_span(link), message, "link to /adverts/, or to the notice itself")


@rule(Severity.ERROR, fixed=True, reach="record")
def unsafe_link(content: Content) -> Iterator[Diagnostic]:
    """A link or a picture has an address that is not allowed on a page.

    Why: An address such as javascript: runs a program in the reader's browser, and one such as file: leads to
    the writer's own computer.

    Wrong:
        See the [drawings](file:///C:/drawings.pdf).

    Right:
        See the [drawings](/files/drawings.pdf).
    """
    for text in content.texts:
        for link in text.value.links:
            if not link.target:
                fault = refused_link(link.written, image=link.image)
                yield text.entry.find_at(link_span(text.entry, text.loc, link), *fault)


def _span(link: Placed[Link]) -> Span:
    return link_span(link.entry, link.loc, link.value)


def _ours(target: str, content: Content) -> str:
    """The path of a page or generated file of this site, even if the link has the site's full address; otherwise ""."""
    base = content.config.base_url
    path = (target.removeprefix(base) or "/") if target == base or target.startswith(f"{base}/") else target
    return path if path.startswith("/") and not path.startswith("/files/") else ""


def _is_read(source: Part, content: Content) -> bool:
    """Whether readers see the texts of `source`: the settings, or a public record."""
    return not isinstance(source, Record) or content.is_public(source)


class _Targets:
    """Knows what can be linked to. Thousands of links lead to the same places: each is looked up once for all rules."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.terms = frozenset(("main", *(term.anchor for term in content.config.glossary)))
        self._anchors: dict[Key, frozenset[str]] = {}
        self._answers: dict[str, Answer | None] = {}
        self._faults: dict[tuple[str, bool], Fault | None] = {}

    def answer(self, target: str) -> Answer | None:
        """What a reader finds where a link leads; None if it leads to no page of this site."""
        if target not in self._answers:
            path = _ours(target, self.content)
            self._answers[target] = addresses_of(self.content).at(path.partition("#")[0]) if path else None
        return self._answers[target]

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
        asked = target, self.answer(target) is Answer.HIDDEN and _is_read(source, self.content)
        if asked not in self._faults:
            self._faults[asked] = self._fault(target, to_hidden=asked[1])
        return self._faults[asked]

    def _fault(self, target: str, *, to_hidden: bool) -> Fault | None:
        """The same for a link that leads elsewhere; `to_hidden` if another rule reports that its page is hidden."""
        path, _, fragment = _ours(target, self.content).partition("#")
        if path == GLOSSARY and self.content.config.glossary:
            return self._fragment(fragment, self.terms) if fragment else None
        return None if to_hidden or not path else self._page(path, fragment)

    def _page(self, path: str, fragment: str) -> Fault | None:
        found = addresses_of(self.content).at(path)
        record = addresses_of(self.content).record(path)
        if found is Answer.NOTHING:
            return f"There is no page {path} on this site", missing_address_hint(plain(path), self.content)
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


@lru_cache(maxsize=1)
def _targets_of(content: Content) -> _Targets:
    return _Targets(content)


def _part_of_exempt(path: str) -> Fault:
    message = f"The report {path} is exempt: its page has no parts to link to"
    return message, f"link to {path}"
