"""Documents in their order → a search index in small files, of which a browser loads only the few that a query needs.

`search/index.json` is the manifest of the rest: shards of terms, cards of results, texts for excerpts, and facets.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.record import Key
from sitegen.outputs.output import Data
from sitegen.outputs.search.documents import Document
from sitegen.outputs.search.terms import Lines, shards
from sitegen.outputs.summaries import Groups, Summaries, groups

SHARDS = "search/terms/"
"""The folder of the shards of terms, which are named by digest."""
CARDS, TEXTS = 8, 4
"""Documents per file of cards, and per file of texts."""
SHARE: Final = 25 * CARDS
"""Documents whose files are made together."""


def texts(first: int, found: Sequence[Document]) -> Iterator[Data]:
    """The files of cards and of texts for excerpts of consecutive documents. `first` is the number of the first of them, a multiple of SHARE."""
    yield from _several("cards", CARDS, first, [document.card for document in found])
    yield from _several("texts", TEXTS, first, [document.text for document in found])


def _several(folder: str, size: int, first: int, items: Sequence[object]) -> Iterator[Data]:
    """Files of `size` items each, numbered from 0."""
    for start in range(0, len(items), size):
        yield _json(f"{folder}/{(first + start) // size}", items[start : start + size])


def index(
    keys: Sequence[Key], lines: Lines, summaries: Summaries, soon: int, others: bytes
) -> Iterator[Data]:
    """The facets, the shards and the manifest of all documents, whose `keys` are in their order.

    `soon` is the number of days in which an advert is closing soon; `others` is a digest of what the files of cards and
    texts have. The version in the manifest is another whenever a file of the index is.
    """
    grouped = groups(summaries)
    facets = _facets(grouped)
    yield facets
    version, names = sha256(others + facets.data), []
    for first, data in shards(lines, _marks(keys, grouped)):
        name = sha256(data).hexdigest()[:12]
        version.update(name.encode())
        names.append((first, name))
        yield Data(f"{SHARDS}{name}.txt", data)
    numbers = _numbers(keys, summaries, soon)
    yield _json("index", {"version": version.hexdigest()[:12], **numbers, "shards": names})


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


def _marks(keys: Sequence[Key], grouped: Groups) -> Mapping[str, Iterable[int]]:
    """The collections and facets of documents as terms that begin with @, which no reader can type."""
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        marks[f"@{key.collection}"].append(number)
    numbers = _adverts(keys)
    for values in grouped.values():
        for value, adverts in values.items():
            marks[f"@{value.path}"] = [numbers[advert.id] for advert in adverts]
    return marks


def _numbers(keys: Sequence[Key], summaries: Summaries, soon: int) -> dict[str, object]:
    """The numbers of the manifest; `live` has the documents that take responses, with the second at which they close."""
    adverts = _adverts(keys)
    live = (
        (adverts[one.id], int(one.card.closes.timestamp()))
        for one in summaries
        if one.card.closes and one.card.status.takes_responses
    )
    return {
        "count": len(keys),
        "adverts": len(adverts),
        "card": CARDS,
        "text": TEXTS,
        "soon": soon,
        "live": sorted(live),
    }


def _adverts(keys: Sequence[Key]) -> Mapping[str, int]:
    """The numbers of adverts by their ids."""
    return {key.id: number for number, key in enumerate(keys) if key.collection == Advert.collection}


def _json(name: str, value: object) -> Data:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Data(f"search/{name}.json", f"{text}\n".encode())
