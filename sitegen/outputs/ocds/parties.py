"""An advert → the buyers of its releases: `buyer`, `procuringEntity` and `parties`, the one that leads first."""

from collections.abc import Iterator
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.buyers import Address, Buyer, Identifier
from sitegen.model.parts import Contact
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, known, web
from sitegen.outputs.wording import NATIONS

UNITED_KINGDOM: Final = {"country": "GB", "countryName": "United Kingdom"}
"""The country of an address, as Find a Tender gives it."""
_TYPES: Final = {
    "central-government": ("publicAuthorityCentralGovernment", "Public authority - central government"),
    "sub-central-government": (
        "publicAuthoritySubCentralGovernment",
        "Public authority - sub-central government",
    ),
    "public-undertaking": ("publicUndertaking", "Public undertaking"),
    "private-utility": ("privateUtility", "Private utility"),
}
"""What Find a Tender has for kinds of buyer: id and description."""
_NATIONS: Final = {"wales": "GB-WLS", "scotland": "GB-SCT", "northern-ireland": "GB-NIR"}
"""Codes of ISO 3166-2, as Find a Tender has them for laws that are devolved."""


def lead(site: Site, advert: Advert) -> Object:
    """The reference to the buyer that leads: the publisher, if the advert names no buyer."""
    stated = site.config.buyers_of(advert.buyers)
    return _reference(site, stated[0]) if stated else _publisher(site)


def parties(site: Site, advert: Advert) -> list[Object]:
    """The buyers with their details; the one that leads is the procuring entity too if the advert names it."""
    stated = site.config.buyers_of(advert.buyers)
    return [*_stated(site, advert, stated)] if stated else [_publisher_in_full(site, advert.contact)]


def _stated(site: Site, advert: Advert, buyers: tuple[Buyer, ...]) -> Iterator[Object]:
    for place, buyer in enumerate(buyers):
        contact = buyer.contact if place else advert.contact
        yield known(
            {
                "name": buyer.name,
                "id": _reference(site, buyer)["id"],
                "identifier": _identifier(buyer.identifier),
                "address": _address(buyer.address) or _publishers_address(site, buyer),
                "contactPoint": _contact(contact) | known({"url": web(buyer.url or "")}),
                "roles": ["buyer"] if place else ["buyer", "procuringEntity"],
                "details": known({"classifications": [*_classifications(buyer)]}),
            }
        )


def _reference(site: Site, buyer: Buyer) -> Object:
    """The id that a buyer has in a public register, or in this data."""
    if not buyer.identifier and buyer.name == site.config.publisher.name:
        return _publisher(site)
    return {"id": _registered(buyer.identifier) or f"buyer-{buyer.id}", "name": buyer.name}


def _publisher(site: Site) -> Object:
    """The publisher, with its number in a public register as id, or `buyer`, which is unique within this data."""
    publisher = site.config.publisher
    return {"id": _registered(publisher.identifier) or "buyer", "name": publisher.name}


def _publisher_in_full(site: Site, contact: Contact) -> Object:
    publisher, reference = site.config.publisher, _publisher(site)
    return known(
        {
            "name": reference["name"],
            "id": reference["id"],
            "identifier": _identifier(publisher.identifier),
            "address": known({"streetAddress": publisher.address}),
            "contactPoint": _contact(contact),
            "roles": ["buyer"],
        }
    )


def _registered(identifier: Identifier | None) -> str:
    return f"{identifier.scheme}-{identifier.id}" if identifier else ""


def _identifier(identifier: Identifier | None) -> Object | None:
    return {"scheme": identifier.scheme, "id": identifier.id} if identifier else None


def _address(address: Address | None) -> Object:
    if not address:
        return {}
    return known(
        {
            "streetAddress": address.street,
            "locality": address.town,
            "region": address.region,
            "postalCode": address.postcode,
            **(UNITED_KINGDOM if address.country == UNITED_KINGDOM["countryName"] else {}),
            "countryName": address.country,
        }
    )


def _publishers_address(site: Site, buyer: Buyer) -> Object:
    publisher = site.config.publisher
    return known({"streetAddress": publisher.address}) if buyer.name == publisher.name else {}


def _contact(contact: Contact | None) -> Object:
    if not contact:
        return {}
    who = f"{contact.name}, {contact.role}" if contact.name else contact.role
    return known({"name": who, "email": contact.email, "telephone": contact.telephone})


def _classifications(buyer: Buyer) -> Iterator[Object]:
    if buyer.type:
        name, words = _TYPES[buyer.type]
        yield {"scheme": "UK_CA_TYPE", "id": name, "description": words}
    if buyer.devolved:
        yield {
            "scheme": "UK_CA_DEVOLVED_REGULATIONS",
            "id": _NATIONS[buyer.devolved],
            "description": NATIONS[buyer.devolved],
        }
