"""An advert → the `tender` of its releases: what may be bought, questions with answers, changes."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.parts import Clarification, Value
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, end_of, known, number, start_of, with_ids
from sitegen.outputs.ocds.versions import State

_LOT = "1"
"""The id of the only lot, as Find a Tender writes a notice without lots."""


def tender(site: Site, advert: Advert, ocid: str, state: State, ids: Mapping[date, str]) -> Object:
    """The `tender` of a release. `ids` are the ids of the releases by day."""
    status = _status(advert, state)
    lots = _lots(site, advert, status)
    return known(
        {
            "id": ocid,
            "title": advert.title,
            "description": advert.summary,
            "status": status,
            "value": _value(advert.value, "maximum"),
            "minValue": _value(advert.value, "minimum"),
            "items": _items(advert, is_in_lot=bool(lots)),
            "lots": lots,
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


def _value(value: Value | None, bound: str) -> Object | None:
    """An amount; `amountGross`, from the UK's extension, if it includes VAT."""
    amount: Decimal | None = getattr(value, bound, None)
    if value is None or amount is None:
        return None
    return {"amountGross" if value.includes_vat else "amount": number(amount), "currency": value.currency}


def _items(advert: Advert, *, is_in_lot: bool) -> list[Object]:
    """One item for the work with all its codes, without check digits, as in Find a Tender."""
    codes = list(dict.fromkeys(code[:8] for code in advert.cpv))
    if not codes:
        return []
    first, *others = ({"scheme": "CPV", "id": code} for code in codes)
    subject = division(codes[0])
    return [
        known(
            {
                "id": "1",
                "description": subject[1] if subject else None,
                "classification": first,
                "additionalClassifications": others,
                "relatedLot": _LOT if is_in_lot else None,
            }
        )
    ]


def _lots(site: Site, advert: Advert, status: str) -> list[Object]:
    suits, term = advert.suitable_for, advert.term
    suitability = known({"sme": suits.sme, "vcse": suits.vcse}) if suits else {}
    period: Object = {}
    if term:
        starts, ends = term.starts, term.ends
        period = known(
            {
                "startDate": start_of(starts, site) if starts else None,
                "endDate": end_of(ends, site) if ends else None,
            }
        )
    extension = term.extension if term else None
    if not (suitability or period or extension):
        return []
    return [
        known(
            {
                "id": _LOT,
                "description": extension,
                "status": status,
                "suitability": suitability,
                "contractPeriod": period,
            }
        )
    ]


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
