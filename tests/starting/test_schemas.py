"""JSON Schemas: sound, complete, and never against what sitegen itself takes."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

from sitegen.commands.main import main
from sitegen.model.config import Config
from sitegen.model.kinds import KINDS, NAMES
from sitegen.reading.schema import names, purpose
from sitegen.starting.schemas import MODELS, schema, schemas

Schema = dict[str, Any]


class Loader(yaml.CSafeLoader):
    """YAML as editors read it (1.2): a date is a text, and so is “yes”."""


Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp" and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def problems(kind: str, text: str) -> list[str]:
    """What an editor would mark in a file: the way to the value, and the words of the validator."""
    fields = text.split("---\n", 2)[1] if text.startswith("---\n") else text
    validator = Draft7Validator(json.loads(schema(kind)))
    found = validator.iter_errors(yaml.load(fields, Loader))  # noqa: S506 - a safe loader with fewer types
    return [f"{'.'.join(map(str, problem.path))}: {problem.message}" for problem in found]


def inside(value: Any) -> list[Schema]:  # noqa: ANN401 - whatever JSON holds
    """Every object within a schema."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return ([value] if isinstance(value, dict) else []) + [found for part in inner for found in inside(part)]


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_is_valid_draft_7_and_explains_every_field(kind: str) -> None:
    made = json.loads(schema(kind))
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(made)
    model = MODELS[kind]
    assert sorted(made["properties"]) == sorted(names(model))
    for name, info in model.model_fields.items():
        if (written := info.alias or name) in made["properties"]:
            assert made["properties"][written]["description"] == purpose(model, name)
    groups = [made, *made["definitions"].values()]
    assert all(group["additionalProperties"] is False and group["description"] for group in groups)
    assert all(field["description"] for group in groups for field in group["properties"].values())


@pytest.mark.parametrize("kind", MODELS)
def test_every_reference_in_a_schema_leads_somewhere_and_stands_alone(kind: str) -> None:
    made = json.loads(schema(kind))
    references = [part for part in inside(made) if isinstance(part.get("$ref"), str)]
    assert {part["$ref"].removeprefix("#/definitions/") for part in references} == set(made["definitions"])
    assert all(len(part) == 1 for part in references), "draft-07 reads nothing beside a reference"


def test_there_is_a_schema_for_the_settings_and_for_each_kind_of_record() -> None:
    assert {"site": Config, **{name: kind.cls for name, kind in NAMES.items()}} == MODELS


def test_the_worked_example_and_the_small_site_fit_the_schemas(repository: Path) -> None:
    checked = 0
    for content in (repository / "content", repository / "tests/sites/small/content"):
        assert problems("site", (content / "site.yaml").read_text("utf-8")) == []
        for kind in KINDS:
            for file in (content / kind.collection).rglob(f"*{kind.suffix}"):
                assert problems(kind.name, file.read_text("utf-8")) == [], file
                checked += 1
    assert checked > 25


def test_what_init_and_new_write_fits_the_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", ".")
    assert problems("site", Path("content/site.yaml").read_text("utf-8")) == []
    for kind in KINDS:
        assert run("new", kind.name, "Park benches").exit_code == 0
        assert problems(kind.name, Path("content", kind.path("park-benches")).read_text("utf-8")) == []


CONTACT = "contact: {role: Post}\nrespond: {how: Write}\n"
ADVERT = f"title: T\nsummary: S\nkind: soft-market-test\npublished: 2026-05-02\n{CONTACT}"


