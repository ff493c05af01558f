"""Is a notice above the threshold on the national platform too, and does its number there look right?"""

from collections.abc import Iterator
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.above_threshold import ACT_SINCE, is_above, is_certainly_above, least
from sitegen.model.advert import Advert
from sitegen.model.buyers import BodyType
from sitegen.model.content import Content
from sitegen.model.entry import Entry
from sitegen.model.jurisdiction import Jurisdiction
from sitegen.model.parts import Elsewhere
from sitegen.model.platforms import Platform
from sitegen.rules.rule import rule

_UNDER = {"soft-market-test": "uk2", "early-engagement": "uk2", "planned-procurement": "uk3"}
"""The command that lists the answers for the notice of each kind. A pipeline notice is a duty of the largest buyers alone."""


@rule(Severity.WARNING, reach="record")
def no_platform_number(content: Content) -> Iterator[Diagnostic]:
    """A notice of engagement or of a plan is above the threshold, and does not say which number it has on Find a Tender.

    It is above if it says so; without `above_threshold`, if its value reaches the threshold of its category and of the buyer
    that leads. In Wales `platform-comes-first` looks at this.

    Why: Above the threshold, suppliers look on the central platform. A buyer that engages with the market publishes the notice
    of it there before the tender notice, or says in the tender notice why not (Procurement Act 2023, section 17); a notice of a
    plan shortens the time for tenders only if it is there (section 15).

    Wrong:
        kind: early-engagement
        above_threshold: true

    Right:
        kind: early-engagement
        above_threshold: true
        also_published:
          - title: Find a Tender
            url: https://www.find-tender.service.gov.uk/Notice/083655-2026
            id: 083655-2026
    """
    if not content.config.law.platform_first:
        yield from (finding for advert in _above(content) for finding in _without_number(content, advert))


@rule(Severity.ERROR, reach="record")
def platform_comes_first(content: Content) -> Iterator[Diagnostic]:
    """A notice of engagement or of a plan of a site in Wales is above the threshold, and has no number of the platform.

    It is above if it says so; without `above_threshold`, if its value reaches the threshold of its category and of the buyer
    that leads. A number of another shape than Sell2Wales or Find a Tender gives counts as none.

    Why: A Welsh authority publishes such a notice on the central platform before it does anywhere else, and does so by sending
    it to Sell2Wales (Procurement (Wales) Regulations 2024, regulation 5(1) and (2)).

    Wrong:
        kind: early-engagement
        above_threshold: true   (in site.yaml: “jurisdiction: wales”)

    Right:
        kind: early-engagement
        above_threshold: true
        also_published:
          - title: Sell2Wales
            url: https://www.sell2wales.gov.wales/search/show/search_view.aspx?ID=JUN441660
            id: JUN441660
    """
    if content.config.law.platform_first:
        for advert in _above(content):
            named = _on_platforms(content, advert.record)
            if not any(platform.is_number(platform.number(place)) for _, place, platform in named):
                odd = list(_odd_numbers(content, advert))
                yield from odd or _without_number(content, advert)


@rule(Severity.WARNING, reach="record")
def odd_platform_number(content: Content) -> Iterator[Diagnostic]:
    """The number that a notice has on a national platform does not look like a number of that platform.

    It is advice for a notice that is not known to be above the threshold.

    Why: Suppliers and programs find the notice there by its number. Find a Tender gives six digits and the year; Sell2Wales
    gives the letters of a month and six digits.

    Wrong:
        also_published:
          - title: Find a Tender
            url: https://www.find-tender.service.gov.uk/Notice/083655-2026
            id: 2026/S 000-083655

    Right:
        also_published:
          - title: Find a Tender
            url: https://www.find-tender.service.gov.uk/Notice/083655-2026
            id: 083655-2026
    """
    law = content.config.law
    above = {advert.record.id for advert in _above(content)}
    for advert in content.of(Advert):
        is_one = advert.record.id in above
        if is_one and law.platform_first:
            continue  # an error there
        for found in _odd_numbers(content, advert):
            yield found if is_one else replace(found, severity=Severity.ADVICE)


