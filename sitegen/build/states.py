"""Records → a digest that differs if the public sees something else of one of them."""

from collections.abc import Iterable, Mapping

from sitegen.build.neighbours import Neighbours
from sitegen.memo.digest import digest
from sitegen.model.record import SETTINGS, Key
from sitegen.model.redaction import redaction_of
from sitegen.model.site import Site


class States:
    """The digests of the records of a `site`, each made once, for a record is near several others."""

    def __init__(self, site: Site, neighbours: Neighbours, versions: Mapping[Key, bytes]) -> None:
        """`versions` has for each record a digest of all that its entry is made from."""
        self._site = site
        self._neighbours = neighbours
        self._versions = versions
        self._found: dict[Key, bytes] = {}

    def of(self, keys: Iterable[Key]) -> bytes:
        """A digest of these records as the public sees them now, with the attachments that they and the settings name."""
        keys = (SETTINGS, *keys)
        changed = self._neighbours.last_change(keys[1:])
        return digest(changed.isoformat().encode(), *map(self._one, keys))

    def _one(self, key: Key) -> bytes:
        if key not in self._found:
            self._found[key] = self._digest(key)
        return self._found[key]

    def _digest(self, key: Key) -> bytes:
        site, version = self._site, self._versions.get(key, b"")
        unpublished = site.unpublished.get(key)
        left_out = self._neighbours.hidden(key)
        files = [site.attachments[path] for path in self._neighbours.files_of(key)]
        recorded = [(found.line, redaction_of(found.snapshot)) for found in site.recorded.get(key, ())]
        about = (unpublished, left_out, files, recorded)
        return digest(version, repr(about).encode()) if any(about) else version
