"""The head of the register → time-stamps of it by others: an authority (RFC 3161, by openssl) and OpenTimestamps (by ots)."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.diagnostics import Diagnostic, error
from sitegen.model.register import STAMPS, Line, Register
from sitegen.model.stamps import Stamp, stamp_of
from sitegen.reading.register import read_register
from sitegen.register.exchange import NoAnswer, ask
from sitegen.register.record import register_lock, write_files
from sitegen.writing.create import CannotCreate


def stamp(content: Path, authority: str | None) -> tuple[Path, ...]:
    """Asks for time-stamps of the head and writes them beside the register. Returns the files. Raises CannotCreate.

    The stamped hash is the head itself, so anybody can check it without the rest of the register.
    """
    register, _ = read_register(content)
    if register is None or not register.lines:
        raise CannotCreate("There is no valid register here: sitegen register verify says more.")  # noqa: TRY003
    last, made = register.lines[-1], dict[Path, bytes]()
    place = content / STAMPS / last.head
    if authority:
        made[place.with_name(f"{last.head}.tsr")] = _from_authority(authority, last.head)
    if shutil.which("ots"):
        made[place.with_name(f"{last.head}.ots")] = _from_calendars(last)
    if not made:
        message = (
            "Say which authority to ask: --authority, or stamped_by: in site.yaml. "
            "Without one, install the client of OpenTimestamps, ots."
        )
        raise CannotCreate(message)
    with register_lock(content):
        write_files(made)
    return tuple(made)


def stamp_fault(stamp: Stamp, name: str, register: Register, authorities: Path | None) -> Diagnostic | None:
    """What is wrong with a time-stamp; None if it is for a head of this register, and signed by one of the `authorities` if given.

    `authorities` is a file with the certificates to trust, in PEM. Raises CannotCreate without openssl.
    """
    if stamp.head not in register.heads:
        message = f"This time-stamp is for another head, {stamp.head}: this register has never had it, so it was rewritten, or the stamp is of another register"
        return error(
            "damaged-register",
            message,
            name,
            hint="compare the register with an older copy, such as one in git",
        )
    if authorities is None or stamp.ending != "tsr":
        return None
    with TemporaryDirectory(prefix="sitegen-") as folder:
        file = Path(folder, "stamp.tsr")
        file.write_bytes(stamp.data)
        words = ("-verify", "-digest", stamp.head, "-in", str(file), "-CAfile", str(authorities))
        done = _openssl(words)
    if done.returncode == 0:
        return None
    message = "This time-stamp is not signed by one of these authorities"
    return error("damaged-register", message, name, hint="get their certificate from them, or stamp again")


def _from_authority(address: str, head: str) -> bytes:
    query = _openssl(("-query", "-digest", head, "-sha256", "-cert"))
    if query.returncode:
        message = f"The request for a time-stamp cannot be made: {_last_line(query.stderr)}"
        raise CannotCreate(message)
    try:
        data = ask(address, query.stdout, "application/timestamp-query")
    except NoAnswer as problem:
        message = f"The authority {address} gave no time-stamp: {problem}."
        raise CannotCreate(message) from None
    found = stamp_of("tsr", data)
    if found is None or found.head != head:
        what = "another hash" if found else "nothing"
        message = f"The authority {address} stamped {what}, so its answer was not kept."
        raise CannotCreate(message)
    return data


def _from_calendars(last: Line) -> bytes:
    """The proof of OpenTimestamps for a file with the line, whose SHA-256 is the head."""
    with TemporaryDirectory(prefix="sitegen-") as folder:
        file = Path(folder, last.head)
        file.write_bytes(last.data)
        done = _run(("ots", "stamp", str(file)))
        proof = file.with_name(f"{file.name}.ots")
        if done.returncode or not proof.is_file():
            message = f"OpenTimestamps gave no proof: {_last_line(done.stderr)}"
            raise CannotCreate(message)
        return proof.read_bytes()


def _openssl(words: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    return _run(("openssl", "ts", *words))


def _run(words: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - no shell, and the one on the path
    except FileNotFoundError:
        message = f"The program {words[0]} is not installed."
        raise CannotCreate(message) from None


def _last_line(said: bytes) -> str:
    return (said.decode("utf-8", "replace").strip().splitlines() or ["it says nothing"])[-1]
