"""The collections of content/: one row for each, and the groups of records that modules treat alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.initiative import Initiative
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.model.publication import ExemptNotice

Undated = Objectives | Initiative | Page
"""Records that have a day of publication at most: no feed has an entry about them, and no timeline shows them."""
Known = Advert | Decision | Undated
"""Every class of record. A `match` over it, or over `Shown`, ends in `assert_never`, so that mypy finds what a new class lacks."""
Dated = Advert | Decision | ExemptNotice
"""What the public sees of records to which things happen: they change, close, are decided."""
Shown = Dated | Undated
"""What the public sees of any record."""
Followed = Advert | Initiative
"""Records with a feed beside their page."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A collection."""

    cls: type[Known]
    name: str
    """What commands, schemas, starters and search results call a record: `schemas/<name>.json`."""
    list_title: str = ""
    """The title of its list in the navigation; empty if it has no list."""
    suffix: str = ".md"
    """The ending of its files."""

    @property
    def collection(self) -> str:
        """Its folder in content/."""
        return self.cls.collection

    @property
    def address(self) -> str:
        """The path of its list from the site's root."""
        return f"/{self.collection}/"

    @property
    def starter(self) -> str:
        """The template of a new record."""
        return f"starters/{self.name}{self.suffix}"

    def path(self, name: str) -> str:
        """The path within content/ of the record with this id."""
        return f"{self.collection}/{name}{self.suffix}"


KINDS: Final = (
    Kind(Advert, "advert", "Notices"),
    Kind(Objectives, "objectives", "Objectives", ".yaml"),
    Kind(Decision, "decision", "Decisions"),
    Kind(Initiative, "initiative", "Initiatives"),
    Kind(Page, "page"),
)
"""Every collection, in the order in which the navigation, the commands and the documents name them."""
COLLECTIONS: Final[Mapping[str, Kind]] = {kind.collection: kind for kind in KINDS}
"""The same by their folders."""
NAMES: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}
"""The same by their names."""
