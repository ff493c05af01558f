"""An advert → the authorities that buy, with what the law asks of each (Procurement Regulations 2024, regulation 13)."""

from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.buyers import Buyer, Devolved, Identifier
from sitegen.model.site import Site


@dataclass(frozen=True, slots=True)
class Authority:
    """One that buys: its name, its postal and email address, and its entry in a register; empty if the content has none."""

    name: str
    address: str
    email: str
    identifier: Identifier | None
    type: str = ""
    devolved: Devolved | None = None


def authorities(site: Site, advert: Advert) -> list[Authority]:
    """The buyers of an advert, the one that leads first; the publisher if it names none."""
    stated = site.config.buyers_of(advert.buyers) or [_publishers_own(site)]
    return [_authority(site, buyer) for buyer in stated]


def _publishers_own(site: Site) -> Buyer:
    """The publisher as a buyer, as far as the settings describe it as one."""
    name = site.config.publisher.name
    own = (buyer for buyer in site.config.buyers if buyer.name == name)
    return next(own, Buyer(id="publisher", name=name))


def _authority(site: Site, buyer: Buyer) -> Authority:
    """A buyer. What it does not say of itself is as the settings say of the publisher, if it is the publisher."""
    publisher = site.config.publisher
    is_own = buyer.name == publisher.name
    email = buyer.contact.email if buyer.contact else None
    return Authority(
        buyer.name,
        _address(buyer) or (publisher.address if is_own else None) or "",
        email or (publisher.email if is_own else None) or "",
        buyer.identifier or (publisher.identifier if is_own else None),
        buyer.type or "",
        buyer.devolved,
    )


def _address(buyer: Buyer) -> str:
    """Its postal address on one line; empty without a street or a town, which are what a letter needs."""
    place = buyer.address
    if not place or not (place.street or place.town):
        return ""
    return ", ".join(part for part in (place.street, place.town, place.postcode, place.country) if part)
