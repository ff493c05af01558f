"""A site's own templates as files: what cannot be read, what replaces nothing, what a stylesheet lacks."""

from pathlib import Path

import pytest

from sitegen.diagnostics import Severity, Span
from sitegen.reading.templates import appraise_templates

SHIPPED = Path(__file__).parents[2] / "templates"


def found(folder: Path, files: dict[str, str | bytes]) -> list[tuple[str, str, str]]:
    """The code, the file and the hint of each finding."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    told = appraise_templates([folder, SHIPPED])
    return [(one.code, Path(one.path).relative_to(folder).as_posix(), one.hint) for one in told]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pages/advertt.html", "pages/advert.html"),
        ("page/home.html", "pages/home.html"),
        ("asset/site.css", "assets/site.css"),
        ("card.html", "components/card.html"),
        ("components/Card.html", "components/card.html"),
        ("assets/sites.css", "assets/site.css"),
        ("forms/docx/document.html", "forms/docx/document.xml"),
    ],
)
def test_a_file_that_replaces_nothing_is_told_with_the_one_that_was_meant(
    tmp_path: Path, name: str, meant: str
) -> None:
    assert found(tmp_path, {name: "x"}) == [("overrides-nothing", name, f"did you mean “{meant}”?")]


def test_a_file_like_no_other_is_told_too(tmp_path: Path) -> None:
    ((code, name, hint),) = found(tmp_path, {"qqq/zzz.html": "x"})
    assert (code, name) == ("overrides-nothing", "qqq/zzz.html")
    assert "did you mean" not in hint


def test_files_that_others_bring_in_notes_and_backups_are_well(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "pages/home.html": '{% include "components/mine.html" %}',
        "components/mine.html": "x",
        "components/card.html~": "x",
        ".DS_Store": b"\x00\xff",
        "README.md": "How we do it",
        "assets/site.css": "body { background: url('./paper.png') } a { background: url( /x.png ) url(data:,x) url(#y) }",
        "assets/paper.png": b"\x89PNG\xff",
        "assets/icon.svg": "<svg/>",
    }
    assert found(tmp_path, files) == []


@pytest.mark.parametrize("name", ["layout/page.html", "assets/site.css", "assets/page.js", "feeds/atom.xml"])
def test_a_file_in_another_encoding_is_told_once_at_its_own_place(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_bytes("one\ncaf\xe9".encode("cp1252"))
    (told,) = appraise_templates([tmp_path, SHIPPED])
    assert (told.code, told.severity, told.path) == ("not-utf-8", Severity.ERROR, f"{tmp_path}/{name}")
    assert told.span == Span.at(2, 4)


def test_a_picture_that_a_stylesheet_lacks_is_told_at_its_name(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/logo.png").write_bytes(b"x")
    (tmp_path / "assets/site.css").write_text("a {}\nb { background: url(logo.png) url('lgoo.png') }")
    (told,) = appraise_templates([tmp_path, SHIPPED])
    assert (told.code, told.hint) == ("missing-asset", "did you mean “logo.png”?")
    assert told.span == Span.at(2, 36, 8)


def test_the_shipped_templates_themselves_and_no_templates_are_well(tmp_path: Path) -> None:
    assert appraise_templates([SHIPPED, SHIPPED]) == []
    assert appraise_templates([tmp_path / "none", SHIPPED]) == []
    assert appraise_templates([SHIPPED]) == []
