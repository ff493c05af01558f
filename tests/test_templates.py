"""The templates as files: what they may name, and what they may not hold."""

import re
from pathlib import Path

import pytest

from sitegen.reading.anchors import PAGE_ANCHORS

DATA = r'type="application/ld\+json"'
"""A block of data, which is no script."""
LINKED = "{{ page|linked|safe }}"
"""Its text, in which the filter leaves nothing that could end the block (tests/outputs/test_linked.py)."""
OURS = "{{ site.policy|safe }}"
"""No author writes any of it, and escaped it would be half as long again."""


@pytest.fixture
def templates(repository: Path) -> dict[str, str]:
    folder = repository / "templates"
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*.html"))}


def test_no_heading_of_a_text_can_take_the_id_of_a_section(templates: dict[str, str]) -> None:
    named = {name for text in templates.values() for name in re.findall(r' id="([^"{]+)"', text)}
    assert named - PAGE_ANCHORS == set()


def test_there_is_no_inline_style_script_or_handler(templates: dict[str, str]) -> None:
    found = [
        name
        for name, text in templates.items()
        if re.search(rf"<script(?![^>]* (?:src=|{DATA}))|<style| style=| on[a-z]+=", text)
    ]
    assert found == []


def test_every_text_of_an_author_is_escaped_or_was_rendered_by_us(templates: dict[str, str]) -> None:
    assert [
        name
        for name, text in templates.items()
        if "|safe" in text.replace(LINKED, "").replace(OURS, "").replace(" ", "") or "autoescape" in text
    ] == []


def test_no_template_reads_a_clock_or_chooses_another_by_a_value(templates: dict[str, str]) -> None:
    included = re.compile(r"{%-? *(?:include|import|extends|from) +([^\"' ]+)")
    assert [(name, included.findall(text)) for name, text in templates.items() if included.search(text)] == []
    assert [name for name, text in templates.items() if re.search(r"\bnow\b *\(", text)] == []
