"""The public register: one line for each published version of a record, each tied to the line before by its hash."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from sitegen.model.record import Key
from sitegen.model.scalars import AdvertRef
from sitegen.model.snapshot import FORMAT, Snapshot, encoded, in_first_format
from sitegen.model.stamps import Stamp

FIRST: Final = "0" * 64
"""What the first line has in place of the hash of the line before."""
REGISTER: Final = "register.jsonl"
SNAPSHOTS: Final = "register"
SIGNATURE: Final = f"{REGISTER}.sig"
FILES: Final = "files"
"""The folder of attached files, whose hashes are recorded."""
STAMPS: Final = "register.stamps"
"""The folder of time-stamps, each named by the head that it is for."""
SIGNERS: Final = "register.signers"
"""Whose signatures count, and their public keys, as ssh-keygen reads them (ALLOWED SIGNERS in ssh-keygen(1))."""
NAMESPACE: Final = "sitegen-register"
"""Keeps a signature that was given for something else from standing for a register."""
UNFINISHED: Final = f"{SNAPSHOTS}/unfinished"
"""Names the snapshots of an update while it is at work: they are there before the lines that name them."""
WITNESSES: Final = "witnesses"
"""The collection of lines that note the head of another publisher's register."""
REPLACED: Final = Key("replaced", "register")
"""The key of lines that say that the register was begun anew."""
WITH_RELEASE: Final = 3
"""The format of lines of adverts that name a release, and so the newest format of lines."""
RELEASE_END: Final = ".ocds.json"
"""How the name of a file with a release ends. Such files end in `.json` too, as all files of the register do."""
_FIRST_FIELDS: Final = ("reference", "id", "version", "time", "hash")
"""The fields of a line in format 1, before the last, `previous`."""
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Line:
    """A published version of a record: `time` in UTC, `hash` of its snapshot's file, `previous` of the line before.

    `release` is the hash of the open contracting release that was made of an advert's version, as its package has it in a line;
    empty if there is none.

    Hashes are SHA-256 (FIPS 180-4) in hexadecimal digits. `reference` is the record's own number, or its id if it has none.
    """

    reference: str
    id: str
    version: int
    time: str
    hash: str
    previous: str
    collection: str = AdvertRef.collection
    release: str = ""

    @property
    def key(self) -> Key:
        """The key of the record, of the witness, or REPLACED."""
        return Key(self.collection, self.id)

    @property
    def head(self) -> str:
        """The hash of the line: the head of the register while this line was its last."""
        return digest(self.data)

    @property
    def data(self) -> bytes:
        """The line as the file has it, without its line feed. Adverts without a release have format 1, which names no collection."""
        fields = {name: getattr(self, name) for name in _FIRST_FIELDS}
        if self.collection != AdvertRef.collection:
            fields = {"format": FORMAT, "collection": self.collection, **fields}
        elif self.release:
            fields = {"format": WITH_RELEASE, **fields, "release": self.release}
        return _JSON.encode({**fields, "previous": self.previous}).encode()

    @property
    def file(self) -> str:
        """The path of its snapshot below content/."""
        folder = "" if self.collection == AdvertRef.collection else f"{self.collection}/"
        return f"{SNAPSHOTS}/{folder}{self.id}/{self.version}.json"

    @property
    def release_file(self) -> str:
        """The path of its release below content/; empty if it has none."""
        return f"{self.file.removesuffix('.json')}{RELEASE_END}" if self.release else ""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of all that it names, below content/."""
        return (self.file, self.release_file) if self.release else (self.file,)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of the register as it is, in the armour of ssh-keygen, and `signers`, the file of whose counts.

    `signer` is who signed, as that file names the key. Both are empty if the file names no such key, or is missing.
    """

    data: bytes
    signers: bytes = b""
    signer: str = ""


