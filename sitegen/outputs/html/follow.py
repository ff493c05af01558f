"""The adverts → /follow/: the feed and the calendar of the site and of each list that can be followed, and how to use them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from sitegen.model.filenames import CALENDAR, FEED
from sitegen.outputs.facets import FOLLOWED_FACETS, Facet
from sitegen.outputs.html.chrome import ADVERTS, FOLLOW, HOME, path_of
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import Summaries, groups
from sitegen.outputs.view import Chrome, Link, View

MANY = 20
"""A facet with more values leads to the page of all of them, where each list has its links."""


@dataclass(frozen=True, slots=True)
class FollowedList:
    """A list with the paths of its feed and its calendar; `calendar` is empty if it has no dates."""

    title: str
    feed: str
    calendar: str


@dataclass(frozen=True, slots=True)
class FollowedFacet:
    """A facet with its lists, or with `every`, the page that leads to each of them, if they are many."""

    title: str
    noun: str
    lists: tuple[FollowedList, ...]
    every: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowPage(View):
    """What can be followed. The addresses are whole, to be copied; `feed` and `calendar` are empty if the site has none."""

    feed: str
    calendar: str
    webcal: str
    """The address of the calendar with the scheme that opens a calendar program."""
    subscribe: tuple[Link, ...]
    """Pages of calendar services on which the calendar of the site is added."""
    facets: tuple[FollowedFacet, ...]


def plan(summaries: Summaries, chrome: Chrome) -> Iterator[Rendered]:
    """The page /follow/."""
    base = chrome.config.base_url
    calendar = f"{base}/{CALENDAR}" if any(one.has_dates for one in summaries) else ""
    webcal = f"webcal://{calendar.partition('://')[2]}" if calendar else ""
    page = FollowPage(
        site=chrome,
        title=FOLLOW.title,
        address=FOLLOW.address,
        description=f"Feeds and calendars of {chrome.config.title}: hear of new notices, answers, changes and closing times without an account.",
        crumbs=(HOME,),
        feed=f"{base}{chrome.feed}" if chrome.feed else "",
        calendar=calendar,
        webcal=webcal,
        subscribe=tuple(_services(calendar, webcal, chrome.config.title)) if calendar else (),
        facets=tuple(_facets(summaries)),
    )
    yield Rendered(path_of(page.address), "pages/follow.html", page)


def _services(calendar: str, webcal: str, title: str) -> Iterator[Link]:
    address, name = quote(calendar, safe=""), quote(title, safe="")
    yield Link("Google Calendar", f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}")
    for service, host in (("Outlook.com", "outlook.live.com"), ("Microsoft 365", "outlook.office.com")):
        yield Link(service, f"https://{host}/calendar/0/addfromweb?url={address}&name={name}")


def _facets(summaries: Summaries) -> Iterator[FollowedFacet]:
    for facet, values in groups(summaries).items():
        if facet in FOLLOWED_FACETS:
            lists = tuple(
                FollowedList(
                    value.title,
                    f"{ADVERTS.address}{value.path}/{FEED}",
                    f"{ADVERTS.address}{value.path}/{CALENDAR}" if any(one.has_dates for one in some) else "",
                )
                for value, some in values.items()
                if value.is_stated
            )
            yield FollowedFacet(
                facet.title, facet.noun, lists if len(lists) <= MANY else (), _every(facet, len(lists))
            )


def _every(facet: Facet, count: int) -> Link | None:
    return Link(f"All {count} {facet.plural}", f"{ADVERTS.address}{facet.id}/") if count > MANY else None
