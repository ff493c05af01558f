"""The snapshot of a version → the record as it was, to be shown as it looked."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape, unescape
from itertools import count

from pydantic import ValidationError

from sitegen.model.addresses import ALWAYS
from sitegen.model.decision import Decision
from sitegen.model.glossary import GLOSSARY
from sitegen.model.kinds import COLLECTIONS, Known
from sitegen.model.objectives import Objectives
from sitegen.model.past import Past
from sitegen.model.paths import key_at, plain
from sitegen.model.prose import Prose
from sitegen.model.publication import exempt_notice
from sitegen.model.scalars import GENERATE, AdvertRef, Setting
from sitegen.model.site import Site
from sitegen.model.snapshot import Snapshot
from sitegen.reading import markdown
from sitegen.reading.markdown.terms import terms_of

_NOT_FIELDS = frozenset(("format", "collection", "attachments", "objectives", "statements"))
_FILES = frozenset(("file", "form"))
"""The names that paths of attachments have in a snapshot."""
_LINK = re.compile(r'<a href="(/[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'<img [^>]*?src="(/[^"]*)"[^>]*>')
_ALT = re.compile(r'alt="([^"]*)"')
_SECTION = 3
"""The level of a heading in a statement, as in the settings."""


def restored(found: Snapshot, around: Site) -> Past | None:
    """The record of a snapshot; None if its text was taken out, or if today's fields cannot hold it.

    `around` has what its page may lead to. Links to anything else become words, for it may be gone, and so do links to files that
    are not what they were.
    """
    collection = str(found.get("collection", AdvertRef.collection))
    recorded = found.get("attachments")
    same = {
        path
        for path, digest in (recorded.items() if isinstance(recorded, dict) else ())
        if path in around.attachments and around.attachments[path].digest == digest
    }
    prose = _renderer(around, same, collection)
    fields = {name: _typed(value, same) for name, value in found.items() if name not in _NOT_FIELDS}
    given = _parts(found)
    objectives = None
    try:
        if collection == AdvertRef.collection:
            if given["objectives"]:
                fields["objectives"] = str(given["objectives"].get("id"))
                objectives = _read(Objectives, _fields(given["objectives"], same), around, prose)
        else:
            fields |= {name: _typed(found[name], same) for name in ("objectives",) if name in found}
        record = _read(COLLECTIONS[collection].cls, fields, around, prose)
    except (ValidationError, KeyError):
        return None
    shown = exempt_notice(record) if isinstance(record, Decision) and record.is_exempt else record
    return Past(shown, objectives if isinstance(objectives, Objectives) else None, _statements(given, prose))


def _read(cls: type[Known], fields: Mapping[str, object], around: Site, prose: "_Render") -> Known:
    return cls.model_validate(fields, context=Setting(around.config.zone, prose))


_Render = Callable[[str, int, str], Prose]


def _parts(found: Snapshot) -> Mapping[str, Mapping[str, object]]:
    """The parts of an advert's snapshot that are recorded as its page has them; empty where it has none."""
    return {
        name: value if isinstance(value := found.get(name), dict) else {}
        for name in ("objectives", "statements")
    }


def _statements(given: Mapping[str, Mapping[str, object]], prose: _Render) -> Mapping[str, tuple[str, Prose]]:
    return {
        name: (str(one.get("title", "")), prose(str(one.get("text", "")), _SECTION, "text"))
        for name, one in given["statements"].items()
        if isinstance(one, dict)
    }


def _fields(found: Mapping[str, object], same: set[str]) -> dict[str, object]:
    return {name: _typed(value, same) for name, value in found.items()}


def _typed(value: object, same: set[str]) -> object:
    """The value as an author types it, without the files that are not the same."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return {
                name: _typed(inner, same)
                for name, inner in value.items()
                if name not in _FILES or not isinstance(inner, str) or inner == GENERATE or inner in same
            }
        case list():
            return [_typed(inner, same) for inner in value]
        case int() | float():
            return str(value)
        case _:
            return value


def _renderer(around: Site, same: set[str], collection: str) -> _Render:
    """Renders the texts of one record, each with ids of its own, as when it is read."""
    numbers, terms = count(1), terms_of(around.config.glossary)
    keeps = partial(_keeps, around, same)

    def render(text: str, level: int, field: str) -> Prose:
        anchors = "" if field == "body" else f"{collection}-{next(numbers)}-"
        found = markdown.render(text, level=level, anchors=anchors, terms=terms)
        html = _PICTURE.sub(partial(_picture, keeps), _LINK.sub(partial(_link, keeps), found.html))
        return Prose.of(found.source, html, found.text, found.headings)

    return render


def _keeps(around: Site, same: set[str], address: str) -> bool:
    path = plain(unescape(address))
    if path.startswith("/files/"):
        return path.removeprefix("/files/") in same
    return path in (*ALWAYS, GLOSSARY) or (path.count("/") == 3 and key_at(path) in around.shown)  # noqa: PLR2004 - /collection/id/


def _link(keeps: Callable[[str], bool], found: re.Match[str]) -> str:
    """The link without its fragment, which the page may have lost; its words alone if it leads nowhere."""
    address, words = found[1], found[2]
    if not keeps(address):
        return words
    return (
        found[0] if address.startswith(GLOSSARY) else found[0].replace(address, address.partition("#")[0], 1)
    )


def _picture(keeps: Callable[[str], bool], found: re.Match[str]) -> str:
    alt = _ALT.search(found[0])
    return found[0] if keeps(found[1]) else escape(unescape(alt[1])) if alt else ""
