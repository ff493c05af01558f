"""An advert that is answered on a form of the site → the form as a page, to read on a phone or to copy into an email."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.made_forms import form_page
from sitegen.model.site import Site
from sitegen.outputs.html.cards import DocumentLink, form_links
from sitegen.outputs.html.chrome import ADVERTS, HOME, hidden, path_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.response_form import FormView, form_view
from sitegen.outputs.view import Chrome, Link, View


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(View):
    """The form, and where it is as a file for a word processor."""

    form: FormView
    notice: Link
    files: tuple[DocumentLink, ...]


def page(site: Site, chrome: Chrome, advert: Advert) -> Iterator[Rendered]:
    """The page; none unless the site makes a form for this advert and it is open."""
    if form := form_view(site, advert):
        notice = Link(advert.title, advert.address)
        view = FormPage(
            site=chrome,
            title=form.title,
            address=form_page(advert),
            crumbs=(HOME, ADVERTS, notice),
            hidden=hidden(site, advert),
            indexed=False,
            form=form,
            notice=notice,
            files=form_links(site, advert)[:-1],
        )
        yield Rendered(path_of(view.address), "pages/form.html", view)