@rule(Severity.WARNING, reach="record")
def above_threshold_denied(content: Content) -> Iterator[Diagnostic]:
    """A notice says that it is not above the threshold, and its value reaches every threshold of its category.

    Why: Above the threshold, suppliers have more rights and the buyer has more duties. One of the two lines is a slip.

    Wrong:
        category: goods
        value:
          including_vat: 432000
        above_threshold: false

    Right:
        category: goods
        value:
          including_vat: 432000
        above_threshold: true
    """
    for advert in content.of(Advert):
        record = advert.record
        law, buyer = content.config.law, _buyer(content, record)
        if record.above_threshold is False and is_certainly_above(record, buyer, law):
            message = (
                f"This value, at least £{least(record):,.0f}, is above every threshold for {record.category}"
            )
            hint = "write above_threshold: true, or correct the value or the category"
            yield advert.find(("above_threshold",), message, hint, (("value",), "value given here"))


def _above(content: Content) -> Iterator[Entry[Advert]]:
    """The notices of engagement and of planned tenders that are above the threshold and under the Act, and not withdrawn."""
    law = content.config.law
    for advert in content.of(Advert) if law.platforms else ():
        record = advert.record
        is_under = record.kind in _UNDER and record.published >= ACT_SINCE and not record.withdrawn
        if is_under and is_above(record, _buyer(content, record), law):
            yield advert


def _buyer(content: Content, advert: Advert) -> BodyType | None:
    """The kind of the buyer that leads, as far as the site says it."""
    stated = content.config.buyers_of(advert.buyers)
    own = [buyer for buyer in content.config.buyers if buyer.name == content.config.publisher.name]
    return next((buyer.type for buyer in (*stated, *own)), None)


def _on_platforms(content: Content, advert: Advert) -> list[tuple[int, Elsewhere, Platform]]:
    """The entries of `also_published` on a platform of the site's nation, each with its place and the platform."""
    return [
        (number, place, platform)
        for number, place in enumerate(advert.also_published)
        for platform in content.config.law.platforms
        if platform.has(place)
    ]


def _odd_numbers(content: Content, advert: Entry[Advert]) -> Iterator[Diagnostic]:
    """A finding for each stated number of another shape than those of its platform."""
    for number, place, platform in _on_platforms(content, advert.record):
        if place.id and not platform.is_number(place.id):
            message = f"“{place.id}” does not look like a number of {platform.name}"
            meant = platform.put_right(place.id)
            copied = f"copy it from the notice there; it looks like {meant}"
            hint = copied if meant == platform.example else f"write id: {meant}"
            yield advert.find(("also_published", number, "id"), message, hint)


def _without_number(content: Content, advert: Entry[Advert]) -> Iterator[Diagnostic]:
    """A finding if no entry of `also_published` has a number of a platform."""
    named = _on_platforms(content, advert.record)
    if any(platform.number(place) for _, place, platform in named):
        return
    for number, _, platform in named[:1]:
        message = f"This is above the threshold, and its number on {platform.name} is missing"
        hint = f"add a line id: with its number there, such as {platform.example}"
        yield advert.find(("also_published", number), message, hint)
    if not named:
        yield _unpublished(advert, content.config.law)


def _unpublished(advert: Entry[Advert], law: Jurisdiction) -> Diagnostic:
    record, platform = advert.record, law.platforms[0]
    first = " before it is public here" if law.platform_first else ""
    message = f"This is above the threshold, so it belongs on {platform.name} too{first}"
    hint = (
        f"publish it there (sitegen {_UNDER[record.kind]} {record.id} lists the answers), then add also_published: with title: "
        f"{platform.name}, url: and id:, its number there, such as {platform.example}; or, if it is below the threshold, "
        "above_threshold: false"
    )
    return advert.find(("value",) if record.above_threshold is None else ("above_threshold",), message, hint)
