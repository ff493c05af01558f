"""The folder of content → what was read; files that are as they were are not parsed again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from sitegen.build.places import packed
from sitegen.build.request import Request
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.model.kinds import Known
from sitegen.model.record import Key, key_of
from sitegen.reading import content
from sitegen.reading.content import Reading
from sitegen.reading.load import Loaded, load
from sitegen.reading.markdown.terms import Terms
from sitegen.reading.source import Source


def read(request: Request, memo: Memo) -> tuple[Reading, Mapping[Key, bytes]]:
    """What was read, and for each file of a record a digest of all that its entry is made from."""
    versions: dict[Key, bytes] = {}

    def load_all(sources: Sequence[Source], zone: ZoneInfo, terms: Terms | None) -> Iterator[Loaded[Known]]:
        keys = list(_keys(sources, zone, terms))
        versions.update(zip(map(key_of, sources), keys, strict=True))
        return memo.each(partial(_load, zone=zone, terms=terms), sources, keys)

    folder, templates = request.content, request.templates[-1]
    reading = content.read(folder, request.now, drafts=request.drafts, templates=templates, load_all=load_all)
    return reading, versions


def _keys(sources: Sequence[Source], zone: ZoneInfo, terms: Terms | None) -> Iterator[bytes]:
    shared = digest(program(), zone.key.encode(), repr(terms and sorted(terms.entries.items())).encode())
    for one in sources:
        parts = (one.path, one.folder, one.collection, one.id, one.text)
        yield digest(shared, *(part.encode() for part in parts))


def _load(source: Source, zone: ZoneInfo, terms: Terms | None) -> Loaded[Known]:
    entry, faults = load(source, zone, terms)
    return entry and replace(entry, places=packed(entry.places)), faults
