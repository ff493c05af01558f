"""Real notices become notices of ours that can be read, and what they say is what was published.

The notices are not kept here. SITEGEN_CORPUS names a folder with files of releases (*.jsonl, *.json).
"""

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sitegen.model.advert import Advert
from sitegen.model.content import Content
from sitegen.reading.content import read
from sitegen.rules import check

RELEASE: dict[str, Any] = {
    "ocid": "ocds-example-1",
    "id": "1",
    "date": "2025-03-11T09:43:20Z",
    "tag": ["tender"],
    "tender": {
        "id": "0123",
        "title": "Benches:  for\nparks",
        "description": "Forty benches.rn      They are for:\n\n• Mill Park\n• Long Park\n\nAnswer by June: soon.",
        "datePublished": "2025-05-01T09:00:00+01:00",
        "tenderPeriod": {"endDate": "2025-06-02T11:00:00Z"},
        "contractPeriod": {"startDate": "2025-09-01T00:00:00+01:00", "endDate": "2026-08-31T23:59:59+01:00"},
        "classification": {"scheme": "CPV", "id": "39113600"},
        "additionalClassifications": [{"scheme": "CPV", "id": "39113600"}, {"scheme": "CPV", "id": "oddity"}],
        "items": [{"id": "1", "deliveryAddresses": [{"region": "London"}, {"postalCode": "LS1 1UR"}]}],
        "minValue": {"amount": 100, "currency": "GBP"},
        "value": {"amount": 2500.5, "currency": "GBP"},
        "suitability": {"sme": True, "vcse": False},
        "documents": [
            {"documentType": "tenderNotice", "description": "Notice", "url": "https://example.org/notice"},
            {"description": "List of parks", "url": "https://example.org/parks"},
        ],
    },
    "parties": [
        {"roles": ["buyer"], "contactPoint": {"name": "Buying team", "email": "buying@example.org"}},
    ],
    "buyer": {"name": "Example “Borough”: Council"},
}


@pytest.fixture(scope="module")
def convert(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("convert", repository / "tests/corpus/convert.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def converted(convert: ModuleType, release: dict[str, Any], folder: Path) -> Content:
    now = convert.write_site(release, folder)
    reading = read(folder, now, drafts=False)
    assert reading.faults == ()
    assert reading.content
    return reading.content


def test_a_notice_says_what_the_release_says(convert: ModuleType, tmp_path: Path) -> None:
    content = converted(convert, RELEASE, tmp_path / "site")
    advert = content.record(Advert, "notice")
    assert advert
    assert content.config.publisher.name == "Example “Borough”: Council"
    assert (advert.title, advert.reference, advert.kind) == (
        "Benches: for parks",
        "0123",
        "planned-procurement",
    )
    assert (str(advert.published), str(advert.closes)) == ("2025-05-01", "2025-06-02 12:00:00+01:00")
    assert advert.body.html.count("<li>") == 2
    assert advert.body.html.count("<p>") == 3
    assert advert.value
    assert (str(advert.value.minimum), str(advert.value.maximum)) == ("100", "2500.5")
    assert advert.cpv == ("39113600",)
    assert advert.places == ("London", "LS1 1UR")
    assert advert.term
    assert (str(advert.term.starts), str(advert.term.ends)) == ("2025-09-01", "2026-08-31")
    assert [document.title for document in advert.documents] == ["List of parks"]
    assert advert.contact.email == "buying@example.org"


def test_what_a_release_leaves_out_is_left_out(convert: ModuleType, tmp_path: Path) -> None:
    kept = ("id", "title", "description", "tenderPeriod")
    tender = {name: RELEASE["tender"][name] for name in kept}
    advert = converted(convert, RELEASE | {"tender": tender}, tmp_path / "site").record(Advert, "notice")
    assert advert
    assert (advert.value, advert.term, advert.suitable_for) == (None, None, None)
    assert (advert.cpv, advert.places, advert.documents) == ((), (), ())
    assert str(advert.published) == "2025-05-03"


def test_releases_stand_on_lines_or_in_a_package(convert: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "releases"
    file.write_text(f"{json.dumps(RELEASE)}\n\n{json.dumps(RELEASE)}\n", "utf-8")
    assert convert.read_releases(file) == [RELEASE, RELEASE]
    file.write_text(json.dumps({"releases": [RELEASE]}, indent=1), "utf-8")
    assert convert.read_releases(file) == [RELEASE]


def test_every_real_notice_can_be_read_and_judged(convert: ModuleType, tmp_path: Path) -> None:
    corpus = os.environ.get("SITEGEN_CORPUS")
    files = sorted(Path(corpus).glob("*.json*")) if corpus else []
    releases = [release for file in files for release in convert.read_releases(file)]
    for number, release in enumerate(releases):
        list(check(converted(convert, release, tmp_path / str(number))))
