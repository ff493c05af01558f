"""Assets → what browsers get of them, under names that change with it, so that they may be kept for ever."""

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
    """What is in an asset. Stylesheets and scripts are made small; the former begin with the site's accent colour."""
    data = site.assets[name]
    if name.endswith(".css"):
        return str(rcssmin.cssmin(_colours(site) + data.decode("utf-8"))).encode("utf-8")
    return str(rjsmin.jsmin(data.decode("utf-8"))).encode("utf-8") if name.endswith(".js") else data


def _colours(site: Site) -> str:
    accent = site.config.theme.accent
    return f":root{{--accent:{accent};--accent-on-dark:{on_dark(accent)}}}\n"
