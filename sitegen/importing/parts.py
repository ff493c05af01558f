"""Values of a release → the parts of an advert: money, terms, lots, codes, places, contacts."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.importing.found import Found, amount, flag
from sitegen.importing.moments import day
from sitegen.importing.texts import line, markdown
from sitegen.model.cpv import division
from sitegen.model.mail import wrong_mail_address
from sitegen.model.regions import region_name
from sitegen.model.slug import slug
from sitegen.model.web import wrong_web_address
from sitegen.rules.money import CURRENCIES

Fields = dict[str, object]
_CPV: Final = re.compile(r"[0-9]{8}(-[0-9])?")
_REGION: Final = re.compile(r"(UK|TL)([C-N][0-9]{0,2})?")
_CURRENCIES: Final = {code: code for code in CURRENCIES}


def known(fields: Fields) -> Fields:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def address(value: object) -> str | None:
    """A web address that works, with https:// if it has no beginning; None for anything else."""
    found = value.strip() if isinstance(value, str) else ""
    if found.lower().startswith("www."):
        found = f"https://{found}"
    return found if found and not wrong_web_address(found) else None


def mail(value: object) -> str | None:
    """An email address that works; None for anything else."""
    found = value.strip() if isinstance(value, str) else ""
    return found if found and not wrong_mail_address(found) else None


def region(value: object) -> str | None:
    """A code of a region that we know; None for anything else."""
    found = value if isinstance(value, str) and _REGION.fullmatch(value) else ""
    return found if found and region_name(found) else None


def value(upper: Found, lower: Found) -> Fields:
    """What the work may be worth. An amount beside a gross one is without VAT (the UK's extension of OCDS)."""
    most = upper if upper["amount"] or upper["amountGross"] else upper["none"]
    code = (most or lower)["currency"].code(_CURRENCIES)
    if not code:
        return {}
    found: Fields = {"currency": code} if code != "GBP" else {}
    gross, net = amount(most["amountGross"].value), amount(most["amount"].value)
    if gross and not (net and Decimal(net) > Decimal(gross)):
        found |= known(
            {"excluding_vat": most["amount"].take(amount), "including_vat": most["amountGross"].take(amount)}
        )
        found |= known({"maximum": most["maximumAmount"].take(amount)})
    elif net:
        found["maximum"] = most["amount"].take(amount)
    least = amount(lower["amount"].value)
    highest = found.get("maximum") or found.get("excluding_vat") or found.get("including_vat")
    if (
        least
        and lower["currency"].value in (code, None)
        and not (highest and Decimal(least) > Decimal(str(highest)))
    ):
        found["minimum"] = lower["amount"].take(amount)
        lower["currency"].note()
    if not found.keys() - {"currency"}:
        return {}
    return found | known(
        {"per": most["per"].code({"year": "year", "total": "total"}), "note": most["note"].take(line)}
    )


def term(period: Found, zone: ZoneInfo, *, renews: bool = False) -> Fields:
    """How long the work may last; a last day before the first is left out. `renews` if another field says how it may go on."""
    starts = period["startDate"].take(partial(day, zone=zone))
    ends = day(period["endDate"].value, zone)
    if ends and not (starts and ends < starts):
        period["endDate"].note()
    else:
        ends = None
    return known({"starts": starts, "ends": ends, "extension": None if renews else _until(period, zone)})


def suitable(found: Found) -> Fields:
    """Whom the work may suit; a list of codes says so too (OCDS 1.2)."""
    if isinstance(found.value, list):
        codes = [one.code({"sme": "sme", "vcse": "vcse"}) for one in found.each]
        return {code: True for code in codes if code}
    return known({name: found[name].take(flag) for name in ("sme", "vcse")})


def cpv(groups: Iterable[Found]) -> list[str]:
    """The codes of these, each once: the classification, then further ones."""
    found: list[str] = []
    for group in groups:
        for one in (*group["classification"].objects, *group["additionalClassifications"].objects):
            code = line(one["id"].value) or ""
            if _CPV.fullmatch(code) and division(code) and one["scheme"].value in ("CPV", None):
                one["id"].note()
                one["scheme"].note()
                found.append(code[:8])
    return list(dict.fromkeys(found))


