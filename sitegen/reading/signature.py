"""The signature beside a register → what is published of it, or why it is not."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sitegen.diagnostics import Diagnostic, warning
from sitegen.model.register import SIGNATURE, SIGNERS, Signature, digest
from sitegen.reading.salvage import bytes_of

_SIGNED: Final = re.compile(
    rb"(-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n)register sha256:([0-9a-f]{64})\n"
)
"""The output of ssh-keygen, and the hash of what was signed, which `sitegen register sign` adds."""
_KEY_AT: Final = len(b"SSHSIG") + 4
"""Bytes before the public key in a signature, which begins with its length in four (PROTOCOL.sshsig in OpenSSH)."""


def read_signature(content: Path, register: bytes) -> tuple[Signature | None, tuple[Diagnostic, ...]]:
    """The signature of a register with these bytes, and findings about it; None if nobody signed these bytes.

    Only ssh-keygen can verify it: `sitegen register verify` runs it, and so can readers of the site.
    """
    place = content / SIGNATURE
    if not place.exists():
        return None, ()
    found = _SIGNED.fullmatch(bytes_of(place))
    if not found or found[3].decode() != digest(register):
        message = "This signature does not match the register, so it is not published"
        hint = "sign again with sitegen register sign, or delete this file"
        return None, (warning("old-signature", message, place.as_posix(), hint=hint),)
    signers = bytes_of(content / SIGNERS)
    signer = _signer(_key(found[2]), signers.decode("utf-8", "replace").splitlines())
    if signer or not signers:
        return Signature(found[1], signers, signer), ()
    message = f"The key that signed the register is not in this file, so that {SIGNERS} is not published"
    hint = "add a line for it: a name, a space, and the public key"
    unknown = warning("unknown-signer", message, (content / SIGNERS).as_posix(), hint=hint)
    return Signature(found[1]), (unknown,)


def _key(armoured: bytes) -> str:
    """The public key of a signature, in base64; "" if the signature is damaged."""
    try:
        data = b64decode(armoured)
    except ValueError:
        return ""
    start = _KEY_AT + 4
    end = start + int.from_bytes(data[_KEY_AT:start], "big")
    return b64encode(data[start:end]).decode()


def _signer(key: str, lines: Iterable[str]) -> str:
    """The first name in the line that has this key; "" if no line has it."""
    words = (line.split() for line in lines if not line.startswith("#"))
    return next((each[0].split(",")[0] for each in words if key and key in each[1:]), "")