@dataclass(frozen=True)
class Register:
    """The lines of a register, and where it is."""

    lines: tuple[Line, ...] = ()
    path: str = REGISTER
    snapshots: Mapping[str, Snapshot] = field(default_factory=dict)
    """By the paths of their files, those of records with more than one version, as the others are not compared, and of notes."""
    shown: Mapping[str, Snapshot] = field(default_factory=dict)
    """What pages show of a snapshot, where that is not all of it: it holds words that no page shows, as earlier versions of
    sitegen recorded them, or its text was taken out."""
    releases: Mapping[str, bytes] = field(default_factory=dict)
    """The lines of releases, without line feeds, by the paths of their files; without those of versions whose text was taken out."""
    later: datetime | None = None
    """The time of the first line that is left out, because the site is built as of an earlier moment."""
    signature: Signature | None = None
    """None if it is not signed, or if the signature is of an earlier register."""
    stamps: tuple[Stamp, ...] = ()
    """The time-stamps of its heads."""

    @cached_property
    def latest(self) -> Mapping[Key, tuple[int, Line]]:
        """The last line of each record by its key, with the number of the line from 1."""
        return {line.key: (number, line) for number, line in enumerate(self.lines, start=1)}

    @cached_property
    def versions(self) -> Mapping[Key, tuple[Line, ...]]:
        """The lines of each record by its key, the first version first."""
        found: defaultdict[Key, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.key].append(line)
        return {name: tuple(lines) for name, lines in found.items()}

    def until(self, moment: datetime) -> "Register":
        """The register as it was then: who builds the site as of an earlier day sees no later version."""
        lines = tuple(line for line in self.lines if line.time <= utc(moment))
        if len(lines) == len(self.lines):
            return self
        later = datetime.fromisoformat(self.lines[len(lines)].time)
        heads = {line.head for line in lines}
        stamps = tuple(stamp for stamp in self.stamps if stamp.head in heads)
        return replace(self, lines=lines, later=later, signature=None, stamps=stamps)

    def recorded(self, key: Key) -> tuple["RecordedVersion", ...]:
        """The versions of a record, from the first."""
        return tuple(
            RecordedVersion(
                line,
                self.folder / line.file,
                self.snapshots.get(line.file) or self.shown.get(line.file, {}),
                self.releases.get(line.release_file, b""),
            )
            for line in self.versions.get(key, ())
        )

    def says(self, line: Line, now: Snapshot) -> bool:
        """Whether the snapshot of a line says what another one does, as far as its format can say it."""
        shown = self.shown.get(line.file)
        forms = map(encoded, (now, in_first_format(now)))
        return any(line.hash == digest(form) or (shown and encoded(shown) == form) for form in forms)

    @property
    def folder(self) -> Path:
        """The folder content/."""
        return Path(self.path).parent

    @property
    def data(self) -> bytes:
        """The file as it is written."""
        return b"".join(line.data + b"\n" for line in self.lines)

    @property
    def published(self) -> bytes:
        """All that is published of it but the snapshots that are shown whole, in one."""
        signed = self.signature or Signature(b"")
        stamps = (stamp.data for stamp in self.stamps)
        return b"".join((self.data, signed.data, signed.signers, *stamps, *map(encoded, self.shown.values())))

    @property
    def head(self) -> str:
        """What the next line has as `previous`."""
        return self.lines[-1].head if self.lines else FIRST

    @cached_property
    def heads(self) -> Mapping[str, int]:
        """Every head that the register has had, with the number of its line from 1."""
        return {line.head: number for number, line in enumerate(self.lines, start=1)}

    def notes(self, collection: str) -> Iterator[tuple[Line, Snapshot]]:
        """The lines of witnesses, or those about registers that were replaced, with what they say."""
        return ((line, self.snapshots[line.file]) for line in self.lines if line.collection == collection)


@dataclass(frozen=True, slots=True)
class RecordedVersion:
    """A version as pages show it: its line, the file of its snapshot and, if there are several versions, what that holds.

    `release` is the line of its release; empty if it has none, or its text was taken out.
    """

    line: Line
    source: Path
    snapshot: Snapshot
    release: bytes = b""


def digest(data: bytes) -> str:
    """The SHA-256 in hexadecimal digits, as sha256sum gives it."""
    return sha256(data).hexdigest()


def utc(moment: datetime) -> str:
    """A point in time as the register has it, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
