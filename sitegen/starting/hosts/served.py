"""The settings of a site → names, headers and redirects for any web server's configuration."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.model.config import Config
from sitegen.outputs.hosting import target_of
from sitegen.outputs.hosting.headers import ASSETS, BUT_FOR_ASSETS, FIVE_MINUTES, LIFETIMES, Header, always

HTTPS = 443


@dataclass(frozen=True, slots=True)
class Served:
    """A site on its host.

    `base_path` is the path of base_url without a slash at its end, `base` the same decoded; `root` is the folder. `headers` are for every
    file, `special` instead of them below a folder such as `/assets/`. `moved` leads from decoded paths to encoded
    addresses, `gone` are decoded paths; both name each page with and without the slash at its end.
    """

    base_url: str
    name: str
    port: int
    base: str
    base_path: str
    root: str
    headers: tuple[Header, ...]
    special: Mapping[str, tuple[Header, ...]]
    moved: Mapping[str, str]
    gone: tuple[str, ...]


def served(config: Config, root: Path) -> Served:
    """The site on its host, from the settings. `root` is the published folder."""
    parts = urlsplit(config.base_url)
    base = unquote(parts.path)
    moved = {
        place: target_of(parts.path, redirect)
        for redirect in reversed(config.redirects)  # the first of two for one address counts, as for pages
        for place in _spellings(base, redirect.source)
    }
    gone = dict.fromkeys(place for one in config.gone for place in _spellings(base, one.source))
    return Served(
        base_url=config.base_url,
        name=parts.hostname or "",
        port=parts.port or HTTPS,
        base=base,
        base_path=parts.path,
        root=root.as_posix().rstrip("/"),
        headers=(*always(config.base_url), ("Cache-Control", FIVE_MINUTES), *BUT_FOR_ASSETS),
        special={pattern.rstrip("*"): tuple(_special(config, pattern)) for pattern in LIFETIMES},
        moved=moved,
        gone=tuple(place for place in gone if place not in moved),
    )


def _special(config: Config, pattern: str) -> Iterator[Header]:
    yield from always(config.base_url)
    yield "Cache-Control", LIFETIMES[pattern]
    if pattern != ASSETS:
        yield from BUT_FOR_ASSETS


def _spellings(base: str, source: str) -> Iterable[str]:
    """The decoded paths of an address on the host; for a page, with and without its last slash."""
    path = unquote(source)
    if path.endswith(".html"):
        return (f"{base}{path}",)
    bare = f"{base}{path.rstrip('/')}"
    return (bare, f"{bare}/")


def expression(text: str) -> str:
    """A regular expression (PCRE) that matches only this text, on one line and without quotation marks."""
    return "".join(_code(sign) if sign == '"' or not sign.isprintable() else re.escape(sign) for sign in text)


def _code(sign: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in sign.encode())


def quoted(text: str) -> str:
    """A word in double quotation marks for both servers."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def lines(found: Iterable[str], depth: int) -> str:
    """Lines of a configuration, indented; without the last line break."""
    return "\n".join(f"{'    ' * depth}{line}" for line in found)
