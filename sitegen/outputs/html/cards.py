"""Adverts and documents → the cards and links that pages show."""

from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.attachment import type_of
from sitegen.model.made_forms import form_page
from sitegen.model.media_types import media_type
from sitegen.model.parts import Document
from sitegen.model.scalars import FilePath
from sitegen.model.site import Site
from sitegen.outputs.response_form import Form, response_forms

RESPONSE_FORM = "Response form"


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document as pages show it."""

    title: str
    address: str | None
    """None for a document without a link."""
    type: str | None = None
    size: int | None = None
    """In bytes."""
    pages: int | None = None
    note: str | None = None
    language: str | None = None
    media_type: str | None = None
    form: Form | None = None
    """The recipe of a response form, from which the filter `weight` finds its size."""


def document_link(site: Site, document: Document) -> DocumentLink:
    """The link to a document, with type, size and pages of its attachment."""
    found = site.attachments[document.file] if document.file else None
    return DocumentLink(
        title=document.title,
        address=found.address if found else document.url,
        type=found.type if found else None,
        size=found.size if found else None,
        pages=found.pages if found else None,
        note=document.note,
        language=document.language,
        media_type=found.media_type if found else None,
    )


def form_links(site: Site, advert: Advert) -> tuple[DocumentLink, ...]:
    """Links to the response form of an advert: the buyer's own file, or the site's form in each format and as a page."""
    own = advert.respond.form if advert.respond else None
    if isinstance(own, FilePath):
        return (document_link(site, Document(title=RESPONSE_FORM, file=own)),)
    files = tuple(
        DocumentLink(RESPONSE_FORM, form.address, type=type_of(form.path), form=form)
        for form in response_forms(site, advert)
    )
    page = DocumentLink(RESPONSE_FORM, form_page(advert), type="web page", media_type="text/html")
    return (*files, page) if files else ()


def file_link(title: str, kind: str, path: str, size: int) -> DocumentLink:
    """The link to a generated file, with its kind and its size in bytes."""
    return DocumentLink(title, f"/{path}", type=kind, size=size, media_type=media_type(path))
