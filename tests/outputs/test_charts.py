"""Charts: lengths in proportion, labels that fit, and no chart where it would mislead."""

import pytest

from sitegen.model.appraisal import appraise
from sitegen.model.config import Config
from sitegen.model.objectives import Objectives
from sitegen.outputs.html.charts import BarChart, fitting, scores_chart, weights_chart
from sitegen.outputs.view import Chrome

CONFIG = Config.model_validate(
    {
        "title": "Site",
        "base_url": "https://www.example.org",
        "publisher": {"name": "Council"},
        "accessibility": {
            "owner": "Head",
            "email": "a@example.org",
            "reviewed": "2026-09-01",
            "prepared": "2026-09-01",
        },
    }
)
CHROME = Chrome(config=CONFIG, stylesheet="", scripts={}, icon="", logo=None, sections=(), footer=())


def weighted(basis: str, *weights: str | None) -> Objectives:
    objectives = [
        {"id": "abcdefgh"[place], "title": "T", **({"weight": weight} if weight else {})}
        for place, weight in enumerate(weights)
    ]
    fields = {"id": "x", "title": "Set", "objectives": objectives, "weighting": {"basis": basis}}
    return Objectives.model_validate(fields)


def test_bars_are_in_proportion_to_the_weights_and_carry_them_in_words() -> None:
    chart = weights_chart(weighted("percentage", "60", "30", "10.0"), CHROME)
    assert chart
    (panel,) = chart.panels
    assert panel.title is None
    assert [(bar.label, bar.words, bar.width) for bar in panel.bars] == [
        ("a. T", "60%", 192),
        ("b. T", "30%", 96),
        ("c. T", "10.0%", 32),
    ]
    assert [bar.top for bar in panel.bars] == [18, 54, 90]
    assert chart.height == 126
    assert chart.ends == ("0", "100%")
    assert chart.address == "/objectives/x/weights.svg"


def test_points_have_no_percent_sign() -> None:
    chart = weights_chart(weighted("points", "5", "0"), CHROME)
    assert chart
    assert [(bar.words, bar.width) for bar in chart.panels[0].bars] == [("5", 320), ("0", 0)]


@pytest.mark.parametrize(
    "objectives",
    [
        weighted("none", "60", "40"),
        weighted("percentage", "60", None),
        weighted("percentage", "0", "0"),
        weighted("percentage", "60", "-1"),
        weighted("points"),
    ],
)
def test_there_is_no_chart_where_weights_are_missing_or_make_no_sense(objectives: Objectives) -> None:
    assert weights_chart(objectives, CHROME) is None


def compared(scores: dict[str, int], *scenarios: dict[str, int]) -> BarChart | None:
    """The chart of models with a score each for one objective of two, and none for the other."""
    fields = {
        "id": "x",
        "title": "Set",
        "objectives": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        "models": [
            {"id": f"m{at}", "title": title, "scores": {"a": str(score), "b": "0"}}
            for at, (title, score) in enumerate(scores.items())
        ],
        "scenarios": [
            {
                "id": f"s{at}",
                "title": f"S{at}",
                "weights": {name: str(one) for name, one in weights.items()},
            }
            for at, weights in enumerate(scenarios)
        ],
    }
    objectives = Objectives.model_validate(fields)
    appraisal = appraise(objectives)
    assert appraisal
    return scores_chart(objectives, appraisal, CHROME)


def test_each_weighting_has_a_panel_with_the_models_in_their_order_on_one_scale() -> None:
    chart = compared({"One": 2, "Two": 5}, {"a": 1, "b": 0}, {"a": 1})
    assert chart
    assert [panel.title for panel in chart.panels] == ["All count the same", "S0"]
    assert [
        [(bar.label, bar.words, bar.width, bar.is_first) for bar in panel.bars] for panel in chart.panels
    ] == [
        [("One", "1, second", 64, False), ("Two", "2.5, first", 160, True)],
        [("One", "2, second", 128, False), ("Two", "5, first", 320, True)],
    ]
    assert chart.panels[1].base > chart.panels[0].bars[-1].top


def test_models_that_tie_are_filled_alike() -> None:
    chart = compared({"One": 4, "Two": 4}, {"a": 1, "b": 0})
    assert chart
    assert [(bar.words, bar.is_first) for bar in chart.panels[1].bars] == [("4, joint first", True)] * 2


@pytest.mark.parametrize(
    ("models", "scenarios"), [(1, 1), (3, 0), (61, 1)], ids=["one model", "one weighting", "too many"]
)
def test_there_is_no_chart_where_nothing_can_be_compared_in_it(models: int, scenarios: int) -> None:
    assert compared({f"Model {at}": 3 for at in range(models)}, *[{"a": 1, "b": 1}] * scenarios) is None


def test_long_labels_are_cut_and_short_ones_are_not() -> None:
    assert fitting("Trust", 100) == "Trust"
    assert fitting("A very long name of a model", 100) == "A very lon…"
    assert fitting("W" * 30, 100) == "WWWWW…"
