"""An advert → the `tender` of its releases: what may be bought, questions with answers, changes."""

from collections.abc import Iterator, Mapping
from datetime import date

from sitegen.model.advert import Advert
from sitegen.model.parts import Clarification
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, known, start_of, with_ids
from sitegen.outputs.ocds.amounts import minimum, upper
from sitegen.outputs.ocds.lots import items, lots
from sitegen.outputs.ocds.parties import lead
from sitegen.outputs.ocds.versions import State

_RESERVED = {
    "supported-employment": "shelteredWorkshop",
    "public-service-mutual": "publicServiceMissionOrganization",
    "sme-vcse": "smeVcse",
}
"""The codes of `reserved` in the extension for other requirements and in that for the UK."""


def tender(site: Site, advert: Advert, ocid: str, state: State, ids: Mapping[date, str]) -> Object:
    """The `tender` of a release. `ids` are the ids of the releases by day."""
    status = _status(advert, state)
    found = lots(site, advert, status)
    reserved = [_RESERVED[who] for who in dict.fromkeys(advert.reserved)]
    return known(
        {
            "id": ocid,
            "title": advert.title,
            "description": advert.summary,
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
            "enquiries": [_enquiry(site, answer) for answer in state.answers],
            "amendments": [*_amendments(site, state, ids)],
        }
    )


def _status(advert: Advert, state: State) -> str:
    """The code of OCDS (“Tender status”). A tender that follows has data of its own, on the platform that publishes it."""
    if state.withdrawal:
        return "withdrawn"
    if any(became.kind == "stopped" for version in state.versions for _, became in version.became):
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


def _amendments(site: Site, state: State, ids: Mapping[date, str]) -> Iterator[Object]:
    """The changes up to the date of the release, each with the id of its own release and of the one before."""
    before = None
    for version in state.versions:
        release = ids.get(version.day)
        made = known({"releaseID": release, "amendsReleaseID": before})
        changes = [amendment for _, amendment in version.amendments]
        for name, amendment in with_ids("change", changes, lambda change: change.date.isoformat()):
            yield known(
                {
                    "id": name,
                    "date": start_of(amendment.date, site),
                    "description": amendment.change,
                    "rationale": amendment.reason,
                    **made,
                }
            )
        if gone := version.withdrawal:
            yield {
                "id": "withdrawal",
                "date": start_of(gone.date, site),
                "description": "The notice was withdrawn.",
                "rationale": gone.reason,
                **made,
            }
        before = release
