"""Assets → the bytes that are served, under names with a digest, so that browsers can cache them for ever."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

import rcssmin
import rjsmin

from sitegen.model.colour import on_dark
from sitegen.model.site import Site

_NAMED = re.compile(rb"""(url\(\s*["']?(?:\./)?)([^"')\s?#/:]+)""")
"""A reference in a stylesheet to a file beside it."""
_SMALL = 500
"""Bytes of a picture that costs less in every page than as a file of its own."""


def address_of(site: Site, name: str) -> str:
    """The path of an asset from the site's root, with a digest of its bytes: `/assets/site.1a2b3c4d.css`."""
    digest = sha256(bytes_of(site, name)).hexdigest()[:8]
    path = PurePosixPath(name)
    return f"/assets/{path.with_suffix('')}.{digest}{path.suffix}"


def bytes_of(site: Site, name: str) -> bytes:
    """The bytes served for an asset: stylesheets and scripts minified, references renamed, the accent colour filled in.

    The colour becomes a variable in stylesheets and replaces `currentColor` in SVG.
    """
    return _made(PurePosixPath(name).suffix, _renamed(site, name), site.config.theme.accent)


def embedded(site: Site, name: str) -> str:
    """A small SVG as a `data:` address, which saves a request; the path of a larger one."""
    data = bytes_of(site, name)
    if len(data) > _SMALL:
        return address_of(site, name)
    return "data:image/svg+xml," + quote(
        data.decode("utf-8").strip().replace('"', "'"), safe="!$&()*+,-./:;=?@_~'"
    )


def _renamed(site: Site, name: str) -> bytes:
    """The asset as written; in a stylesheet, references to other assets have their names with a digest."""
    data = site.assets[name]
    if not name.endswith(".css"):
        return data

    def renamed(found: re.Match[bytes]) -> bytes:
        wanted = found[2].decode("utf-8")
        if wanted not in site.assets or name in _brought_in(site, wanted):
            return found[
                0
            ]  # two stylesheets that import each other cannot both contain the digest of the other
        return found[1] + address_of(site, wanted).rpartition("/")[2].encode("utf-8")

    return _NAMED.sub(renamed, data)


def _brought_in(site: Site, name: str) -> set[str]:
    """An asset and everything that it refers to, directly or not."""
    seen, todo = set[str](), [name]
    while todo:
        one = todo.pop()
        if one in seen or one not in site.assets:
            continue
        seen.add(one)
        if one.endswith(".css"):
            todo += (found[2].decode("utf-8") for found in _NAMED.finditer(site.assets[one]))
    return seen


@lru_cache(maxsize=64)  # a build needs each asset several times, a preview after every change
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
