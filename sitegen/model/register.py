"""The public register: one line for each published version of a notice, each tied to the line before by its hash."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from sitegen.model.snapshot import Snapshot, encoded

FIRST: Final = "0" * 64
"""What the first line has in place of the hash of the line before."""
REGISTER: Final = "register.jsonl"
SNAPSHOTS: Final = "register"
SIGNATURE: Final = f"{REGISTER}.sig"
SIGNERS: Final = "register.signers"
"""Whose signatures count, and their public keys, as ssh-keygen reads them (ALLOWED SIGNERS in ssh-keygen(1))."""
NAMESPACE: Final = "sitegen-register"
"""Keeps a signature that was given for something else from standing for a register."""
UNFINISHED: Final = f"{SNAPSHOTS}/unfinished"
"""Names the snapshots of an update while it is at work: they are there before the lines that name them."""
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Line:
    """A published version of a notice: `time` in UTC, `hash` of its snapshot's file, `previous` of the line before.

    Hashes are SHA-256 (FIPS 180-4) in hexadecimal digits.
    """

    reference: str
    id: str
    version: int
    time: str
    hash: str
    previous: str

    @property
    def data(self) -> bytes:
        """The line as the file has it, without its line feed."""
        return _JSON.encode({name: getattr(self, name) for name in self.__slots__}).encode()

    @property
    def file(self) -> str:
        """The path of its snapshot below content/."""
        return f"{SNAPSHOTS}/{self.id}/{self.version}.json"


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
    """Those of notices with more than one version, by the paths of their files: the others are not compared."""
    shown: Mapping[str, Snapshot] = field(default_factory=dict)
    """What pages show of a snapshot, where that is not all of it: it holds words that no page shows, as earlier versions of
    sitegen recorded them, or its text was taken out."""
    later: datetime | None = None
    """The time of the first line that is left out, because the site is built as of an earlier moment."""
    signature: Signature | None = None
    """None if it is not signed, or if the signature is of an earlier register."""

    @cached_property
    def latest(self) -> Mapping[str, tuple[int, Line]]:
        """The last line of each notice by its id, with the number of the line from 1."""
        return {line.id: (number, line) for number, line in enumerate(self.lines, start=1)}

    @cached_property
    def versions(self) -> Mapping[str, tuple[Line, ...]]:
        """The lines of each notice by its id, the first version first."""
        found: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.id].append(line)
        return {name: tuple(lines) for name, lines in found.items()}

    def until(self, moment: datetime) -> "Register":
        """The register as it was then: who builds the site as of an earlier day sees no later version."""
        lines = tuple(line for line in self.lines if line.time <= utc(moment))
        if len(lines) == len(self.lines):
            return self
        later = datetime.fromisoformat(self.lines[len(lines)].time)
        return replace(self, lines=lines, later=later, signature=None)

    def recorded(self, name: str) -> tuple["RecordedVersion", ...]:
        """The versions of a notice, from the first."""
        return tuple(
            RecordedVersion(
                line, self.folder / line.file, self.snapshots.get(line.file) or self.shown.get(line.file, {})
            )
            for line in self.versions.get(name, ())
        )

    def says(self, line: Line, now: bytes) -> bool:
        """Whether the snapshot of a line says what another one does, whose file would hold these bytes."""
        shown = self.shown.get(line.file)
        return line.hash == digest(now) or (shown is not None and encoded(shown) == now)

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
        return b"".join((self.data, signed.data, signed.signers, *map(encoded, self.shown.values())))

    @property
    def head(self) -> str:
        """What the next line has as `previous`."""
        return digest(self.lines[-1].data) if self.lines else FIRST


@dataclass(frozen=True, slots=True)
class RecordedVersion:
    """A version as pages show it: its line, the file of its snapshot and, if there are several versions, what that holds."""

    line: Line
    source: Path
    snapshot: Snapshot


def digest(data: bytes) -> str:
    """The SHA-256 in hexadecimal digits, as sha256sum gives it."""
    return sha256(data).hexdigest()


def utc(moment: datetime) -> str:
    """A point in time as the register has it, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
