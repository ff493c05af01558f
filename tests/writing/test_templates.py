"""Templates in their sandbox: what they may not do, what does not end, and the one line to which each mistake is traced."""

from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from sitegen.diagnostics import Diagnostic
from sitegen.outputs.output import Rendered
from sitegen.writing.render import Renderer, environment
from tests.writing.test_render import view

SHIPPED = Path(__file__).parents[2] / "templates"


def made(folder: Path, template: str, text: Any = "") -> tuple[bytes, tuple[Diagnostic, ...]]:  # noqa: ANN401 - whatever a view may hold
    """What a page of the site's own makes; as `page.text` it has `text`."""
    (folder / "page.html").write_text(template, "utf-8")
    file = Renderer(environment([folder, SHIPPED])).make(
        Rendered("a/index.html", "page.html", view("/a/", text))
    )
    return file.data, file.diagnostics


def finding(folder: Path, template: str, text: Any = "") -> Diagnostic:  # noqa: ANN401 - as above
    """The only finding, which is about the page of the site's own, at its first line."""
    data, (found,) = made(folder, template, text)
    assert data == b""
    assert found.code == "bad-template"
    assert found.path == f"{folder}/page.html"
    return found


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.title.__class__ }}",
        "{{ page.title.__class__.__mro__[1].__subclasses__() }}",
        '{{ page["__class__"] }}',
        '{{ page | attr("__dict__") }}',
        '{{ "{0.__class__}".format(page) }}',
        '{{ "{x.__class__}".format_map({"x": page}) }}',
        "{{ cycler.__init__.__globals__ }}",
        "{% set x = [1] %}{{ x.append(2) }}",
        "{% set x = [1] %}{{ x.sort() }}",
        "{% set x = {} %}{{ x.update(a=1) }}",
        '{% set x = {} %}{{ x.setdefault("a", 1) }}',
        "{{ site.files.clear() }}",
        "{% set x = page.text.parent %}{{ page.text.unlink() }}",
        '{{ page.text.write_text("x") }}',
        "{{ page.text.read_text() }}",
        "{{ page.text.today }}{{ page.text.today() }}",
        "{{ page.title() }}",
    ],
)
def test_what_a_template_may_not_do_is_a_finding(tmp_path: Path, template: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("unseen")
    found = finding(tmp_path, template, date(2026, 1, 1) if "today" in template else secret)
    assert "template" in found.message
    assert "__main__" not in found.message
    assert secret.read_text() == "unseen"


def test_nothing_of_a_view_changes_while_templates_look_at_it(tmp_path: Path) -> None:
    kept = {"a": [1]}
    finding(tmp_path, "{{ page.text.a.append(2) }}", kept)
    finding(tmp_path, '{{ page.text.pop("a") }}', kept)
    assert kept == {"a": [1]}


def test_what_only_looks_may_be_called(tmp_path: Path) -> None:
    template = (
        '{{ "x".upper() }} {{ "{} {}".format(1, 2) }} {{ dict(a=1).get("a") }} {{ page.text.get("k") }} '
        '{{ range(3) | list }} {% set n = namespace(x=1) %}{% set n.x = n.x + 1 %}{{ n.x }} {{ ",".join(["b"] * 2) }}'
    )
    data, faults = made(tmp_path, template, MappingProxyType({"k": "v"}))
    assert (data, faults) == (b"X 1 2 1 v [0, 1, 2] 2 b,b", ())


@pytest.mark.parametrize(
    "name", ["{{ lipsum() }}", "{{ [1, 2] | random }}", '{{ [1] | map("random") | list }}']
)
def test_chance_has_no_part_in_a_page(tmp_path: Path, name: str) -> None:
    finding(tmp_path, name)


@pytest.mark.parametrize(
    "template",
    [
        '{% extends "page.html" %}',
        '{% include "page.html" %}',
        '{% import "page.html" as x %}',
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    ],
)
def test_what_brings_in_itself_is_a_finding(tmp_path: Path, template: str) -> None:
    assert "again and again" in finding(tmp_path, template).message


@pytest.mark.parametrize(
    "template",
    [
        "{{ range(10 ** 9) | list }}",
        "{% for a in range(10 ** 9) %}x{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) | map('abs') %}{{ b }}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(50) }}",
        '{{ "a" * 10 ** 10 }}',
        "{{ [1] * 10 ** 10 }}",
        "{{ 10 ** 10 ** 10 }}",
        '{{ "a" | center(10 ** 13) }}',
        '{% set n = namespace(x="aa") %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}',
        "{% macro m(n, x) %}{% if n %}{{ m(n - 1, x ~ x) }}{% endif %}{% endmacro %}{{ m(60, 'aa') }}",
    ],
)
def test_what_does_not_end_is_a_finding(
    tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.writing.templates._STEPS", 200_000)  # the same in less time
    assert "does not come to an end" in finding(tmp_path, template).message


@pytest.mark.parametrize("template", ["{{ ((" * 900, "{% for a in [1] %}" * 30 + "{% endfor %}" * 30])
def test_what_is_nested_too_deeply_is_a_finding(tmp_path: Path, template: str) -> None:
    assert finding(tmp_path, template).message.startswith("This template is nested too deeply")


def test_one_page_may_make_what_another_has_used_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.writing.templates._STEPS", 1_000)
    for _ in range(3):
        assert made(tmp_path, "{% for a in range(600) %}{% endfor %}ok") == (b"ok", ())


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ page.title.day }}", "“day” is asked of a text, which has none"),
        ("{{ page.title | day }}", "The filter “day” cannot be used on a text"),
        ("{{ none | day }}", "The filter “day” cannot be used on nothing"),
        ("{{ 12 | clock }}", "The filter “clock” cannot be used on a number"),
        ('{{ 1 + "a" }}', "What this line asks for cannot work with a number and a text"),
        ("{% for x in 5 %}{% endfor %}", "What this line asks for cannot work with a number"),
        ("{{ nosuch.thing }}", "This template uses “nosuch”, which this page does not have"),
        ("{{ page.nosuch }}", "This template uses “nosuch”, which this page does not have"),
        (
            '{% from "components/tag.html" import nosuch %}{{ nosuch(1) }}',
            "components/tag.html has no macro “nosuch”",
        ),
        ('{% include "components/crad.html" %}', "The template components/crad.html is missing"),
    ],
)
def test_mistakes_are_told_in_plain_words(tmp_path: Path, template: str, words: str) -> None:
    found = finding(tmp_path, template)
    assert found.message.startswith(words)
    assert found.message.endswith(", in making a/index.html")
    assert "object" not in found.message


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ("no macro at all\n", 1),
        ("{# ours #}\n{% macro tag(one, two, three, four, five) %}{% endmacro %}", 2),
        ("{% macro tag() %}{% endmacro %}", 1),
    ],
    ids=["missing", "asks for more", "takes less"],
)
def test_a_file_that_does_not_fit_the_shipped_ones_is_the_one_to_blame(
    tmp_path: Path, own: str, line: int
) -> None:
    shipped, ours = tmp_path / "shipped", tmp_path / "ours"
    for folder in (shipped, ours):
        (folder / "components").mkdir(parents=True)
    (shipped / "page.html").write_text(
        '\n{% from "components/tag.html" import tag %}\n{{ tag(1, label="x") }}'
    )
    (ours / "components/tag.html").write_text(own)
    file = Renderer(environment([ours, shipped])).make(Rendered("a/index.html", "page.html", view("/a/")))
    (found,) = file.diagnostics
    assert found.path == str(ours / "components/tag.html")
    assert found.span
    assert found.span.line == line


def test_a_mistake_within_a_shipped_file_that_ours_has_used_wrongly_is_at_the_line_of_ours(
    tmp_path: Path,
) -> None:
    found = finding(tmp_path, '{% from "components/card.html" import card %}\n\n{{ card(1) }}')
    assert found.span
    assert found.span.line == 3
