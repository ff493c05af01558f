"""The figures of an outcome as its page has them → plain data for the register, and back."""

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError

from sitegen.model.decision import Engagement
from sitegen.model.responses import Figures, ObjectiveFigure

OUTCOME_FIGURES: Final = "outcome_figures"
"""The name of the figures in the snapshot of the advert whose outcome they are."""


def figures_of(engagement: Engagement) -> Figures:
    """The figures that an outcome publishes."""
    objectives = {
        letter: ObjectiveFigure(found.answered, found.average) for letter, found in engagement.figures.items()
    }
    return Figures(engagement.responses, engagement.respondents, objectives)


def as_plain(found: Figures) -> Mapping[str, object]:
    """The figures as JSON can hold them, each as an author writes it."""
    objectives = {
        letter: {"answered": str(one.answered)} | ({"average": str(one.average)} if one.average else {})
        for letter, one in found.objectives.items()
    }
    kinds = {kind: str(count) for kind, count in found.respondents.items()}
    return {"responses": str(found.responses), "respondents": kinds, "figures": objectives}


def read_plain(value: object) -> Figures | None:
    """The figures of plain data; None if it is not what `as_plain` gives."""
    try:
        return figures_of(Engagement.model_validate({**value, "advert": "any"}))  # type: ignore[dict-item]
    except (TypeError, ValidationError):
        return None
