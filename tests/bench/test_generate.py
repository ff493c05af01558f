"""The site that builds are measured with is what it says, and the same every time."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.build.pipeline import Request, build
from sitegen.commands.options import SHIPPED

NOTICES = 60
"""More than the fifty of one programme, so that a second begins."""


DIGEST = "609f8dee45a37a8ed14bae98dd280d38832c5a2379b55ee257db7039d63460be"
"""SHA-256 of the sixty notices: results of different days compare only while these bytes stay."""


def generate(repository: Path, folder: Path, count: object, *more: str, seed: str = "0") -> int:
    command = [sys.executable, str(repository / "bench" / "generate.py"), str(count), str(folder), *more]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=False).returncode


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def content(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "content"
    assert generate(repository, folder, NOTICES) == 0
    return folder


@pytest.fixture(scope="module")
def hub(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "hub"
    assert generate(repository, folder, NOTICES, "--hub") == 0
    return folder


@pytest.fixture(scope="module")
def notices(content: Path) -> list[tuple[str, str]]:
    """The front matter and the body of each notice."""

    def parts() -> Iterator[tuple[str, str]]:
        for path in content.glob("adverts/*/*.md"):
            before, front, body = path.read_text(encoding="utf-8").split("---\n")
            assert before == ""
            yield front, body

    return list(parts())


def test_the_same_number_gives_the_same_bytes(repository: Path, content: Path, tmp_path: Path) -> None:
    assert generate(repository, tmp_path / "again", NOTICES, seed="1") == 0
    assert files(tmp_path / "again") == files(content)


def test_the_bytes_are_those_of_earlier_results(content: Path) -> None:
    assert hashlib.sha256(repr(sorted(files(content).items())).encode()).hexdigest() == DIGEST


@pytest.mark.parametrize("corpus", ["content", "hub"])
def test_the_site_builds_without_a_finding(
    corpus: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    now = datetime.fromisoformat("2026-11-23T09:00")
    result = build(Request(request.getfixturevalue(corpus), (SHIPPED,), tmp_path / "output", now))
    assert result.diagnostics == ()
    assert len(list((tmp_path / "output/adverts").glob("*-[0-9]*/index.html"))) == NOTICES


def test_there_are_as_many_notices_as_asked_for(notices: list[tuple[str, str]]) -> None:
    assert len(notices) == NOTICES


def test_each_notice_has_25_lines_of_front_matter_and_a_plan_whose_tender_came_one_more(
    notices: list[tuple[str, str]],
) -> None:
    assert {front.count("\n") for front, _ in notices} == {25, 26}


def test_each_notice_has_about_500_words(notices: list[tuple[str, str]]) -> None:
    without_addresses = (re.sub(r"\]\([^)]*\)|<[^>]*>", "", body) for _, body in notices)
    lengths = [len(re.findall(r"\w[\w,'’-]*", body)) for body in without_addresses]
    assert min(lengths) >= 430
    assert max(lengths) <= 570
    assert 480 <= sum(lengths) / len(lengths) <= 520


@pytest.mark.parametrize(
    "mark",
    [
        "\n## ",
        "\n### ",
        "\n- ",
        "\n\nTable: ",
        "\n|---",
        "](/adverts/",
        "](/decisions/",
        "](../../decisions/",
        "](https://",
    ],
)
def test_each_notice_has_every_kind_of_content(notices: list[tuple[str, str]], mark: str) -> None:
    assert all(mark in "\n" + body for _, body in notices)


@pytest.mark.parametrize(
    ("field", "value", "least"),
    [
        ("kind", r"\S+", 3),
        ("cpv", r"\[\d{2}", 10),
        ("published", r"\d{4}", 5),
        ("reference", r"\d+", NOTICES),
    ],
)
def test_the_notices_differ(notices: list[tuple[str, str]], field: str, value: str, least: int) -> None:
    found = {re.findall(rf"^{field}: ({value})", front, re.MULTILINE)[0] for front, _ in notices}
    assert len(found) >= least


@pytest.mark.parametrize("field", ["clarifications", "amendments", "withdrawn", "events", "outcome", "value"])
def test_some_notices_have_it_and_some_do_not(notices: list[tuple[str, str]], field: str) -> None:
    with_it = [f"\n{field}:" in front for front, _ in notices]
    assert any(with_it)
    assert not all(with_it)


def test_every_notice_comes_with_what_it_names(content: Path) -> None:
    assert len(list(content.glob("initiatives/*.md"))) == 2
    assert len(list(content.glob("objectives/*.yaml"))) == 2
    assert len(list(content.glob("decisions/*.md"))) == 4


def test_all_notices_of_a_hub_name_the_same_records(hub: Path) -> None:
    assert {path.relative_to(hub).as_posix() for path in hub.glob("[!ap]*/*")} == {
        "initiatives/programme-1.md",
        "objectives/objectives-1.yaml",
        "decisions/report-1.md",
        "decisions/outcome-1.md",
    }
    adverts = [path.read_text(encoding="utf-8") for path in hub.glob("adverts/*/*.md")]
    assert len(adverts) == NOTICES
    assert all("\ninitiative: programme-1\ndecision: report-1\n" in text for text in adverts)


def test_a_folder_that_holds_something_is_left_alone(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert generate(repository, tmp_path, 1) == 2
    assert files(tmp_path) == {"mine.txt": b"mine"}


def test_what_is_not_a_number_is_refused(repository: Path, tmp_path: Path) -> None:
    assert generate(repository, tmp_path / "content", "many") == 2
    assert not (tmp_path / "content").exists()
