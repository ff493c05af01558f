"""The page of downloads: it leads to every file of data, and says of each what it is and how large."""

import json
import re
import shutil
from datetime import datetime
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from sitegen.build.pipeline import Request, build
from sitegen.commands.options import SHIPPED
from sitegen.outputs.wording import size

KINDS = {".csv": ("CSV",), ".jsonl": ("JSON Lines",), ".json": ("JSON", "CSVW"), ".html": ("",)}
LINK = re.compile(r'<a href="(\.[^"#]*)"[^>]*>([^<]*)</a>')


def links(page: Path) -> dict[Path, str]:
    """The files that a page of the site links to, with the words of the links."""
    found = {
        (page.parent / address).resolve(): unescape(words)
        for address, words in LINK.findall(page.read_text("utf-8"))
    }
    return {path: words for path, words in found.items() if path.is_file()}


def snapshots(site: Path) -> set[Path]:
    """What the published register names, a file for each version of a notice: as the register says it is."""
    lines = [json.loads(line) for line in (site / "data/register.jsonl").read_text("utf-8").splitlines()]
    top = site / "data/register"
    found = {
        (top / line.get("collection", "") / line["id"] / f"{line['version']}.json").resolve(): line
        for line in lines
    }
    assert len(found) > 5
    assert all(sha256(path.read_bytes()).hexdigest() == line["hash"] for path, line in found.items())
    return set(found)


def test_every_file_of_data_is_linked_with_its_type_and_its_size(example_site: Path) -> None:
    page = example_site / "data/index.html"
    found = links(page)
    files = {path.resolve() for path in (example_site / "data").rglob("*") if path.is_file()} - {
        page.resolve(),
        *snapshots(example_site),
    }
    assert len(files) > 10
    assert files - found.keys() == set()
    for path in files:
        told = re.search(r"\(([A-Za-z ]+), (.+)\)$", found[path])
        assert told, found[path]
        assert told[1] in KINDS[path.suffix]
        assert told[2] == size(path.stat().st_size)


def test_every_advert_leads_to_its_own_data_and_to_the_page(example_site: Path) -> None:
    files = list(example_site.glob("adverts/*/ocds.json"))
    assert files
    for file in files:
        page = file.parent / "index.html"
        assert links(page)[file.resolve()].endswith(f"(JSON, {size(file.stat().st_size)})")
        assert 'href="../../data/"' in page.read_text("utf-8")


def test_the_page_names_the_licence_the_source_and_how_much_there_is(example_site: Path) -> None:
    text = (example_site / "data/index.html").read_text("utf-8")
    adverts = len(list(example_site.glob("adverts/*/ocds.json")))
    assert "Open Government Licence v3.0" in text
    assert "https://example.org/market-tests/data/" in text
    assert f"<dt>Adverts, {adverts} rows</dt>" in text


@pytest.mark.parametrize("field", ["objectives.items[].weight", "questions[].description", "kind"])
def test_the_page_says_what_the_fields_are_that_the_standard_lacks(example_site: Path, field: str) -> None:
    assert f"<code>{field}</code>" in (example_site / "data/index.html").read_text("utf-8")


def test_without_a_prefix_the_build_and_the_page_say_that_there_is_no_open_contracting_data(
    repository: Path, tmp_path: Path
) -> None:
    content = shutil.copytree(repository / "content", tmp_path / "content")
    settings = content / "site.yaml"
    settings.write_text(
        re.sub(r"^ocid_prefix: .*\n", "", settings.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    output = tmp_path / "output"
    result = build(Request(content, (SHIPPED,), output, datetime.fromisoformat("2026-11-23T09:00")))
    assert [(each.code, each.severity.word) for each in result.diagnostics] == [("no-ocid-prefix", "advice")]
    assert "has no registered prefix" in (output / "data/index.html").read_text("utf-8")
    assert not [path for path in output.rglob("*") if "ocds" in path.name or path.name == "extension"]
    assert (output / "data/adverts.csv").is_file()
