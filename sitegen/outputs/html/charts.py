"""Numbers → bar charts, with the position of every bar and text worked out for the template."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import east_asian_width

from sitegen.model.appraisal import Appraisal, Result
from sitegen.model.colour import on_dark
from sitegen.model.figures import has_scores_chart, has_weights_chart
from sitegen.model.filenames import SCORES_CHART, WEIGHTS_CHART
from sitegen.model.objectives import HIGHEST_SCORE, Objectives
from sitegen.outputs.figures import exact
from sitegen.outputs.html import appraisal_text
from sitegen.outputs.view import Chrome, View
from sitegen.outputs.wording import number

WIDTH = 320
"""The width of the drawing in its own units. Its text is 12 pixels high when it is shown 280 pixels wide."""
_HEADING, _STEP, _GAP, _ENDS = 26, 36, 14, 18
"""The height of a panel's title, of a bar with its text, of the gap between panels, and of the ends of the scale."""
_BASE, _BAR = 13, 18
"""From the top of a bar's row to the baseline of its text, and to the bar."""
_WORDS_APART = 14
_WIDE, _NARROW, _THIN = frozenset("mwMW@%—…"), frozenset("frtI()[]“”"), frozenset("ijl.,:;'’|! ")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label, cut to fit, its value as text, and their positions. It is filled if `is_first`, else hatched."""

    label: str
    words: str
    base: int
    top: int
    width: int
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that belong together, with a title, cut to fit, and its baseline. The title is None if there is only one panel."""

    title: str | None
    base: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart(View):
    """Panels of bars, one below the other, on one scale. The page has the same numbers in a table."""

    panels: tuple[Panel, ...]
    ends: tuple[str, str]
    """What the two ends of the scale stand for."""
    height: int
    accent_on_dark: str


Value = tuple[str, str, Fraction, bool]
"""The content of a bar: label, value as text, length as a share of the scale, whether it is filled."""


def weights_chart(objectives: Objectives, chrome: Chrome) -> BarChart | None:
    """The chart of the weights; None unless every objective has one."""
    weights = [objective.weight for objective in objectives.objectives]
    known = [Fraction(str(weight)) for weight in weights if weight is not None and weight >= 0]
    if not has_weights_chart(objectives):
        return None
    unit, whole = (
        ("%", Fraction(100)) if objectives.weighting.basis == "percentage" else ("", sum(known, Fraction(0)))
    )
    values: list[Value] = [
        (
            f"{objective.id}. {objective.title}",
            f"{number(objective.weight or 0)}{unit}",
            weight / whole,
            True,
        )
        for objective, weight in zip(objectives.objectives, known, strict=True)
    ]
    title = f"Weights of the objectives of “{objectives.title}”"
    described = "A bar for each objective, as long as its share of the whole, which is the line behind it."
    ends = ("0", f"{exact(whole)}{unit}")
    return _chart(f"{objectives.address}{WEIGHTS_CHART}", title, described, [(None, values)], ends, chrome)


def scores_chart(objectives: Objectives, appraisal: Appraisal, chrome: Chrome) -> BarChart | None:
    """The chart of the weighted scores, a panel for each weighting; None if there is nothing to compare."""
    titles = {model.id: model.title for model in objectives.models}
    own = appraisal_text.own_weighting(is_stated=appraisal.is_stated)
    results = [
        (own, appraisal.base),
        *(
            (scenario.title, result)
            for scenario, result in zip(objectives.scenarios, appraisal.scenarios, strict=True)
            if result
        ),
    ]
    order = [model.id for model in appraisal.models]
    if not has_scores_chart(appraisal):
        return None
    spoken = appraisal_text.manner(appraisal)
    panels = [(title, list(_scores(appraisal, result, order, titles))) for title, result in results]
    title = f"{'Weighted scores under each weighting' if spoken.is_weighted else 'Scores in each scenario'} of “{objectives.title}”"
    described = (
        f"For each {'weighting' if spoken.is_weighted else 'scenario'} a bar for each contract model{'' if spoken.is_whole else ' compared'},"
        " as long as its score from 0 to 5. The bar of the highest score is filled."
    )
    return _chart(
        f"{objectives.address}{SCORES_CHART}", title, described, panels, ("0", number(HIGHEST_SCORE)), chrome
    )


def _scores(
    appraisal: Appraisal, result: Result, order: Sequence[str], titles: appraisal_text.Titles
) -> Iterator[Value]:
    """The models in the same order in every panel."""
    standings = appraisal_text.standings(appraisal, result)
    totals = {name: place.total for place in result.ranking for name in place.models}
    for name in order:
        yield titles[name], standings[name], totals[name] / HIGHEST_SCORE, name in result.preferred


def _chart(
    address: str,
    title: str,
    description: str,
    panels: Iterable[tuple[str | None, Sequence[Value]]],
    ends: tuple[str, str],
    chrome: Chrome,
) -> BarChart:
    drawn: list[Panel] = []
    top = 0
    for heading, values in panels:
        top += _GAP if drawn else 0
        start = top + (_HEADING if heading else 0)
        bars = tuple(_bar(start + place * _STEP, value) for place, value in enumerate(values))
        drawn.append(Panel(heading and fitting(heading, WIDTH), top + _BASE, bars))
        top = start + len(bars) * _STEP
    return BarChart(
        site=chrome,
        title=title,
        address=address,
        description=description,
        panels=tuple(drawn),
        ends=ends,
        height=top + _ENDS,
        accent_on_dark=on_dark(chrome.config.theme.accent),
    )


def _bar(top: int, value: Value) -> Bar:
    label, words, length, is_first = value
    return Bar(
        label=fitting(label, WIDTH - _WORDS_APART - _width(words)),
        words=words,
        base=top + _BASE,
        top=top + _BAR,
        width=round(min(max(length, Fraction(0)), Fraction(1)) * WIDTH),
        is_first=is_first,
    )


def fitting(words: str, width: int) -> str:
    """The text, cut and ended with “…” if it is likely to be wider than `width` units of the drawing."""
    if _width(words) <= width:
        return words
    cut = words
    while cut and _width(f"{cut}…") > width:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


def _width(words: str) -> int:
    """An upper estimate of the width of a text in letters 14 units high."""
    return sum(_letter(letter) for letter in words)


def _letter(letter: str) -> int:
    if letter in _WIDE or east_asian_width(letter) in "WF":
        return 15
    if letter in _NARROW or letter in _THIN:
        return 6 if letter in _NARROW else 5
    return 11 if letter.isupper() else 9
