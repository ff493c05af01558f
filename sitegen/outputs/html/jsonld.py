"""A page → its description in the vocabulary of schema.org (JSON-LD 1.1), for search engines and other programs."""

import json
from collections.abc import Iterator

from sitegen.model.config import Config
from sitegen.model.parts import Clarification, Event
from sitegen.model.status import Status
from sitegen.outputs.html.adverts import AdvertPage
from sitegen.outputs.html.cards import DocumentLink
from sitegen.outputs.html.data import DataPage
from sitegen.outputs.html.decisions import DecisionList, DecisionPage
from sitegen.outputs.html.home import HomePage
from sitegen.outputs.html.initiatives import InitiativeList
from sitegen.outputs.html.listing import AdvertList, FacetPage
from sitegen.outputs.html.objectives import ObjectivesList
from sitegen.outputs.view import View

Thing = dict[str, object]
"""A thing of schema.org: its type and its properties. Properties that are None are left out."""

_TYPES = {
    HomePage: "WebSite",
    AdvertPage: "Article",
    DecisionPage: "Report",
    AdvertList: "CollectionPage",
    FacetPage: "CollectionPage",
    DecisionList: "CollectionPage",
    ObjectivesList: "CollectionPage",
    InitiativeList: "CollectionPage",
}
"""The type of each page; any other is a WebPage."""
_PUBLISHER_ID = "_:publisher"
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})


def linked(page: View) -> str:
    """The page's things as JSON on one line, without `<`, `>` and `&`, so that it is safe in a `script` element."""
    document = {"@context": "https://schema.org", "@graph": list(things(page))}
    return json.dumps(_without_none(document), ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def things(page: View) -> Iterator[Thing]:
    """The page, its breadcrumbs, the dataset of the data page, and the events and answered questions of an advert."""
    yield _itself(page)
    if page.crumbs:
        yield _breadcrumbs(page)
    if isinstance(page, DataPage):
        yield _dataset(page)
    if isinstance(page, AdvertPage):
        yield from (_event(page, event) for event in page.advert.events)
        if answered := [asked for asked in page.advert.clarifications if asked.answer]:
            yield _questions(page, answered)


def _itself(page: View) -> Thing:
    kind = _TYPES.get(type(page), "WebPage")
    config = page.site.config
    return {
        "@type": kind,
        "url": _whole(page, page.address),
        "headline" if kind in ("Article", "Report") else "name": page.title,
        "description": page.description or None,
        "identifier": _reference(page),
        "inLanguage": config.language,
        "license": config.licence.url,
        "datePublished": page.dates.published and page.dates.published.isoformat(),
        "dateModified": page.dates.modified and page.dates.modified.isoformat(),
        "publisher": _publisher(config, whole=isinstance(page, HomePage)),
        "associatedMedia": [_download(page, file) for file in _files(page) if file.size is not None] or None,
    }


def _reference(page: View) -> str | None:
    match page:
        case AdvertPage():
            return page.advert.reference
        case DecisionPage():
            return page.decision.reference
        case _:
            return None


def _publisher(config: Config, *, whole: bool) -> Thing:
    """The public body: its name and website; if `whole`, all its details."""
    body = config.publisher
    known: Thing = {
        "@type": "GovernmentOrganization",
        "@id": _PUBLISHER_ID,
        "name": body.name,
        "url": body.url,
    }
    if not whole:
        return known
    register = body.identifier and {
        "@type": "PropertyValue",
        "propertyID": body.identifier.scheme,
        "value": body.identifier.id,
    }
    return known | {
        "identifier": register,
        "email": body.email,
        "telephone": body.telephone,
        "address": body.address,
    }


def _breadcrumbs(page: View) -> Thing:
    above = [
        {"@type": "ListItem", "position": place, "name": crumb.title, "item": _whole(page, crumb.address)}
        for place, crumb in enumerate(page.crumbs, start=1)
    ]
    here = {"@type": "ListItem", "position": len(above) + 1, "name": page.title}
    return {"@type": "BreadcrumbList", "itemListElement": [*above, here]}


def _files(page: View) -> tuple[DocumentLink, ...]:
    match page:
        case AdvertPage():
            return (*page.documents, *page.forms, *((page.data,) if page.data else ()))
        case DecisionPage():
            return page.background
        case _:
            return ()


def _dataset(page: DataPage) -> Thing:
    """The site's data, with each of its files."""
    files = (*(file for _, _, table in page.tables for file in table), *page.contracting)
    return {
        "@type": "Dataset",
        "name": page.site.config.title,
        "description": page.description,
        "url": _whole(page, page.address),
        "license": page.site.config.licence.url,
        "creator": _publisher(page.site.config, whole=False),
        "isAccessibleForFree": True,
        "distribution": [_download(page, file) for file in files],
    }


def _download(page: View, file: DocumentLink) -> Thing:
    """A file of this site."""
    return {
        "@type": "DataDownload",
        "name": file.title,
        "contentUrl": _whole(page, file.address or ""),
        "encodingFormat": file.media_type,
        "inLanguage": file.language,
    }


def _event(page: AdvertPage, event: Event) -> Thing:
    is_off = page.status is Status.WITHDRAWN
    return {
        "@type": "Event",
        "name": event.title,
        "startDate": event.starts.isoformat(),
        "endDate": event.ends and event.ends.isoformat(),
        "eventStatus": "https://schema.org/EventCancelled"
        if is_off
        else None,  # the default is EventScheduled
        "location": _location(event),
        "url": event.url,
        "organizer": {"@id": _PUBLISHER_ID},
    }


def _location(event: Event) -> Thing | None:
    """The place of the event, or its web address if it is online or has no place."""
    if event.place and not event.is_online:
        return {"@type": "Place", "name": event.place, "address": event.place}
    return {"@type": "VirtualLocation", "name": event.place, "url": event.url} if event.url else None


def _questions(page: AdvertPage, answered: list[Clarification]) -> Thing:
    return {
        "@type": "FAQPage",
        "url": f"{_whole(page, page.address)}#questions-and-answers",
        "mainEntity": [
            {
                "@type": "Question",
                "url": f"{_whole(page, page.address)}#{asked.anchor}",
                "name": asked.question.text,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": asked.answer and asked.answer.text,
                },
            }
            for asked in answered
        ],
    }


def _whole(page: View, address: str) -> str:
    return f"{page.site.config.base_url}{address}"


def _without_none(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_none(inner) for name, inner in value.items() if inner is not None}
    return [_without_none(inner) for inner in value] if isinstance(value, list) else value
