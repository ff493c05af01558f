"""An outcome, as it is now or as it was recorded → the figures that it publishes."""

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError

from sitegen.model.decision import Engagement
from sitegen.model.responses import Figures, ObjectiveFigure
from sitegen.model.snapshot import Snapshot

_FIGURES: Final = ("advert", "responses", "respondents", "figures")


def figures_of(engagement: Engagement) -> Figures:
    """The figures that an outcome publishes."""
    objectives = {
        letter: ObjectiveFigure(found.answered, found.average) for letter, found in engagement.figures.items()
    }
    return Figures(engagement.responses, engagement.respondents, objectives)


def recorded_figures(snapshot: Snapshot) -> tuple[str, Figures] | None:
    """The advert and the figures in a recorded version of an outcome; None for any other record, or if it cannot be read."""
    recorded = snapshot.get("engagement")
    if not isinstance(recorded, Mapping):
        return None
    try:
        engagement = Engagement.model_validate(
            {name: recorded[name] for name in _FIGURES if name in recorded}
        )
    except ValidationError:
        return None
    return engagement.advert, figures_of(engagement)
