"""The terms that a site explains: what each means, how it may be written, and where its entry is."""

from collections.abc import Iterable

from sitegen.model.record import Part
from sitegen.model.scalars import Body, Slug, Text
from sitegen.model.slug import slug

GLOSSARY = "/glossary/"
"""The path of the page that explains the terms, from the site's root."""


class GlossaryTerm(Part):
    """A term that readers may not know, and what it means."""

    term: Text
    """The term as written within a sentence: `call-in`, `CPV`."""
    meaning: Body
    """What it means, in a sentence or two of plain words."""
    id: Slug | None = None
    """The end of its permanent address. Left out, it is made from the term."""
    also: tuple[Text, ...] = ()
    """Other ways of writing it, such as the plural or the words in full."""

    @property
    def anchor(self) -> str:
        """The permanent link's fragment."""
        return self.id or slug(self.term)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way of writing it, the term itself first."""
        return (self.term, *self.also)


def entries_of(glossary: Iterable[GlossaryTerm]) -> dict[str, str]:
    """The address of the entry that explains each way of writing a term."""
    return {form: f"{GLOSSARY}#{term.anchor}" for term in glossary for form in term.forms}
