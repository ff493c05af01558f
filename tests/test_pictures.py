"""The pictures of the documents: each is taken by docs/pictures.py, shown somewhere, told in words, and small."""

import importlib.util
import re
import struct
import sys
from pathlib import Path
from types import ModuleType

import pytest

LARGEST = 150_000
"""Bytes of a picture, so that the documents open quickly."""
SHOWN = re.compile(r"!\[([^]]*)\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def script(repository: Path) -> ModuleType:
    """The program that takes the pictures, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("pictures", repository / "docs/pictures.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["pictures"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shown(repository: Path) -> dict[Path, list[str]]:
    """Every picture in a document: its file, and the words for those who cannot see it, wherever it stands."""
    found: dict[Path, list[str]] = {}
    for document in (*repository.glob("*.md"), *(repository / "docs").rglob("*.md")):
        text = re.sub(
            r"^```.*?^```$|`[^`\n]*`", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        for words, target in SHOWN.findall(text):
            found.setdefault((document.parent / target).resolve(), []).append(words)
    return found


def test_every_picture_is_taken_by_the_script_and_shown_in_a_document(
    script: ModuleType, shown: dict[Path, list[str]], repository: Path
) -> None:
    taken = {script.FOLDER / f"{picture.name}.png" for picture in script.PICTURES}
    assert taken
    assert set(shown) == taken
    assert set((repository / "docs/pictures").iterdir()) == taken


def test_every_picture_in_a_document_is_told_in_words(shown: dict[Path, list[str]]) -> None:
    for path, texts in shown.items():
        for words in texts:
            assert len(words.split()) > 5, path.name
            assert path.name not in words, "a file's name says nothing"


def test_pictures_are_small_and_of_the_size_that_the_script_gives_them(script: ModuleType) -> None:
    for picture in script.PICTURES:
        data = (script.FOLDER / f"{picture.name}.png").read_bytes()
        assert len(data) <= LARGEST, picture.name
        assert struct.unpack(">II", data[16:24]) == (picture.width, picture.height), picture.name


def test_the_pictures_show_the_worked_example_at_the_moment_that_tests_build_it(script: ModuleType) -> None:
    conftest = (Path(__file__).parent / "conftest.py").read_text("utf-8")
    assert f'EXAMPLE_TIME = "{script.WHEN}"' in conftest
