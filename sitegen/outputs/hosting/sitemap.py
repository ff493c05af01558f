"""Pages → a sitemap (sitemaps.org 0.9), split into parts with an index if there are many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from sitegen.model.filenames import SITEMAP
from sitegen.outputs.output import Data

MOST = 45_000
"""Addresses in one file. The protocol allows 50,000, and 50 MB."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The path of a page from the root, and the last day on which it changed; None if unknown."""

    address: str
    modified: date | None = None


def sitemaps(base_url: str, pages: Sequence[Listed]) -> Iterator[Data]:
    """`sitemap.xml` with all pages, or with the names of its parts if there are more than `MOST` pages."""
    if len(pages) <= MOST:
        yield _file(SITEMAP, "urlset", "url", base_url, pages)
        return
    parts = []
    for number, start in enumerate(range(0, len(pages), MOST), start=1):
        some = pages[start : start + MOST]
        name = f"sitemap-{number}.xml"
        latest = max((page.modified for page in some if page.modified), default=None)
        parts.append(Listed(f"/{name}", latest))
        yield _file(name, "urlset", "url", base_url, some)
    yield _file(SITEMAP, "sitemapindex", "sitemap", base_url, parts)


def _file(name: str, root: str, item: str, base_url: str, listed: Sequence[Listed]) -> Data:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(_line(item, base_url, one) for one in listed),
        f"</{root}>\n",
    ]
    return Data(name, "\n".join(lines).encode())


def _line(item: str, base_url: str, one: Listed) -> str:
    changed = f"<lastmod>{one.modified}</lastmod>" if one.modified else ""
    return f"<{item}><loc>{escape(base_url + one.address)}</loc>{changed}</{item}>"
