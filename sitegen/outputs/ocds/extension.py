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
            "with their weights. Says of amounts whether they are for a year, of events when they end, and of other milestones "
            "who sees to them."
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
    return {"title": title, "description": description, "type": ["string", "null"], "enum": [*codes, None]}


def _texts(title: str, description: str) -> Object:
    return {
        "title": title,
        "description": description,
        "type": ["array", "null"],
        "items": {"type": "string", "minLength": 1},
        "wholeListMerge": True,
    }


def _object(title: str, description: str, properties: Object, *required: str) -> Object:
    found: Object = {"title": title, "description": description, "type": "object"}
    return found | {"properties": properties, **({"required": list(required)} if required else {})}


def _list(title: str, description: str, definition: str) -> Object:
    """A list that is replaced as a whole, so that what is no longer in it is no longer in a merge."""
    items = {"$ref": f"#/definitions/{definition}"}
    found: Object = {"title": title, "description": description, "type": ["array", "null"], "items": items}
    return found | {"uniqueItems": True, "wholeListMerge": True}


_ID: Final[Object] = {
    "title": "ID",
    "description": "An identifier that does not change, unique among its siblings.",
    "type": "string",
    "minLength": 1,
}
_ID_OR_NULL: Final[Object] = {"title": "ID", "description": "Its id.", "type": ["string", "null"]}
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
        "Milestone": {
            "properties": {
                "endDate": {
                    "title": "End date",
                    "description": "When an event ends that begins at the due date.",
                    "type": ["string", "null"],
                    "format": "date-time",
                },
                "commitment": _object(
                    "Commitment",
                    "Who sees to it, by when, and what became of it.",
                    {
                        "owner": _text("Owner", "The post that sees to it."),
                        "dueDate": {
                            "title": "Due date",
                            "description": "The last moment by which it is to be done.",
                            "type": ["string", "null"],
                            "format": "date-time",
                        },
                        "condition": _text(
                            "Condition",
                            "What has to happen first, where that decides when or whether it is done.",
                        ),
                        "result": _text("Result", "What came of it."),
                    },
                ),
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
                "initiative": _object(
                    "Initiative",
                    "The programme of work to which it belongs.",
                    {
                        "id": _ID_OR_NULL,
                        "title": _text("Title", "Its name."),
                        "url": _WEB,
                    },
                ),
                "authorisedBy": _texts(
                    "Authorised by",
                    "The numbers of the recommendations, in the report on it, that authorised it.",
                ),
                "statements": _list(
                    "Statements", "What the publisher says of all notices of the kind.", "MarketStatement"
                ),
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
        "MarketStatement": _object(
            "Statement",
            "Something that the publisher says of all notices of a kind.",
            {
                "id": _ID,
                "title": _text("Title", "Its heading."),
                "description": _text("Statement", "Its text."),
            },
            "id",
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
                "id": _ID_OR_NULL,
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


def added_fields(definition: str) -> Iterator[tuple[str, str]]:
    """Path and description of every field that is added to a definition of the standard: `Value`, `Milestone`."""
    definitions: Any = SCHEMA["definitions"]
    return _fields(definitions, definitions[definition]["properties"], "")


def fields(law: Jurisdiction) -> Iterator[tuple[str, str]]:
    """Path and description of every field within `planning.marketTest`."""
    definitions: Any = schema(law)["definitions"]
    return _fields(definitions, definitions["MarketTest"]["properties"], "")


def _fields(definitions: Any, properties: Any, above: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a schema of JSON
    for name, schema in properties.items():
        yield f"{above}{name}", schema["description"]
        inner = schema.get("items", schema)
        inner = definitions[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
        mark = "[]" if "items" in schema else ""
        yield from _fields(definitions, inner.get("properties", {}), f"{above}{name}{mark}.")
