"""An advert → a release of open contracting data in the shape that Find a Tender gives its notices (OCDS 1.1.5, profile for the UK).

For programs that fill in a form. It is not submitted anywhere: how Find a Tender receives notices is not public.
"""

from collections.abc import Iterator
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.parts import Elsewhere
from sitegen.model.platforms import FIND_A_TENDER
from sitegen.model.site import Site
from sitegen.model.times import last_day_of
from sitegen.outputs.exact import Object, absolute, end_of, instant, known, language, start_of, web
from sitegen.outputs.national import answers
from sitegen.outputs.national.questions import NOTICES, Notice
from sitegen.outputs.ocds.amounts import upper
from sitegen.outputs.ocds.lots import lots
from sitegen.outputs.ocds.parties import UNITED_KINGDOM, lead, parties
from sitegen.outputs.ocds.tender import PROCUREMENT_ACT

_OURS: Final = frozenset({"per", "maximumAmount", "minValue", "note"})
"""Fields of our own extension."""
_DOCUMENT: Final = {"engagement": "marketEngagementNotice"}
"""The type of document of a notice; of a plan and of a pipeline it is the same in the data of Find a Tender."""


def release(site: Site, advert: Advert, notice: Notice) -> Object:
    """The release. Without a number or an open contracting id from the platform, ids are made from the advert's own."""
    there = next((place for place in advert.also_published if FIND_A_TENDER.has(place)), None)
    name = (FIND_A_TENDER.number(there) if there else "") or f"{advert.id}-{notice.lower()}"
    process = next(iter(answers.ocid(site, advert)), None)
    return known(
        {
            "ocid": process,
            "id": name,
            "tag": ["planning"],
            "date": instant(site.as_of),
            "initiationType": "tender",
            "parties": parties(site, advert),
            "buyer": lead(site, advert),
            "planning": known(
                {
                    "milestones": [*_milestones(site, advert)],
                    "documents": [_document(site, advert, notice, name, there)],
                }
            ),
            "tender": _tender(site, advert, process or advert.id),
            "language": language(site.config.language),
        }
    )


def _milestones(site: Site, advert: Advert) -> Iterator[Object]:
    """The engagement: how it works, and when it closes or closed."""
    if not advert.is_engagement:
        return
    over = advert.engagement
    closes = end_of(over.closed, site) if over else advert.closes and instant(advert.closes)
    is_met = over is not None or (advert.closes is not None and advert.closes <= site.as_of)
    yield known(
        {
            "id": "engagement",
            "type": "engagement",
            "description": "\n".join(answers.process(site, advert)),
            "dueDate": closes,
            "status": "met" if is_met else "scheduled",
        }
    )


def _document(site: Site, advert: Advert, notice: Notice, name: str, there: Elsewhere | None) -> Object:
    """The notice: on Find a Tender if it is there, or else our page."""
    stage = NOTICES[notice]
    return {
        "id": name,
        "documentType": _DOCUMENT.get(stage, "plannedProcurementNotice"),
        "noticeType": notice,
        "description": site.config.law.notices[stage].words,
        "url": web(there.url) if there else absolute(advert.address, site),
        "datePublished": start_of(advert.published, site),
        "format": "text/html",
    }


def _tender(site: Site, advert: Advert, name: str) -> Object:
    status = "withdrawn" if advert.withdrawn else "planning" if advert.is_engagement else "planned"
    expected = advert.tender_expected
    found = lots(site, advert, status) or [{"id": "1", "status": status}]
    return known(
        {
            "id": name,
            "legalBasis": PROCUREMENT_ACT,
            "title": advert.title,
            "description": "\n".join(answers.description(site, advert)),
            "status": status,
            "items": [*_items(advert, [str(lot["id"]) for lot in found])],
            "value": _without_ours(upper(advert.value)),
            "mainProcurementCategory": advert.category,
            "aboveThreshold": advert.above_threshold,
            "communication": {"futureNoticeDate": end_of(last_day_of(expected), site)} if expected else None,
            "riskDetails": advert.risks.text if advert.risks else None,
            "lots": [_without_ours(lot) for lot in found],
        }
    )


def _items(advert: Advert, names: list[str]) -> Iterator[Object]:
    """An item for each lot, with its codes, or else those of the whole, and the places."""
    own = {lot.id: lot.cpv for lot in advert.lots}
    for number, name in enumerate(names, start=1):
        codes = dict.fromkeys(code[:8] for code in own.get(name, ()) or advert.cpv)
        yield known(
            {
                "id": str(number),
                "additionalClassifications": [{"scheme": "CPV", "id": code} for code in codes],
                "deliveryAddresses": [{"region": region, **UNITED_KINGDOM} for region in advert.regions],
                "relatedLot": name,
            }
        )


def _without_ours(value: object) -> object:
    """The same without the fields that only our own extension has."""
    if isinstance(value, dict):
        return {name: _without_ours(inner) for name, inner in value.items() if name not in _OURS}
    return value
