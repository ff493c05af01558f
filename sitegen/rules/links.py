"""Does every link within the site lead somewhere that readers can see?"""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, error
from sitegen.model.anchors import anchors
from sitegen.model.content import Content, file_of
from sitegen.model.decision import Decision
from sitegen.model.entry import Entry, Loc
from sitegen.model.prose import Link, Prose
from sitegen.model.record import Part, Record
from sitegen.model.walk import find
from sitegen.rules.nearest import did_you_mean

ALWAYS = ("", "adverts", "accessibility")
"""The pages that every site has; the lists of other collections come with their first public record."""

_FROM_THE_ROOT = "write the address of a page from the site's root: /decisions/name/"

Fault = tuple[str, str, str]
"""Code, message and hint."""


def broken_link(content: Content) -> Iterator[Diagnostic]:
    """A link in a text leads nowhere, to something hidden, or to something that may not be linked."""
    targets = _Targets(content)
    for entry in (content.settings, *content.entries.values()):
        own = targets.anchors(entry.record) if isinstance(entry.record, Record) else frozenset[str]()
        for loc, prose in find(entry.record, Prose):
            for link in prose.links:
                if fault := targets.fault(link, entry.record, own):
                    yield _at(entry, loc, link, fault)


def _at(entry: Entry[Part], loc: Loc, link: Link, fault: Fault) -> Diagnostic:
    code, message, hint = fault
    span = entry.places.within(loc, link.line, link.column, len(link.written))
    return error(code, message, entry.path, span, hint)


class _Targets:
    """Knows what can be linked to."""

    def __init__(self, content: Content) -> None:
        self.content = content
        public = (entry.record for entry in content.entries.values() if content.is_public(entry.record))
        self.listed = {record.collection for record in public} - {"pages"}
        self._anchors: dict[tuple[str, str], frozenset[str]] = {}

    def anchors(self, record: Record) -> frozenset[str]:
        """The anchors of a record's page, worked out once."""
        key = (record.collection, record.id)
        if key not in self._anchors:
            self._anchors[key] = anchors(record)
        return self._anchors[key]

    def fault(self, link: Link, source: Part, own: frozenset[str]) -> Fault | None:
        """What is wrong with a link in `source`, a record with the anchors `own`; none when it is well."""
        if not link.target:
            return _not_allowed(link)
        if link.target.startswith("#"):
            return self._fragment(link.target[1:], own) if own else None
        if link.target.startswith("/files/"):
            return self._file(link.target)
        if link.target.startswith("/"):
            return self._page(link.target, source)
        return None

    def _file(self, target: str) -> Fault | None:
        path = file_of(target)
        found = self.content.attachments.get(path)
        if found and not found.is_link:
            return None
        hint = did_you_mean(path, self.content.attachments) or "put the file into content/files/"
        return "missing-file", f"There is no file “{path}” in content/files/", hint

    def _page(self, target: str, source: Part) -> Fault | None:
        path, _, fragment = target.partition("#")
        collection, _, name = path.strip("/").partition("/")
        if not name and (collection in ALWAYS or collection in self.listed):
            return None
        entry = self.content.entries.get((collection, name))
        if entry is None:
            if (collection, name) in self.content.known or self._is_made(path):
                return None
            return "broken-link", f"There is no page {path} on this site", self._nearest(collection, name)
        is_read = not isinstance(source, Record) or self.content.is_public(source)
        if is_read and not self.content.is_public(entry.record):
            hint = "take the link out until that page is public"
            return "link-to-hidden", f"The page {path} is not public yet, so readers could not open it", hint
        if isinstance(entry.record, Decision) and entry.record.is_exempt:
            return _part_of_exempt(path) if fragment else None
        return self._fragment(fragment, self.anchors(entry.record))

    def _nearest(self, collection: str, name: str) -> str:
        """A hint that names the page an author may have meant: of the same collection, or of a like-named one."""
        known = self.content.known
        if collection not in {kind for kind, _ in known}:
            kinds = {kind for kind, found in known if not name or found == name}
            return did_you_mean(collection, kinds, f"/{{}}/{name}/".replace("//", "/")) or _FROM_THE_ROOT
        near = did_you_mean(
            name, (found for kind, found in known if kind == collection), f"/{collection}/{{}}/"
        )
        return (
            near or f"what follows /{collection}/ is the name of a file in that folder, without .md or .yaml"
        )

    def _is_made(self, path: str) -> bool:
        """Whether a redirect or a list answers to the path."""
        redirects = {redirect.source.rstrip("/") for redirect in self.content.config.redirects}
        return path.rstrip("/") in redirects

    def _fragment(self, fragment: str, known: frozenset[str]) -> Fault | None:
        if not fragment or fragment in known:
            return None
        hint = did_you_mean(fragment, known) or "check the part after #"
        return "broken-link", f"There is no place “#{fragment}” on that page", hint


def _part_of_exempt(path: str) -> Fault:
    message = f"The report {path} is exempt: its page has no parts to link to"
    return "broken-link", message, f"link to {path}"


def _not_allowed(link: Link) -> Fault:
    hint = "link to a web page (https://…), an email address (mailto:…), a telephone number (tel:…) or a page of this site"
    return "unsafe-link", f"“{link.written}” cannot be linked to", hint
