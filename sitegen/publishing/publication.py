"""The public list of what is live ↔ the bytes of its file, `.well-known/sitegen-publication.json`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sitegen import __version__
from sitegen.building.manifest import is_safe

PLACE = ".well-known/sitegen-publication.json"
_FORMAT = 1
_GENERATOR = "sitegen"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a site was made from: the commit of its content, where it lies in git, and the date of that or of its newest file."""

    commit: str | None
    date: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A published site: the SHA-256 of each file, and the title of each notice by its folder.

    While a transfer is at work, `files` are those that it leaves alone; those `coming` may be there in any form, or not at
    all. A transfer that was broken leaves it so.
    """

    site: str
    published: datetime
    origin: Origin
    files: Mapping[str, str]
    notices: Mapping[str, str]
    coming: Mapping[str, str] | None = None


def encoded(publication: Publication) -> bytes:
    """The bytes of the file, one path a line: the same for the same publication."""
    told = {
        "format": _FORMAT,
        "generator": f"{_GENERATOR} {__version__}",
        "site": publication.site,
        "published": publication.published.isoformat(),
        "content": {"commit": publication.origin.commit, "date": publication.origin.date.isoformat()},
        "notices": publication.notices,
        "files": publication.files,
    }
    if publication.coming is not None:
        told["coming"] = publication.coming
    return json.dumps(told, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


def decoded(raw: bytes) -> Publication | None:
    """What the file says; none when it is damaged, not ours, or of a version we do not know."""
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
                    origin = Origin(commit, _moment(date))
                    return Publication(site, _moment(published), origin, files, notices, coming)
    except (ValueError, RecursionError):
        pass
    return None


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
