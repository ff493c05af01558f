"""The live site and the folder of content → which files have changed since the last publication."""

from collections.abc import Callable
from hashlib import sha256
from os.path import abspath
from pathlib import Path

from sitegen.model.register import REGISTER, SIGNATURE
from sitegen.publishing.publication import decoded
from sitegen.publishing.repository import changed_since
from sitegen.rules.held_back import Before


def change_test(content: Path, manifest: bytes | None, receipts: Path) -> Callable[[str], bool]:
    """A function from the path of a file, as in findings, to whether it changed since the publication of this list.

    Git decides, or else the time of that publication's receipt. Without either, with nothing live, or after a broken transfer,
    every file counts as changed. The signature of the register changes with the register.
    """
    is_changed = _change_test(content, manifest, receipts)
    register, signature = (content / name for name in (REGISTER, SIGNATURE))
    return lambda path: (
        is_changed(register.as_posix() if Path(path) == signature else path) or is_changed(path)
    )


def _change_test(content: Path, manifest: bytes | None, receipts: Path) -> Callable[[str], bool]:
    live = decoded(manifest) if manifest else None
    if live is None or manifest is None or live.coming is not None:
        return lambda _: True
    names = changed_since(content, live.origin.commit) if live.origin.commit else None
    if names is not None:
        changed = {abspath(content / name) for name in names}  # noqa: PTH100 - resolving would follow links
        return lambda path: abspath(path) in changed  # noqa: PTH100
    found = list(receipts.glob(f"*-{sha256(manifest).hexdigest()[:8]}.json"))
    if not found:
        return lambda _: True
    then = max(receipt.stat().st_mtime_ns for receipt in found)
    return lambda path: _changed_at(Path(path)) >= then


def public_before(manifest: bytes | None, is_changed: Callable[[str], bool]) -> Before:
    """What was public at the last publication."""
    live = decoded(manifest) if manifest else None
    files = live.files if live else {}
    return Before(files.__contains__, lambda path: not is_changed(path), publication=True)


def _changed_at(file: Path) -> float:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return float("inf")
