"""Documents in their order → a search index in small files, of which a browser loads only the few that a query needs.

`search/index.json` is the manifest of the rest: shards of terms, results with their texts, words as they are spelt,
facets, and the closing days and values of adverts.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from sitegen.model.advert import Advert
from sitegen.model.record import Key
from sitegen.model.status import Status
from sitegen.outputs.output import Data
from sitegen.outputs.search.documents import Document
from sitegen.outputs.search.terms import Lines, coded, shards
from sitegen.outputs.summaries import Groups, Summaries, groups

SHARDS = "search/terms/"
"""The folder of the shards of terms, which are named by digest."""
RESULTS = 8
"""Documents per file of results."""
SHARE: Final = 25 * RESULTS
"""Documents whose files are made together."""
_SHORTEST, _SPELLINGS = 4, 8_000
"""The least letters of a word in the file of spellings, and the most words: some 25 kB compressed."""
_EPOCH: Final = date(1970, 1, 1).toordinal()


def results(first: int, found: Sequence[Document]) -> Iterator[Data]:
    """The files of results of consecutive documents: each document's card, then its text. `first` is the number of the first of them, a multiple of SHARE."""
    for start in range(0, len(found), RESULTS):
        some = found[start : start + RESULTS]
        yield _json(f"results/{(first + start) // RESULTS}", [(*one.card, one.text) for one in some])


def index(
    keys: Sequence[Key], lines: Lines, summaries: Summaries, soon: int, others: bytes
) -> Iterator[Data]:
    """All files but those of results, of all documents, whose `keys` are in their order.

    `soon` is the number of days in which an advert is closing soon; `others` is a digest of what the files of results
    have. The version in the manifest is another whenever a file of the index is.
    """
    grouped = groups(summaries)
    adverts = _adverts(keys)
    whole = (_facets(grouped), _json("spellings", spellings(lines)), *_figures(adverts, summaries))
    yield from whole
    version, names = sha256(b"".join((others, *(file.data for file in whole)))), []
    for first, data in shards(lines, _marks(keys, adverts, grouped)):
        name = sha256(data).hexdigest()[:12]
        version.update(name.encode())
        names.append((first, name))
        yield Data(f"{SHARDS}{name}.txt", data)
    numbers = _numbers(adverts, summaries, soon)
    about = {"version": version.hexdigest()[:12], "count": len(keys), **numbers}
    yield _json("index", {**about, "shards": names})


def spellings(lines: Lines) -> str:
    """The words without digits, the most frequent first, with a space between two: what a misspelt word may be."""
    found = ((-len(numbers).bit_length(), word) for word, numbers in lines.items())
    spelt = sorted(one for one in found if len(one[1]) >= _SHORTEST and one[1].isalpha())
    return " ".join(word for _, word in spelt[:_SPELLINGS])


def _figures(adverts: Mapping[str, int], summaries: Summaries) -> Iterator[Data]:
    """Two files: the day on which each advert closes, in days since 1970, and its least and its most value. Those without are not listed."""
    days = (
        (adverts[one.id], one.card.closes.date().toordinal() - _EPOCH) for one in summaries if one.card.closes
    )
    yield _json("closing", sorted(days))
    yield _json("values", sorted((adverts[one.id], *one.worth) for one in summaries if one.worth))


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


def _marks(keys: Sequence[Key], adverts: Mapping[str, int], grouped: Groups) -> Mapping[str, Iterable[int]]:
    """The collections and facets of documents as terms that begin with @, which no reader can type."""
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        marks[f"@{key.collection}"].append(number)
    for values in grouped.values():
        for value, found in values.items():
            marks[f"@{value.path}"] = [adverts[advert.id] for advert in found]
    return marks


def _numbers(adverts: Mapping[str, int], summaries: Summaries, soon: int) -> dict[str, object]:
    """The numbers of the manifest; `live` has the documents that take responses, with the second at which they close; `planned` has the plans."""
    live = (
        (adverts[one.id], int(one.card.closes.timestamp()))
        for one in summaries
        if one.card.closes and one.card.status.takes_responses
    )
    return {
        "adverts": len(adverts),
        "size": RESULTS,
        "soon": soon,
        "live": sorted(live),
        "planned": coded(sorted(adverts[one.id] for one in summaries if one.card.status == Status.PLANNED)),
    }


def _adverts(keys: Sequence[Key]) -> Mapping[str, int]:
    """The numbers of adverts by their ids."""
    return {key.id: number for number, key in enumerate(keys) if key.collection == Advert.collection}


def _json(name: str, value: object) -> Data:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Data(f"search/{name}.json", f"{text}\n".encode())
