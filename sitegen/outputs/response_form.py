"""An advert that is answered on a form of the site → the recipe for its files, which pages use too, to show their size."""

from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.config import Config
from sitegen.model.made_forms import FORMS, form_name
from sitegen.model.objectives import Objectives
from sitegen.model.prose import Prose
from sitegen.model.record import key_of
from sitegen.model.site import Site
from sitegen.outputs.statements import ShownStatement, statements_of


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the notice. `words` is its plain text if it is one paragraph without links, otherwise None."""

    words: str | None
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """The `form` of the templates of a response form. `address` is the full address of the notice."""

    config: Config
    advert: Advert
    title: str
    address: str
    statements: tuple[ShownStatement, ...]
    questions: tuple[FormQuestion, ...]
    objectives: Objectives | None
    draft: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A file for a word processor, in the format of the ending of `path`."""

    path: str
    template: str
    view: FormView

    @property
    def address(self) -> str:
        """The file's path from the site's root."""
        return f"/{self.path}"


def response_forms(site: Site, advert: Advert) -> tuple[Form, ...]:
    """The forms that the site makes for this advert, one a format; empty unless it has them and is open."""
    view = form_view(site, advert)
    if not view:
        return ()
    name = f"{advert.address.removeprefix('/')}{form_name(advert)}"
    return tuple(Form(f"{name}{ending}", "forms/response.html", view) for ending in FORMS)


def form_view(site: Site, advert: Advert) -> FormView | None:
    """What a form of this advert has in it; None unless the site makes one and the advert is open."""
    if not advert.has_made_form or not site.status(advert).takes_responses:
        return None
    objectives = site.get(advert.objectives)
    return FormView(
        config=site.config,
        advert=advert,
        title=f"Response form: {advert.title}",
        address=f"{site.config.base_url}{advert.address}",
        statements=statements_of(site, advert),
        questions=tuple(_question(prose) for prose in advert.questions),
        objectives=objectives if isinstance(objectives, Objectives) else None,
        draft=key_of(advert) in site.unpublished,
    )


def _question(prose: Prose) -> FormQuestion:
    # One paragraph without links loses nothing as a heading.
    is_plain = prose.html.startswith("<p>") and prose.html.count("\n") == 1 and not prose.links
    return FormQuestion(prose.text if is_plain else None, prose)
