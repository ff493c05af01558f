"""Response forms hold all that a notice asks, in files that other programs read, and only while it can be answered."""

import io
import os
import re
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sitegen.commands.options import SHIPPED
from sitegen.model.site import Site, index
from sitegen.outputs.forms import beside
from sitegen.outputs.links import on_a_page
from sitegen.outputs.output import Output
from sitegen.outputs.response_form import Form, FormQuestion, FormView
from sitegen.reading.content import read
from sitegen.reading.markdown import render as prose
from sitegen.writing.forms import make_form
from sitegen.writing.render import File, Renderer, environment

NOW = "2026-11-23T09:00+00:00"
NOTICE = """---
title: {title}
summary: Something may be wanted.
reference: {reference}
kind: soft-market-test
objectives: parks
published: 2026-10-01
closes: 2026-12-11T12:00
{more}
questions:
  - How would you keep paths *open*?
  - |
    Which of these could you do?

    1. Mow
    2. Plant **trees**, as [the page](/pages/about/) says

    | Tree | Number |
    |---|---:|
    | Oak | 12 |
  - مَن أنتم؟
respond:
  how: Write to us. See [the page](/pages/about/#what) first.
  email: responses@example.org
  include: [Who you are, "What <it> costs & why"]
  form: {form}
contact: {{role: Buyer, email: buyer@example.org}}
timetable: [{{date: 2027-03-01, title: Next steps}}]
---

We look for ideas.
"""
OBJECTIVES = """title: What parks are for
weighting: {basis: percentage, status: proposed}
objectives:
  - {id: a, title: Quiet, detail: Places without *motors*., weight: 60}
  - {id: b, title: Play, weight: 40}
"""
CONFIG = """title: Market tests
base_url: https://example.org/m
publisher: {name: Council}
language: LANGUAGE
accessibility: {owner: Post, email: web@example.org, reviewed: 2026-09-01, prepared: 2026-09-01}
statements:
  - {id: soft-market-test, title: Not a tender, applies_to: [soft-market-test], text: "It is **initial** soft market testing."}
  - {id: innovation, title: New ideas, applies_to: [soft-market-test], text: We seek what nobody has tried.}
  - {id: workforce, title: Staff, applies_to: [soft-market-test], text: Terms stay as good as they are.}
"""
HEADINGS = [
    (1, "Response form: Parks"),
    (2, "Not a tender"),
    (2, "How to send this form"),
    (2, "About you"),
    (2, "Questions"),
    (3, "1. How would you keep paths open?"),
    (3, "Question 2"),
    (3, "3. مَن أنتم؟"),
    (2, "Objectives"),
    (3, "a. Quiet (60%)"),
    (3, "b. Play (40%)"),
    (2, "Anything else"),
    (2, "What to include"),
    (2, "What is commercially sensitive"),
    (2, "Statements that go with this notice"),
    (3, "New ideas"),
    (3, "Staff"),
]
SAID = (
    "SMT-1/26",
    "12 noon on Friday 11 December 2026 (UK time)",
    "It is initial soft market testing.",
    "Write to us. See the page first.",
    "responses@example.org",
    "How would you keep paths open?",
    "Which of these could you do?",
    "Plant trees, as the page says",
    "مَن أنتم؟",
    "What real value would you add",
    "Places without motors.",
    "What <it> costs & why",
    "Freedom of Information Act 2000",
    "section 41",
    "section 43",
    "we cannot promise to keep anything secret",
    "We seek what nobody has tried.",
    "Terms stay as good as they are.",
)
"""What a form of the notice must say, as people read it."""


def plan(site: Site) -> list[Output]:
    """The forms of all adverts."""
    return [output for advert in site.adverts for output in beside(site, advert)]


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """The site with one notice that asks for a form; what is given replaces what the notice says."""

    def make(now: str = NOW, language: str = "en-GB", **said: str) -> Site:
        content = tmp_path / "content"
        shutil.rmtree(content, ignore_errors=True)
        content.mkdir()
        (content / "site.yaml").write_text(CONFIG.replace("LANGUAGE", language))
        for folder in ("adverts", "objectives", "pages", "files"):
            (content / folder).mkdir()
        wanted = {"title": "Parks", "reference": "SMT-1/26", "form": "generate", "more": ""} | said
        (content / "adverts/parks.md").write_text(NOTICE.format(**wanted))
        (content / "objectives/parks.yaml").write_text(OBJECTIVES)
        (content / "pages/about.md").write_text("---\ntitle: About\n---\n\n## What\n\nWords.\n")
        (content / "files/own.odt").write_bytes(b"a form of our own")
        found = read(content, datetime.fromisoformat(now), drafts=False)
        assert found.faults == ()
        assert found.content
        return index(found.content, {})

    return make


