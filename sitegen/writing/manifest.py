"""The record of what we wrote ↔ the bytes of its file; and which paths may go in it side by side."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from sitegen.model.versions import GENERATOR

# Path → the SHA-256 of its file; more than one while a build is at work, for it may have either.
Manifest = dict[str, list[str]]

FORMAT = 1
_UNSAFE = re.compile(
    r"^$|^/|//|/$|(^|/)\.\.?(/|$)"  # not a plain path below the folder
    r"|[\\\x00-\x1f\x7f\ud800-\udfff]|^.:"  # means something else on another system, or cannot be an address
    r"|^\.(sitegen|git)(/|$)",  # our own records, and those of a repository
    re.IGNORECASE,
)


_PLAIN = re.compile(r"(?:\w[\w.-]*/)*\w[\w.-]*", re.ASCII)
"""What nearly every path is, told in a fifth of the time: there are very many."""


def is_safe(path: str) -> bool:
    """Whether a path stays below the output folder on every system and leaves `.sitegen` and `.git` alone."""
    return _PLAIN.fullmatch(path) is not None or _UNSAFE.search(path) is None


def encoded(manifest: Manifest) -> bytes:
    """The bytes of a manifest: the same for the same files, in whatever order they came."""
    found = {"format": FORMAT, "generator": GENERATOR, "files": manifest}
    return json.dumps(found, sort_keys=True).encode() + b"\n"


def decoded(raw: bytes) -> Manifest | None:
    """What a manifest says; None when it is damaged, or of a format that we do not know."""
    try:
        match json.loads(raw):
            case {"format": 1, "files": dict(files)} | {"version": 1, "files": dict(files)} if all(
                map(_is_entry, files, files.values())
            ):
                return files  # before 0.1.0 the number was called version
    except (ValueError, RecursionError):
        pass
    return None


def _is_entry(path: str, digests: object) -> bool:
    return is_safe(path) and isinstance(digests, list) and all(isinstance(digest, str) for digest in digests)


def either(old: Manifest, new: Mapping[str, str]) -> Manifest:
    """Every path of the last build and of this one, with every hash its file may have on the way."""
    digests = dict(old)
    for path, digest in new.items():
        if digest not in (known := old.get(path, [])):
            digests[path] = sorted((*known, digest))
    return digests


def above(path: str) -> Iterable[str]:
    """The folders a path lies in, innermost first."""
    while path := path.rpartition("/")[0]:
        yield path


class Names:
    """The paths of one build, as the least able disk sees them: capitals and accents may be written either way."""

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}  # name → path
        self._folders: dict[str, str] = {}  # name of a folder → a path in it

    def take(self, path: str) -> str | None:
        """Takes a path, unless another needs the same place (as a file, or one as the other's folder): gives that."""
        name = _name(path)
        # What is above a folder of another path was looked at when that path was taken.
        folders = [] if name.rpartition("/")[0] in self._folders else list(above(name))
        rivals = (self._paths.get(name), self._folders.get(name), *map(self._paths.get, folders))
        if rival := next(filter(None, rivals), None):
            return rival
        self._paths[name] = path
        self._folders.update(dict.fromkeys(folders, path))
        return None

    def same(self, path: str) -> str | None:
        """The path taken under this name, whatever its capitals."""
        return self._paths.get(_name(path))


def _name(path: str) -> str:
    return unicodedata.normalize("NFC", path.casefold())
