"""The new site and the live one → files to upload and remove, in an order that leaves no broken links."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from sitegen.model.advert import Advert
from sitegen.model.filenames import FEED, ROBOTS, SITEMAP
from sitegen.model.kinds import COLLECTIONS
from sitegen.publishing.publication import Publication

_RECORDS = COLLECTIONS.keys() - {Advert.collection}
"""Collections whose folders hold one record each; among the adverts there are lists too."""
_DEPTH = 3
_LEADING = (FEED, SITEMAP, ROBOTS, "_redirects", "index.json")
"""Names of files that lead readers and programs to others, in any folder."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publication does. `phases` are the files to upload, in order, `size` their bytes.

    `notices` are the titles of notices that are new, changed or gone for readers.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    size: int
    notices: tuple[str, ...]
    phases: tuple[tuple[str, ...], ...]

    @property
    def uploads(self) -> tuple[str, ...]:
        """All files to upload, in order."""
        return tuple(path for phase in self.phases for path in phase)


def compare(
    new: Publication,
    live: Publication | None,
    size_of: Callable[[str], int],
) -> Plan:
    """The plan that turns the live site into the new one; `live` is None before the first publication. `size_of` returns a file's bytes.

    Files that a broken transfer was to change are in an unknown state, so they are sent again.
    """
    files, notices = new.files, new.notices
    before = dict(live.files) if live else {}
    unsure = dict(live.coming or {}) if live else {}
    stayed = live.staying.keys() if live else set()
    fresh = {path for path in files if path not in before and path not in unsure}
    changed = {
        path
        for path, digest in files.items()
        if path not in fresh and (path in unsure or before[path] != digest)
    }
    removed = (before.keys() | unsure.keys() | stayed) - files.keys() - new.staying.keys()
    touched = fresh | changed | removed
    uploads = sorted(fresh | changed)
    phases = tuple(tuple(path for path in uploads if _phase(path, notices) == phase) for phase in range(3))
    titles = {**(live.notices if live else {}), **notices}
    return Plan(
        tuple(sorted(fresh)),
        tuple(sorted(changed)),
        tuple(sorted(removed)),
        sum(map(size_of, uploads)),
        tuple(sorted({titles[folder] for folder in folders_of(touched) if folder in titles})),
        phases,
    )


def takes_out(plan: Plan) -> bool:
    """Whether the plan takes a text out of the register: a published version changes in no other way."""
    return any(path.startswith("data/register/") for path in plan.changed)


def in_transfer(new: Publication, live: Publication | None) -> Publication:
    """The list during a transfer: unchanged files under `files`, all others under `coming`."""
    stayed = {path: one.digest for path, one in live.staying.items()} if live else {}
    before = {**stayed, **live.files, **(live.coming or {})} if live else {}
    unsure = {**stayed, **(live.coming or {})} if live else {}
    kept = {
        path: digest
        for path, digest in before.items()
        if path not in unsure and new.files.get(path) == digest
    }
    left_alone = kept.keys() | new.staying.keys()
    coming = {path: digest for path, digest in {**before, **new.files}.items() if path not in left_alone}
    notices = {**(live.notices if live else {}), **new.notices}
    return replace(new, files=kept, coming=coming, notices=notices)


def _phase(path: str, notices: Mapping[str, str]) -> int:
    """0 for assets and data, 1 for pages, 2 for lists, the home page, feeds and sitemaps."""
    if not path.endswith(".html"):
        return 2 if path.rpartition("/")[2] in _LEADING else 0
    folder = path.removesuffix("index.html")
    is_record = folder in notices or (
        path.split("/", maxsplit=1)[0] in _RECORDS and path.count("/") + 1 >= _DEPTH
    )
    return 1 if is_record else 2


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders of records with these files: `adverts/park-benches/`."""
    return {"/".join(parts[:2]) + "/" for path in paths if len(parts := path.split("/")) >= _DEPTH}


def vanished(plan: Plan, live: Publication | None) -> tuple[str, ...]:
    """Addresses of live notices, other records and attachments that the plan removes.

    Lists come and go as time passes, and names of assets change with their bytes, so these do not count.
    """
    known = live.notices if live else {}
    return tuple(f"/{path.removesuffix('index.html')}" for path in plan.removed if _is_lasting(path, known))


def _is_lasting(path: str, notices: Mapping[str, str]) -> bool:
    first, *_ = parts = path.split("/")
    is_page = path.endswith("/index.html") and len(parts) == _DEPTH
    return first == "files" or (is_page and (first in _RECORDS or path.removesuffix("index.html") in notices))


def page_count(paths: Iterable[str]) -> int:
    """Number of pages among these files."""
    return sum(path.endswith(".html") for path in paths)
