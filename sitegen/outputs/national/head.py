"""An advert → what staff should know before they fill in its national notice."""

from collections.abc import Iterator

from sitegen.model.advert import Advert
from sitegen.model.site import Site
from sitegen.outputs.national.questions import NOTICES, Notice
from sitegen.outputs.wording import day


def head(site: Site, advert: Advert, notice: Notice) -> list[str]:
    """The name of the notice, the advert's title and reference, and what is special about it."""
    words = site.config.law.notices[NOTICES[notice]].words
    name = words.removesuffix(f" ({notice})")
    return [
        f"{notice}: {name}",
        f"{advert.title} ({advert.reference})",
        *_notes(site, advert, notice),
    ]


def _notes(site: Site, advert: Advert, notice: Notice) -> Iterator[str]:
    law = site.config.law
    if gone := advert.withdrawn:
        yield f"It was withdrawn on {day(gone.date)}. Do not publish it on the platform; if it is there, withdraw it there too."
    for platform in law.platforms:
        for place in advert.also_published:
            if platform.has(place) and (number := platform.number(place)):
                yield f"It has the number {number} on {platform.name}. Change it there; do not publish it a second time."
    if law.platform_first:
        yield (
            "A Welsh authority sends it to Sell2Wales, from where it goes to Find a Tender, before it is public anywhere else "
            f"({law.platform_first}). Those regulations have numbers of their own: the numbers below are those of the Procurement Regulations 2024."
        )
    if notice == "UK1" and law.name == "Northern Ireland":
        yield "Where Northern Irish rules apply, a pipeline notice need not be published (Find a Tender, notice types)."
