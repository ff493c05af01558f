"""Whatever a text holds, all of it is on paper: printed by a browser, and as our own PDF."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

MOST = 24
"""Columns of the widest table that is tried."""
SENTENCE = (
    "Send replies to the Parks Manager, Town Hall, High Street, in an envelope marked Market test. LAST"
)


def table(columns: int, heading: str, cell: str) -> str:
    names = "".join(f" {heading} {number} |" for number in range(columns))
    cells = "".join(f" {cell.format(number)} |" for number in range(columns))
    return f"Table: {columns} columns\n\n| Ward |{names}\n|---|{'---:|' * columns}\n| Riverside Meadows |{cells}\n"


BODIES = {
    **{f"figures-{columns}": table(columns, "Year", "1{:02},000,000") for columns in (3, 7, 12, 20, MOST)},
    **{f"words-{columns}": table(columns, "Responsibilities of", "Maintenance{:02}") for columns in (7, 12)},
    "code": f"```\n{SENTENCE}\n```\n",
    "one-word": "```\n" + "long" * 80 + "LAST\n```\n",
    "long-word": "Write to https://www.example.org/" + "long" * 60 + "LAST in time.\n",
}


def last_words(name: str) -> str:
    kind, _, columns = name.partition("-")
    number = f"{int(columns) - 1:02}" if columns.isdigit() else ""
    return {"figures": f"1{number},000,000", "words": f"Maintenance{number}"}.get(kind, "LAST")


@pytest.fixture(scope="module")
def notices(site_of: Callable[..., Path]) -> Path:
    """A notice for each text, with PDFs."""
    return site_of({name: {"body": body} for name, body in BODIES.items()}, "--pdf")


@pytest.fixture(scope="module")
def printed(notices: Path, browser: Browser, static_server: Callable[..., str]) -> Callable[[str], PdfReader]:
    """A notice as the browser prints it on A4."""
    address = static_server(notices)

    def of(name: str) -> PdfReader:
        page: Page = browser.new_page()
        page.goto(f"{address}adverts/{name}/")
        data = page.pdf(format="A4")
        page.close()
        return PdfReader(io.BytesIO(data))

    return of


def on_paper(leaf: PageObject) -> str:
    """The words of a leaf that begin and end within its edges, without spaces."""
    width, found = float(leaf.mediabox.width), list[str]()

    def visit(words: str, matrix: Any, place: Any, _font: Any, size: float) -> None:  # noqa: ANN401 - lists of numbers
        scale = matrix[0] or 1
        start = matrix[0] * place[4] + matrix[2] * place[5] + matrix[4]
        end = start + abs(scale) * abs(place[0] or 1) * size * 0.4 * len(words.strip())
        if start >= 0 and end <= width:
            found.append(words)

    leaf.extract_text(visitor_text=visit)
    return "".join("".join(found).split()).replace("\u2010", "").replace("\xad", "").replace("-", "")


@pytest.mark.parametrize("name", BODIES)
def test_the_browser_prints_the_last_word(printed: Callable[[str], PdfReader], name: str) -> None:
    assert last_words(name) in "".join(map(on_paper, printed(name).pages))


@pytest.mark.parametrize("name", BODIES)
def test_our_pdf_has_the_last_word(notices: Path, name: str) -> None:
    pdf = PdfReader(notices / f"adverts/{name}/{name}.pdf")
    assert last_words(name) in "".join(map(on_paper, pdf.pages))
