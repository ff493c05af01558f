"""An advert → the statements of the site that it shows."""

from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.prose import Prose
from sitegen.model.site import Site


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement of the site as an advert shows it."""

    id: str
    title: str
    text: Prose


def statements_of(site: Site, advert: Advert) -> tuple[ShownStatement, ...]:
    """The statements for adverts of this kind; `statements` of the advert replace the site's wording."""
    return tuple(
        ShownStatement(statement.id, statement.title, advert.statements.get(statement.id, statement.text))
        for statement in site.config.statements
        if statement.applies(advert.kind)
    )
