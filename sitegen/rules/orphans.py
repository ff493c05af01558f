"""Can readers find every record, and the decision that it rests on?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry
from sitegen.model.initiative import Initiative
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.model.record import SETTINGS, Key, Part, Record, key_of
from sitegen.rules.rule import rule

Named = Mapping[Key, set[Key]]
"""{record: the records that name it or link to it}."""

_HINTS: Final[Mapping[type[Record], str]] = {
    Objectives: "name it in an advert with the line “objectives: {}”, or delete the file",
    Initiative: "name it in an advert or a decision with the line “initiative: {}”, or delete the file",
    Page: "link to it from another page, or add the line “in_footer: true”",
}
"""The kinds of record that readers reach only from others, and a hint for each."""


@rule(Severity.ADVICE)
def linked_from_nowhere(content: Content) -> Iterator[Diagnostic]:
    """No other record names or links to a set of objectives, an initiative or a page.

    Why: Readers come to these from a notice or a decision. Nobody reads one that nothing leads to, and it is often the
    forgotten half of a change. Not reported are drafts, pages that are linked at the foot of every page, and public interest
    tests, which come before there is a notice; these are on the list of objectives.

    Wrong:
        objectives: leisure-2026        # in no advert at all

    Right:
        objectives: leisure-2026        # in the advert that asks about leisure
    """
    named = _named(content)
    for kind, hint in _HINTS.items() if content.is_complete else ():
        for entry in content.of(kind):
            record = entry.record
            key = key_of(record)
            may_be_unnamed = getattr(record, "in_footer", False) or getattr(
                record, "public_interest_test", None
            )
            if record.draft or may_be_unnamed or named.get(key, set()) - {key}:
                continue
            message = f"Nothing on this site names or links to this {record.kind_name}"
            yield entry.find(("title",), message, hint.format(record.id))


@rule(Severity.WARNING)
def initiative_without_decision(content: Content) -> Iterator[Diagnostic]:
    """An initiative that goes or went to the market rests on no decision.

    Why: Readers should be able to follow every programme back to the people who agreed to it. Without a decision, a
    page does not show who answers for the work. A decision counts if it names or links to the initiative, if the
    initiative links to it, or if adverts or objectives of the initiative name it. Drafts, and initiatives that are
    still `exploring`, are not reported.

    Wrong:
        title: Greener streets          # no decision says “initiative: greener-streets”
        status: market-testing

    Right:
        title: Greener streets          # the decision of 8 September says “initiative: greener-streets”
        status: market-testing
    """
    named = _named(content)
    deciding = {key for key, by in named.items() if key.collection == Decision.collection for key in by}
    for entry in content.of(Initiative) if content.is_complete else ():
        key = key_of(entry.record)
        if entry.record.draft or entry.record.status == "exploring" or key in deciding:
            continue
        if not any(
            other.collection == Decision.collection or _answers(other, deciding)
            for other in named.get(key, ())
        ):
            message = "No decision is named for this initiative"
            hint = f"write “initiative: {entry.record.id}” in the decision that began it, or link to it in this text"
            yield entry.find(("status",) if entry.record.status else ("title",), message, hint)


def _answers(other: Key, deciding: set[Key]) -> bool:
    """Whether a record that names an initiative is part of it, and names a decision."""
    return other.collection in (Advert.collection, Objectives.collection) and other in deciding


@lru_cache(maxsize=1)  # two rules ask
def _named(content: Content) -> Named:
    """The records named in a field or linked in a text, each with the records or settings that do so."""
    named: defaultdict[Key, set[Key]] = defaultdict(set)
    for reference in content.references:
        named[key_of(reference.value)].add(_key_of(reference.entry))
    keys: dict[str, Key] = {}  # thousands of links lead to the same places
    for link in content.links:
        target = link.value.target
        if target.startswith("/"):
            if target not in keys:
                keys[target] = _key(target)
            named[keys[target]].add(_key_of(link.entry))
    for footer in content.config.theme.footer_links:
        if footer.url.startswith(f"{content.config.base_url}/"):
            named[_key(footer.url.removeprefix(content.config.base_url))].add(SETTINGS)
    return named


def _key_of(entry: Entry[Part]) -> Key:
    return key_of(entry.record) if isinstance(entry.record, Record) else SETTINGS


def _key(address: str) -> Key:
    """The collection and id in an address on the site: `/pages/about/#who`."""
    collection, _, name = unquote(address.partition("#")[0].partition("?")[0]).strip("/").partition("/")
    return Key(collection, name)
