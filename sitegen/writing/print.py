"""A page in HTML, with its stylesheet and pictures → a tagged PDF. The only module that knows WeasyPrint.

It is imported only where PDFs are wanted: WeasyPrint takes its time, and needs Pango from the system.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pydyf
import weasyprint
from weasyprint.formatting_structure.boxes import TableBox, TableCellBox, TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from sitegen.writing.render import Paper

_FORM = {"pdf_variant": "pdf/ua-1"}
"""PDF with the marks that ISO 14289-1 (PDF/UA-1) asks for. Whether a page is accessible also depends on its words."""
_FOOT = b"""@page { @bottom-left { inline-size: 80%; content: string(site) "\\2003" string(reference) } }
.name { string-set: site content(text) } .kind .reference { string-set: reference content(text) }"""
"""Whose page it is and its reference, at the foot of each sheet. No browser understands this, so none has to load it."""
_SLACK = 1
"""By how many pixels a letter may lie beyond the edge of the text: they overhang their room by less."""
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


_STEPS = (
    "",
    "turned",
    "turned small",
    "broken",
    "turned broken",
    "turned small broken",
    "turned least broken",
)
"""How a table is set, until one way has room for all its columns: as it is, on a sheet on its side, in smaller letters, with
words broken."""
_TABLES = b"""body { page: upright } table { page: upright !important; font-size: 8pt !important; overflow-wrap: break-word !important }
.turned { page: wide !important } .small { font-size: 6.5pt !important } .least { font-size: 5pt !important }
.broken { overflow-wrap: anywhere !important } .broken > * > * > * { min-inline-size: 4.5em; white-space: normal !important }"""
"""The ways of _STEPS, in place of those that the stylesheet has for browsers, which cannot measure. Sheets that stand have a
name as well, or what comes after a table on its side would stay with it."""


def to_pdf(html: str, address: str, title: str, author: str, files: Mapping[str, bytes]) -> Paper:
    """The page as a tagged PDF: the same bytes for the same page, on a machine with the same typefaces.

    `address` is where the page is on the web, from which its links lead on. It may use the `files`, by their
    addresses, and nothing else: no other file and no network.
    """
    sheets = [urljoin(address, unescape(name)) for name in _SHEET.findall(html)]
    given = (_style(url, files[url]) for url in sheets if url in files)
    styles = [_style("", _FOOT), *given, _style("", _TABLES)]
    page = weasyprint.HTML(string=_SHEET.sub("", html), base_url=address, url_fetcher=_Given(files))
    document, cut = _laid_out(page, styles)
    document.metadata.title = title  # whole, where a browser's tab has it cut short
    document.metadata.authors = [author]
    name = sha256(address.encode()).hexdigest()[:32].encode()
    data = document.write_pdf(finisher=_describe_links, pdf_identifier=name, **_FORM)
    missing = {letter for font in document.fonts.values() for letter in font.missing}
    return Paper(bytes(data), cut, "".join(map(chr, sorted(missing))))


def _laid_out(page: Any, styles: list[Any]) -> tuple[Any, tuple[str, ...]]:  # noqa: ANN401 - WeasyPrint has no types
    """The page on sheets, each table in the first of the ways that has room for it; the tables that none has room for."""
    steps: dict[Any, int] = {}
    while True:
        document = page.render(font_config=_typefaces(), stylesheets=styles, **_FORM)
        wide = {table: None for sheet in document.pages for table in _too_wide(sheet)}
        if all(steps.get(table, 0) == len(_STEPS) - 1 for table in wide):
            return document, tuple(map(_caption, wide))
        for table in wide:
            steps[table] = min(steps.get(table, 0) + 1, len(_STEPS) - 1)
            kind = table.get("class", "").removesuffix(_STEPS[steps[table] - 1]).rstrip()
            table.set("class", f"{kind} {_STEPS[steps[table]]}".lstrip())


def _too_wide(sheet: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint has no types
    """The tables of which a part lies beyond the edges of a sheet's text."""
    text = sheet._page_box  # noqa: SLF001 - it has no other way to ask where things are
    start = text.content_box_x() - _SLACK
    end = start + text.width + 2 * _SLACK
    for box in text.descendants():
        if isinstance(box, TableBox):
            cells = [part for part in box.descendants() if isinstance(part, TableCellBox | TextBox)]
            ends = [(part.position_x, part.position_x + part.margin_width()) for part in cells]
            if any(first < start or last > end for first, last in ends):
                yield box.element


def _caption(table: Any) -> str:  # noqa: ANN401 - an element of xml.etree or of a wrapper about it
    return next((_words(caption) for caption in table.iter("caption")), "")


class _Given(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Answers with the files that were given, and refuses all other addresses."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file at an address; raises LookupError for any other, which leaves a picture out of the page."""
        del headers
        kind = {"Content-Type": "text/css"} if url.endswith(".css") else {}
        return URLFetcherResponse(url, self._files[url], kind)


@cache
def _typefaces() -> FontConfiguration:
    """The typefaces of this machine. To look for them anew for every page takes a sixth of the time."""
    return FontConfiguration()


@cache
def _style(url: str, data: bytes) -> weasyprint.CSS:
    """A stylesheet, which is the same for many pages. To read it anew for each takes a tenth of the time."""
    return weasyprint.CSS(string=data, base_url=url, url_fetcher=_Given({}))


def _describe_links(document: Any, _pdf: object) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Gives each link its words as its description (ISO 14289-1, 7.18.5), in place of its address."""
    words = ""
    for page in document.pages:
        for _kind, target, _place, box in page.links:
            if box.element.tag == "a":  # else it is a part of the link before it, such as one in bold
                words = _words(box.element)
            if box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(words or target)


def _words(link: Any) -> str:  # noqa: ANN401 - an element of xml.etree or of a wrapper about it
    label = link.get("aria-label") or "".join(link.itertext())
    pictures = (picture.get("alt", "") for picture in link.iter("img"))
    return " ".join(" ".join((label, *pictures)).split())
