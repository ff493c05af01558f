"""The public list of what is live ↔ the bytes of its file, `.well-known/sitegen-publication.json`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sitegen.model.versions import GENERATOR
from sitegen.writing.manifest import is_safe

PLACE = ".well-known/sitegen-publication.json"
FORMAT = 1
_GENERATOR = "sitegen"


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit of a site's content, None outside git, and the date of that commit or of the newest file."""

    commit: str | None
    date: datetime


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file that the site no longer has: its SHA-256, and the time of the publication that dropped it."""

    digest: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A published site: the SHA-256 of each file, and the title of each notice by its folder.

    `staying` are old files that are still live, for open pages.

    During a transfer, and after a broken one, `files` are the unchanged files; those `coming` may be there in any form, or
    not at all.
    """

    site: str
    published: datetime
    origin: Origin
    files: Mapping[str, str]
    notices: Mapping[str, str]
    coming: Mapping[str, str] | None = None
    staying: Mapping[str, OldFile] = field(default_factory=dict)


def digests_of(publication: Publication) -> Mapping[str, str]:
    """The SHA-256 of every live file: those of the site, and those that stay."""
    return {**{path: one.digest for path, one in publication.staying.items()}, **publication.files}


def encoded(publication: Publication) -> bytes:
    """The bytes of the file, one path a line. Equal publications give equal bytes."""
    listed = {
        "format": FORMAT,
        "generator": GENERATOR,
        "site": publication.site,
        "published": publication.published.isoformat(),
        "content": {"commit": publication.origin.commit, "date": publication.origin.date.isoformat()},
        "notices": publication.notices,
        "files": publication.files,
    }
    if publication.staying:
        listed["staying"] = {
            path: {"sha256": one.digest, "since": one.since.isoformat()}
            for path, one in publication.staying.items()
        }
    if publication.coming is not None:
        listed["coming"] = publication.coming
    return json.dumps(listed, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


def decoded(raw: bytes) -> Publication | None:
    """The publication; None if the file is damaged, not ours, or in another format."""
    try:
        match json.loads(raw):
            case {
                "format": 1,
                "generator": str(generator),
                "site": str(site),
                "published": str(published),
                "content": {"commit": None | str() as commit, "date": str(date)},
                "notices": dict(notices),
                "files": dict(files),
                **rest,
            } if generator.startswith(f"{_GENERATOR} ") and _all_text(notices) and _is_commit(commit):
                coming: object = rest.get("coming")
                if _are_files(files) and (
                    coming is None or (isinstance(coming, dict) and _are_files(coming))
                ):
                    origin, left = Origin(commit, _moment(date)), _old_files(rest.get("staying", {}))
                    return Publication(site, _moment(published), origin, files, notices, coming, left)
    except (ValueError, RecursionError):
        pass
    return None


def _old_files(found: object) -> Mapping[str, OldFile]:
    """The files that stay. Raises ValueError if they are not in our format."""
    match found:
        case dict() if all(map(is_safe, found)):
            return {path: _old_file(one) for path, one in found.items()}
    raise ValueError(found)


def _old_file(found: object) -> OldFile:
    match found:
        case {"sha256": str(digest), "since": str(since)}:
            return OldFile(digest, _moment(since))
    raise ValueError(found)


def _is_commit(commit: str | None) -> bool:
    return commit is None or re.fullmatch("[0-9a-f]{40,64}", commit) is not None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _are_files(found: Mapping[str, object]) -> bool:
    return all(map(is_safe, found)) and _all_text(found)


def _all_text(found: Mapping[str, object]) -> bool:
    return all(isinstance(value, str) for value in found.values())
