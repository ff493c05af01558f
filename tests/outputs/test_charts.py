"""The chart of weights: lengths in proportion, and no chart where it would mislead."""

import pytest

from sitegen.model.config import Config
from sitegen.model.objectives import Objectives
from sitegen.outputs.html.charts import weights_chart
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
    assert [(bar.letter, bar.words, bar.width) for bar in chart.bars] == [
        ("a", "60%", 210),
        ("b", "30%", 105),
        ("c", "10.0%", 35),
    ]
    assert [bar.top for bar in chart.bars] == [0, 28, 56]
    assert chart.height == 84
    assert chart.address == "/objectives/x/weights.svg"


def test_points_have_no_percent_sign() -> None:
    chart = weights_chart(weighted("points", "5", "0"), CHROME)
    assert chart
    assert [(bar.words, bar.width) for bar in chart.bars] == [("5", 210), ("0", 0)]


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
