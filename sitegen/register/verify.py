"""A register → what is wrong with it, and where it is not what the content says now."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sitegen.diagnostics import Diagnostic, error, warning
from sitegen.model.content import Content
from sitegen.model.record import key_of
from sitegen.model.recording import due, snapshot
from sitegen.model.redaction import redaction_of
from sitegen.model.register import REGISTER, REPLACED, STAMPS, Register, utc
from sitegen.model.snapshot import differing_fields
from sitegen.model.stamps import KINDS, stamp_of
from sitegen.reading.register import RESTORE, read_register, unlisted
from sitegen.register.sign import signature_fault
from sitegen.register.stamp import stamp_fault
from sitegen.rules.register import recorded

_REWRITTEN = "if the head was noted correctly, the register was rewritten since: compare it with an older copy, such as one in git"
_SIGN = "if the register is right, the person who signs it runs sitegen register sign; otherwise restore it from git"


def verify(
    content: Path,
    output: Path | None = None,
    signer: tuple[Path, str] | None = None,
    noted: str | None = None,
    stamp: Path | None = None,
    authorities: Path | None = None,
) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """The register, None if damaged or missing, and what is wrong with it.

    `signer` is a file of keys and the name of the expected signer in it, `noted` a head or its first digits, `stamp` a time-stamp
    that somebody kept, `authorities` the certificates of who may have signed it. Raises CannotCreate without ssh-keygen or openssl.
    """
    register, faults = read_register(content)
    if register is None:  # other faults are of the signature, which is checked only on request
        missing = error("no-register", "There is no register here", (content / REGISTER).as_posix())
        return None, faults or (replace(missing, hint="sitegen register update begins one"),)
    found = [_unlisted(register, name) for name in unlisted(register)]
    if output and (fault := _published_fault(register, output)):
        found.append(fault)
    if signer and (wrong := signature_fault(content, *signer)):
        found.append(error("damaged-register", wrong, register.path, hint=_SIGN))
    if noted and (wrong := _head_fault(register, noted.lower())):
        found.append(error("damaged-register", wrong, register.path, hint=_REWRITTEN))
    found += (fault for fault in faults if fault.code == "unknown-stamp")
    found += _stamp_faults(register, stamp, authorities)
    return register, tuple(found)


def _head_fault(register: Register, noted: str) -> str:
    """Why a noted head is not one of the register's; empty if it is."""
    count = sum(head.startswith(noted) for head in register.heads)
    if count > 1:
        return f"{count} heads of the register begin with {noted}: give more digits"
    return "" if count else f"The register has never had the head {noted}"


def _stamp_faults(register: Register, kept: Path | None, authorities: Path | None) -> Iterator[Diagnostic]:
    stamps = [(stamp, f"{STAMPS}/{stamp.head}.{stamp.ending}") for stamp in register.stamps]
    if kept:
        found = stamp_of(kept.suffix.removeprefix("."), kept.read_bytes())
        stamps += [(found, kept.as_posix())] if found else ()
        if not found:
            yield error("damaged-register", "This is not a time-stamp", kept.as_posix())
    for stamp, name in stamps:
        if fault := stamp_fault(stamp, name, register, authorities):
            yield fault


def stamp_notices(register: Register) -> Iterator[str]:
    """A sentence about each time-stamp."""
    for stamp in register.stamps:
        number = register.heads[stamp.head]
        when = (
            f"The authority says that it saw them by {utc(stamp.time)}"
            if stamp.time
            else "ots verify says when"
        )
        yield f"A time-stamp ({KINDS[stamp.ending]}) is for the first {number} lines. {when}."


def replacement_notices(register: Register) -> Iterator[str]:
    """A sentence about each register that this one replaced."""
    for line, note in register.notes(REPLACED.collection):
        yield f"The register was begun anew on {line.time[:10]}, in place of one of {note['lines']} lines. Reason: {note['reason']}"


def redaction_notices(register: Register) -> Iterator[str]:
    """A sentence about each version whose text was taken out."""
    for line in register.lines:
        if redaction := redaction_of(register.shown.get(line.file, {})):
            day = f"{redaction.day.day} {redaction.day:%B %Y}"
            yield (
                f"The text of {line.reference}, version {line.version}, was taken out on {day}: {redaction.reason} "
                "Its hash can no longer be computed from a text."
            )


def contradictions(content: Content) -> Iterator[Diagnostic]:
    """A finding for each record that differs from its last version, with the fields, or is not recorded."""
    register = content.register or Register()
    for entry in due(content):
        number, line = register.latest.get(key_of(entry.record), (0, None))
        now = snapshot(content, entry)
        if line and not register.says(line, now):
            fields = ", ".join(differing_fields(recorded(register, line), now))
            message = f"This differs from version {line.version}, line {number} of the register: {fields}"
            yield warning("not-recorded", message, entry.path, hint="sitegen register update records it")
        elif not line:
            message = f"This {entry.record.kind_name} is public but not in the register"
            yield warning("not-recorded", message, entry.path, hint="sitegen register update records it")


def _unlisted(register: Register, name: str) -> Diagnostic:
    message = f"No line names the file {name} yet: an update was stopped"
    hint = "sitegen register update completes it"
    return error("damaged-register", message, register.path, hint=hint)


def _published_fault(register: Register, output: Path) -> Diagnostic | None:
    place = output / "data" / REGISTER
    try:
        published = place.read_bytes()
    except OSError as problem:
        message = f"The published register cannot be read: {problem.strerror}"
        return error("damaged-register", message, place.as_posix(), hint="build the site again")
    if published == register.data:
        return None
    message = "The published register is not the one beside the content"
    hint = f"if the content is newer, build again; otherwise {RESTORE}"
    return error("damaged-register", message, place.as_posix(), hint=hint)
