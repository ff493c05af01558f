"""The folder of content → what was read; a file that is as it was is not opened, and a text that is as it was not parsed again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from sitegen.build.places import packed
from sitegen.build.request import Request
from sitegen.build.texts import Texts
from sitegen.diagnostics import Diagnostic
from sitegen.memo.digest import digest, program
from sitegen.memo.memo import Memo
from sitegen.memo.packing import admit
from sitegen.model.record import Key, key_of
from sitegen.reading import content
from sitegen.reading.content import FromFile, Reading, read_one
from sitegen.reading.markdown.terms import Terms
from sitegen.reading.source import File, Source, read_source

admit(FromFile)


def read(request: Request, memo: Memo) -> tuple[Reading, Mapping[Key, bytes]]:
    """What was read, and for each file of a record a digest of all that its entry is made from."""
    versions: dict[Key, bytes] = {}
    texts = Texts(request, memo)

    def read_all(files: Sequence[File], zone: ZoneInfo, terms: Terms | None) -> Iterator[FromFile]:
        for file, (key, found) in zip(files, _read_all(files, zone, terms, memo, texts), strict=True):
            versions.setdefault(key_of(file), key)  # of two files with one id the first counts
            yield found

    folder, templates = request.content, request.templates[-1]
    reading = content.read(folder, request.now, drafts=request.drafts, templates=templates, read_all=read_all)
    texts.keep()
    return reading, versions


def _read_all(
    files: Sequence[File], zone: ZoneInfo, terms: Terms | None, memo: Memo, texts: Texts
) -> Iterator[tuple[bytes, FromFile]]:
    """What each file gives, and a digest of all that this is made from; no digest for a file without a text."""
    version_of = partial(_version, digest(program(), zone.key.encode(), _glossary(terms)))
    supposed = {file: version_of(file, text) for file in files if (text := texts.recall(file))}
    known: dict[bytes, FromFile] = dict(memo.recall_all(supposed.values()))
    opened = {file: read_source(file) for file in files if supposed.get(file) not in known}
    sources = {file: found for file, found in opened.items() if isinstance(found, Source)}
    keys = {file: version_of(file, texts.note(found)) for file, found in sources.items()}
    made = memo.each(partial(_load, zone=zone, terms=terms), tuple(sources.values()), tuple(keys.values()))
    loaded = dict(zip(sources, made, strict=True))
    for file in files:
        if file in loaded:
            yield keys[file], loaded[file]
        elif isinstance(fault := opened.get(file), Diagnostic):
            yield b"", FromFile(None, (fault,))
        else:
            yield supposed[file], known[supposed[file]]


def _glossary(terms: Terms | None) -> bytes:
    return repr(terms and sorted(terms.entries.items())).encode()


def _version(shared: bytes, file: File, text: bytes) -> bytes:
    """A digest of all that the entry of a file is made from; `text` is the digest of its text."""
    return digest(
        shared, *(part.encode() for part in (file.path, file.folder, file.collection, file.id)), text
    )


def _load(source: Source, zone: ZoneInfo, terms: Terms | None) -> FromFile:
    found = read_one(source, zone, terms)
    entry = found.entry and replace(found.entry, places=packed(found.entry.places))
    return replace(found, entry=entry)
