"""An advert → the `tender` of its releases: what may be bought, questions with answers, changes."""

from collections.abc import Iterator
from typing import Final

from sitegen.model.above_threshold import ACT_SINCE
from sitegen.model.advert import Advert
from sitegen.model.parts import Amendment, Clarification
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, known, start_of, with_ids
from sitegen.outputs.ocds.amounts import minimum, upper
from sitegen.outputs.ocds.lots import items, lots
from sitegen.outputs.ocds.parties import lead
from sitegen.outputs.ocds.state import State

PROCUREMENT_ACT: Final = {
    "id": "2023/54",
    "scheme": "UKPGA",
    "uri": "https://www.legislation.gov.uk/ukpga/2023/54/contents",
}
"""The `legalBasis` of notices under the Act, as Find a Tender gives it."""
_RESERVED = {
    "supported-employment": "shelteredWorkshop",
    "public-service-mutual": "publicServiceMissionOrganization",
    "sme-vcse": "smeVcse",
}
"""The codes of `reserved` in the extension for other requirements and in that for the UK."""


def tender(site: Site, advert: Advert, ocid: str, state: State) -> Object:
    """The `tender` of a release."""
    status = _status(advert, state)
    found = lots(site, advert, status)
    is_under_act = bool(site.config.law.notices) and advert.published >= ACT_SINCE
    reserved = [_RESERVED[who] for who in dict.fromkeys(advert.reserved)]
    return known(
        {
            "id": ocid,
            "legalBasis": PROCUREMENT_ACT if is_under_act else None,
            "title": advert.title,
            "description": _description(advert),
            "status": status,
            "procuringEntity": lead(site, advert) if advert.buyers else None,
            "mainProcurementCategory": advert.category,
            "aboveThreshold": advert.above_threshold,
            "value": upper(advert.value),
            "minValue": minimum(advert.value),
            "otherRequirements": known({"reservedParticipation": reserved}),
            "riskDetails": advert.risks.text if advert.risks else None,
            "items": [*items(advert, is_in_lot=bool(found))],
            "lots": found,
            "enquiries": [_enquiry(site, asked) for asked in advert.clarifications],
            "amendments": [*_amendments(site, advert, state)],
        }
    )


def _description(advert: Advert) -> str:
    """The summary and the text; the text alone if it begins with the summary."""
    summary, text = advert.summary, advert.body.text
    return text if text.startswith(summary) else "\n\n".join(filter(None, (summary, text)))


def _status(advert: Advert, state: State) -> str:
    """The code of OCDS (“Tender status”). A tender that follows has data of its own, on the platform that publishes it."""
    if state.withdrawal(advert):
        return "withdrawn"
    if any(became.kind == "stopped" and became.date <= state.day for became in advert.became):
        return "cancelled"
    return "planning" if advert.is_engagement else "planned"


def _enquiry(site: Site, asked: Clarification) -> Object:
    return known(
        {
            "id": asked.id,
            "date": start_of(asked.asked, site),
            "description": asked.question.text,
            "answer": asked.answer.text if asked.answer else None,
            "dateAnswered": start_of(asked.answered, site) if asked.answered else None,
        }
    )


def _amendments(site: Site, advert: Advert, state: State) -> Iterator[Object]:
    """The changes up to the day of the release."""
    changes = [change for change in advert.amendments if change.date <= state.day]
    for name, amendment in with_ids("change", changes, _day_and_words):
        yield known(
            {
                "id": name,
                "date": start_of(amendment.date, site),
                "description": amendment.change,
                "rationale": amendment.reason,
            }
        )
    if gone := state.withdrawal(advert):
        yield {
            "id": "withdrawal",
            "date": start_of(gone.date, site),
            "description": "The notice was withdrawn.",
            "rationale": gone.reason,
        }


def _day_and_words(amendment: Amendment) -> str:
    """What identifies a change: several may be of one day."""
    return f"{amendment.date.isoformat()} {amendment.change}"