@pytest.mark.parametrize(
    "written",
    [
        "reference: 0123\ncloses: 2026-06-05T12:00",
        "reference: 1.10\ncloses: 2026-06-05 12:00:30+01:00",
        "reference: NO\ncloses: 2026-06-05T12:00Z\ndraft: yes",
        "reference: true\ncloses: '2026-06-05T12:00'\ndraft: 'False'",
        "reference: R\nauthorised_by: v",
        "reference: R\nauthorised_by: [v, ii.a]",
        "reference: R\ncloses: 2026-06-05T12:00\nvalue: {minimum: 12.50, maximum: '400000'}\ncpv: [79000000]",
    ],
)
def test_what_sitegen_takes_is_not_marked(written: str) -> None:
    assert problems("advert", f"{ADVERT}{written}\n") == []


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("", "'reference' is a required property"),
        ("reference: R\ncloses: 5 June", "closes: '5 June' does not match"),
        ("reference: R\ncloses: 2026-06-05T12:00\nclosing: x", "'closing' was unexpected"),
        ("reference: R\ncloses: 2026-06-05T12:00\nid: x", "'id' was unexpected"),
        ("reference: R\ncloses: 2026-06-05T12:00\nbody: x", "'body' was unexpected"),
        ("reference: R\ncloses: 2026-06-05T12:00\ndraft: maybe", "draft: 'maybe' does not match"),
        (
            "reference: R\ncloses: 2026-06-05T12:00\nvalue: {maximum: lots}",
            "value.maximum: 'lots' does not match",
        ),
        ("reference: R\ncloses: 2026-06-05T12:00\nvalue: {max: 1}", "'max' was unexpected"),
        ("reference: R\ncloses: 2026-06-05T12:00\ntitle: [a]", "title: ['a'] is not of type"),
        ("reference: R\nauthorised_by: {item: v}", "authorised_by: {'item': 'v'} is not valid"),
        ("reference: R\ncloses: 2026-06-05T12:00\nkind: tender", "kind: 'tender' is not one of"),
    ],
)
def test_what_does_not_fit_is_marked(written: str, marked: str) -> None:
    (found,) = problems("advert", f"{ADVERT}{written}\n")
    assert marked in found


def test_an_editor_learns_the_word_that_asks_for_a_response_form() -> None:
    group = json.loads(schema("advert"))["definitions"]["Respond"]
    assert group["properties"]["form"]["examples"] == ["generate", "none"]


OUTCOME = "title: T\nmeeting: {body: Cabinet, date: 2026-05-02}\nkind: outcome\n"


@pytest.mark.parametrize("count", ["14", "'14'", "fewer than 3", "12 or more"])
def test_a_count_may_be_what_can_be_told_of_it(count: str) -> None:
    assert problems("decision", f"{OUTCOME}engagement: {{advert: a, responses: {count}}}\n") == []


@pytest.mark.parametrize("count", ["fewer than 4", "many", "1.5"])
def test_a_count_that_is_none_is_marked(count: str) -> None:
    (found,) = problems("decision", f"{OUTCOME}engagement: {{advert: a, responses: {count}}}\n")
    assert found.startswith("engagement.responses")


def test_the_number_of_a_part_may_be_a_number() -> None:
    decision = "title: T\nmeeting: {body: Cabinet, date: 2026-05-02}\npart: "
    assert problems("decision", f"{decision}2") == problems("decision", f"{decision}'2'") == []
    assert len(problems("decision", f"{decision}3")) == 1


def test_a_recommendation_may_hold_others_at_any_depth() -> None:
    decision = "title: T\nmeeting: {body: Cabinet, date: 2026-05-02}\nrecommendations:\n- text: One\n  parts:\n  - text: A\n    parts:\n    - "
    assert problems("decision", f"{decision}text: B") == []
    (found,) = problems("decision", f"{decision}txet: B\n      text: C")
    assert found.startswith("recommendations.0.parts.0.parts.0: ")


# The command


def test_one_schema_is_printed() -> None:
    printed = run("schema", "page")
    assert (printed.exit_code, printed.stdout, printed.stderr) == (0, schema("page"), "")


def test_all_are_written_and_older_ones_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "new/schemas"
    folder.mkdir(parents=True)
    (folder / "page.json").write_text("old")
    (folder / "mine.json").write_text("mine")
    written = run("schema", "--write", str(folder))
    assert written.stdout == f"Wrote 6 schemas into {folder}.\n"
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        **schemas(),
        "mine.json": "mine",
    }


@pytest.mark.parametrize("arguments", [(), ("page", "--write", "x")])
def test_without_one_wish_it_says_what_can_be_wished(arguments: tuple[str, ...]) -> None:
    refused = run("schema", *arguments)
    assert refused.exit_code == 2
    assert "Error: Name one kind, or add --write FOLDER for all.\n" in refused.stderr


def test_a_folder_that_cannot_be_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    refused = run("schema", "--write", str(tmp_path / "taken/schemas"))
    assert refused.exit_code == 1
    assert refused.output == f"Error: {tmp_path}/taken/schemas cannot be made: Not a directory.\n"
