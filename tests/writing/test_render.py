"""Templates see their view and nothing else; links within the site work wherever it is served."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.model.prose import Prose
from sitegen.outputs.links import described, linked_once
from sitegen.outputs.output import Copy, Data, Output, Rendered
from sitegen.outputs.view import Chrome, View
from sitegen.writing.render import Renderer, anchored, environment


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView(View):
    """A view with one text of its own."""

    text: Prose | str


def view(address: str, text: Prose | str = "") -> TextView:
    chrome = Chrome.__new__(Chrome)  # no template of these tests looks into it
    object.__setattr__(chrome, "files", {"/files/a%20b.pdf": "PDF, 14 kB, 2 pages"})
    return TextView(site=chrome, title="Title", address=address, text=text)


def rendered(tmp_path: Path, template: str, text: Prose | str = "", address: str = "/a/b/") -> bytes:
    (tmp_path / "page.html").write_text(template)
    output = Rendered("a/b/index.html", "page.html", view(address, text))
    file = Renderer(environment([tmp_path]), "/base").make(output)
    assert file.diagnostics == ()
    return file.data


@pytest.mark.parametrize(
    ("address", "written", "link"),
    [
        ("/", "/adverts/x/", "./adverts/x/"),
        ("/", "/", "./"),
        ("/adverts/", "/", "../"),
        ("/adverts/x/", "/decisions/y/#recommendation-ii", "../../decisions/y/#recommendation-ii"),
        ("/404.html", "/adverts/", "/base/adverts/"),
        ("/old.html", "/", "/base/"),
    ],
)
def test_links_within_the_site_lead_from_the_page_itself(address: str, written: str, link: str) -> None:
    html = f'<a href="{written}">x</a><img src="{written}"><meta http-equiv="refresh" content="0; url={written}">'
    done = f'<a href="{link}">x</a><img src="{link}"><meta http-equiv="refresh" content="0; url={link}">'
    assert anchored(html, view(address), "/base") == done


@pytest.mark.parametrize(
    "html", ['<a href="#x">', '<a href="https://e.org/">', '<a href="mailto:a@e.org">', '<p>href="/x"']
)
def test_other_links_and_texts_stay(html: str) -> None:
    assert anchored(html, view("/a/"), "") == html


def test_the_first_use_of_each_term_is_a_link_and_later_ones_are_words() -> None:
    call_in, tupe, late = (
        f'<a class="term" href="/glossary/#{anchor}">{words}</a>'
        for anchor, words in (("call-in", "Call-in"), ("tupe", "TUPE"), ("call-in", "called\nin"))
    )
    assert linked_once(f"{call_in}, {tupe}; {late}, {tupe}") == f"{call_in}, {tupe}; called\nin, TUPE"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/glossary/#tupe">TUPE</a> ' * 2,
        "&lt;a class=&quot;term&quot; href=&quot;/glossary/#tupe&quot;&gt;TUPE&lt;/a&gt; " * 2,
    ],
    ids=["an author's link", "an author's text"],
)
def test_only_our_own_marks_become_words(html: str) -> None:
    assert linked_once(html) == html


def test_a_page_links_a_term_once_from_where_it_stands(tmp_path: Path) -> None:
    mark = '<a class="term" href="/glossary/#tupe">TUPE</a>'
    template = "{{ page.text }}{{ page.text }}"
    done = rendered(tmp_path, template, Prose.of("TUPE", mark, "TUPE"))
    assert done == b'<a class="term" href="../../glossary/#tupe">TUPE</a>TUPE'


def test_prose_goes_in_as_html_and_plain_text_is_escaped(tmp_path: Path) -> None:
    prose = Prose.of("*x*", '<p><em>x</em> <a href="/y/">y</a></p>', "x y")
    assert rendered(tmp_path, "{{ page.text }}", prose) == b'<p><em>x</em> <a href="../../y/">y</a></p>'
    assert rendered(tmp_path, "{{ page.text }}", '<b> href="/x"') == b"&lt;b&gt; href=&#34;/x&#34;"


def test_data_and_copies_pass_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"\x00\xff")
    outputs: list[Output] = [Data("x", b"\x01"), Copy("files/a.pdf", tmp_path / "a.pdf")]
    files = map(Renderer(environment([])).make, outputs)
    assert [(file.path, file.data) for file in files] == [("x", b"\x01"), ("files/a.pdf", b"\x00\xff")]


def test_a_missing_template_is_told_by_name(tmp_path: Path) -> None:
    file = Renderer(environment([tmp_path])).make(Rendered("a/index.html", "gone.html", view("/a/")))
    assert "gone.html" in file.diagnostics[0].message


def test_a_template_has_no_clock_and_no_way_to_the_file_system(tmp_path: Path) -> None:
    for name in ("now", "open", "config", "request"):
        (tmp_path / "page.html").write_text("{{ " + name + " }}")
        file = Renderer(environment([tmp_path])).make(Rendered("a/index.html", "page.html", view("/a/")))
        assert file.diagnostics[0].message.startswith(
            f"This template uses “{name}”, which this page does not have"
        )


@pytest.mark.parametrize(
    ("html", "done"),
    [
        (
            '<a href="/files/a%20b.pdf">the <em>brief</em></a>',
            '<a href="/files/a%20b.pdf">the <em>brief</em> (PDF, 14 kB, 2 pages)</a>',
        ),
        (
            '<a href="/files/a%20b.pdf#page=2">page 2</a>',
            '<a href="/files/a%20b.pdf#page=2">page 2 (PDF, 14 kB, 2 pages)</a>',
        ),
        (
            '<a href="/files/a%20b.pdf">Brief (PDF, 14 kB, 2 pages)</a>',
            '<a href="/files/a%20b.pdf">Brief (PDF, 14 kB, 2 pages)</a>',
        ),
        (
            '<a href="/files/unknown.pdf">x</a><a href="/adverts/">y</a>',
            '<a href="/files/unknown.pdf">x</a><a href="/adverts/">y</a>',
        ),
    ],
)
def test_a_link_to_a_file_says_once_what_kind_of_file_it_is_and_how_large(html: str, done: str) -> None:
    assert described(html, {"/files/a%20b.pdf": "PDF, 14 kB, 2 pages"}) == done


def test_a_link_that_an_author_wrote_says_so_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ page.text }}", "utf-8")
    written = Prose.of("", '<p><a href="/files/a%20b.pdf">brief</a></p>', "brief")
    rendered = Rendered("a/index.html", "page.html", view("/a/", written))
    made = Renderer(environment([tmp_path])).make(rendered)
    assert made.data == b'<p><a href="../files/a%20b.pdf">brief (PDF, 14 kB, 2 pages)</a></p>'
