"""The register and an ssh key → a signature of it, made and checked by ssh-keygen (format SSHSIG, from OpenSSH 8.0 on)."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sitegen.building.create import CannotCreate
from sitegen.model.register import REGISTER, SIGNATURE

NAMESPACE: Final = "sitegen-register"
"""Keeps a signature that was given for something else from standing for a register."""


def sign(content: Path, key: Path) -> Path:
    """Writes the signature of the register beside it, and gives its path. Raises CannotCreate with ssh-keygen's words."""
    done = _run(("-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)), content)
    if done.returncode:
        message = f"The register cannot be signed: {done.stderr.decode('utf-8', 'replace').strip()}"
        raise CannotCreate(message)
    place = content / SIGNATURE
    try:
        place.write_bytes(done.stdout)
    except OSError as problem:
        message = f"{place} cannot be made: {problem.strerror}."
        raise CannotCreate(message) from None
    return place


def signature_fault(content: Path, signers: Path, identity: str) -> str:
    """Why the signature is not one of `identity`, whose key the file `signers` names, for the register as it is; empty when it is."""
    if not (content / SIGNATURE).is_file():
        return "The register is not signed"
    words = ("-Y", "verify", "-f", str(signers), "-I", identity, "-n", NAMESPACE)
    done = _run((*words, "-s", str(content / SIGNATURE)), content)
    return "The signature is not one of this person for the register as it is" if done.returncode else ""


def _run(words: Sequence[str], content: Path) -> subprocess.CompletedProcess[bytes]:
    try:
        data = (content / REGISTER).read_bytes()
        command = ("ssh-keygen", *words)
        return subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603 - no shell, and the one on the path
    except FileNotFoundError as problem:
        missing = "There is no register yet: sitegen register update begins one."
        absent = "The program ssh-keygen is not installed. It comes with OpenSSH 8.0 and later."
        message = missing if str(problem.filename).endswith(REGISTER) else absent
        raise CannotCreate(message) from None
