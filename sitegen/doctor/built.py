"""The output folder and the content → what the live site should be now."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.doctor.expected_headers import ExpectedHeaders, expected_headers
from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.model.file_kinds import names_file
from sitegen.model.history import outcome_day, versions
from sitegen.model.site import Site, index
from sitegen.model.status import Status
from sitegen.writing.manifest import decoded

FORMAT = 1
_FOR_THE_HOST = ("_headers", "_redirects", ".nojekyll", "404.html")
"""Files that hosts read and need not serve."""
_RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Built:
    """The site as it was built, and as it should be `now`. Addresses are below that of the site."""

    now: datetime
    files: Mapping[str, str]
    """The SHA-256 of each file that can be requested, by its address."""
    moved: frozenset[str]
    """Addresses of pages that only redirect."""
    expected_headers: ExpectedHeaders
    not_found: bytes
    statuses: Mapping[str, Status]
    """The status of each advert by its address, those that take responses first."""
    base_url: str = ""
    listed: frozenset[str] = frozenset()
    """Addresses in the sitemap."""
    recent: Mapping[str, str] = field(default_factory=dict)
    """Titles of adverts published or changed in the last week by their address, latest first."""
    output: Path = Path()
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Redirects from old addresses of files, which only the host can send."""


def read_built(output: Path, content: Content) -> Built | None:
    """The build in the output folder; None without a complete one."""
    try:
        manifest = decoded((output / ".sitegen/manifest.json").read_bytes())
        headers = (output / "_headers").read_text("utf-8")
        not_found = (output / "404.html").read_bytes()
    except (OSError, UnicodeDecodeError):
        return None
    if not manifest:
        return None
    files = {address(path): found[0] for path, found in manifest.items() if path not in _FOR_THE_HOST}
    rules = expected_headers(headers, urlsplit(content.config.base_url).path)
    moved = frozenset(redirect.source.removeprefix("/") for redirect in content.config.redirects)
    hosts = {one.source: one.target for one in content.config.redirects if names_file(one.source)}
    site = index(content, {})
    return Built(
        content.now,
        files,
        moved,
        rules,
        not_found,
        dict(_statuses(site)),
        content.config.base_url,
        frozenset(_listed(output, content.config.base_url)),
        dict(_recent(site)),
        output,
        hosts,
    )


def address(path: str) -> str:
    """The address of a file below that of the site: `adverts/` for `adverts/index.html`."""
    folder, _, name = path.rpartition("/")
    return path if name != "index.html" else f"{folder}/" if folder else ""


def html_of(read_built: Built, path: str) -> str:
    """The HTML that was built for an address, or an empty text."""
    name = f"{path}index.html" if path == "" or path.endswith("/") else path
    try:
        return (read_built.output / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        return ""


def _listed(output: Path, base_url: str) -> Iterator[str]:
    """The addresses in the sitemap, below that of the site."""
    for file in sorted(output.glob("sitemap*.xml")):
        for found in re.findall("<loc>(.*?)</loc>", file.read_text("utf-8", "replace")):
            yield unquote(unescape(found).removeprefix(f"{base_url}/"))


def _recent(site: Site) -> Iterator[tuple[str, str]]:
    today = site.as_of.date()
    latest = [(_changed(site, advert), advert) for advert in site.adverts]
    for day, advert in sorted(latest, key=lambda pair: (pair[0], pair[1].id), reverse=True):
        if day > today - _RECENT:
            yield advert.address.removeprefix("/"), advert.title


def _changed(site: Site, advert: Advert) -> date:
    return versions(advert, site.as_of.date(), outcome_day(site.get(advert.outcome)))[-1].day


def _statuses(site: Site) -> Iterator[tuple[str, Status]]:
    latest_first = sorted(
        site.adverts, key=lambda advert: advert.deadline.timestamp() if advert.deadline else 0, reverse=True
    )
    for advert in sorted(latest_first, key=lambda advert: not site.status(advert).takes_responses):
        yield advert.address.removeprefix("/"), site.status(advert)


def published_files(raw: bytes) -> Mapping[str, str] | None:
    """The SHA-256 of each file by its address, from the list of `sitegen publish`; None if it cannot be read."""
    try:
        match json.loads(raw):
            case {"format": 1, "files": dict(files)} if all(
                isinstance(digest, str) for digest in files.values()
            ):
                return {address(path): digest for path, digest in files.items() if path not in _FOR_THE_HOST}
    except (ValueError, RecursionError):
        pass
    return None
