"""Initiatives → a page for each with its timeline from decision to outcome, and the list of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.advert import Advert
from sitegen.model.decision import Decision
from sitegen.model.initiative import Initiative, Lesson
from sitegen.model.objectives import Objectives
from sitegen.model.record import Key
from sitegen.model.site import Site
from sitegen.outputs.html.chrome import HOME, INITIATIVES, dates_of, hidden, link_to, path_of
from sitegen.outputs.html.commitments import LONG, Listed, listed
from sitegen.outputs.html.timeline import TimelineEntry, abridged, timeline
from sitegen.outputs.output import Rendered
from sitegen.outputs.summaries import Card, card, foremost
from sitegen.outputs.view import Chrome, Link, View


@dataclass(frozen=True, slots=True)
class Related:
    """Another initiative, and how the two are related."""

    link: Link
    note: str | None


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A lesson of this initiative, with those that it may help; or of another, which is `source`."""

    lesson: Lesson
    others: tuple[Link, ...]
    source: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativePage(View):
    """An initiative and the records that belong to it."""

    initiative: Initiative
    thread: tuple[TimelineEntry, ...]
    is_abridged: bool
    """Whether `thread` has milestones only."""
    adverts: tuple[Card, ...]
    count: int
    """How many adverts it has; `adverts` may have fewer."""
    objectives: tuple[Link, ...]
    decisions: tuple[Link, ...]
    related: tuple[Related, ...]
    commitments: tuple[Listed, ...]
    promised: int
    """How many commitments its decisions and adverts have; `commitments` may have fewer."""
    lessons: tuple[ShownLesson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeList(View):
    """All initiatives."""

    initiatives: tuple[Initiative, ...]


def plan(site: Site, chrome: Chrome) -> Iterator[Rendered]:
    """The list of initiatives."""
    if not site.initiatives:
        return
    title, address = INITIATIVES.title, INITIATIVES.address
    listed = InitiativeList(
        site=chrome, title=title, address=address, crumbs=(HOME,), initiatives=site.initiatives
    )
    yield Rendered(path_of(listed.address), "pages/initiatives.html", listed)


def page(site: Site, chrome: Chrome, initiative: Initiative) -> Iterator[Rendered]:
    """The page of an initiative."""
    yield Rendered(path_of(initiative.address), "pages/initiative.html", _page(site, chrome, initiative))


def _page(site: Site, chrome: Chrome, initiative: Initiative) -> InitiativePage:
    adverts = site.naming(initiative, Advert, "initiative")
    decisions = site.naming(initiative, Decision, "initiative")
    objectives = site.naming(initiative, Objectives, "initiative")
    story = timeline(site, (*adverts, *decisions))
    commitments = listed((*adverts, *decisions), site.as_of.date())
    return InitiativePage(
        site=chrome,
        title=initiative.title,
        address=initiative.address,
        description=initiative.summary,
        crumbs=(HOME, INITIATIVES),
        hidden=hidden(site, initiative),
        dates=dates_of(site, initiative),
        initiative=initiative,
        thread=abridged(story),
        is_abridged=abridged(story) != story,
        adverts=tuple(foremost(card(site, advert) for advert in adverts)),
        count=len(adverts),
        objectives=tuple(Link(found.title, found.address) for found in objectives),
        decisions=tuple(Link(found.title, found.address) for found in decisions),
        related=tuple(_related(site, initiative)),
        commitments=commitments[:LONG],
        promised=len(commitments),
        lessons=tuple(sorted(_lessons(site, initiative), key=lambda shown: shown.lesson.date)),
    )


def _related(site: Site, initiative: Initiative) -> Iterator[Related]:
    """The related initiatives: those that it names and those that name it."""
    named = {str(related.initiative): related.note for related in initiative.related}
    for other in site.naming(initiative, Initiative, "related"):
        notes = (related.note for related in other.related if related.initiative == initiative.id)
        named.setdefault(other.id, next(notes, None))
    for name, note in named.items():
        if found := site.shown.get(Key(Initiative.collection, name)):
            yield Related(Link(found.title, found.address), note)


def _lessons(site: Site, initiative: Initiative) -> Iterator[ShownLesson]:
    """The lessons of the initiative, and those of others that are for it."""
    for lesson in initiative.lessons:
        others = tuple(link for link in map(link_to, map(site.get, lesson.others)) if link)
        yield ShownLesson(lesson, others)
    for other in dict.fromkeys(site.naming(initiative, Initiative, "lessons")):
        for lesson in other.lessons if other != initiative else ():
            if initiative.id in lesson.others:
                yield ShownLesson(lesson, (), link_to(other))
