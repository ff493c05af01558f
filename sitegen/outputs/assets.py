"""Stylesheets, scripts, icons and attachments → files."""

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.outputs.fingerprint import address_of, bytes_of
from sitegen.outputs.output import Copy, Data, Output


def plan(site: Site) -> Iterator[Output]:
    """Every asset, and every attachment that a public record names."""
    for name in site.assets:
        yield Data(address_of(site, name).removeprefix("/"), bytes_of(site, name))
    for attachment in site.attachments.values():
        yield Copy(f"files/{attachment.path}", attachment.file)
