"""The site → a search index in small files, of which a browser loads only the few that a query needs.

`search/index.json` is the manifest of the rest: shards of terms, cards of results, texts for excerpts, and facets.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice

from sitegen.model.advert import Advert
from sitegen.model.record import key_of
from sitegen.model.site import Site
from sitegen.outputs.output import Data
from sitegen.outputs.search.documents import Document, documents
from sitegen.outputs.search.terms import Terms
from sitegen.outputs.summaries import Groups, Summaries, groups

SHARDS = "search/terms/"
"""The folder of the shards of terms, which are named by digest."""
CARDS, TEXTS = 8, 4
"""Documents per file of cards, and per file of texts."""


def plan(site: Site, summaries: Summaries) -> Iterator[Data]:
    """The files of the index. The manifest is last and has a digest of the others."""
    found, terms = tuple(documents(site)), Terms()
    digest, shards, grouped = sha256(), [], groups(summaries)
    for file in chain(_cards(found), _texts(found, terms), [_facets(grouped)]):
        digest.update(file.data)
        yield file
    _mark(terms, found, grouped)
    for first, data in terms.shards():
        name = sha256(data).hexdigest()[:12]
        digest.update(data)
        shards.append((first, name))
        yield Data(f"{SHARDS}{name}.txt", data)
    yield _json("index", {"version": digest.hexdigest()[:12], **_numbers(site, found), "shards": shards})


def _cards(found: Iterable[Document]) -> Iterator[Data]:
    return _several("cards", CARDS, (document.card for document in found))


def _texts(found: Iterable[Document], terms: Terms) -> Iterator[Data]:
    """The texts for excerpts. Also adds the words of each document to `terms`, so that each text is made only once."""
    return _several("texts", TEXTS, (_read(*one, terms) for one in enumerate(found)))


def _read(number: int, document: Document, terms: Terms) -> str:
    text = document.text
    title = " ".join((document.card.title, *document.references))
    terms.add(number, document.references, (title, document.lead, text))
    return text


def _several(folder: str, size: int, items: Iterator[object]) -> Iterator[Data]:
    """Files of `size` items each, numbered from 0."""
    for number, some in enumerate(iter(lambda: list(islice(items, size)), [])):
        yield _json(f"{folder}/{number}", some)


def _facets(grouped: Groups) -> Data:
    """The facets with their values and how many adverts have each."""
    return _json(
        "facets",
        [
            (
                facet.id,
                facet.title,
                [(value.path, value.title, len(adverts)) for value, adverts in found.items()],
            )
            for facet, found in grouped.items()
        ],
    )


def _mark(terms: Terms, found: Sequence[Document], grouped: Groups) -> None:
    """Adds the collections and facets of documents as terms that begin with @, which no reader can type."""
    numbers = {}
    collections: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(found):
        collection, name = key_of(document.record)
        collections[collection].append(number)
        if isinstance(document.record, Advert):
            numbers[name] = number
    for collection, members in collections.items():
        terms.mark(f"@{collection}", members)
    for values in grouped.values():
        for value, adverts in values.items():
            terms.mark(f"@{value.path}", (numbers[advert.id] for advert in adverts))


def _numbers(site: Site, found: Sequence[Document]) -> dict[str, object]:
    """The numbers of the manifest; `live` has the documents that take responses, with the second at which they close."""
    adverts = [(number, one.record) for number, one in enumerate(found) if isinstance(one.record, Advert)]
    return {
        "count": len(found),
        "adverts": len(adverts),
        "card": CARDS,
        "text": TEXTS,
        "soon": site.config.closing_soon_days,
        "live": [
            (number, int(advert.closes.timestamp()))
            for number, advert in adverts
            if site.status(advert).takes_responses
        ],
    }


def _json(name: str, value: object) -> Data:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Data(f"search/{name}.json", f"{text}\n".encode())
