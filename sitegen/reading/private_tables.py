"""A file → whether it is a table of responses, with the columns that `sitegen appraise` reads. Such a table is private."""

import re
import zipfile
from pathlib import Path
from typing import Final

from sitegen.reading.response_columns import NEEDED

_BEGINNING: Final = 4096
_HEADINGS: Final = "xl/sharedStrings.xml"
"""The part of a workbook that holds its texts (ISO/IEC 29500, 18.4.9)."""
_LARGEST: Final = 10_000_000


def holds_responses(file: Path) -> bool:
    """Whether a CSV file begins with the names of these columns, or a workbook holds them. False for any other file."""
    try:
        match file.suffix.lower():
            case ".csv" | ".tsv" | ".txt":
                with file.open("rb") as opened:
                    return _names_columns(opened.readline(_BEGINNING))
            case ".xlsx":
                with zipfile.ZipFile(file) as archive:
                    is_small = archive.getinfo(_HEADINGS).file_size < _LARGEST
                    return is_small and _names_columns(archive.read(_HEADINGS))
    except (OSError, ValueError, KeyError, NotImplementedError, zipfile.BadZipFile):
        return False
    return False


def _names_columns(data: bytes) -> bool:
    """Whether all columns are named, each in a cell of its own."""
    words = re.split(rb"[^a-z]+", data.replace(b"\0", b"").lower())
    return {name.encode() for name in NEEDED} <= set(words)
