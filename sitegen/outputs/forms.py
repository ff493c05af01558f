"""The site → response forms for the adverts that ask for them, in OpenDocument and in Word's format."""

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.outputs.output import Output
from sitegen.outputs.response_form import response_forms


def plan(site: Site) -> Iterator[Output]:
    """The forms of every advert that takes responses and asks for them."""
    for advert in site.adverts:
        yield from response_forms(site, advert)
