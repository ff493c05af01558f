"""Photographs tell who made them and whether they tell where; broken ones tell nothing, and break nothing."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.attachments import inspect, survey
from sitegen.reading.metadata import Origins, origins

ARTIST, WINDOWS_AUTHOR, GPS, LATITUDE = 0x013B, 0x9C9D, 0x8825, 2
ASCII, BYTES, LONG, RATIONAL = 2, 1, 4, 5
LEEDS = struct.pack(">6I", 53, 1, 48, 1, 0, 1)
NOT_KNOWN = struct.pack(">6I", 0, 0, 0, 0, 0, 0)


def directory(order: str, start: int, entries: list[tuple[int, int, int, bytes]]) -> bytes:
    """A directory of tags at `start` of the data, with the values that do not fit in it behind it."""
    packed, behind = struct.pack(f"{order}H", len(entries)), b""
    after = start + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in entries:
        place = struct.pack(f"{order}I", after + len(behind))
        packed += struct.pack(f"{order}HHI", tag, kind, count) + (
            value.ljust(4, b"\0") if len(value) <= 4 else place
        )
        behind += value if len(value) > 4 else b""
    return packed + struct.pack(f"{order}I", 0) + behind


def picture(*entries: tuple[int, int, int, bytes], order: str = ">", latitude: bytes = b"") -> bytes:
    """The first bytes of a JPEG file with these tags, after a segment that says nothing of interest."""
    found = list(entries)
    if latitude:
        found.append((GPS, LONG, 1, struct.pack(f"{order}I", 8)))
    places = directory(order, 8, [(LATITUDE, RATIONAL, 3, latitude)]) if latitude else b""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    first = 8 + len(places)
    exif = mark + struct.pack(f"{order}I", first) + places + directory(order, first, found)
    segment = b"Exif\0\0" + exif
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 6) + b"JFIF"
    return head + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + b"\xff\xda"


WHOLE = picture((ARTIST, ASCII, 11, b"Jane Smith\0"), latitude=LEEDS)
XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="53,48N">
<dc:creator> <rdf:Seq><rdf:li>Jane O&apos;Neill</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (picture((ARTIST, ASCII, 11, b"Jane Smith\0")), Origins("Jane Smith")),
        (picture((ARTIST, ASCII, 3, b"Jo\0")), Origins("Jo")),
        (picture((ARTIST, ASCII, 11, b"Jane Smith\0"), order="<"), Origins("Jane Smith")),
        (
            picture((WINDOWS_AUTHOR, BYTES, 22, "Jane Smith\0".encode("utf-16-le"))),
            Origins("Jane Smith"),
        ),
        (picture((ARTIST, ASCII, 1, b"\0")), Origins()),
        (picture(latitude=LEEDS), Origins(None, has_place=True)),
        (
            picture((ARTIST, ASCII, 11, b"Jane Smith\0"), latitude=LEEDS),
            Origins("Jane Smith", has_place=True),
        ),
        (picture(latitude=NOT_KNOWN), Origins()),
        (picture(), Origins()),
        (b"\xff\xd8\xff\xda", Origins()),
        (b"\x89PNG\r\n", Origins()),
        (b"\x89PNG\r\n..." + XMP, Origins("Jane O'Neill", has_place=True)),
        (XMP.replace(b"53,48N", b""), Origins("Jane O'Neill")),
        (WHOLE + XMP, Origins("Jane Smith", has_place=True)),
        (b"", Origins()),
    ],
)
def test_a_photograph_tells_who_made_it_and_whether_it_tells_where(data: bytes, expected: Origins) -> None:
    assert origins(data) == expected


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_a_damaged_photograph_breaks_nothing(place: int, byte: int, length: int) -> None:
    damaged = WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]
    assert isinstance(origins(damaged[:length]), Origins)


def test_only_photographs_that_records_name_are_looked_into(tmp_path: Path) -> None:
    for name in ("named.jpg", "other.jpg"):
        (tmp_path / name).write_bytes(WHOLE)
    found = inspect(survey(tmp_path), {"named.jpg"})
    assert [(file.author, file.has_place) for file in found.values()] == [("Jane Smith", True), (None, False)]
