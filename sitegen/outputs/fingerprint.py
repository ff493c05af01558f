"""Assets → what browsers get of them, under names that change with it, so that they may be kept for ever."""

from hashlib import sha256
from pathlib import PurePosixPath

import rcssmin

from sitegen.model.colour import on_dark
from sitegen.model.site import Site


def address_of(site: Site, name: str) -> str:
    """The path of an asset from the site's root, with a digest of what it holds: `/assets/site.1a2b3c4d.css`."""
    digest = sha256(bytes_of(site, name)).hexdigest()[:8]
    path = PurePosixPath(name)
    return f"/assets/{path.with_suffix('')}.{digest}{path.suffix}"


def bytes_of(site: Site, name: str) -> bytes:
    """What is in an asset. Stylesheets begin with the accent colour and are made small; drawings have it as `currentColor`."""
    accent = site.config.theme.accent
    if name.endswith(".svg"):
        return site.assets[name].replace(b"currentColor", accent.encode("ascii"))
    if not name.endswith(".css"):
        return site.assets[name]
    colours = f":root{{--accent:{accent};--accent-on-dark:{on_dark(accent)}}}\n"
    return str(rcssmin.cssmin(colours + site.assets[name].decode("utf-8"))).encode("utf-8")
