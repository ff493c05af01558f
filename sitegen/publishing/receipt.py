"""What a publication did → its receipt, as JSON beside the content and as text for people."""

import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sitegen.model.versions import GENERATOR, newer_writer, not_read
from sitegen.writing.create import CannotCreate, write_texts

_FORMAT = 1
_TRIAL = ".trial"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One publication. `new`, `changed` and `removed` count files, `bytes` those sent.

    `manifest` is the SHA-256 of the list of what is live. `checked` counts the files read back from the target, `seen` those
    read at the site's address; `warnings` says what could not be read. `gone` has the reason for each address that is gone. `register` has `lines` and `head` of the register that went live, and
    `begun_anew`, the reason, if it replaced another.
    """

    target: str
    place: str
    published: str
    commit: str | None
    new: int
    changed: int
    removed: int
    bytes: int
    manifest: str
    checked: int
    seen: int = 0
    notices: tuple[str, ...] = ()
    gone: Mapping[str, str] | None = None
    warnings: tuple[str, ...] = ()
    register: Mapping[str, str | int] | None = None


def write(receipt: Receipt, folder: Path) -> Path:
    """Writes the receipt into `folder`, with a unique name that sorts by time. Returns the file. Raises CannotCreate."""
    moment = datetime.fromisoformat(receipt.published).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = (
        f"{moment}-{re.sub('[^a-z0-9]+', '-', receipt.target.lower()).strip('-')}-{receipt.manifest[:8]}.json"
    )
    fields = {"format": _FORMAT, "generator": GENERATOR, **asdict(receipt)}
    text = json.dumps(fields, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    write_texts(folder, {name: text})
    return folder / name


def require_room(folder: Path) -> None:
    """Checks that a receipt can be written, before anything is published. Raises CannotCreate."""
    write_texts(folder, {_TRIAL: ""})
    (folder / _TRIAL).unlink()


def remove(folder: Path, titles: Collection[str]) -> int:
    """Removes the receipts with a notice of one of these titles, and returns their number.

    Raises CannotCreate afterwards if a receipt has a newer format, because it may have such a notice too.
    """
    kept = {file: _read(file) for file in sorted(folder.glob("*.json"))}
    found = [file for file, fields in kept.items() if not set(titles).isdisjoint(fields.get("notices", ()))]
    for file in found:
        file.unlink()
    for file, fields in kept.items():
        if writer := newer_writer(fields, _FORMAT):
            words, advice = not_read(f"The receipt {file}", writer)
            message = f"{words}, so it may still name what was taken out: look into it, or {advice}."
            raise CannotCreate(message)
    return len(found)


def _read(file: Path) -> dict[str, Any]:
    """The fields of a receipt; empty if it cannot be read."""
    with suppress(OSError, ValueError):
        kept = json.loads(file.read_bytes())
        return kept if isinstance(kept, dict) else {}
    return {}


def summary(receipt: Receipt, file: Path) -> str:
    """The receipt as text for people."""
    moved = receipt.new + receipt.changed
    sent = f"{moved:,} file{'' if moved == 1 else 's'} sent, {receipt.removed:,} removed"
    seen = f" {receipt.seen:,} of them were seen at the site's address." if receipt.seen else ""
    back = f"Read back {receipt.checked:,}, the list of what is live among them, all as they were sent.{seen}"
    kept = (
        f"Register: {receipt.register['lines']:,} lines, head {receipt.register['head']}.\n"
        if receipt.register
        else ""
    )
    return f"Published to {receipt.place}: {sent}.\n{back}\n{kept}Receipt: {file}"
