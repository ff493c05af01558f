"""An advert → the addresses of the response form that the site makes for it, in each format and as a page."""

from collections.abc import Iterator
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.slug import slug

FORMS: Final = (".odt", ".docx")
"""The formats of a response form, first the one that every office program may implement (ISO/IEC 26300)."""


def form_name(advert: Advert) -> str:
    """The name of an advert's response form, without its ending: one that comes back by email says what it answers."""
    return f"response-{slug(advert.reference, 'form')}"


def form_page(advert: Advert) -> str:
    """The address of the form as a page."""
    return f"{advert.address}{form_name(advert)}/"


def made_forms(advert: Advert) -> Iterator[str]:
    """All addresses of the form; none if the site makes none. They are there while the advert takes responses."""
    if advert.has_made_form:
        yield from (f"{advert.address}{form_name(advert)}{ending}" for ending in FORMS)
        yield form_page(advert)
