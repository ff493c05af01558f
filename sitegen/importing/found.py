"""A release of any shape → its values, each noted once something in the content says it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Self, TypeVar

from sitegen.importing.releases import Leaf

Value = TypeVar("Value")
_AMOUNT: Final = re.compile(r"\d{1,15}(\.\d{1,9})?")
_GROUPED: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass(slots=True)
class Ledger:
    """Which values of a contracting process have a place in the content: each by its way and what it is."""

    used: set[tuple[tuple[str, ...], object]] = field(default_factory=set)

    def has(self, leaf: Leaf) -> bool:
        """Whether a value has a place. The same value in another release of the process has the same place."""
        way, _, value = leaf
        return (way, value) in self.used


@dataclass(frozen=True, slots=True)
class Found:
    """A value of a release, or nothing, and the way to it. Nothing here raises, whatever the value is."""

    value: Any
    way: tuple[str, ...]
    ledger: Ledger

    def __getitem__(self, name: str) -> Self:
        """The value of a field; nothing if this is no object."""
        inner = self.value.get(name) if isinstance(self.value, dict) else None
        return type(self)(inner, (*self.way, name), self.ledger)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return self.value not in (None, "", [], {})

    @property
    def each(self) -> Iterator[Self]:
        """The items of a list; a value alone, where a list was expected."""
        values = self.value if isinstance(self.value, list) else [self.value]
        return (type(self)(one, self.way, self.ledger) for one in values if one is not None)

    @property
    def objects(self) -> Iterator[Self]:
        """The items that are objects."""
        return (one for one in self.each if isinstance(one.value, dict))

    def take(self, read: Callable[[object], Value | None]) -> Value | None:
        """What `read` makes of the value. Unless that is None, the value has found its place."""
        found = read(self.value)
        if found is not None:
            self.note()
        return found

    def code(self, table: Mapping[str, Value]) -> Value | None:
        """What a table has for the value."""
        return self.take(lambda value: table.get(value) if isinstance(value, str) else None)

    def note(self) -> None:
        """Notes that the value has a place in the content."""
        if isinstance(self.value, str | int | float | bool):
            self.ledger.used.add((self.way, self.value))

    def note_all(self) -> None:
        """Notes that all values within this one have a place."""
        if isinstance(self.value, dict):
            for name in self.value:
                self[name].note_all()
        elif isinstance(self.value, list):
            for one in self.each:
                one.note_all()
        else:
            self.note()

    def quiet(self) -> Self:
        """The same value, of which nothing is noted."""
        return type(self)(self.value, self.way, Ledger())


def amount(value: object) -> str | None:
    """A sum of money in digits, from a number or a text; None for anything else, and for less than nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    try:
        plain = f"{Decimal(text):f}"
    except ArithmeticError:
        return None
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if _AMOUNT.fullmatch(plain) else None


def flag(value: object) -> bool | None:
    """True or false, also as a text."""
    return {"true": True, "false": False}.get(str(value).lower()) if isinstance(value, bool | str) else None
