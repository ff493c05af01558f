"""An advert → its open contracting id (OCDS 1.1, “Open Contracting Process Identifier”)."""

from sitegen.model.advert import Advert


def ocid(prefix: str, advert: Advert) -> str:
    """The id that the advert was given elsewhere, or else the publisher's prefix and the advert's id.

    The advert's id, which is its address too, and not its title or its reference: those are words, and words change.
    """
    return advert.ocid or f"{prefix}-{advert.id}"
