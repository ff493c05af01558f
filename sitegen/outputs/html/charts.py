"""Weights → a chart: bars whose lengths a template only has to draw."""

from dataclasses import dataclass

from sitegen.model.colour import on_dark
from sitegen.model.objectives import Objectives
from sitegen.outputs.view import Chrome, View
from sitegen.outputs.wording import number

_LONGEST, _STEP, _BAR = 210, 28, 18
"""In the units of the drawing, which is 320 wide: the longest bar, from bar to bar, and a bar's height."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the objective's letter, its weight in words, and where the bar lies."""

    letter: str
    words: str
    top: int
    base: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsChart(View):
    """The weights of a set of objectives as bars."""

    bars: tuple[Bar, ...]
    height: int
    accent_on_dark: str


def weights_chart(objectives: Objectives, chrome: Chrome) -> WeightsChart | None:
    """The chart of a set whose objectives all have a weight; none for any other set."""
    weights = [objective.weight for objective in objectives.objectives]
    known = [weight for weight in weights if weight is not None and weight >= 0]
    if objectives.weighting.basis == "none" or len(known) < len(weights) or not any(known):
        return None
    unit = "%" if objectives.weighting.basis == "percentage" else ""
    bars = tuple(
        Bar(
            letter=objective.id,
            words=f"{number(weight)}{unit}",
            top=place * _STEP,
            base=place * _STEP + _BAR - 4,
            width=round(weight / max(known) * _LONGEST),
        )
        for place, (objective, weight) in enumerate(zip(objectives.objectives, known, strict=True))
    )
    return WeightsChart(
        site=chrome,
        title=f"Weights of the objectives of “{objectives.title}”",
        address=f"{objectives.address}weights.svg",
        bars=bars,
        height=len(bars) * _STEP,
        accent_on_dark=on_dark(chrome.config.theme.accent),
    )
