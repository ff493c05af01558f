"""A page becomes a tagged PDF from what it was given: no network, no other file, no clock, the same bytes."""

import base64
import io
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest
from pypdf import PdfReader

from sitegen.commands.options import SHIPPED
from sitegen.writing.directions import directed
from sitegen.writing.print import to_pdf
from sitegen.writing.render import Paper

ADDRESS = "https://example.org/markets/adverts/bins/"
STYLES = b":root { --accent: #003087; --accent-on-dark: #9cf }" + (SHIPPED / "assets/site.css").read_bytes()
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOSTILE = '</title><script>alert(1)</script> & "\\(x" \N{RIGHT-TO-LEFT OVERRIDE} ŵ مرحبا'


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>Bins</title>{head}</head><body>{body}</body></html>'


def printed(body: str, files: dict[str, bytes] | None = None, title: str = "Bins") -> bytes:
    return to_pdf(page(body), ADDRESS, title, "Council", files or {}).data


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    return "\n".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(pdf)).pages)


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The elements of one kind in the tree of a PDF's structure, in the order of reading."""

    def walk(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            kids = node.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                yield from walk(kid)

    (root,) = pdf.Root.StructTreeRoot.K
    return [element for element in walk(root) if f"/{kind}" == element.S]


@pytest.fixture
def visited() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing: a test reports what matters."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_is_fetched_from_a_network_or_a_disk(
    visited: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    host, asked = visited
    secret = tmp_path_factory.mktemp("secret") / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">quokka</text></svg>')
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{host}/in-svg.png" width="9" height="9"/></svg>'
    files = {
        "https://example.org/markets/files/a.svg": svg.encode(),
        "https://example.org/markets/assets/site.css": f"@import '{host}/more.css'; "
        f"@font-face {{ font-family: x; src: url({host}/x.ttf) }} "
        f"p {{ font-family: x; background: url({host}/back.png) }}".encode(),
    }
    head = f'<link rel="stylesheet" href="../../assets/site.css"><link rel="stylesheet" href="{host}/a.css">'
    body = (
        f'<p>x <img src="{host}/a.png" alt="a"> <img src="{secret.as_uri()}" alt="b">'
        f'<img src="../../files/a.svg" alt="c"> <a href="{host}/link">away</a></p>'
    )
    pdf = to_pdf(page(body, head), ADDRESS, "Bins", "Council", files).data
    assert asked == []
    assert "quokka" not in text(pdf)
    assert "away" in text(pdf)


def test_a_picture_that_was_given_is_in_the_page_with_its_alternative() -> None:
    files = {"https://example.org/markets/files/map.png": PIXEL}
    body = '<p>See <img src="../../files/map.png" alt="The depot lies north of the river"></p>'
    pdf = opened(printed(body, files))
    (figure,) = elements(pdf, "Figure")
    assert str(figure.Alt) == "The depot lies north of the river"


def test_the_stylesheet_shapes_the_page() -> None:
    link, address = '<link rel="stylesheet" href="/s.css">', "https://example.org/s.css"
    sheets = (b"p { display: none }", b"p { color: #00f }")
    shown = [
        text(to_pdf(page("<p>words</p>", link), ADDRESS, "Bins", "Council", {address: sheet}).data)
        for sheet in sheets
    ]
    assert ["words" in found for found in shown] == [False, True]


def test_the_title_is_shown_whole_and_as_it_is_written() -> None:
    pdf = opened(printed("<h1>Bins</h1>", title=HOSTILE))
    assert str(pdf.docinfo.Title) == HOSTILE
    assert str(pdf.docinfo.Author) == "Council"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.Root.Lang) == "en"


def test_no_time_is_in_it() -> None:
    pdf = opened(printed("<h1>Bins</h1>"))
    assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
    assert not re.search("Date", pdf.Root.Metadata.read_bytes().decode())


def test_each_link_is_described_by_its_words_and_leads_to_a_whole_address() -> None:
    pdf = opened(
        printed(
            '<h1 id="top">Bins</h1><p><a href="../carts/">The carts</a> <a href="#top" aria-label="Part 1">1</a>'
            '<a href="mailto:a@example.org"><b>Write</b>\n to us</a></p>'
        )
    )
    (leaf,) = pdf.pages
    found = [
        (str(note.Contents), str(note.A.URI) if "/A" in note else str(note.Dest)) for note in leaf.Annots
    ]
    assert found == [
        ("The carts", "https://example.org/markets/adverts/carts/"),
        ("Part 1", "top"),
        *[("Write to us", "mailto:a@example.org")] * 2,  # one for the words in bold
    ]


def test_every_cell_of_a_table_names_its_headers() -> None:
    pdf = opened(
        printed(
            "<table><caption>Bins</caption><thead><tr><th scope=col>Where</th><th scope=col>How many</th></tr></thead>"
            "<tbody><tr><th scope=row>Alder</th><td>3</td></tr></tbody></table>"
        )
    )
    names = {str(header.ID) for header in elements(pdf, "TH")}
    (cell,) = elements(pdf, "TD")
    assert len(names) == 3
    assert len(cell.A.Headers) == 2
    assert {str(header) for header in cell.A.Headers} < names
    assert elements(pdf, "Caption")


