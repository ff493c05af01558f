"""Which version of sitegen wrote a file."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from sitegen import __version__

GENERATOR: Final = f"sitegen {__version__}"
"""What a file that programs read says of who wrote it, beside the number of its format."""


def newer_writer(found: object, known: int) -> str:
    """The program that wrote a file in a format newer than `known`, such as `sitegen 0.4.0`; empty for any other file."""
    if not isinstance(found, Mapping) or not isinstance(found.get("format"), int) or found["format"] <= known:
        return ""
    return str(found.get("generator") or "a newer sitegen")


def writer_of_newer(data: bytes, known: int) -> str:
    """The same for the bytes of a JSON file; empty for bytes that are no JSON."""
    with suppress(ValueError, RecursionError):
        return newer_writer(json.loads(data), known)
    return ""


def not_read(what: str, writer: str) -> tuple[str, str]:
    """Message and hint about a file that a newer version wrote."""
    needed = "the newest sitegen" if writer == "a newer sitegen" else f"{writer} or newer"
    return (
        f"{what} was written by {writer}, in a format that this version, {__version__}, cannot read",
        f"use {needed}",
    )
