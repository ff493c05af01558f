"""The bytes of a time-stamp → the hash that it is for, and when it was made. Whether it is genuine only openssl or ots can say."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_SHA256: Final = rb"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01(?:\x05\x00)?"
_IMPRINT: Final = re.compile(_SHA256 + rb"\x04\x20(.{32})", re.DOTALL)
"""The hash in a response of RFC 3161 (messageImprint, section 2.4.2): the identifier of SHA-256, then 32 bytes."""
_TIME: Final = re.compile(rb"\x18.(\d{14})(?:\.\d+)?Z", re.DOTALL)
"""genTime, which comes after it: a GeneralizedTime in UTC."""
_OPEN: Final = re.compile(
    rb"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08(.{32})", re.DOTALL
)
"""The start of a proof of OpenTimestamps, version 1, of a SHA-256."""
KINDS: Final = {"tsr": "RFC 3161", "ots": "OpenTimestamps"}
"""The kinds of time-stamp by the ending of their files."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time-stamp of the register: the head that it is for, and its file."""

    head: str
    ending: str
    data: bytes
    time: datetime | None = None
    """When the authority says it was made; None for OpenTimestamps."""


def stamp_of(ending: str, data: bytes) -> Stamp | None:
    """The time-stamp in a file; None if it is none, or is not of a SHA-256."""
    found = (_IMPRINT if ending == "tsr" else _OPEN).search(data)
    if not found:
        return None
    made = _TIME.search(data, found.end()) if ending == "tsr" else None
    time = datetime.strptime(made[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC) if made else None
    return Stamp(found[1].hex(), ending, data, time)
