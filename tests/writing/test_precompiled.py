"""Templates that a wheel has compiled: used for the very same text and version of Jinja, and for nothing else."""

from pathlib import Path

import pytest

from sitegen.writing import precompiled, templates
from sitegen.writing.templates import BadTemplate, Templates, modules

PAGE = "<p>{{ name | weight }}</p>\n{{ name.lost }}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template, whose compiled form says “wheel” where the template says “p”."""
    place = tmp_path / "templates"
    place.mkdir()
    (place / "page.html").write_text(PAGE, "utf-8")
    for name, text in modules(place):
        (tmp_path / f"{name}.py").write_text(text.replace("<p>", "<wheel>"), "utf-8")
    monkeypatch.setattr(precompiled, "_HERE", str(tmp_path))
    monkeypatch.setattr(Templates, "compiled", templates._Precompiled())  # noqa: SLF001 - tests have another one
    return place


def render(folder: Path) -> str:
    env = Templates([folder])
    env.filters["weight"] = len
    return env.text("page.html", name={"lost": "x"})


def test_the_same_template_is_not_compiled_again(folder: Path) -> None:
    assert render(folder) == "<wheel>1</p>\nx"


def test_an_edited_template_is_compiled(folder: Path) -> None:
    (folder / "page.html").write_text(f"{PAGE}!", "utf-8")
    assert render(folder) == "<p>1</p>\nx!"


def test_another_version_of_jinja_compiles_for_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jinja2.__version__", "3.99")
    assert render(folder) == "<p>1</p>\nx"


def test_a_fault_is_reported_at_the_line_of_the_template(folder: Path) -> None:
    env = Templates([folder])
    env.filters["weight"] = len
    with pytest.raises(BadTemplate) as raised:
        env.text("page.html", name={})
    finding = raised.value.finding
    assert Path(finding.path) == folder / "page.html"
    assert finding.span
    assert finding.span.line == 2
