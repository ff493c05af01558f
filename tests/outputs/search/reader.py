"""The files of a search index → what the script in the browser finds in them, and which files it loads for that.

This reads nothing but the planned files, as the script does. `templates/assets/find.js` is the other reader.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, cast

from sitegen.outputs.search.words import words

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BASE = 32
BEGINNING = 3
"""Letters of a word from which longer words that begin with it are found too."""
MOST_SHARDS = 4
"""Shards that are loaded for a word."""
WHOLE = 13
"""The grade of a document that has the term as its whole reference."""
SHOWN = 10
MOST_FILES = 8
"""Files that are loaded for a search and its first results."""


def numbers(text: str) -> list[int]:
    """The numbers that a tier of a line stands for."""
    found, number, gap = [], -1, 0
    for digit in text:
        value = DIGITS.index(digit)
        gap = gap * BASE + value % BASE
        if value >= BASE:
            number += gap
            gap = 0
            found.append(number)
    return found


def grade(tier: int, *, is_same: bool) -> int:
    """How well a document matches a word that it holds in a tier, as it stands or as the beginning of a longer one."""
    return WHOLE - 2 * tier - (not is_same)


def last_of(word: str) -> str:
    """The last term that a word stands for."""
    return word if len(word) < BEGINNING else f"{word}\uffff"


def ranked(asked: list[str], count: int, grades: Callable[[str, str], Mapping[int, int]]) -> list[int]:
    """The documents that hold every word or have all of them as their reference: the best first, then the newest."""
    reference = "".join(asked)
    whole = grades(reference, reference) if any(letter.isnumeric() for letter in reference) else {}
    each = [grades(word, last_of(word)) for word in asked]
    found = {
        number: sum(grade.get(number, 0) for grade in each) + 1000 * (whole.get(number) == WHOLE)
        for number in range(count)
        if whole.get(number) == WHOLE or all(number in grade for grade in each)
    }
    return sorted(found, key=lambda number: (-found[number], -number))


class Reader:
    """Answers queries; `loaded` are the files that it took for them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.loaded: set[str] = set()

    def find(self, query: str) -> list[int]:
        """The numbers of the documents that match, in the order in which they are shown."""
        asked = words(query)
        return ranked(asked, self.index["count"], self.grades) if asked else []

    def show(self, query: str) -> list[list[str]]:
        """The cards of the first results, as many as the script shows before a reader asks for more."""
        shown: list[list[str]] = []
        for number in self.find(query)[:SHOWN]:
            self.loaded.add(self._file_of(number))
            if len(self.loaded) > MOST_FILES:
                self.loaded.remove(self._file_of(number))
                break
            shown.append(self.card(number))
        return shown

    @cached_property
    def index(self) -> dict[str, Any]:
        """The manifest."""
        return cast("dict[str, Any]", self._json("index"))

    def card(self, number: int) -> list[str]:
        """What a result shows."""
        return self._result(number)[:-1]

    def text(self, number: int) -> str:
        """Where an excerpt comes from."""
        return self._result(number)[-1]

    def _file_of(self, number: int) -> str:
        return f"search/results/{number // self.index['size']}.json"

    def _result(self, number: int) -> list[str]:
        size = self.index["size"]
        return cast("list[str]", self._json(f"results/{number // size}")[number % size])

    def grades(self, first: str, last: str) -> dict[int, int]:
        """How well each document matches the terms from `first` to `last`."""
        best: dict[int, int] = {}
        for term, *tiers in self.lines(first, last):
            for tier, text in enumerate(tiers):
                for number in numbers(text):
                    best[number] = max(best.get(number, 0), grade(tier, is_same=term == first))
        return best

    def lines(self, first: str, last: str) -> Iterator[list[str]]:
        """The fields of the lines of all terms from `first` to `last`."""
        starts = [start for start, _ in self.index["shards"]]
        ends = [*starts, None][1:]
        within = [
            name
            for (start, name), end in zip(self.index["shards"], ends, strict=True)
            if _units(start) <= _units(last) and (end is None or _units(first) < _units(end))
        ]
        for name in within[:MOST_SHARDS]:
            for line in self._load(f"search/terms/{name}.txt").decode().splitlines():
                fields = line.split("\t")
                if _units(first) <= _units(fields[0]) <= _units(last):
                    yield fields

    def _json(self, name: str) -> Any:  # noqa: ANN401 - as json.loads
        return json.loads(self._load(f"search/{name}.json"))

    def _load(self, path: str) -> bytes:
        self.loaded.add(path)
        return self._files[path]


def _units(text: str) -> bytes:
    """What JavaScript compares."""
    return text.encode("utf-16-be")