def made(site: Site) -> dict[str, bytes]:
    """The forms of a site by the ends of their names."""
    files = list(map(Renderer(environment((SHIPPED,)), "").make, plan(site)))
    assert [file.diagnostics for file in files if file.diagnostics] == []
    return {Path(file.path).suffix: file.data for file in files}


def headings_of_word(data: bytes) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name.removeprefix("Heading ")), paragraph.text)
        for paragraph in docx.Document(io.BytesIO(data)).paragraphs
        if paragraph.style and str(paragraph.style.name).startswith("Heading ")
    ]


def headings_of_open_document(data: bytes) -> list[tuple[int, str]]:
    body = odfdo.Document(io.BytesIO(data)).body
    return [(int(heading.level), heading.text_recursive.strip()) for heading in body.headers]


def parts(data: bytes) -> Iterator[tuple[str, ET.Element]]:
    """Every part that is XML, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name != "mimetype":
                yield name, ET.fromstring(file.read(name))  # noqa: S314 - we wrote it


def test_a_form_tells_of_the_last_change_to_the_notice_and_of_no_other(site: Callable[..., Site]) -> None:
    changes = "amendments: [{date: 2026-11-20, change: More time.}, {date: 2026-11-10, change: More words.}]"
    files = made(site(more=changes))
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(files[".docx"])).paragraphs]
    assert "Last change to the notice: 20 November 2026. More time." in texts
    assert "More words." not in " ".join(texts)


def test_both_formats_have_the_same_headings_in_order_with_no_level_left_out(
    site: Callable[..., Site],
) -> None:
    forms = made(site())
    assert headings_of_word(forms[".docx"]) == HEADINGS
    assert headings_of_open_document(forms[".odt"]) == HEADINGS


def test_libreoffice_opens_both_and_finds_every_word_of_questions_objectives_and_statements(
    site: Callable[..., Site], tmp_path: Path
) -> None:
    for ending, data in made(site()).items():
        written = tmp_path / f"form{ending}"
        written.write_bytes(data)
        read_back = tmp_path / ending
        convert(written, read_back, tmp_path / "profile")
        text = " ".join((read_back / "form.txt").read_text("utf-8-sig").split())
        assert [words for words in SAID if words not in text] == []
        assert text.index("Which of these could you do?") < text.index("a. Quiet (60%)")


def test_both_fill_the_same_sheets_and_say_on_paper_where_to_write(
    site: Callable[..., Site], tmp_path: Path
) -> None:
    printed = {}
    for ending, data in made(site()).items():
        written = tmp_path / f"form{ending}"
        written.write_bytes(data)
        convert(written, tmp_path / ending, tmp_path / "profile", "pdf")
        printed[ending] = [leaf.extract_text() for leaf in PdfReader(tmp_path / ending / "form.pdf").pages]
    assert len(printed[".odt"]) == len(printed[".docx"])
    assert {"".join(leaves).count("Write your answer here") for leaves in printed.values()} == {6}


def convert(file: Path, folder: Path, profile: Path, kind: str = "txt:Text (encoded):UTF8") -> None:
    """The file in another format, as LibreOffice writes it, which starts with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    wanted = ["--convert-to", kind, "--outdir", str(folder), str(file)]
    # It starts programs of its own, which must not outlive a test that waits in vain.
    with subprocess.Popen([*command, *wanted], start_new_session=True) as office:
        try:
            office.wait(timeout=240)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)
            raise
    assert (folder / f"form.{kind[:3]}").exists()


def test_title_language_subject_and_author_are_in_the_properties_of_both(site: Callable[..., Site]) -> None:
    forms = made(site(language="en-IE"))
    word = docx.Document(io.BytesIO(forms[".docx"])).core_properties
    assert (word.title, word.language, word.subject) == ("Response form: Parks", "en-IE", "SMT-1/26")
    assert word.author == "Council"
    meta = odfdo.Document(io.BytesIO(forms[".odt"])).meta
    assert (meta.title, str(meta.language), meta.subject) == ("Response form: Parks", "en-IE", "SMT-1/26")
    assert meta.initial_creator == "Council"


def test_the_language_is_that_of_the_words_too(site: Callable[..., Site]) -> None:
    forms = made(site(language="en-IE"))
    assert b'<w:lang w:val="en-IE"' in zipfile.ZipFile(io.BytesIO(forms[".docx"])).read("word/styles.xml")
    styles = zipfile.ZipFile(io.BytesIO(forms[".odt"])).read("styles.xml")
    assert b'fo:language="en" fo:country="IE"' in styles
    styles = zipfile.ZipFile(io.BytesIO(made(site())[".odt"])).read("styles.xml")
    assert b'fo:language="en" fo:country="GB"' in styles


