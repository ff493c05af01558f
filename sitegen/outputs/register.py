"""The register → the snapshots of each record's versions, at the paths that its lines name. Releases are in packages."""

from collections.abc import Iterator

from sitegen.model.kinds import Shown
from sitegen.model.record import key_of
from sitegen.model.site import Site
from sitegen.outputs.output import Copy, Output


def beside(site: Site, record: Shown) -> Iterator[Output]:
    """The snapshots of the versions of one record."""
    for found in site.recorded.get(key_of(record), ()):
        yield Copy(f"data/{found.line.file}", found.source)


def others(site: Site) -> Iterator[Output]:
    """The snapshots of records that are no longer at the address in the register, with their releases, and of notes."""
    if site.register:
        for line in site.register.lines:
            if line.key not in site.shown:
                yield Copy(f"data/{line.file}", site.register.folder / line.file)
                if line.release_file in site.register.releases:
                    yield Copy(f"data/{line.release_file}", site.register.folder / line.release_file)
