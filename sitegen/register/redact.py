"""A version published by mistake → a register without its text; its line and hash stay."""

from dataclasses import dataclass
from datetime import date

from sitegen.build.pipeline import examine
from sitegen.build.request import Request
from sitegen.diagnostics import Diagnostic
from sitegen.model.record import key_of
from sitegen.model.recording import due, snapshot
from sitegen.model.redaction import Redaction, is_redacted, replacement
from sitegen.model.register import Line, Register
from sitegen.model.snapshot import decoded
from sitegen.reading.register import read_register
from sitegen.register.record import put_redactions, register_lock
from sitegen.register.update import update
from sitegen.writing.create import CannotCreate


@dataclass(frozen=True, slots=True)
class Redacted:
    """The lines whose texts were taken out, and the titles in them; `faults` say why there are none."""

    lines: tuple[Line, ...] = ()
    titles: tuple[str, ...] = ()
    others: tuple[Line, ...] = ()
    """Versions of the same notice that still have their texts."""
    faults: tuple[Diagnostic, ...] = ()


def redact(request: Request, notice: str, version: int, reason: str, day: date) -> Redacted:
    """Takes the text of a version out of the register, and out of the notice's other versions with the same text.

    `notice` is its id, its reference, or its collection and id: `decisions/x`. The current text is recorded first if it is new. Raises CannotCreate if there is no such
    version, or the notice still has that text.
    """
    if not (words := " ".join(reason.split())):
        raise CannotCreate("Give a reason: readers of the site see it.")  # noqa: TRY003
    register, faults = read_register(request.content)
    if register is None:
        if not faults:
            raise CannotCreate("There is no register here, so there is nothing to take out.")  # noqa: TRY003
        return Redacted(faults=tuple(faults))
    wanted = _line(register, notice, version)
    if register.latest[wanted.key][1].hash == wanted.hash:
        if faults := _record_current(request, register, wanted):
            return Redacted(faults=faults)
        register = read_register(request.content)[0] or register
    with register_lock(request.content):
        return _replace_texts(register, wanted, Redaction(day, words))


def _line(register: Register, notice: str, version: int) -> Line:
    """The line of a version. Raises CannotCreate, with the versions that exist."""
    keys = {line.key for line in register.lines if notice in (line.id, line.reference, "/".join(line.key))}
    if not keys:
        message = f"The register knows no notice “{notice}”. Give its reference, or its id: the last part of its address."
        raise CannotCreate(message)
    lines = register.versions[min(keys)]  # of several kinds with one id, the advert
    if version not in range(1, len(lines) + 1):
        known = "version 1 alone" if len(lines) == 1 else f"versions 1 to {len(lines)}"
        message = f"The register has {known} of “{notice}”."
        raise CannotCreate(message)
    line = lines[version - 1]
    if is_redacted(line, (register.folder / line.file).read_bytes()):
        message = f"The text of version {version} of “{notice}” was taken out already."
        raise CannotCreate(message)
    return line


def _record_current(request: Request, register: Register, line: Line) -> tuple[Diagnostic, ...]:
    """Records the current text, so that another version is the latest. Raises CannotCreate if it has not changed."""
    content, examined = examine(request)
    if content is None:
        return examined.diagnostics
    entry = next((found for found in due(content) if key_of(found.record) == line.key), None)
    if entry is None:
        return ()  # the notice is no longer on the site
    if register.says(line, snapshot(content, entry)):
        message = (
            f"The notice still says what version {line.version} said. First take the words out of {entry.path}, "
            "or withdraw it there and shorten its text; save; then run this again."
        )
        raise CannotCreate(message)
    made = update(request)
    return () if made.is_sound else made.examined.diagnostics


def _replace_texts(register: Register, wanted: Line, redaction: Redaction) -> Redacted:
    lines = register.versions[wanted.key]
    same = tuple(line for line in lines if line.hash == wanted.hash)
    titles = {
        str((decoded((register.folder / line.file).read_bytes()) or {}).get("title", "")) for line in same
    }
    put_redactions(register.folder, {line: replacement(line, redaction) for line in same})
    others = tuple(
        line
        for line in lines
        if line.hash != wanted.hash and not is_redacted(line, (register.folder / line.file).read_bytes())
    )
    return Redacted(same, tuple(sorted(titles - {""})), others)