def test_every_table_has_a_caption_and_a_header_row_that_is_repeated(site: Callable[..., Site]) -> None:
    forms = made(site())
    tables = docx.Document(io.BytesIO(forms[".docx"])).tables
    firsts = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert firsts == [
        ["Detail", "Your answer"],
        ["Tree", "Number"],
        ["What to include", "Where we find it in your response"],
        ["Which part", "Why it is sensitive", "Until when"],
    ]
    rows = dict(parts(forms[".docx"]))["word/document.xml"].iterfind(".//{*}tbl/{*}tr")
    repeated = [row for row in rows if row.find("{*}trPr/{*}tblHeader") is not None]
    assert [
        ["".join(cell.itertext()).strip() for cell in row.iterfind("{*}tc")] for row in repeated
    ] == firsts
    body = odfdo.Document(io.BytesIO(forms[".odt"])).body
    found = [
        [
            " ".join(words.text_recursive.split())
            for words in header.get_elements("table:table-row/table:table-cell")
        ]
        for header in body.get_elements("//table:table-header-rows")
    ]
    assert found == firsts


def test_the_checklist_names_all_that_is_to_be_included(site: Callable[..., Site]) -> None:
    table = docx.Document(io.BytesIO(made(site())[".docx"])).tables[2]
    assert [row.cells[0].text for row in table.rows[1:]] == ["Who you are", "What <it> costs & why"]


def test_there_is_labelled_room_for_every_answer(site: Callable[..., Site]) -> None:
    forms = made(site())
    labels = [
        "Answer to question 1",
        "Answer to question 2",
        "Answer to question 3",
        "The value you would add to objective a",
        "The value you would add to objective b",
        "Anything else",
    ]
    word = dict(parts(forms[".docx"]))["word/document.xml"]
    assert [value(found, "val") for found in word.iterfind(".//{*}sdtPr/{*}alias")] == labels
    text = dict(parts(forms[".odt"]))["content.xml"]
    assert [value(found, "alias") for found in text.iterfind(".//{*}content-control")] == labels


def value(element: ET.Element, name: str) -> str:
    """An attribute by its name without its namespace."""
    return next(value for key, value in element.attrib.items() if key.endswith(f"}}{name}"))


def test_links_lead_to_full_addresses(site: Callable[..., Site]) -> None:
    forms = made(site())
    wanted = {
        "https://example.org/m/adverts/parks/",
        "https://example.org/m/pages/about/",
        "https://example.org/m/pages/about/#what",
        "https://example.org/m/objectives/parks/",
        "mailto:responses@example.org",
        "mailto:buyer@example.org",
    }
    relations = dict(parts(forms[".docx"]))["word/_rels/document.xml.rels"]
    assert {found.attrib["Target"] for found in relations if "TargetMode" in found.attrib} == wanted
    text = dict(parts(forms[".odt"]))["content.xml"]
    assert {value(found, "href") for found in text.iterfind(".//{*}a")} == wanted


def test_lists_and_emphasis_in_a_question_are_kept(site: Callable[..., Site]) -> None:
    forms = made(site())
    found = dict(parts(forms[".docx"]))["word/document.xml"].iterfind(".//{*}p")
    item = next(paragraph for paragraph in found if "".join(paragraph.itertext()).startswith("Plant"))
    assert item.find("{*}pPr/{*}numPr") is not None
    bold = [run for run in item.iterfind("{*}r") if run.find("{*}rPr/{*}b") is not None]
    assert ["".join(run.itertext()) for run in bold] == ["trees"]
    body = odfdo.Document(io.BytesIO(forms[".odt"])).body
    assert ["Mow", "Plant trees, as [the page](https://example.org/m/pages/about/) says"] in [
        [" ".join(entry.text_recursive.split()) for entry in found.get_elements("text:list-item")]
        for found in body.get_elements("//text:list")
    ]


def test_what_is_written_from_right_to_left_is_set_so_in_both(site: Callable[..., Site]) -> None:
    forms = made(site())
    found = dict(parts(forms[".docx"]))["word/document.xml"].iterfind(".//{*}p")
    set_so = ["".join(text.itertext()) for text in found if text.find("{*}pPr/{*}bidi") is not None]
    # The number before a question is no letter, and has no direction of its own.
    assert set_so == ["3. مَن أنتم؟"]
    body = odfdo.Document(io.BytesIO(forms[".odt"])).body
    assert [
        found.text_recursive.strip() for found in body.headers if str(found.style).startswith("R")
    ] == set_so


