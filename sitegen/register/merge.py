"""The lines that two branches added to one register → one chain again."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.model.chain import merged
from sitegen.model.redaction import is_redacted
from sitegen.model.register import FIRST, REGISTER, Line, digest
from sitegen.reading.register import RESTORE, read_register
from sitegen.reading.salvage import lines_in, redaction_in, texts_in
from sitegen.register.record import register_lock, rewrite


@dataclass(frozen=True, slots=True)
class Merged:
    """Numbers of unchanged and of relinked lines; `faults` say why nothing was written."""

    kept: int = 0
    relinked: int = 0
    faults: tuple[Diagnostic, ...] = ()


def merge(
    content: Path, live: Sequence[Line] = (), found: Callable[[Line], Mapping[str, bytes]] = lambda _: {}
) -> Merged:
    """Makes one chain of the lines of two branches, the `live` lines first.

    `found` returns the files of a line that are not beside the register, such as live ones, by their hashes. Raises CannotCreate.
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
            if any(lacking(was, texts)):
                texts = {**found(was), **texts}
            if is_redacted(was, texts.get(line.hash, b"")):
                texts.pop(line.release, None)
        if missing := [name for _, was in chain for name in lacking(was, texts)]:
            return Merged(faults=(_lost(path, missing),))
        rewrite(content, chain, texts)
        kept = sum(line == was for line, was in chain)
        return Merged(kept, len(chain) - kept)


def lacking(line: Line, texts: Mapping[str, bytes]) -> Iterator[str]:
    """The files of a line that are not among these, by hash. A text that was taken out has no release."""
    if line.hash not in texts:
        yield line.file
    elif line.release and line.release not in texts and not is_redacted(line, texts[line.hash]):
        yield line.release_file


def _torn(path: Path, lines: Sequence[Line], lost: Collection[str]) -> Diagnostic:
    number = next(number for number, line in enumerate(lines, start=1) if line.previous in lost)
    message = "A line follows from one that is not here, so these are not two branches of one register"
    return error("damaged-register", message, path.as_posix(), Span.at(number, 1), RESTORE)


def _lost(path: Path, missing: Sequence[str]) -> Diagnostic:
    message = f"The texts of these versions are missing: {', '.join(missing)}"
    hint = "bring the files back from the branch that recorded them, then run sitegen register merge again"
    return error("damaged-register", message, path.as_posix(), hint=hint)
