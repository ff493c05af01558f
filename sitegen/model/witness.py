"""Another publisher's register, from site.yaml."""

from urllib.parse import urlsplit

from sitegen.model.record import Part
from sitegen.model.scalars import LocalAddress, Text
from sitegen.model.slug import slug


class Witness(Part):
    """Another publisher's register, whose head ours notes."""

    title: Text
    """Who keeps it, as readers know them."""
    url: LocalAddress
    """Its address: `https://www.example.org/data/register.jsonl`."""

    @property
    def id(self) -> str:
        """The id of the lines about it, from its address."""
        parts = urlsplit(self.url)
        place = f"{parts.netloc}{parts.path.removesuffix('/data/register.jsonl')}"
        return slug(place, "witness")
