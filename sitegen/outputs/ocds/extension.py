"""The OCDS extension for `planning.marketTest` and for amounts → its files, published at the address that packages declare, and its fields."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from sitegen.model import filenames
from sitegen.model.addresses import DATA
from sitegen.model.jurisdiction import Jurisdiction
from sitegen.model.site import Site
from sitegen.outputs.exact import Object, absolute, known, web

"""The file names that OCDS requires."""


def about(site: Site) -> Object:
    """The content of `extension.json`."""
    publisher = site.config.publisher
    return {
        "name": {"en": "Market test"},
        "description": {
            "en": "Adds what a buyer asks the market before it decides to buy: the questions, and the objectives "
            "with their weights. Says of amounts whether they are for a year."
        },
        "documentationUrl": {"en": absolute(DATA, site)},
        "contactPoint": known(
            {"name": publisher.name, "email": publisher.email, "url": web(publisher.url or "")}
        ),
        "compatibility": ["1.1"],
        "schemas": [filenames.EXTENSION_SCHEMA],
    }


def _text(title: str, description: str) -> Object:
    return {"title": title, "description": description, "type": ["string", "null"], "minLength": 1}


def _code(title: str, description: str, *codes: str) -> Object:
    return {"title": title, "description": description, "type": "string", "enum": list(codes)}


def _texts(title: str, description: str) -> Object:
    return {
        "title": title,
        "description": description,
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "wholeListMerge": True,
    }


def _object(title: str, description: str, properties: Object, *required: str) -> Object:
    found: Object = {"title": title, "description": description, "type": "object", "minProperties": 1}
    return found | {"properties": properties, **({"required": list(required)} if required else {})}


def _list(title: str, description: str, definition: str) -> Object:
    items = {"$ref": f"#/definitions/{definition}"}
    return {"title": title, "description": description, "type": "array", "items": items, "uniqueItems": True}


_ID: Final[Object] = {
    "title": "ID",
    "description": "An identifier that does not change, unique among its siblings.",
    "type": "string",
    "minLength": 1,
}
_WEB: Final[Object] = {
    "title": "URL",
    "description": "Its page.",
    "type": ["string", "null"],
    "format": "uri",
}

SCHEMA: Final[Object] = {
    "definitions": {
        "Value": {
            "properties": {
                "per": _code("Per", "Whether the amounts are for a year or for all of it.", "year", "total"),
                "maximumAmount": {
                    "title": "Maximum amount",
                    "description": "The most it may be worth, where the amount is an estimate below that.",
                    "type": ["number", "null"],
                },
                "note": _text("Note", "What the amounts of a lot cover."),
            }
        },
        "Planning": {
            "properties": {
                "marketTest": {
                    "title": "Market test",
                    "description": "What the buyer asks the market before it decides whether and how to buy.",
                    "$ref": "#/definitions/MarketTest",
                }
            }
        },
        "MarketTest": _object(
            "Market test",
            "What the buyer asks the market before it decides whether and how to buy.",
            {
                "kind": _code(
                    "Kind",
                    "What kind of notice it is.",
                    "soft-market-test",
                    "early-engagement",
                    "planned-procurement",
                    "pipeline",
                ),
                "reference": _text("Reference", "The publisher's own reference, as it writes it."),
                "purposes": _texts(
                    "Purposes", "What it is for, in the letters of the law on market engagement."
                ),
                "places": _texts("Places", "The wards or areas where the work would be done."),
                "valueNote": _text("Note on the value", "What the figures of the value cover."),
                "questions": _list("Questions", "What the market is asked.", "MarketQuestion"),
                "response": _object(
                    "Response",
                    "How to respond; the milestone for the closing time says what to do.",
                    {
                        "email": _text("Email", "Where to send a response by email."),
                        "url": _WEB | {"description": "Where to respond online."},
                        "address": _text("Address", "Where to send a response by post."),
                        "include": _texts("Include", "What a response should hold."),
                    },
                ),
                "objectives": {
                    "title": "Objectives",
                    "description": "The objectives that suppliers are asked to address.",
                    "$ref": "#/definitions/MarketObjectives",
                },
            },
            "kind",
        ),
        "MarketQuestion": _object(
            "Question",
            "One thing that the market is asked.",
            {"id": _ID, "description": _text("Question", "The question.")},
            "id",
        ),
        "MarketObjectives": _object(
            "Set of objectives",
            "What the buyer wants to achieve, and how much each thing weighs.",
            {
                "id": _ID,
                "title": _text("Title", "The name of the set."),
                "url": _WEB,
                "weighting": _object(
                    "Weighting",
                    "The units of the weights, and whether they were approved.",
                    {
                        "basis": _code("Basis", "The units of the weights.", "none", "percentage", "points"),
                        "status": _code("Status", "Whether they were approved.", "proposed", "approved"),
                        "note": _text("Note", "Anything a reader should know of the weights."),
                    },
                ),
                "items": _list("Objectives", "The objectives in their order.", "MarketObjective"),
            },
            "id",
        ),
        "MarketObjective": _object(
            "Objective",
            "One thing the buyer wants to achieve.",
            {
                "id": _ID,
                "title": _text("Title", "The objective in a few words."),
                "description": _text("Description", "What it means in practice."),
                "weight": {
                    "title": "Weight",
                    "description": "How much it weighs, in the units of the basis.",
                    "type": ["number", "null"],
                },
            },
            "id",
        ),
    }
}
"""The content of `release-schema.json`: a patch (RFC 7396) of the release schema of OCDS 1.1."""


def schema(law: Jurisdiction) -> Object:
    """`SCHEMA`, with the law that defines the letters of purposes, if there is one."""
    found = deepcopy(SCHEMA)
    if engagement := law.engagement:
        definitions: Any = found["definitions"]
        properties = definitions["MarketTest"]["properties"]
        properties["purposes"]["description"] = f"What it is for: letters a to f of {engagement.law}."
    return found


def fields_of_amounts() -> Iterator[tuple[str, str]]:
    """Name and description of every field that is added to amounts."""
    definitions: Any = SCHEMA["definitions"]
    return _fields(definitions, definitions["Value"]["properties"], "")


def fields(law: Jurisdiction) -> Iterator[tuple[str, str]]:
    """Path and description of every field within `planning.marketTest`."""
    definitions: Any = schema(law)["definitions"]
    return _fields(definitions, definitions["MarketTest"]["properties"], "")


def _fields(definitions: Any, properties: Any, above: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a schema of JSON
    for name, schema in properties.items():
        yield f"{above}{name}", schema["description"]
        inner = schema.get("items", schema)
        inner = definitions[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
        mark = "[]" if schema.get("type") == "array" else ""
        yield from _fields(definitions, inner.get("properties", {}), f"{above}{name}{mark}.")