def places(items: Iterable[Found]) -> tuple[list[str], list[str]]:
    """(regions, places) of the addresses of these: codes of regions, and names of places as they are."""
    regions: list[str] = []
    named: list[str] = []
    for item in items:
        for one in (*item["deliveryAddresses"].objects, *item["deliveryAddress"].objects):
            if code := one["region"].take(region):
                regions.append(code)
                continue
            words = [one[name].take(line) for name in ("streetAddress", "locality", "region", "postalCode")]
            words = [word for word in words if word] or [one["countryName"].take(line)]
            named += [", ".join(word for word in words if word)]
        for one in item["deliveryLocation"].objects:
            named += [one["description"].take(line) or ""]
    return list(dict.fromkeys(regions)), [place for place in dict.fromkeys(named) if place]


def lots(tender: Found, items: list[Found], zone: ZoneInfo) -> list[Fields]:
    """The lots, if there are several, or one that has a name. A lot without a title is called by its number."""
    found = list(tender["lots"].objects)
    if len(found) < 2 and not any(line(one["title"].value) for one in found):  # noqa: PLR2004 - two are several
        return []
    made: list[Fields] = []
    for number, one in enumerate(found, start=1):
        name = one["id"].take(line) or str(number)
        taken = {each["id"] for each in made}
        short = slug(name, otherwise=str(number))
        related = [
            item for item in items if one["id"].value in [each.value for each in item["relatedLot"].each]
        ]
        for item in related:
            item["relatedLot"].note()
        made.append(
            known(
                {
                    "id": short if short not in taken else f"{short}-{number}",
                    "title": one["title"].take(line) or f"Lot {name}",
                    "description": one["description"].take(markdown),
                    "value": value(one["value"], one["minValue"]),
                    "term": term(one["contractPeriod"], zone, renews=one["hasRenewal"].value is True),
                    "suitable_for": suitable(one["suitability"]),
                    "cpv": cpv((one, *related)),
                }
            )
        )
        one["status"].take(lambda status: True if status == tender["status"].value else None)
    return made


def whole_lot(tender: Found) -> Found:
    """The one lot of a notice without lots, as Find a Tender writes it; nothing if there are several."""
    found = list(tender["lots"].objects)
    return found[0] if len(found) == 1 and not line(found[0]["title"].value) else tender["lots"]["none"]


def choices(tender: Found, zone: ZoneInfo) -> Fields:
    """Renewal and options, in the words of the first lot that says something about them, or in our own."""
    found: Fields = {}
    for one in (tender, *tender["lots"].objects):
        for field, said in (
            ("renewal", "The contract may be renewed."),
            ("options", "There may be options."),
        ):
            has = one[f"has{field.capitalize()}"]
            words = one[field]["description"].take(markdown)
            if not words and has.value is True:
                words = (field == "renewal" and _until(one["contractPeriod"], zone)) or said
            if words:
                has.note()
                found.setdefault(field, words)
    return found


def _until(period: Found, zone: ZoneInfo) -> str | None:
    latest = period["maxExtentDate"].take(partial(day, zone=zone))
    return f"The contract may be extended to {latest.day} {latest:%B %Y}." if latest else None


def contact(point: Found, otherwise: str) -> Fields:
    """Whom to ask: the post or person named; `otherwise` where nobody is."""
    return known(
        {
            "role": point["name"].take(line) or otherwise,
            "email": point["email"].take(mail),
            "telephone": point["telephone"].take(line),
        }
    )


def dated(found: Found, zone: ZoneInfo, earliest: date) -> date | None:
    """The day of a value, unless it is before another."""
    there = day(found.value, zone)
    if not there or there < earliest:
        return None
    found.note()
    return there


def linked(documents: Iterable[Found]) -> Iterator[Fields]:
    """Documents with an address that works, each once, by their titles."""
    seen: set[str] = set()
    for one in documents:
        link = one["url"].take(address)
        if link and link not in seen:
            seen.add(link)
            named = one["title"].take(line)
            said = one["description"].take(line)
            yield known(
                {
                    "title": named or said or link,
                    "url": link,
                    "note": said if named and said != named else None,
                }
            )
