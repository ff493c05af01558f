"""The classes of the model → the names and the purposes of fields."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from sitegen.model.accessibility import Accessibility, KnownProblem
from sitegen.model.advert import Advert
from sitegen.model.config import Config, Redirect
from sitegen.model.decision import Decision
from sitegen.model.entry import Loc
from sitegen.model.kinds import KINDS
from sitegen.model.objectives import Objectives
from sitegen.model.page import Page
from sitegen.model.parts import Contact, Event
from sitegen.model.proceedings import Meeting
from sitegen.model.recommendations import Recommendation
from sitegen.model.record import Part
from sitegen.reading.schema import names, part_at, purpose


@pytest.mark.parametrize(
    ("model", "loc", "part"),
    [
        (Advert, (), Advert),
        (Advert, ("contact",), Contact),
        (Advert, ("events", 3), Event),
        (Advert, ("events",), None),
        (Advert, ("events", 3, "starts"), None),
        (Advert, ("nonsense", 1), None),
        (Decision, ("recommendations", 0, "parts", 2), Recommendation),
        (Config, ("accessibility",), Accessibility),
        (Config, ("accessibility", "known_problems", 0), KnownProblem),
        (Config, ("redirects", 0, "from"), None),
    ],
)
def test_the_class_of_a_group_is_found_at_any_depth(
    model: type[Part], loc: Loc, part: type[Part] | None
) -> None:
    assert part_at(model, loc) is part


def test_names_are_those_that_authors_write() -> None:
    assert names(Redirect) == ("from", "to")
    assert names(Contact) == ("role", "name", "email", "telephone")
    assert "body" in names(Meeting), "the body that met"
    assert "id" not in names(Objectives)
    assert not {"id", "body"} & set(names(Page))


def parts(model: type[Part], seen: set[type[Part]]) -> Iterator[type[Part]]:
    """The class and those of all groups in it."""
    if model in seen:
        return
    seen.add(model)
    yield model
    for info in model.model_fields.values():
        for inner in _classes(info.annotation):
            yield from parts(inner, seen)


def _classes(annotation: Any) -> Iterator[type[Part]]:  # noqa: ANN401 - annotations have no type of their own
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _classes(argument)


def all_groups() -> set[type[Part]]:
    seen: set[type[Part]] = set()
    models: tuple[type[Part], ...] = (*(kind.cls for kind in KINDS), Config)
    for model in models:
        list(parts(model, seen))
    return seen


@pytest.mark.parametrize("group", sorted(all_groups(), key=str))
def test_every_field_an_author_writes_says_what_it_is_for(group: type[Part]) -> None:
    for name, info in group.model_fields.items():
        said = purpose(group, name)
        if (info.alias or name) in names(group):
            assert said.endswith((".", ":", "”", "`")), f"{group.__name__}.{name}: {said!r}"


def test_what_a_field_is_for_is_found_for_inherited_and_renamed_ones() -> None:
    assert purpose(Advert, "draft")
    assert purpose(Redirect, "source")
    assert purpose(Advert, "nonsense") == ""
