"""Assets → what browsers get of them, under names that change with it, so that they may be kept for ever."""

from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

import rcssmin
import rjsmin

from sitegen.model.colour import on_dark
from sitegen.model.site import Site


def address_of(site: Site, name: str) -> str:
    """The path of an asset from the site's root, with a digest of what it holds: `/assets/site.1a2b3c4d.css`."""
    digest = sha256(bytes_of(site, name)).hexdigest()[:8]
    path = PurePosixPath(name)
    return f"/assets/{path.with_suffix('')}.{digest}{path.suffix}"


def bytes_of(site: Site, name: str) -> bytes:
    """What browsers get of an asset: stylesheets and scripts made small, the site's accent colour put in.

    Stylesheets begin with the colour; drawings have it as `currentColor`.
    """
    return _made(PurePosixPath(name).suffix, site.assets[name], site.config.theme.accent)


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
