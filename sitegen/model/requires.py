"""The versions of sitegen that a site needs (`requires` in site.yaml, a specifier of PEP 440)."""

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from sitegen import __version__
from sitegen.model.faults import fault


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
