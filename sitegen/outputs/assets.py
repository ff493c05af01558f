"""The stylesheet and icons → files whose names change with what is in them, so that browsers may keep them."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath

import rcssmin

from sitegen.model.colour import on_dark
from sitegen.model.site import Site
from sitegen.outputs.output import Copy, Data, Output


def plan(site: Site) -> Iterator[Output]:
    """Every asset, and every attachment that a public record names."""
    for name in site.assets:
        yield Data(address_of(site, name).removeprefix("/"), _bytes(site, name))
    for attachment in site.attachments.values():
        yield Copy(attachment.address.removeprefix("/"), attachment.file)


def address_of(site: Site, name: str) -> str:
    """The path of an asset from the site's root, with a digest of what it holds: `/assets/site.1a2b3c4d.css`."""
    digest = sha256(_bytes(site, name)).hexdigest()[:8]
    path = PurePosixPath(name)
    return f"/assets/{path.with_suffix('')}.{digest}{path.suffix}"


def _bytes(site: Site, name: str) -> bytes:
    if not name.endswith(".css"):
        return site.assets[name]
    accent = site.config.theme.accent
    colours = f":root{{--accent:{accent};--accent-on-dark:{on_dark(accent)}}}\n"
    return str(rcssmin.cssmin(colours + site.assets[name].decode("utf-8"))).encode("utf-8")
