"""Versions of sitegen: which ones a site needs, and which one wrote a file (PEP 440)."""

from collections.abc import Mapping
from typing import Final

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from sitegen import __version__
from sitegen.model.faults import fault

GENERATOR: Final = f"sitegen {__version__}"
"""What a file that programs read says of who wrote it, beside the number of its format."""


def specifier(text: str) -> str:
    """The text, if it says which versions are meant. Raises the fault that says how to write it."""
    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        raise fault(
            "bad-requires",
            f"“{text}” does not say which versions are meant",
            "write the first that works and the one that you do not trust yet, in quotes: '>=0.1,<0.3'",
        ) from None
    return text


def other_version(requires: str) -> str:
    """Which way this version of sitegen misses what a site needs, as a sentence; empty where it fits, or nobody can tell."""
    try:
        fits = SpecifierSet(requires).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        return ""  # which is a fault of its own
    return "" if fits else f"This site needs sitegen {requires}, and this is {__version__}"


def newer_writer(found: object, known: int) -> str:
    """Who wrote a file whose format is above the one we know, as in `sitegen 0.4.0`; empty for any other file."""
    if not isinstance(found, Mapping) or not isinstance(found.get("format"), int) or found["format"] <= known:
        return ""
    return str(found.get("generator") or "a newer sitegen")


def not_read(what: str, writer: str) -> tuple[str, str]:
    """The message about a file that a newer version wrote, and what to do."""
    needed = "the newest sitegen" if writer == "a newer sitegen" else f"{writer} or newer"
    return (
        f"{what} was written by {writer}, in a format that this version, {__version__}, cannot read",
        f"use {needed}",
    )
