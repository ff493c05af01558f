"""What goes wrong with the output folder → a diagnostic in words an editor can act on."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sitegen.diagnostics import Diagnostic, error
from sitegen.model.versions import not_read

_LISTED = 5  # how many files a message names before it says "and 7 more"
_AGAIN = "Then build again."
_REASONS = {
    errno.ENOSPC: "there is no space left on the disk",
    errno.EACCES: "this account is not allowed to change files there",
    errno.EPERM: "this account is not allowed to change files there",
    errno.EROFS: "the disk can be read but not written",
    errno.EEXIST: "there is a file of that name already",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "the name is too long for this disk",
    errno.ELOOP: "a symbolic link stands there",
}


class CannotWrite(Exception):  # noqa: N818 - says what happened, as it reads where it is caught
    """The files cannot be put in place; `diagnostic` says why and what to do."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type, tuple[Diagnostic]]:
        return (CannotWrite, (self.diagnostic,))  # from the process that met it to the one that tells it


@contextmanager
def plainly(place: Path | str) -> Iterator[None]:
    """Turns what the system refuses into CannotWrite, naming the file or else `place`."""
    try:
        yield
    except OSError as fault:
        named = fault.filename2 or fault.filename or place
        raise CannotWrite(failed(shown(str(named)), fault)) from fault


def refuse_link(place: Path) -> None:
    """Refuses to follow a symbolic link."""
    if place.is_symlink():
        raise CannotWrite(linked(place))


def shown(path: str) -> str:
    """A path that can be printed: bytes that are no text become question marks."""
    return path.encode("utf-8", "replace").decode("utf-8")


def failed(place: str, fault: OSError) -> Diagnostic:
    """The system refused: no space, no permission, a disk that went away."""
    reason = _REASONS.get(fault.errno or 0) or (fault.strerror or str(fault)).lower()
    hint = "Put that right, or choose another folder with --output. Then build again: it completes what was begun."
    return error("output-failed", f"Cannot write {place}: {reason}.", hint=hint)


def newer(record: Path, writer: str) -> Diagnostic:
    """The record of what is ours is by a newer version of sitegen."""
    message, hint = not_read(f"The list of files written there, {record},", writer)
    return error(
        "newer-format", f"{message}.", hint=f"{hint}, or choose another folder with --output.".capitalize()
    )


def busy(output: Path) -> Diagnostic:
    """Another build holds the lock."""
    hint = "Wait for it to finish (a live preview counts too). Then build again."
    return error("output-busy", f"Another build is writing to {output}.", hint=hint)


def linked(place: Path) -> Diagnostic:
    """A symbolic link where we would write; following it could change files elsewhere."""
    hint = f"Remove the link, so that an ordinary file or folder can take its place. {_AGAIN}"
    return error(
        "output-path", f"{place} is a symbolic link, and the build does not write through links.", hint=hint
    )


def unsafe(path: str) -> Diagnostic:
    """A path that leads out of the folder, or that some system cannot hold."""
    name = path.encode("unicode_escape").decode("ascii")
    hint = "Use names of letters, digits, hyphens and dots, in folders below the output folder."
    return error("output-path", f"A file cannot be published under the name “{name}”.", hint=hint)


def twice(first: str, second: str) -> Diagnostic:
    """Two files for one place: the same name, or the same but for capitals, or a file and a folder."""
    message = f"Two files cannot be published side by side: “{first}” and “{second}”."
    hint = (
        "Their names are the same on some computers, or one is the folder of the other. Rename one of them."
    )
    return error("output-path", message, hint=hint)


def not_ours(output: Path, paths: Sequence[str], *, damaged: bool) -> Diagnostic:
    """Files in the way that our record does not know; with a damaged record we cannot tell."""
    more = f" and {len(paths) - _LISTED} more" if len(paths) > _LISTED else ""
    names = ", ".join(shown(path) for path in paths[:_LISTED]) + more
    hint = f"Move or delete what is in the way, or choose another folder with --output. {_AGAIN}"
    if damaged:
        hint = (
            f"The list of files written there, {output / '.sitegen/manifest.json'}, is damaged. If all files in {output} "
            f"came from earlier builds, empty the folder {output}. {_AGAIN}"
        )
    message = (
        f"The build would overwrite files in {output} that it did not write, or that were changed: {names}."
    )
    return error("output-not-ours", message, hint=hint)
