"""What an import made, and the values that found no place → lines for people, and JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_MOST: Final = 12
"""How many kinds of values, and other lines of one sort, the terminal gets."""
_WIDE: Final = 60


@dataclass(frozen=True, slots=True)
class Homeless:
    """A value that no field of the content says."""

    file: str
    pointer: str
    field: str
    value: object


@dataclass(slots=True)
class Report:
    """What an import did."""

    releases: int = 0
    made: list[tuple[str, str]] = field(default_factory=list)
    """The path of each new file, and where it comes from."""
    there: list[tuple[str, str]] = field(default_factory=list)
    """The open contracting id of each process that was left out because the content has it, and its file."""
    buyers: list[str] = field(default_factory=list)
    """The ids of the buyers added to site.yaml."""
    notes: list[str] = field(default_factory=list)
    """What an author should look at."""
    values: int = 0
    homeless: list[Homeless] = field(default_factory=list)

    def text(self, *, planned: bool) -> Iterator[str]:
        """Lines for people. `planned` if nothing was written."""
        verb = "Would make" if planned else "Made"
        yield from _some([f"{verb} {path}." for path, _ in self.made], "more files")
        if self.buyers:
            named = [*self.buyers[:_MOST], *(["…"] if len(self.buyers) > _MOST else [])]
            yield f"{'Would add' if planned else 'Added'} {len(self.buyers)} to buyers in site.yaml: {', '.join(named)}"
        yield from _some(
            [f"Left out {ocid}: {path} has it already." for ocid, path in self.there], "more were there"
        )
        yield from _some(self.notes, "more notes")
        if self.homeless:
            yield f"{len(self.homeless):,} of {self.values:,} values found no place:"
            counted = Counter(one.field for one in self.homeless)
            shown = {one.field: one for one in reversed(self.homeless)}
            yield from _some(
                [
                    f"  {name}: {count:,}, such as {_short(shown[name].value)}"
                    for name, count in counted.most_common()
                ],
                "more kinds",
            )
            yield "To see each with its place, add --report FILE."

    def json(self) -> str:
        """All of it as one JSON object. docs/importing.md describes its fields."""
        whole = {
            "releases": self.releases,
            "made": [{"path": path, "from": origin} for path, origin in self.made],
            "already_there": [{"ocid": ocid, "path": path} for ocid, path in self.there],
            "buyers": self.buyers,
            "notes": self.notes,
            "values": self.values,
            "without_place": [
                {"file": one.file, "pointer": one.pointer, "value": one.value} for one in self.homeless
            ],
        }
        return json.dumps(whole, ensure_ascii=True, indent=1) + "\n"


def _some(lines: list[str], rest: str) -> Iterator[str]:
    shown = (
        lines if len(lines) == _MOST + 1 else lines[:_MOST]
    )  # the line “and 1 more” would take as much room as that one
    yield from shown
    if left := len(lines) - len(shown):
        yield f"… and {left:,} {rest}."


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _WIDE else f"{text[:_WIDE]}…"
