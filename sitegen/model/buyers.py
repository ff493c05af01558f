"""A buyer: a public body that takes part in a purchase. site.yaml describes each once, and adverts name them by id."""

from typing import Literal

from sitegen.model.parts import Contact
from sitegen.model.record import Part
from sitegen.model.regions import Region
from sitegen.model.scalars import Slug, Text, WebAddress

BodyType = Literal["central-government", "sub-central-government", "public-undertaking", "private-utility"]
"""The kinds of contracting authority that notices under the Procurement Act 2023 state."""
Devolved = Literal["wales", "scotland", "northern-ireland"]


class Identifier(Part):
    """An organisation's entry in a public register of organisations."""

    scheme: Text
    """The register's code on org-id.guide, such as `GB-LAE` for councils in England."""
    id: Text
    """The number there."""


class Address(Part):
    """A postal address."""

    street: Text | None = None
    """The building and the street."""
    town: Text | None = None
    """The town or city."""
    postcode: Text | None = None
    """The postcode."""
    country: Text | None = None
    """The country, in words."""
    region: Region | None = None
    """The region, as a code of the International Territorial Levels: `UKE42`."""


class Buyer(Part):
    """A public body that buys. Adverts name it by its id."""

    id: Slug
    """A short name, by which adverts name it. It is in addresses, so it stays when the buyer's name changes."""
    name: Text
    """Its name. Your own organisation has the name that it has under `publisher`."""
    identifier: Identifier | None = None
    """Its entry in a public register of organisations."""
    type: BodyType | None = None
    """`central-government`, `sub-central-government` (such as a council), `public-undertaking` or `private-utility`."""
    devolved: Devolved | None = None
    """The nation whose devolved procurement law it follows: `wales`, `scotland` or `northern-ireland`."""
    address: Address | None = None
    """Its postal address."""
    url: WebAddress | None = None
    """Its main website."""
    contact: Contact | None = None
    """Whom to ask there."""
