"""The site → response forms for adverts that have them, as OpenDocument and Word files."""

from collections.abc import Iterator

from sitegen.model.advert import Advert
from sitegen.model.kinds import Shown
from sitegen.model.site import Site
from sitegen.outputs.output import Output
from sitegen.outputs.response_form import response_forms


def beside(site: Site, record: Shown) -> Iterator[Output]:
    """The response forms of an advert that is open and has them."""
    if isinstance(record, Advert):
        yield from response_forms(site, record)