def test_the_reference_is_at_the_foot_of_every_page(site: Callable[..., Site]) -> None:
    forms = made(site())
    (section,) = docx.Document(io.BytesIO(forms[".docx"])).sections
    assert section.footer.paragraphs[0].text.startswith("Reference SMT-1/26")
    styles = dict(parts(forms[".odt"]))["styles.xml"]
    (footer,) = styles.iterfind(".//{*}master-page/{*}footer")
    assert "".join(footer.itertext()).startswith("Reference SMT-1/26")


def test_the_same_notice_gives_the_same_bytes_without_a_time_of_making(site: Callable[..., Site]) -> None:
    first, second = made(site()), made(site(now="2026-11-24T10:00+00:00"))
    assert first == second
    for data in first.values():
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert file.testzip() is None


def test_an_open_document_file_says_in_its_first_bytes_what_it_is(site: Callable[..., Site]) -> None:
    data = made(site())[".odt"]
    assert data[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


def test_every_part_is_declared_and_every_declared_part_is_there(site: Callable[..., Site]) -> None:
    forms = made(site())
    word = dict(parts(forms[".docx"]))
    declared = {
        found.attrib["PartName"][1:] for found in word["[Content_Types].xml"] if "PartName" in found.attrib
    }
    assert declared == {name for name in word if not name.endswith(".rels") and name != "[Content_Types].xml"}
    text = dict(parts(forms[".odt"]))
    manifest = {value(found, "full-path") for found in text["META-INF/manifest.xml"]}
    assert manifest == {"/", *text} - {"META-INF/manifest.xml"}


@pytest.mark.parametrize("form", [".odt", ".docx"])
def test_no_style_is_used_that_does_not_exist(site: Callable[..., Site], form: str) -> None:
    found = dict(parts(made(site())[form]))
    if form == ".docx":
        used = {value(style, "val") for style in found["word/document.xml"].iterfind(".//{*}pStyle")}
        there = {value(style, "styleId") for style in found["word/styles.xml"].iterfind(".//{*}style")}
        based = {value(style, "val") for style in found["word/styles.xml"].iterfind(".//{*}basedOn")}
    else:
        used = {
            name
            for element in found["content.xml"].iterfind(".//{*}body//*")
            for key, name in element.attrib.items()
            if key.endswith("}style-name")
        }
        styles = [*found["content.xml"].iter(), *found["styles.xml"].iter()]
        named = [style for style in styles if re.search(r"}(style|list-style)$", style.tag)]
        there = {value(style, "name") for style in named}
        based = {
            value(style, "parent-style-name") for style in named if "parent-style-name" in str(style.attrib)
        }
    assert (used | based) - there == set()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-12-11T12:00+00:00", {}),
        ("2026-09-30T12:00+00:00", {}),
        (NOW, {"more": "draft: true"}),
        (NOW, {"more": "withdrawn: {date: 2026-11-20, reason: No longer wanted}"}),
        (NOW, {"form": "own.odt"}),
        (NOW, {"form": "none"}),
    ],
    ids=["closed", "not yet published", "draft", "withdrawn", "own form", "no form"],
)
def test_there_is_no_form_unless_a_public_notice_takes_responses_and_has_one(
    site: Callable[..., Site], now: str, said: dict[str, str]
) -> None:
    assert list(plan(site(now=now, **said))) == []


def test_a_notice_that_asks_questions_has_a_form_without_a_word_about_it(site: Callable[..., Site]) -> None:
    wanted = plan(site())
    (without,) = site().adverts
    assert without.respond
    silent = without.model_copy(update={"respond": without.respond.model_copy(update={"form": None})})
    assert silent.has_made_form
    assert not silent.model_copy(update={"questions": ()}).has_made_form
    assert without.model_copy(update={"questions": ()}).has_made_form
    assert len(wanted) == 2


@pytest.mark.parametrize(
    ("reference", "name"), [("SMT-1/26", "response-smt-1-26"), ("Ж 7", "response-7"), ("Ж", "response-form")]
)
def test_the_name_of_the_file_says_what_it_answers(
    site: Callable[..., Site], reference: str, name: str
) -> None:
    paths = [output.path for output in plan(site(reference=reference))]
    assert paths == [f"adverts/parks/{name}.odt", f"adverts/parks/{name}.docx"]


