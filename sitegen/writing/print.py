"""A page in HTML, with its stylesheet and pictures → a tagged PDF. The only module that knows WeasyPrint.

It is imported only where PDFs are wanted: WeasyPrint takes its time, and needs Pango from the system.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

_FORM = {"pdf_variant": "pdf/ua-1"}
"""PDF with the marks that ISO 14289-1 (PDF/UA-1) asks for. Whether a page is accessible also depends on its words."""
_FOOT = b"""@page { @bottom-left { inline-size: 80%; content: string(site) "\\2003" string(reference) } }
.name { string-set: site content(text) } .kind .reference { string-set: reference content(text) }"""
"""Whose page it is and its reference, at the foot of each sheet. No browser understands this, so none has to load it."""
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


def to_pdf(html: str, address: str, title: str, author: str, files: Mapping[str, bytes]) -> bytes:
    """The page as a tagged PDF: the same bytes for the same page, on a machine with the same typefaces.

    `address` is where the page is on the web, from which its links lead on. It may use the `files`, by their
    addresses, and nothing else: no other file and no network.
    """
    sheets = [urljoin(address, unescape(name)) for name in _SHEET.findall(html)]
    styles = [_style("", _FOOT), *(_style(url, files[url]) for url in sheets if url in files)]
    page = weasyprint.HTML(string=_SHEET.sub("", html), base_url=address, url_fetcher=_Given(files))
    document = page.render(font_config=_typefaces(), stylesheets=styles, **_FORM)
    document.metadata.title = title  # whole, where a browser's tab has it cut short
    document.metadata.authors = [author]
    name = sha256(address.encode()).hexdigest()[:32].encode()
    return bytes(document.write_pdf(finisher=_describe_links, pdf_identifier=name, **_FORM))


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