def test_the_bytes_are_the_same_after_other_pages_and_in_other_processes() -> None:
    body = "<h1>Bins</h1><p>Carts <b>and</b> <a href='/x/'>bins</a>, ŵ مرحبا</p><table><tr><th>a<td>b</table>"
    first = printed(body)
    printed("<h1>漢字</h1><p><i>Something else</i> <code>0</code></p>")
    assert printed(body) == first
    program = (
        "import hashlib; from sitegen.writing.print import to_pdf; "
        f"print(hashlib.sha256(to_pdf({page(body)!r}, {ADDRESS!r}, 'Bins', 'Council', {{}}).data).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.environ["PYTHONPATH"], "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {sha256(first).hexdigest()}


# Tables, which paper cannot scroll


def sheet_of(*tables: str) -> Paper:
    files = {"https://example.org/s.css": STYLES}
    link = '<link rel="stylesheet" href="/s.css">'
    sections = "".join(f'<section class="scroll">{table}</section>' for table in tables)
    return to_pdf(page(f'<div class="text">{sections}</div>', link), ADDRESS, "Bins", "Council", files)


def table(columns: int, words: str = "Grounds maintenance", *, kind: str = "", name: str = "Sites") -> str:
    """A table whose cells have these words and end in x, their number and x."""
    head = "".join(f'<th scope="col"{kind}>{words} h{n}h</th>' for n in range(columns))
    cells = "".join(f"<td{kind}>{words} x{n}x</td>" for n in range(columns))
    return f"<table><caption>{name}</caption><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


def seen(pdf: bytes) -> str:
    """The letters that lie on the sheets, without spaces."""
    found: list[str] = []

    def visit(words: str, matrix: list[float], place: list[float], *_: object) -> None:
        x = place[4] * matrix[0] + matrix[4]
        if x < width:
            found.append(words)

    for leaf in PdfReader(io.BytesIO(pdf)).pages:
        width = float(leaf.mediabox.width) - 40
        leaf.extract_text(visitor_text=visit)
    return re.sub(r"\s+", "", "".join(found))


@pytest.mark.parametrize("columns", [1, 4, 8, 9, 14, 16, 20, 25])
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Grounds maintenance", ""),
        ("£12,345,678.00", ' class="number"'),
        ("Responsibilities", ' style="white-space: nowrap"'),
        ("https://www.example.org/a-very-long-address/of-a-page/that-has-no-space", ""),
    ],
)
def test_no_column_of_an_ordinary_table_is_lost(columns: int, words: str, kind: str) -> None:
    paper = sheet_of(table(columns, words, kind=kind))
    assert paper.cut == ()
    words = seen(paper.data)
    assert [n for n in range(columns) if f"x{n}x" not in words or f"h{n}h" not in words] == []


def test_a_narrow_table_stays_upright_and_a_wide_one_is_turned_by_itself() -> None:
    def sizes(paper: Paper) -> list[bool]:
        return [
            leaf.mediabox.width > leaf.mediabox.height for leaf in PdfReader(io.BytesIO(paper.data)).pages
        ]

    assert sizes(sheet_of(table(4))) == [False]
    assert sizes(sheet_of(table(12))) == [True]
    assert sizes(sheet_of(table(4), table(12), table(4))) == [False, True, False]


def test_a_table_that_no_sheet_has_room_for_is_named() -> None:
    paper = sheet_of(table(3), table(80, name="Every day of the <b>quarter</b>"))
    assert paper.cut == ("Every day of the quarter",)


# Other scripts


def test_letters_that_no_typeface_has_are_named_and_others_are_not() -> None:
    def boxes(words: str) -> str:
        return to_pdf(page(f"<p>{words}</p>"), ADDRESS, "Bins", "Council", {}).boxes

    assert boxes("Ŵythnos αβγ абв مرحبا €") == ""
    assert boxes("A private sign: \ue000, twice: \ue000") == "\ue000"


def test_a_paragraph_from_right_to_left_begins_at_the_right() -> None:
    def place(html: str) -> float:
        """How far from the left the first letters of a line begin."""
        found: list[float] = []
        data = to_pdf(page(directed(f"<body>{html}</body>")), ADDRESS, "Bins", "Council", {}).data
        (leaf,) = PdfReader(io.BytesIO(data)).pages
        leaf.extract_text(
            visitor_text=lambda words, _, at, *__: found.append(at[4]) if words.strip() else None
        )
        return min(found)

    assert place("<p>words</p>") < 100
    assert place("<p>مرحبا</p>") > 400
    assert place("<ul><li>مرحبا</li></ul>") > 400
    assert place("<h2>مرحبا</h2>") > 400
