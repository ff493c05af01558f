"""A picture, XML or zip file → whether it contains something that runs when a reader opens it."""

import html
import re
import zipfile
from pathlib import Path
from typing import Final

from sitegen.model.file_kinds import MARKUP, ending, is_program

_MOST: Final = 20_000_000
"""Bytes of markup that are searched. A longer file counts as active, since it cannot be searched."""
_RUNS: Final = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|foreignobject|iframe|embed|object|handler|listener|html)\b"
    r"|[\s\"'/]on[a-z]+\s*=\s*[\"']|(?:java|vb)script:|data:(?!image/(?:png|jpe?g|gif|webp)[;,])"
    r"|<!entity|<\?xml-stylesheet|www\.w3\.org/1999/xhtml",
    re.IGNORECASE,
)
"""Scripts, calls to them, embedded documents, and entities, which could hide any of these."""
_CALLS: Final = re.compile(r"(?:java|vb)script:", re.IGNORECASE)


def is_active(file: Path) -> bool:
    """Whether opening the file could run something: a script in a picture, a program in a zip file."""
    suffix = ending(file.name)
    try:
        if suffix == ".zip" and zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                return any(is_program(name) for name in archive.namelist())
        return suffix in MARKUP and _runs(file)
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return False


def _runs(file: Path) -> bool:
    with file.open("rb") as opened:
        data = opened.read(_MOST + 1)
    text = _decoded(data)
    if text is None or len(data) > _MOST:
        return True  # compressed, or in another encoding: a browser may read what we cannot
    # A browser decodes entities in an address and ignores tabs and line ends in it.
    return bool(_RUNS.search(text) or _CALLS.search(re.sub(r"[\t\r\n]", "", html.unescape(text))))


def _decoded(data: bytes) -> str | None:
    """The text of markup in UTF-8 or UTF-16; None for everything else."""
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return None
