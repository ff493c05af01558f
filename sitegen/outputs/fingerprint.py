"""Assets → what browsers get of them, under names that change with it, so that they may be kept for ever."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

import rcssmin
import rjsmin

from sitegen.model.colour import on_dark
from sitegen.model.site import Site

_NAMED = re.compile(rb"""(url\(\s*["']?(?:\./)?)([^"')\s?#/:]+)""")
"""A file beside the stylesheet, as it is named there."""


def address_of(site: Site, name: str) -> str:
    """The path of an asset from the site's root, with a digest of what it holds: `/assets/site.1a2b3c4d.css`."""
    digest = sha256(bytes_of(site, name)).hexdigest()[:8]
    path = PurePosixPath(name)
    return f"/assets/{path.with_suffix('')}.{digest}{path.suffix}"


def bytes_of(site: Site, name: str) -> bytes:
    """What browsers get of an asset: stylesheets and scripts made small, the site's accent colour put in.

    Stylesheets begin with the colour; drawings have it as `currentColor`. What a stylesheet names has its new name there.
    """
    return _made(PurePosixPath(name).suffix, _renamed(site, name), site.config.theme.accent)


def _renamed(site: Site, name: str) -> bytes:
    """An asset as it was written; in a stylesheet, other assets by the names under which browsers find them."""
    data = site.assets[name]
    if not name.endswith(".css"):
        return data

    def renamed(found: re.Match[bytes]) -> bytes:
        wanted = found[2].decode("utf-8")
        if wanted not in site.assets or name in _brought_in(site, wanted):
            return found[0]  # of stylesheets that import each other, neither can have the digest of the other
        return found[1] + address_of(site, wanted).rpartition("/")[2].encode("utf-8")

    return _NAMED.sub(renamed, data)


def _brought_in(site: Site, name: str) -> set[str]:
    """An asset and all that it brings in, and what these bring in."""
    seen, todo = set[str](), [name]
    while todo:
        one = todo.pop()
        if one in seen or one not in site.assets:
            continue
        seen.add(one)
        if one.endswith(".css"):
            todo += (found[2].decode("utf-8") for found in _NAMED.finditer(site.assets[one]))
    return seen


@lru_cache(maxsize=64)  # a build asks for each asset several times, a preview after every change
def _made(suffix: str, data: bytes, accent: str) -> bytes:
    match suffix:
        case ".css":
            colours = f":root{{--accent:{accent};--accent-on-dark:{on_dark(accent)}}}\n"
            return str(rcssmin.cssmin(colours + data.decode("utf-8"))).encode("utf-8")
        case ".js":
            return str(rjsmin.jsmin(data.decode("utf-8"))).encode("utf-8")
        case ".svg":
            return data.replace(b"currentColor", accent.encode("ascii"))
        case _:
            return data
