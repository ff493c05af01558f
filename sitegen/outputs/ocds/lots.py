"""An advert → the `lots` and `items` of its tender: the lots that it has, or one for the whole, as Find a Tender writes it."""

from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.cpv import division
from sitegen.model.parts import Lot, Suitability, Term
from sitegen.model.prose import Prose
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, end_of, known, start_of
from sitegen.outputs.ocds.amounts import minimum, upper
from sitegen.outputs.ocds.parties import UNITED_KINGDOM

_WHOLE: Final = "1"
"""The id of the only lot, as Find a Tender writes a notice without lots, and of the item that is the whole of the work."""


def lots(site: Site, advert: Advert, status: str) -> list[Object]:
    """The lots. What one does not say is as for the whole. An advert without lots has one, if there is anything to say in it."""
    if not advert.lots:
        return _only(site, advert, status)
    return [_lot(site, advert, lot, status) for lot in advert.lots]


def _only(site: Site, advert: Advert, status: str) -> list[Object]:
    suitability, period = _suitability(advert.suitable_for), _period(site, advert.term)
    extension, choices = advert.term.extension if advert.term else None, _choices(advert, ())
    if not (suitability or period or extension or choices):
        return []
    first = {"id": _WHOLE, "description": extension, "status": status}
    return [known({**first, "suitability": suitability, "contractPeriod": period, **choices})]


def _lot(site: Site, advert: Advert, lot: Lot, status: str) -> Object:
    term = lot.term or advert.term
    return known(
        {
            "id": lot.id,
            "title": lot.title,
            "description": lot.description.text if lot.description else None,
            "status": status,
            "value": upper(lot.value, with_note=True),
            "minValue": minimum(lot.value),
            "suitability": _suitability(lot.suitable_for or advert.suitable_for),
            "contractPeriod": _period(site, term),
            **_choices(advert, (term.extension,) if term and term.extension else ()),
        }
    )


def _suitability(suits: Suitability | None) -> Object:
    return known({"sme": suits.sme, "vcse": suits.vcse}) if suits else {}


def _period(site: Site, term: Term | None) -> Object:
    if not term:
        return {}
    starts, ends = term.starts, term.ends
    return known(
        {
            "startDate": start_of(starts, site) if starts else None,
            "endDate": end_of(ends, site) if ends else None,
        }
    )


def _choices(advert: Advert, extensions: Iterable[str]) -> Object:
    """Renewal and options, which are those of the whole; `extensions` say how the term of a lot may be extended."""
    return _choice("Renewal", "renewal", (*extensions, *_words(advert.renewal))) | _choice(
        "Options", "options", _words(advert.options)
    )


def _words(text: Prose | None) -> tuple[str, ...]:
    return (text.text,) if text else ()


def _choice(title: str, name: str, words: tuple[str, ...]) -> Object:
    return {f"has{title}": True, name: {"description": "\n".join(words)}} if words else {}


def items(advert: Advert, *, is_in_lot: bool) -> Iterator[Object]:
    """One item for the whole of the work with its codes and regions, and one for each lot that has codes of its own."""
    regions = [{"region": code, **UNITED_KINGDOM} for code in advert.regions]
    if advert.cpv or regions:
        related = _WHOLE if is_in_lot and not advert.lots else None
        yield known({**_item(_WHOLE, advert.cpv), "deliveryAddresses": regions, "relatedLot": related})
    for lot in advert.lots:
        if lot.cpv:
            yield {**_item(lot.anchor, lot.cpv), "relatedLot": lot.id}


def _item(name: str, cpv: Iterable[str]) -> Object:
    """An item with its codes, without check digits, as in Find a Tender, each with the title of its division."""
    codes = [*map(_classification, dict.fromkeys(code[:8] for code in cpv))]
    return known(
        {
            "id": name,
            "description": codes[0].get("description") if codes else None,
            "classification": codes[0] if codes else None,
            "additionalClassifications": codes[1:],
        }
    )


def _classification(code: str) -> Object:
    subject = division(code)
    return known({"scheme": "CPV", "id": code, "description": subject[1] if subject else None})
