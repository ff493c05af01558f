"""The content now → its register with every new version of a notice, and whether a register is valid."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.build.pipeline import examine
from sitegen.build.request import Request, Result
from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.memo.memo import Memo
from sitegen.model.chain import merged
from sitegen.model.content import Content
from sitegen.model.recording import additions, due, snapshot
from sitegen.model.redaction import redaction_of
from sitegen.model.register import FIRST, REGISTER, Line, Register, digest, utc
from sitegen.model.snapshot import differing_fields, encoded
from sitegen.reading.register import RESTORE, read_register, unlisted
from sitegen.reading.salvage import lines_in, redaction_in, texts_in, with_other_ends
from sitegen.register.record import record, register_lock, rewrite, write_files
from sitegen.register.sign import signature_fault
from sitegen.rules.register import recorded
from sitegen.writing.create import CannotCreate

_SIGN = "if the register is right, the person who signs it runs sitegen register sign; otherwise restore it from git"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The added lines; empty if the content has errors, which are in `examined`."""

    lines: tuple[Line, ...]
    examined: Result
    is_sound: bool
    restored: tuple[Path, ...] = ()
    """Files whose line ends were restored."""


def update(request: Request) -> Recorded:
    """Records each public notice that is new or has changed since its last version; none if the checks find an error.

    Raises CannotCreate if the disk fails, another run holds the lock, or the clock is behind the register.
    """
    with register_lock(request.content):
        restored = restore_line_ends(request.content)
        content, examined = examine(replace(request, drafts=False), Memo(request.cache))
        if content is None:
            return Recorded((), examined, is_sound=False, restored=restored)
        register, time = content.register or Register(), utc(content.now)
        if register.later:  # lines later than now were left out
            register = read_register(request.content)[0] or register
        versions = additions(content, register, time)
        if versions and register.lines and time < register.lines[-1].time:
            message = f"It is {time} by this clock, but the last line of the register is from {register.lines[-1].time}. Set the clock right."
            raise CannotCreate(message)
        if versions:
            record(request.content, register, versions)
        return Recorded(
            tuple(version.line for version in versions), examined, is_sound=True, restored=restored
        )


@dataclass(frozen=True, slots=True)
class Merged:
    """Numbers of unchanged and of relinked lines; `faults` say why nothing was written."""

    kept: int = 0
    relinked: int = 0
    faults: tuple[Diagnostic, ...] = ()


def merge(
    content: Path, live: Sequence[Line] = (), found: Callable[[Line], bytes | None] = lambda _: None
) -> Merged:
    """Makes one chain of the lines of two branches, the `live` lines first.

    `found` returns a snapshot that is not beside the register, such as a live one; None if there is none. Raises CannotCreate.
    """
    with register_lock(content):
        path = content / REGISTER
        lines = lines_in(path.read_bytes()) if path.is_file() else []
        if lines is None:
            return Merged(faults=read_register(content)[1])
        texts = dict(texts_in(content))
        chain = merged(live, lines)
        if (
            lost := {line.previous for line in lines}
            - {digest(line.data) for line in (*live, *lines)}
            - {FIRST}
        ):
            return Merged(faults=(_torn(path, lines, lost),))
        for line, was in chain:
            if (out := redaction_in(content / was.file, was)) is not None:
                texts[line.hash] = out
            if line.hash not in texts and (data := found(was)) is not None and digest(data) == line.hash:
                texts[line.hash] = data
        if missing := [was.file for line, was in chain if line.hash not in texts]:
            return Merged(faults=(_lost(path, missing),))
        rewrite(content, chain, texts)
        kept = sum(line == was for line, was in chain)
        return Merged(kept, len(chain) - kept)


def _torn(path: Path, lines: Sequence[Line], lost: Collection[str]) -> Diagnostic:
    number = next(number for number, line in enumerate(lines, start=1) if line.previous in lost)
    message = "A line follows from one that is not here, so these are not two branches of one register"
    return error("damaged-register", message, path.as_posix(), Span.at(number, 1), RESTORE)


def _lost(path: Path, missing: Sequence[str]) -> Diagnostic:
    message = f"The texts of these versions are missing: {', '.join(missing)}"
    hint = "bring the files back from the branch that recorded them, then run sitegen register merge again"
    return error("damaged-register", message, path.as_posix(), hint=hint)


def restore_line_ends(content: Path) -> tuple[Path, ...]:
    """Restores line ends that a program changed, and returns the files. The hashes are checked afterwards."""
    files = with_other_ends(content)
    write_files(files)
    return tuple(files)


def verify(
    content: Path, output: Path | None = None, signer: tuple[Path, str] | None = None
) -> tuple[Register | None, tuple[Diagnostic, ...]]:
    """The register, None if damaged or missing, and what is wrong with it.

    `signer` is a file of keys and the name of the expected signer in it. Raises CannotCreate without ssh-keygen.
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
    return register, tuple(found)


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
    """A finding for each notice that differs from its last version, with the fields, or is not recorded."""
    register = content.register or Register()
    for entry in due(content):
        number, line = register.latest.get(entry.record.id, (0, None))
        now = snapshot(content, entry)
        if line and not register.says(line, encoded(now)):
            fields = ", ".join(differing_fields(recorded(register, line), now))
            message = f"This differs from version {line.version}, line {number} of the register: {fields}"
            yield warning("not-recorded", message, entry.path, hint="sitegen register update records it")
        elif not line:
            message = "This notice is public but not in the register"
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
