"""The site → its glossary page."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.glossary import GlossaryTerm
from sitegen.model.site import Site
from sitegen.outputs.html.chrome import GLOSSARY, HOME, path_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.view import Chrome, View


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage(View):
    """The terms in alphabetical order."""

    terms: tuple[GlossaryTerm, ...]


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered]:
    """The glossary, if the site has one."""
    if not site.config.glossary:
        return
    page = GlossaryPage(
        site=chrome,
        title=GLOSSARY.title,
        address=GLOSSARY.address,
        description="Plain meanings of the terms that appear in notices and decisions.",
        crumbs=(HOME,),
        terms=tuple(sorted(site.config.glossary, key=lambda term: term.term.casefold())),
    )
    yield Rendered(path_of(page.address), "pages/glossary.html", page)
