"""The schemas of OCDS 1.1.5, from the archives that `make test` fetches, as strict as our documents say we are.

A field that is neither in the standard, nor of the published extensions that we declare, nor of our own extension
is a fault. Of the published extensions only the fields that we use are known here.
"""

import json
import sys
import tarfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from sitegen.outputs.ocds.extension import SCHEMA

ARCHIVES = Path(sys.prefix) / "schemas"
_TEXT = {"type": ["string", "null"]}
_TIME = {"type": ["string", "null"], "format": "date-time"}
_FLAG = {"type": ["boolean", "null"]}
_ID = {"type": "string", "minLength": 1}
_STATUS = {
    "enum": ["planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn", None]
}
PUBLISHED = {
    "definitions": {
        "Tender": {
            "properties": {
                "lots": {"type": "array", "items": {"$ref": "#/definitions/Lot"}, "uniqueItems": True},
                "enquiries": {
                    "type": "array",
                    "items": {"$ref": "#/definitions/Enquiry"},
                    "uniqueItems": True,
                },
                "aboveThreshold": _FLAG,
                "legalBasis": {"$ref": "#/definitions/Classification"},
                "riskDetails": _TEXT,
                "otherRequirements": {
                    "type": "object",
                    "properties": {
                        "reservedParticipation": {
                            "type": ["array", "null"],
                            "items": {
                                "enum": ["shelteredWorkshop", "publicServiceMissionOrganization", "smeVcse"]
                            },
                        }
                    },
                },
            }
        },
        "Item": {
            "properties": {
                "relatedLot": _TEXT,
                "deliveryAddresses": {"type": "array", "items": {"$ref": "#/definitions/Address"}},
            }
        },
        "Organization": {
            "properties": {
                "details": {
                    "properties": {
                        "classifications": {
                            "type": ["array", "null"],
                            "items": {"$ref": "#/definitions/Classification"},
                        }
                    }
                }
            }
        },
        "Choice": {"type": "object", "properties": {"description": _TEXT}, "minProperties": 1},
        "Lot": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": _ID,
                "title": _TEXT,
                "description": _TEXT,
                "status": _STATUS,
                "value": {"$ref": "#/definitions/Value"},
                "minValue": {"$ref": "#/definitions/Value"},
                "contractPeriod": {"$ref": "#/definitions/Period"},
                "suitability": {"$ref": "#/definitions/Suitability"},
                "hasRenewal": _FLAG,
                "renewal": {"$ref": "#/definitions/Choice"},
                "hasOptions": _FLAG,
                "options": {"$ref": "#/definitions/Choice"},
            },
        },
        "Suitability": {"type": "object", "properties": {"sme": _FLAG, "vcse": _FLAG}, "minProperties": 1},
        "Enquiry": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": _ID,
                "date": _TIME,
                "description": _TEXT,
                "answer": _TEXT,
                "dateAnswered": _TIME,
            },
        },
        "Value": {"properties": {"amountGross": {"type": ["number", "null"]}}},
        "Document": {"properties": {"noticeType": _TEXT}},
        "Address": {"properties": {"country": _TEXT}},
    }
}
"""What we use of the extensions that packages declare, as they describe it. `Choice` is our name for options and renewal."""


def _from_archive(package: str, path: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    archive = ARCHIVES / f"{package}.tar.gz"
    if not archive.is_file():
        pytest.fail("The schemas of OCDS are not there. `make test` fetches them.")
    with tarfile.open(archive) as members:
        file = members.extractfile(f"{package}/tests/fixtures/{path}")
        assert file
        return json.load(file)


def _patched(target: Any, patch: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """A value of JSON with a merge patch (RFC 7396), which is how extensions of OCDS are applied."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    return found | {name: _patched(found.get(name), value) for name, value in patch.items()}


def _strict(schema: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The schema without room for fields that it does not name, such as those of other languages."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _strict(value) for name, value in schema.items() if name != "patternProperties"}
    is_object = schema.get("type") in ("object", ["object", "null"]) and "properties" in schema
    return found | ({"additionalProperties": False} if is_object else {})


@cache
def release_schema() -> Any:  # noqa: ANN401 - whatever JSON holds
    """The release schema with its extensions, as tools that merge releases use it."""
    plain = _from_archive("ocdsextensionregistry-0.7.0", "release-schema.json")
    assert plain["id"].endswith("/1__1__5/release-schema.json")
    return _patched(_patched(plain, PUBLISHED), SCHEMA)


def _validator(schema: Any) -> Any:  # noqa: ANN401 - the library has no types
    release = _strict(release_schema())
    registry: Any = Registry().with_resource(release["id"], DRAFT4.create_resource(release))
    return Draft4Validator(schema, registry=registry, format_checker=Draft4Validator.FORMAT_CHECKER)


@cache
def _releases() -> Any:  # noqa: ANN401 - the library has no types
    return _validator(_strict(_from_archive("ocdskit-1.7.0", "release-package-schema.json")))


@cache
def _records() -> Any:  # noqa: ANN401 - the library has no types
    """The schema in the archive has a release schema in it without extensions: ours is put in its place."""
    schema = _from_archive("ocdskit-1.7.0", "a/record-package-schema-dereferenced.json")
    schema["properties"]["records"]["items"]["properties"]["compiledRelease"] = {
        "$ref": release_schema()["id"]
    }
    return _validator(schema)


def problems_of_releases(package: object) -> list[str]:
    """What the standard has against a release package."""
    return [*_told(_releases(), package)]


def problems_of_records(package: object) -> list[str]:
    """What the standard has against a record package."""
    return [*_told(_records(), package)]


def _told(validator: Any, package: object) -> Iterator[str]:  # noqa: ANN401 - the library has no types
    for problem in validator.iter_errors(package):
        yield f"{problem.json_path}: {problem.message[:300]}"
