"""The site → the header, footer and assets of all pages; a record → its link, dates, and why it is hidden."""

from datetime import date
from typing import assert_never

from sitegen.model import addresses, change_pages, filenames, glossary
from sitegen.model.advert import Advert
from sitegen.model.attachment import Attachment
from sitegen.model.decision import Decision
from sitegen.model.history import outcome_day, versions
from sitegen.model.initiative import Initiative
from sitegen.model.kinds import KINDS, Shown, Undated
from sitegen.model.objectives import Objectives
from sitegen.model.publication import ExemptNotice, Hidden
from sitegen.model.recommendations import Numbered
from sitegen.model.record import key_of
from sitegen.model.site import Site
from sitegen.outputs.fingerprint import address_of, embedded
from sitegen.outputs.view import Chrome, Dates, Link
from sitegen.outputs.wording import plural, size

HOME = Link("Home", addresses.HOME)
LISTS = {kind.cls: Link(kind.list_title, kind.address) for kind in KINDS if kind.list_title}
ADVERTS, OBJECTIVES, DECISIONS, INITIATIVES = (
    LISTS[cls] for cls in (Advert, Objectives, Decision, Initiative)
)
SEARCH = Link("Search", addresses.SEARCH)
FOLLOW = Link("Follow", change_pages.FOLLOW)
CHANGES = Link("Changes", change_pages.CHANGES)
DATA = Link("Data", addresses.DATA)
ACCESSIBILITY = Link("Accessibility", addresses.ACCESSIBILITY)
GLOSSARY = Link("Glossary", glossary.GLOSSARY)


def chrome(site: Site, *, has_feed: bool = False) -> Chrome:
    """Header, footer, stylesheet and scripts. Lists without a record are left out, except that of the adverts."""
    theme = site.config.theme
    filled = {Advert.collection, *(key.collection for key in site.shown)}
    lists = (link for cls, link in LISTS.items() if cls.collection in filled)
    pages = tuple(Link(page.title, page.address) for page in site.pages if page.in_footer)
    words = (GLOSSARY,) if site.config.glossary else ()
    elsewhere = tuple(Link(link.title, link.url) for link in theme.footer_links)
    return Chrome(
        config=site.config,
        stylesheet=address_of(site, "site.css"),
        notice_stylesheet=address_of(site, "notice.css" if "notice.css" in site.assets else "site.css"),
        scripts={
            name.removesuffix(".js"): address_of(site, name) for name in site.assets if name.endswith(".js")
        },
        icon=embedded(site, "icon.svg"),
        logo=site.attachments[theme.logo.file].address if theme.logo else None,
        sections=(*lists, SEARCH),
        footer=(CHANGES, FOLLOW, *pages, *words, DATA, ACCESSIBILITY, *elsewhere),
        terms=glossary.entries_of(site.config.glossary),
        feed=f"/{filenames.FEED}" if has_feed else None,
        files=described(site),
        hidden={site.shown[key].address: why for key, why in site.unpublished.items()},
    )


def described(site: Site) -> dict[str, str]:
    """Kind, size and pages of each attachment by address: `PDF, 1.2 MB, 14 pages`."""
    return {attachment.address: _described(attachment) for attachment in site.attachments.values()}


def _described(attachment: Attachment) -> str:
    pages = plural(attachment.pages, "page", "pages") if attachment.pages else ""
    return ", ".join(filter(None, (attachment.type, size(attachment.size), pages)))


def link_to(record: Shown | None) -> Link | None:
    """A link to a record by its title; None without a record."""
    return Link(record.title, record.address) if record else None


def recommendations(decision: Shown | None, authorised_by: str | tuple[str, ...] | None) -> tuple[Link, ...]:
    """Links to the recommendations that an `authorised_by` names, without those that do not exist; none if the report is exempt."""
    if not isinstance(decision, Decision):
        return ()
    return tuple(_to_recommendation(decision, one) for one in decision.authorising(authorised_by))


def _to_recommendation(decision: Decision, one: Numbered) -> Link:
    words = f"{one.label}, as {one.resolved}" if one.resolved in {"amended", "added"} else one.label
    return Link(words, f"{decision.address}#{one.anchor}")


def hidden(site: Site, record: Shown) -> Hidden | None:
    """Why only a preview shows the record; None if it is public."""
    return site.unpublished.get(key_of(record))


def printed(site: Site, record: Shown) -> str | None:
    """The address of the PDF of a record's page; None if the site has no PDFs."""
    return addresses.printed(record.address, record.id) if site.config.pdf else None


def path_of(address: str) -> str:
    """The path in output/ of the page at an address."""
    return f"{address.removeprefix('/')}index.html"


def dates_of(site: Site, record: Shown) -> Dates:
    """When the page was published and last changed; both None for the notice of an exempt report."""
    today = site.as_of.date()
    if isinstance(record, Undated):
        return Dates(record.published, _latest(today, record.published))
    match record:
        case Advert():
            history = versions(record, today, outcome_day(site.get(record.outcome)))
            return Dates(record.published, history[-1].day)
        case Decision():
            met = record.meeting.date if record.kind == "report" else None
            decided = record.decided.date if record.decided and record.kind == "report" else None
            called_in = record.called_in.date if record.called_in else None
            return Dates(record.public_from, _latest(today, record.public_from, met, decided, called_in))
        case ExemptNotice():
            return Dates()
        case _:
            assert_never(record)


def _latest(today: date, *days: date | None) -> date | None:
    """The latest of the days up to today, or None."""
    return max((day for day in days if day and day <= today), default=None)
