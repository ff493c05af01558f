"""Files of open contracting data → their releases, those of one contracting process together, oldest first."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sitegen.importing.moments import moment

LARGEST: Final = 300_000_000
"""Bytes of one file. Reading a package takes about seven times as much memory."""
DEEPEST: Final = 40
"""Levels of nesting; the deepest release that we have seen has ten."""
_STAGES: Final = frozenset(("planning", "tender", "awards", "contracts", "buyer", "parties", "tag"))
"""Fields of which a release has at least one."""
_HEAD: Final = 40
"""How much of a value a message quotes."""

Object = dict[str, Any]
Leaf = tuple[tuple[str, ...], str, str | float | bool]
"""A value of a release: its way without the places in lists, its JSON pointer (RFC 6901), and the value."""


class CannotImport(Exception):  # noqa: N818 - named as CannotWrite is
    """A file cannot be imported. The message is for people, and says where."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release, the file that it is in, and its place there: a line, or a JSON pointer."""

    file: str
    place: str
    data: Object
    packaged: str
    """When its package was published, as written; empty without a package."""

    @property
    def leaves(self) -> Iterator[Leaf]:
        """Every value that says something: no null and no empty text."""
        return _leaves(self.data, self.place)


def processes(files: Sequence[Path]) -> list[list[Release]]:
    """The releases of each contracting process, in the order in which the processes appear. Raises CannotImport."""
    found: defaultdict[str, list[Release]] = defaultdict(list)
    for file in files:
        is_empty = True
        for release in read_file(file):
            is_empty = False
            ocid = release.data.get("ocid")
            found[ocid if isinstance(ocid, str) and ocid else f"{file} {release.place}"].append(release)
        if is_empty:
            message = f"{file}: there is no release in this file."
            raise CannotImport(message)
    return [sorted(releases, key=_date) for releases in found.values()]


def read_file(file: Path) -> Iterator[Release]:
    """The releases of a file: a package of releases or records, a list of them, or one on each line (JSON Lines).

    Raises CannotImport, which says where the file is wrong.
    """
    try:
        if file.stat().st_size > LARGEST:
            message = f"{file}: this file has more than {LARGEST:,} bytes. Divide it, best into one release on each line (JSON Lines)."
            raise CannotImport(message)
        with file.open("rb") as lines:
            first = next((line for line in lines if line.strip()), b"")
            is_lines = _is_object(first) and any(line.strip() for line in lines)
        if is_lines:
            yield from _each_line(file)
        else:
            yield from _releases(file, _parsed(file.read_bytes(), file), "")
    except OSError as problem:
        message = f"{file} cannot be read: {problem.strerror}."
        raise CannotImport(message) from None


def _is_object(line: bytes) -> bool:
    """Whether a line is an object by itself, as in JSON Lines."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _each_line(file: Path) -> Iterator[Release]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield from _releases(file, _parsed(line, file, number), f"line {number} ")


def _parsed(data: bytes, file: Path, line: int = 1) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except json.JSONDecodeError as problem:
        where = f"line {line + problem.lineno - 1}, column {problem.colno}"
        end = len(data.decode("utf-8", "replace").rstrip())
        is_cut = problem.pos >= end or problem.msg.startswith("Unterminated")
        why = "the file ends too early; perhaps not all of it was downloaded" if is_cut else problem.msg
        message = f"{file}: {where}: this is not JSON: {why}."
    except UnicodeDecodeError as problem:
        place = data.count(b"\n", 0, problem.start) + line
        message = f"{file}: line {place}: this is not text in UTF-8. If the file is packed (.zip, .gz), unpack it first."
    except RecursionError:
        message = f"{file}: line {line}: lists and objects are nested too deeply."
    raise CannotImport(message)


def _releases(file: Path, value: Any, place: str, packaged: str = "") -> Iterator[Release]:  # noqa: ANN401 - whatever JSON holds
    """The releases within a package, a record, a list or a release."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _releases(file, one, f"{place}/{number}", packaged)
        return
    if not isinstance(value, dict):
        raise _not_ocds(file, place, value)
    date = value.get("publishedDate")
    packaged = date if isinstance(date, str) else packaged
    for name in ("records", "releases"):
        inside = value.get(name)
        if isinstance(inside, list) and (name == "records" or not _are_links(inside)):
            yield from _releases(file, inside, f"{place}/{name}", packaged)
            return
    if isinstance(compiled := value.get("compiledRelease"), dict):
        value, place = compiled, f"{place}/compiledRelease"
    if not (_STAGES & value.keys()):
        raise _not_ocds(file, place, value)
    _measure(file, value, place)
    yield Release(str(file), place, value, packaged)


def _are_links(releases: Sequence[object]) -> bool:
    """Whether a record only links to its releases (OCDS 1.1, “Linked releases”)."""
    return bool(releases) and all(
        isinstance(one, dict) and "url" in one and not (_STAGES - {"tag"}) & one.keys() for one in releases
    )


def _not_ocds(file: Path, place: str, value: object) -> CannotImport:
    has = (
        f"has {', '.join(map(repr, list(value)[:4])) or 'nothing in it'}"
        if isinstance(value, dict)
        else f"is {value!r:.{_HEAD}}"
    )
    where = f"{file}: {place.strip()}" if place.strip() else str(file)
    return CannotImport(
        f"{where}: this is no release of open contracting data (OCDS): it {has}. "
        "sitegen import reads packages of releases or of records, and releases one on each line."
    )


def _measure(file: Path, value: Object, place: str) -> None:
    """Raises CannotImport for a release that is nested too deeply to be walked."""
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    message = f"{file}: {place.strip()}: lists and objects are nested too deeply here."
    raise CannotImport(message)


def _leaves(value: Any, pointer: str, way: tuple[str, ...] = ()) -> Iterator[Leaf]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        for name, inner in value.items():
            escaped = name.replace("~", "~0").replace("/", "~1")
            yield from _leaves(inner, f"{pointer}/{escaped}", (*way, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{pointer}/{number}", way)
    elif value is not None and value != "":
        yield way, pointer, value


def _date(release: Release) -> float:
    """When a release was made, as a number to sort by; releases without a date come first."""
    found = moment(release.data.get("date"))
    return found.timestamp() if found else 0
