"""The register and an ssh key → its signature, made and checked by ssh-keygen (SSHSIG, OpenSSH 8.2 or later)."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from sitegen.model.register import NAMESPACE, REGISTER, SIGNATURE, digest
from sitegen.writing.create import CannotCreate


def sign(content: Path, key: Path) -> Path:
    """Writes the signature of the register beside it, and returns its path. Raises CannotCreate with ssh-keygen's message.

    Below it, where ssh-keygen does not read, is the hash of the signed register, so a build knows whether it is current.
    """
    data = _register(content)
    done = _run(("-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)), data)
    if done.returncode:
        message = f"The register cannot be signed: {done.stderr.decode('utf-8', 'replace').strip()}"
        raise CannotCreate(message)
    place = content / SIGNATURE
    try:
        place.write_bytes(done.stdout + f"register sha256:{digest(data)}\n".encode())
    except OSError as problem:
        message = f"{place} cannot be made: {problem.strerror}."
        raise CannotCreate(message) from None
    return place


def signature_fault(content: Path, signers: Path, identity: str) -> str:
    """Error text unless `identity`, listed in the file `signers`, signed exactly this register; empty if valid."""
    if not (content / SIGNATURE).is_file():
        return "The register is not signed"
    words = ("-Y", "verify", "-f", str(signers), "-I", identity, "-n", NAMESPACE)
    done = _run((*words, "-s", str(content / SIGNATURE)), _register(content))
    return "The signature is not one of this person for the register as it is" if done.returncode else ""


def _register(content: Path) -> bytes:
    try:
        return (content / REGISTER).read_bytes()
    except FileNotFoundError:
        message = "There is no register yet: sitegen register update begins one."
        raise CannotCreate(message) from None


def _run(words: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        command = ("ssh-keygen", *words)
        return subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603 - no shell, and the one on the path
    except FileNotFoundError:
        message = "The program ssh-keygen is not installed. It comes with OpenSSH 8.2 and later."
        raise CannotCreate(message) from None
