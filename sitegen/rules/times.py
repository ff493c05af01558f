"""Do the times of a notice leave suppliers a fair chance?"""

from collections.abc import Iterator
from datetime import timedelta

from sitegen.diagnostics import Diagnostic
from sitegen.model.advert import Advert
from sitegen.model.content import Content


def closes_before_published(content: Content) -> Iterator[Diagnostic]:
    """An advert closes before, or on, the day it is published."""
    for advert in content.of(Advert):
        if advert.record.closes.date() <= advert.record.published:
            message = "The closing time is not after the publication date"
            hint = f"suppliers need time to respond: choose a day after {advert.record.published:%Y-%m-%d}"
            published = (("published",), "published here")
            yield advert.error(("closes",), "closes-before-published", message, hint, published)


def short_response(content: Content) -> Iterator[Diagnostic]:
    """Suppliers have fewer days to respond than the site promises."""
    least = content.config.minimum_response_days
    for advert in content.of(Advert):
        days = (advert.record.closes.date() - advert.record.published).days
        if 0 < days < least:
            earliest = advert.record.published + timedelta(days=least)
            message = f"Suppliers have {days} {'day' if days == 1 else 'days'} to respond; this site gives them {least}"
            yield advert.warning(
                ("closes",),
                "short-response",
                message,
                f"close on {earliest:%Y-%m-%d} or later",
            )
