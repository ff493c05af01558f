"""The live register and ours → live lines and redactions that ours lacks, added to ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sitegen.model.addresses import ADVERTS
from sitegen.model.filenames import CONTRACTING
from sitegen.model.redaction import is_redacted
from sitegen.model.register import REGISTER, Line, digest
from sitegen.publishing.publication import Publication, decoded
from sitegen.publishing.readback import fetch_bytes
from sitegen.publishing.refusals import CannotPublish
from sitegen.publishing.register_refusals import register_cut, register_differs, register_lacks
from sitegen.publishing.repository import last_commit_with
from sitegen.publishing.target import Target
from sitegen.reading.register import chain
from sitegen.reading.salvage import texts_in
from sitegen.register.merge import lacking
from sitegen.register.record import put_redactions, register_lock, rewrite

PUBLISHED = f"data/{REGISTER}"
Read = Callable[[str], bytes | None]
"""Returns a published file by its path; None if it does not exist."""


@dataclass(frozen=True, slots=True)
class LiveRegister:
    """The lines of the published register, empty without a valid one, and how to read published files."""

    lines: tuple[Line, ...] = ()
    read: Read = field(default=lambda _: None)

    def texts(self, line: Line) -> Mapping[str, bytes]:
        """The snapshot of a version, or the note that replaced it, and its release, as far as they are there, each by its hash."""
        data = self.read(f"data/{line.file}")
        text = data if data is not None and (digest(data) == line.hash or is_redacted(line, data)) else None
        found = {line.hash: text, line.release: self._release(line) if line.release else None}
        return {key: data for key, data in found.items() if data is not None}

    def _release(self, line: Line) -> bytes | None:
        """The file of a release, made of its line in the package of its notice, or published by itself once the notice is gone."""
        package = self.read(f"{ADVERTS[1:]}{line.id}/{CONTRACTING}") or b""
        alone = self.read(f"data/{line.release_file}") or b""
        releases = (one.removesuffix(b",") for one in (*package.split(b"\n"), *alone.split(b"\n")))
        return next((one + b"\n" for one in releases if digest(one) == line.release), None)


def at_target(target: Target) -> LiveRegister:
    """The register at a target. Raises CannotPublish."""
    return LiveRegister() if _register_digest_at(target) is None else _read_register(target.read)


def at_address(address: str) -> LiveRegister:
    """The register that readers of the site get."""
    return _read_register(lambda path: fetch_bytes(f"{address}/{path}"))


def add_live_lines(content: Path, target: Target) -> tuple[Line, ...]:
    """Adds live lines that our register lacks at its end, with their texts. Returns them.

    Raises CannotPublish as `missing_lines` does, and if a text of those lines is not live.
    """
    with register_lock(content):
        live, lines = missing_lines(content, target)
        if lines:
            _add_lines(content, live, lines)
        return lines


def missing_lines(content: Path, target: Target) -> tuple[LiveRegister, tuple[Line, ...]]:
    """The live register, and its last lines that ours lacks; no lines if ours is damaged or has them all.

    Raises CannotPublish if the two registers differ, or if git shows that we once had those lines.
    """
    data = (content / REGISTER).read_bytes()
    ours = chain(data)
    # The checks report a damaged register.
    if continues(_register_digest_at(target), data) or not isinstance(ours, tuple):
        return LiveRegister(), ()
    live = _read_register(target.read)
    if not live.lines:
        raise CannotPublish(register_cut(content))
    if ours[: len(live.lines)] == live.lines:
        return live, ()
    if live.lines[: len(ours)] != ours:
        raise CannotPublish(register_differs(target.place))
    lines = live.lines[len(ours) :]
    if commit := last_commit_with(content / REGISTER, lines[0].hash):
        raise CannotPublish(register_cut(content, commit))
    return live, lines


def adopt_redactions(content: Path, target: Target) -> tuple[Line, ...]:
    """Replaces our texts that somebody else has redacted in the live register. Returns their lines."""
    files = _files(_live_publication(target))
    with register_lock(content):
        lines = chain((content / REGISTER).read_bytes())
        found = dict[Line, bytes]()
        for line in lines if isinstance(lines, tuple) else ():
            place, ours = f"data/{line.file}", content / line.file
            if (
                files.get(place, line.hash) != line.hash
                and ours.is_file()
                and digest(ours.read_bytes()) == line.hash
            ):
                data = target.read(place)
                if data is not None and is_redacted(line, data):
                    found[line] = data
        put_redactions(content, found)
    return tuple(found)


def continues(live: str | None, ours: bytes) -> bool:
    """Whether our register begins with the live one, given its SHA-256; true if nothing is live (None)."""
    if live is None:
        return True
    digest = sha256()
    found = {digest.hexdigest()}
    for line in ours.splitlines(keepends=True):
        digest.update(line)
        found.add(digest.hexdigest())
    return live in found


def _add_lines(content: Path, live: LiveRegister, lines: Sequence[Line]) -> None:
    texts = {key: data for line in lines for key, data in live.texts(line).items()}
    if missing := [name for line in lines for name in lacking(line, texts)]:
        raise CannotPublish(register_lacks(missing))
    rewrite(content, [(line, line) for line in live.lines], {**texts_in(content), **texts})


def register_digest(live: Publication | None) -> str | None:
    """The SHA-256 of the live register, or of the one a broken transfer was sending, or None."""
    return _files(live).get(PUBLISHED)


def _files(live: Publication | None) -> Mapping[str, str]:
    return {**live.files, **(live.coming or {})} if live else {}


def _live_publication(target: Target) -> Publication | None:
    found = target.look()
    return decoded(found.manifest) if found.manifest is not None else None


def _register_digest_at(target: Target) -> str | None:
    return register_digest(_live_publication(target))


def _read_register(read: Read) -> LiveRegister:
    found = chain(read(PUBLISHED) or b"")
    return LiveRegister(found, read) if isinstance(found, tuple) else LiveRegister()