def test_the_page_links_both_with_type_and_size(example_site: Path) -> None:
    folder = example_site / "adverts/digital-care-records-2026"
    page = (folder / "index.html").read_text("utf-8")
    for name, kind in (
        ("response-smt-2026-04.odt", "OpenDocument text"),
        ("response-smt-2026-04.docx", "Word"),
    ):
        size = round((folder / name).stat().st_size / 1000)
        assert re.search(rf'href="[^"]*/{re.escape(name)}">Response form \({kind}, {size} kB\)</a>', page)


def test_the_page_of_a_form_has_its_words_once_and_boxes_and_leads_to_the_files(example_site: Path) -> None:
    folder = example_site / "adverts/digital-care-records-2026"
    page = (folder / "response-smt-2026-04/index.html").read_text("utf-8")
    assert page.count("<h1>") == 1
    assert "<h1>Response form: Digital care records</h1>" in page
    assert "<textarea" not in page
    with zipfile.ZipFile(folder / "response-smt-2026-04.odt") as file:
        text = file.read("content.xml").decode()
    assert page.count("Write your answer here") == text.count("Write your answer here") > 3
    assert '<meta name="robots" content="noindex">' in page
    for name in ("response-smt-2026-04.odt", "response-smt-2026-04.docx"):
        assert f'/{name}"' in page
    assert 'response-smt-2026-04/">Response form (web page)</a>' in (folder / "index.html").read_text("utf-8")


def test_links_within_a_form_lead_to_the_notice_and_nothing_on_the_page_is_named_twice() -> None:
    form = (
        '<h1 class="x">Title</h1><p id="a">See <a href="#b">below</a><sup id="c">1</sup></p>'
        '<textarea title="One">Write\nhere</textarea><h1>Second</h1>'
    )
    assert on_a_page(form, "/adverts/parks/") == (
        '<p>See <a href="/adverts/parks/#b">below</a><sup>1</sup></p><p class="note">Write\nhere</p><h1>Second</h1>'
    )


def test_a_form_of_a_sites_own_takes_the_place_of_ours(site: Callable[..., Site], tmp_path: Path) -> None:
    own = tmp_path / "templates/forms"
    own.mkdir(parents=True)
    (own / "response.html").write_text("<h1>Ffurflen</h1><p lang='cy'>{{ form.advert.reference }}</p>")
    (odt, word) = map(Renderer(environment((tmp_path / "templates", SHIPPED)), "").make, plan(site()))
    assert headings_of_open_document(odt.data) == headings_of_word(word.data) == [(1, "Ffurflen")]


def test_a_mistake_in_a_form_of_a_sites_own_is_told_with_its_line(
    site: Callable[..., Site], tmp_path: Path
) -> None:
    own = tmp_path / "templates/forms"
    own.mkdir(parents=True)
    (own / "response.html").write_text("<h1>A</h1>\n{{ form.nothing }}\n")
    files: list[File] = list(
        map(Renderer(environment((tmp_path / "templates", SHIPPED)), "").make, plan(site()))
    )
    assert [
        (finding.code, finding.span and finding.span.line, Path(finding.path).name)
        for file in files
        for finding in file.diagnostics
    ] == [("bad-template", 2, "response.html")] * 2


WORDS = st.text(min_size=1)
"""Any words, with what XML cannot hold, and what its writers must escape."""


@settings(max_examples=40)
@given(title=WORDS, question=WORDS, item=WORDS, role=WORDS)
def test_any_words_give_well_formed_files_that_hold_them(
    site_view: FormView, title: str, question: str, item: str, role: str
) -> None:
    assert site_view.advert.respond
    respond = site_view.advert.respond.model_copy(update={"include": (item,)})
    contact = site_view.advert.contact.model_copy(update={"role": role})
    said: dict[str, Any] = {"reference": title, "respond": respond, "contact": contact}
    view = replace(
        site_view,
        title=title,
        advert=site_view.advert.model_copy(update=said),
        questions=(FormQuestion(question, prose(question)), FormQuestion(None, prose(question))),
    )
    for ending, main in ((".odt", "content.xml"), (".docx", "word/document.xml")):
        found = dict(parts(make_form(Form(f"x{ending}", "forms/response.html", view), ENVIRONMENT)))
        text = plain("".join(found[main].itertext()))
        assert all(plain(words) in text for words in (title, question, item, role))


ENVIRONMENT = environment((SHIPPED,))


def plain(words: str) -> str:
    """Words without spaces, control characters and what stands for these."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]+", "", words)


@pytest.fixture(scope="module")
def site_view(repository: Path) -> FormView:
    found = read(repository / "content", datetime.fromisoformat(NOW), drafts=False)
    assert found.content
    forms = plan(index(found.content, {}))
    return next(output.view for output in forms if isinstance(output, Form))
