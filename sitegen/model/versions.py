"""Versions of sitegen: which ones a site needs, and which one wrote a file (PEP 440)."""

from collections.abc import Mapping
from typing import Final

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from sitegen import __version__
from sitegen.model.faults import fault

GENERATOR: Final = f"sitegen {__version__}"
"""What a file that programs read says of who wrote it, beside the number of its format."""


def specifier(text: str) -> str:
    """The text, if it is a version specifier (PEP 440). Raises a fault with an example otherwise."""
    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        raise fault(
            "bad-requires",
            f"“{text}” does not say which versions of sitegen the site needs",
            "write the oldest version that works and the first that you have not tried, in quotes: '>=0.1,<0.3'",
        ) from None
    return text


def other_version(requires: str) -> str:
    """Error text if this version of sitegen is not one that the site needs; empty if it is, or if `requires` is invalid."""
    try:
        fits = SpecifierSet(requires).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        return ""  # reported as bad-requires
    return "" if fits else f"This site needs sitegen {requires}, and this is {__version__}"


def newer_writer(found: object, known: int) -> str:
    """The program that wrote a file in a format newer than `known`, such as `sitegen 0.4.0`; empty for any other file."""
    if not isinstance(found, Mapping) or not isinstance(found.get("format"), int) or found["format"] <= known:
        return ""
    return str(found.get("generator") or "a newer sitegen")


def not_read(what: str, writer: str) -> tuple[str, str]:
    """Message and hint about a file that a newer version wrote."""
    needed = "the newest sitegen" if writer == "a newer sitegen" else f"{writer} or newer"
    return (
        f"{what} was written by {writer}, in a format that this version, {__version__}, cannot read",
        f"use {needed}",
    )
