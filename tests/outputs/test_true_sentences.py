"""Every sentence and number that the page of a random set says of its models is what an independent reckoning finds.

The reckoning is tests/outputs/reckoning.py, and the sentences are made anew here, from docs/appraisal.md.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html

from sitegen.commands.options import SHIPPED
from sitegen.model.objectives import Objectives
from sitegen.outputs.html.objectives import page as page_of
from sitegen.outputs.output import Data, Rendered
from sitegen.writing.render import Renderer, environment
from tests.outputs import reckoning
from tests.outputs.reckoning import World, digits, filled, leaders, total
from tests.outputs.test_charts import CHROME
from tests.strategies import objectives, site

LETTERS = "abcdef"
PLACES = ("First", "Second", "Third", "Fourth", "Fifth")
RENDERER = Renderer(environment([SHIPPED]), "")
SITE = replace(CHROME, scripts={"weigh": "/assets/weigh.js", "page": "/assets/page.js"})

HALVES = st.integers(0, 10).map(lambda half: Fraction(half, 2))
WHOLE = st.integers(0, 5).map(Fraction)
WEIGHT = st.one_of(st.integers(1, 9), st.sampled_from([0, 99, 1000, 1001])).map(Fraction)


@st.composite
def worlds(draw: st.DrawFn, least: int = 1, most: int = 3) -> World:
    """A set of objectives with every kind of gap and near tie that an author may leave."""
    size = draw(st.integers(least, most))

    def row(one: st.SearchStrategy[Fraction], *, gaps: bool) -> tuple[Fraction | None, ...]:
        each = st.one_of(one, st.none()) if gaps else one
        return tuple(draw(st.lists(each, min_size=size, max_size=size)))

    rare = st.integers(0, 3).map(lambda one: one == 0)
    scores = draw(st.sampled_from([HALVES, WHOLE, st.sampled_from([Fraction(2), Fraction(3)])]))
    models = {f"Model {name}": row(scores, gaps=draw(rare)) for name in "ABCDE"[: draw(st.integers(1, 5))]}
    assume(any(None not in found for found in models.values()))
    cases = [row(WEIGHT, gaps=draw(rare)) for _ in range(draw(st.integers(0, 2)))]
    return World(
        draw(st.sampled_from(["none", "points", "percentage"])),
        row(WEIGHT, gaps=draw(rare)),
        models,
        {f"Case {at}": case for at, case in enumerate(cases) if any(one is not None for one in case)},
    )


def written(world: World) -> dict[str, object]:
    """The set as an author writes it."""

    def by_letter(numbers: Sequence[Fraction | None]) -> dict[str, str]:
        return {
            letter: f"{float(one):g}"
            for letter, one in zip(LETTERS, numbers, strict=False)
            if one is not None
        }

    weights = by_letter(world.weights)
    return {
        "weighting": {"basis": world.basis},
        "objectives": [
            {
                "id": letter,
                "title": f"Goal {letter}",
                **({"weight": weights[letter]} if letter in weights else {}),
            }
            for letter in LETTERS[: len(world.weights)]
        ],
        "models": [
            {"id": name.lower().replace(" ", "-"), "title": name, "scores": by_letter(scores)}
            for name, scores in world.models.items()
        ],
        "scenarios": [
            {"id": name.lower().replace(" ", "-"), "title": name, "weights": by_letter(numbers)}
            for name, numbers in world.scenarios.items()
        ],
    }


@dataclass(frozen=True)
class Seen:
    """What a reader finds on a page: paragraphs and items of lists, tables by their captions, all words, and the files."""

    said: Sequence[str]
    tables: Mapping[str, Sequence[Sequence[str]]]
    words: str
    csv: Sequence[Mapping[str, str]]
    json: Mapping[str, Sequence[Mapping[str, str]]]

    def table(self, *words: str) -> dict[str, list[str]]:
        """The rows of the one table in whose caption all these words are, by their headings."""
        (found,) = [rows for caption, rows in self.tables.items() if all(one in caption for one in words)]
        return {heading: cells for heading, *cells in found}


def seen(world: World) -> Seen:
    shown = site(objectives("set", **written(world)))
    (record,) = (one for one in shown.shown.values() if isinstance(one, Objectives))
    made = list(page_of(shown, SITE, record))
    (output,) = (one for one in made if isinstance(one, Rendered) and one.template == "pages/objectives.html")
    file = RENDERER.make(output)
    assert file.diagnostics == ()
    root = html.fromstring(file.data.decode()).find(".//main")
    assert root is not None
    # What a screen reader hears of an image, and what weigh.js shows, are words as well.
    attributes = root.xpath("//@alt | //@aria-label | //@data-first | //@data-tie | //@data-none")
    shown_words = root.iter("p", "li", "h2", "h3", "th", "td", "caption", "button", "dt", "dd")
    files = {
        one.path.rpartition(".")[2]: one.data.decode("utf-8-sig") for one in made if isinstance(one, Data)
    }
    return Seen(
        [_words(one) for one in root.iter("p", "li")],
        {
            _words(table.find("caption")): [
                [_words(cell) for cell in line.iter("th", "td")] for line in table.iter("tr")
            ]
            for table in root.iter("table")
        },
        " | ".join([*map(_words, shown_words), *map(str, attributes)]),
        list(csv.DictReader(io.StringIO(files["csv"], newline=""))),
        json.loads(files["json"]),
    )


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def listed(names: Sequence[str]) -> str:
    """Names in quotation marks, as a sentence has them."""
    *first, last = [f"“{name}”" for name in names]
    return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True)
class Page:
    """What the page must say of a world."""

    world: World

    @property
    def among(self) -> str:
        return " of those compared" if self.world.left_out else ""

    @property
    def score(self) -> str:
        return "weighted score" if self.world.is_stated else "average score"

    def totals(self, weights: Sequence[Fraction]) -> dict[str, Fraction]:
        return {name: total(scores, weights) for name, scores in self.world.compared.items()}

    def reach(self, weights: Sequence[Fraction]) -> dict[str, tuple[Fraction, Fraction]]:
        return {
            name: (total(filled(scores, 0), weights), total(filled(scores, 5), weights))
            for name, scores in self.world.left_out.items()
        }

    def digits(self, weights: Sequence[Fraction]) -> dict[Fraction, str]:
        ends = [end for pair in self.reach(weights).values() for end in pair]
        return digits([*self.totals(weights).values(), *ends], 2, 5)

    def preferred(self) -> str:
        totals, words = self.totals(self.world.own), self.digits(self.world.own)
        first = leaders(totals)
        highest = f"{words[totals[first[0]]]} of 5."
        if len(totals) == 1:
            article = "a" if self.world.is_stated else "an"
            why = (
                "No other model has a score for every objective" if self.world.left_out else "It is the only model"
            )  # fmt: skip
            return f"{listed(first)} has {article} {self.score} of {highest} {why}, so there is nothing to compare it with."
        if len(first) > 1:
            return f"{listed(first)} tie for the highest {self.score}{self.among}, {highest}"
        return f"{listed(first)} has the highest {self.score}{self.among}, {highest}"

    def counted(self) -> str:
        if self.world.is_stated:
            return "The weights are those stated above."
        if self.world.basis == "none" or not any(one is not None for one in self.world.weights):
            return "The objectives are not weighted, so each counts the same."
        return "No result can be worked out from the weights stated above, so every objective counts the same here."

    def left_out(self, name: str) -> str:
        """Why a model is not compared, and where it could come."""
        totals, words = self.totals(self.world.own), self.digits(self.world.own)
        low, high = self.reach(self.world.own)[name]
        first = max(totals.values())
        gaps = [
            f"Goal {letter}"
            for letter, one in zip(LETTERS, self.world.models[name], strict=False)
            if one is None
        ]
        than = f"that of “{next(iter(totals))}”" if len(totals) == 1 else "the highest of those compared"
        said = f"“{name}” is not compared: it has no score for {listed(gaps)}."
        ifs = (
            ("the missing score were 0", "it were 5")
            if len(gaps) == 1
            else ("every missing score were 0", "every one were 5")
        )
        ends = f"Its {self.score} would be {words[low]} if {ifs[0]}, and {words[high]} if {ifs[1]}"
        if high < first:
            return f"{said} Whatever it scored there, it would not come first."
        if low == high:
            end = f"level with {than}" if low == first else f"higher than {than}, {words[first]}"
            return f"{said} Whatever it scored there, its {self.score} would be {words[low]}: {end}."
        if low > first:
            return f"{said} {ends}: both are higher than {than}, {words[first]}."
        if low == first:
            return f"{said} {ends}: never lower than {than}."
        if high == first:
            return f"{said} {ends}: at most level with {than}."
        return f"{said} {ends}: {than}, {words[first]}, is between the two."

    def standings(self, weights: Sequence[Fraction]) -> list[str]:
        """Score and place of each model, in their order."""
        totals, words, reach = self.totals(weights), self.digits(weights), self.reach(weights)
        cells = []
        for name in self.world.models:
            if name in totals:
                cells.append(f"{words[totals[name]]}, {place(name, totals).lower()}")
            else:
                low, high = reach[name]
                cells.append(
                    f"not compared: {words[low]}" + (f" to {words[high]}" if high != low else "")
                )  # fmt: skip
        return cells

    def change(self, at: int) -> str:
        """What another weight of one objective would change."""
        models, own = self.world.compared, self.world.own
        goal, now = f"“Goal {LETTERS[at]}”", Fraction(own[at], sum(own))
        first = leaders(self.totals(own))
        if now == 1:
            return (
                f"{goal} has all the weight, so there are no others whose proportions could be kept."
                if self.world.is_stated
                else f"{goal} is the only objective, so it cannot count for more or less."
            )
        turns = [
            (side, found)
            for side, rising in (("above", True), ("below", False))
            if (found := reckoning.first_change(models, own, at, rising=rising))
        ]
        if not turns:
            return self.no_change(goal, is_tie=len(first) > 1)
        percent = {share: f"{words}%" for share, words in digits([100 * share for share in (now, *(turn[0] for _, turn in turns))], 1, 100).items()}  # fmt: skip
        said: list[str] = []
        for side, (share, names) in turns:
            there, here = percent[100 * share], percent[100 * now]
            where = self.where(side, there, None if said else here, is_now=share == now)
            said.append(f"{where}, {self.then(names, first)}")
        if self.world.is_stated:
            return f"With {goal} weighted {'; '.join(said)}."
        return f"If {goal} counted for {'; if it counted for '.join(said)}."

    def no_change(self, goal: str, *, is_tie: bool) -> str:
        if self.world.is_stated:
            other = "another of those compared" if self.among else "another model"
            return f"No weight of {goal} puts {other} in front{' or breaks the tie' if is_tie else ''}."
        other = "no other of those compared" if self.among else "no other model"
        tie = ", and the tie would stay" if is_tie else ""
        return f"However much or little {goal} counted, {other} would come in front{tie}."

    def where(self, side: str, there: str, here: str | None, *, is_now: bool) -> str:
        if self.world.is_stated:
            return (
                f"{side} its present {there}"
                if is_now
                else f"{side} {there}" + (f" (now {here})" if here else "")
            )
        more = "more" if side == "above" else "less"
        if is_now:
            return f"{more} than its equal share of {there}"
        return f"{more} than {there} of the total" + (f" ({here} when all count the same)" if here else "")

    def then(self, names: Sequence[str], first: Sequence[str]) -> str:
        would, is_led = "" if self.world.is_stated else "would ", set(names) <= set(first)
        if len(names) > 1:
            return f"{listed(names)} {would}{'still ' if is_led else ''}tie for first place{self.among}"
        what = "the preferred one of those compared" if self.among else "preferred"
        if is_led:
            return f"{listed(names)} alone {'is' if not would else 'would be'} {what}"
        return f"{listed(names)} {'becomes' if not would else 'would become'} {what}"


def place(name: str, totals: Mapping[str, Fraction]) -> str:
    ahead = sum(found > totals[name] for found in totals.values())
    word = PLACES[ahead]
    return f"Joint {word.lower()}" if list(totals.values()).count(totals[name]) > 1 else word


@given(worlds())
def test_what_is_said_of_the_first_and_of_models_without_a_score_is_so(world: World) -> None:
    found, page = seen(world), Page(world)
    assert f"{page.preferred()} {page.counted()}" in found.said
    assert [one for one in found.said if " is not compared: " in one] == [
        page.left_out(name) for name in world.left_out
    ]
    each = "Each contract model has a score for each objective, from 0"
    assert any(one.startswith(each) for one in found.said) == (not world.left_out)
    if world.left_out:
        loose = re.findall("[^|]*(?:[Ff]irst place|highest)[^|]*", found.words)
        assert all("of those compared" in one or "that of “" in one for one in loose)


@given(worlds())
def test_sums_scores_and_places_in_tables_are_so(world: World) -> None:
    found, page = seen(world), Page(world)
    own, totals, words = world.own, page.totals(world.own), page.digits(world.own)
    rows = found.table("Score × weight" if world.is_stated else "Scores of each contract model")
    blank = [""] if world.is_stated else []
    plain = digits  # a score or a sum ends within few decimals, so that its digits are all of them
    for at, letter in enumerate(LETTERS[: len(own)]):
        weight = next(iter(plain([own[at]], 3, 10**9).items() - plain([], 3, 10**9).items()), (0, "0"))[1]
        cells = [
            "No score"
            if scores[at] is None
            else _part(scores[at], own[at], weight, is_stated=world.is_stated)
            for scores in world.models.values()
        ]
        assert rows[f"{letter}. Goal {letter}"] == ([weight] if world.is_stated else []) + cells
    heading = next(one for one in rows if one.startswith(page.score.capitalize()))
    assert heading.endswith(f": the sum divided by {_short(Fraction(sum(own)))}")
    assert rows[heading] == blank + [
        words[totals[name]] if name in totals else "Not compared" for name in world.models
    ]
    sums = [_short(totals[name] * sum(own)) if name in totals else "" for name in world.models]
    assert rows["Sum"] == ([_short(Fraction(sum(own)))] if world.is_stated else []) + sums
    assert rows[f"Place{page.among}"] == blank + [
        place(name, totals) if name in totals else "" for name in world.models
    ]


def _short(value: Fraction) -> str:
    """A number that ends within few decimals."""
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _part(score: Fraction | None, weight: Fraction, words: str, *, is_stated: bool) -> str:
    assert score is not None
    return f"{_short(score)} × {words} = {_short(score * weight)}" if is_stated else _short(score)


@given(worlds())
def test_scores_under_each_weighting_are_so(world: World) -> None:
    found, page = seen(world), Page(world)
    if not world.scenarios:
        return
    rows = found.table("core and place of each contract model", "each weighting" if world.is_stated else "each scenario")  # fmt: skip
    assert rows["As stated" if world.is_stated else "All count the same"] == page.standings(world.own)
    for name, weights in world.scenarios.items():
        if reckoning.usable(weights):
            assert rows[name] == page.standings(reckoning.known(weights))
        else:
            gaps = [f"Goal {letter}" for letter, one in zip(LETTERS, weights, strict=False) if one is None]
            (why,) = rows[name]
            assert why.startswith("Cannot be worked out: ")
            assert listed(gaps) in why if gaps else why.endswith(" 0")


@given(worlds())
def test_what_would_change_the_preference_is_so(world: World) -> None:
    check_changes(seen(world), Page(world))


def check_changes(found: Seen, page: Page) -> None:
    """That each objective has its sentence, unless there is nothing to compare."""
    changes = [one for one in found.said if re.match("(With|If|No weight of|However much or little) “Goal|“Goal", one)]  # fmt: skip
    expected = range(len(page.world.own)) if len(page.world.compared) > 1 else ()
    assert changes == [page.change(at) for at in expected]


@given(worlds())
def test_exact_shares_their_sum_and_their_ties_are_so(world: World) -> None:
    models = world.compared
    if len(models) == 1:
        return
    found, shares = seen(world), reckoning.won(models)
    assert sum(shares.values()) == 1
    percent = digits([100 * share for share in shares.values()], 1, 100)
    rows = found.table("share of all")
    for name, share in shares.items():
        words = f"{percent[100 * share]}%"
        short = f"exactly {share}, " if words.startswith("about") and len(str(share)) <= len("621/997") else ""  # fmt: skip
        assert rows[name] == [short + words]
    shown = [Fraction(cells[0].rpartition(" ")[2][:-1]) for name, cells in rows.items() if name in shares]
    note = f"Because each percentage is rounded, those shown add up to {_short(Fraction(sum(shown)))}%, not 100%."
    assert (note in found.said) == (sum(shown) != 100)
    assert ("shown add up to" in " ".join(found.said)) == (sum(shown) != 100)
    alike = [[name for name in models if models[name] == scores] for scores in dict.fromkeys(models.values())]
    tied = [group for group in alike if len(group) > 1 and shares[group[0]]]
    captions = " ".join(found.tables)
    assert ("each contract model compared wins" in captions) == bool(world.left_out)
    assert [one for one in found.said if "split equally between them" in one] == [
        f"{listed(group)} have the same score for every objective, so they always tie: what they win is split equally"
        " between them."
        for group in tied
    ]
    assert any("ties split equally" in one for one in found.said) == bool(tied)
    never = {
        name
        for name, share in shares.items()
        if not share and any(models[name] != one for one in models.values())
    }
    assert never_of(found) == never
    check_reasons(found, models)


def never_of(found: Seen) -> set[str]:
    """The models that the page says no weighting puts in front."""
    pattern = (
        "(?:No weighting puts|However much each objective counted,) “(Model .)” (?:would not be )?in front: "
    )
    return {match[1] for one in found.said if (match := re.match(pattern, one))}


def check_reasons(found: Seen, models: reckoning.Whole) -> None:
    """That each model with a better one is named with it."""
    for name, better in reckoning.beaten(models):
        assert [one for one in found.said if f"“{name}”" in one and f"in front: “{better}” scores at least as high for every objective, and higher for one or more." in one]  # fmt: skip
    beaten = {name for name, _ in reckoning.beaten(models)}
    for one in found.said:
        if one.endswith("there is always another model that scores at least as high."):
            assert re.findall("“(Model .)”", one)[0] not in beaten


@settings(max_examples=25)
@given(worlds(4, 5))
def test_shares_from_a_sample_agree_with_another_sample_and_their_errors_with_the_formula(
    world: World,
) -> None:
    models = world.compared
    if len({*models.values()}) == 1:
        return
    found, size = seen(world), 20_000
    draws = np.random.default_rng(7).dirichlet(np.ones(len(world.own)), size)
    groups = list(dict.fromkeys(models.values()))
    totals = draws @ np.array([[float(score) for score in scores] for scores in groups]).T
    theirs = np.bincount(totals.argmax(axis=1), minlength=len(groups)) / size
    assert any(
        f"a sample: {size:,} {'weighting' if world.is_stated else 'way'}s drawn" in one for one in found.said
    )
    rows, numbers = found.table("share of all"), []
    for name, scores in models.items():
        many = list(models.values()).count(scores)
        whole = theirs[groups.index(scores)]
        words, error = rows[name]
        shown = {"none of those tried": 0.0, "all of those tried": 100.0}.get(words)
        if shown is None:
            shown = float(re.findall(r"[\d.]+", words)[0])
            numbers.append(None if re.match("less|more", words) else Fraction(words[len("about ") : -1]))
        else:
            numbers.append(Fraction(shown))
        allowed = 600 * sqrt(max(whole * (1 - whole), 0.001) * 2 / size) / many + 0.1
        assert abs(shown - 100 * whole / many) <= allowed
        if re.fullmatch(r"[\d.]+", error):
            group = min(1.0, many * shown / 100)
            slack = (
                100 * sqrt(0.001 * many / size) / many + 0.01
            )  # the share is rounded to a tenth of a per cent
            assert abs(float(error) - 100 * sqrt(group * (1 - group) / size) / many) <= slack
    check_changes(found, Page(world))
    known = [one for one in numbers if one is not None]
    note = [one for one in found.said if one.startswith(("Because each percentage", "Each percentage"))]
    if len(known) < len(numbers):
        assert note == ["Each percentage is rounded, so those shown need not add up to 100%."]
    elif sum(known) == 100:
        assert note == []
    else:
        assert note == [f"Because each percentage is rounded, those shown add up to {_short(Fraction(sum(known)))}%, not 100%."]  # fmt: skip
    won = {name for name, scores in models.items() if theirs[groups.index(scores)] > 0.001}
    assert not never_of(found) & won
    check_reasons(found, models)


ALLOWED = (
    "The objectives are not weighted, so each counts the same.",
    "These objectives are not weighted: no figure says that one of them counts for more than another.",
)


@given(worlds())
def test_a_set_without_weights_speaks_of_none(world: World) -> None:
    bare = World("none", world.weights, world.models, world.scenarios)
    words = seen(bare).words
    for one in ALLOWED:
        words = words.replace(one, "")
    # The fact that there is no weighting, the link to the section that says so, and its heading.
    assert re.findall("[^|]*weigh[^|]*", words, re.IGNORECASE) == [" Weighting "] * 3


@given(worlds())
def test_the_files_have_what_each_model_has_and_could_have(world: World) -> None:
    found, page = seen(world), Page(world)
    assert [{name: text for name, text in line.items() if text} for line in found.csv] == found.json[
        "figures"
    ]
    weightings = {"stated" if world.is_stated else "equal": world.own} | {
        name.lower().replace(" ", "-"): reckoning.known(weights)
        for name, weights in world.scenarios.items()
        if reckoning.usable(weights)
    }
    figures = {
        (line["figure"], line["weighting"], line["objective"], line["model"]): line["value"]
        for line in found.csv
    }
    for name, weights in weightings.items():
        totals = page.totals(weights)
        for model, scores in world.models.items():
            key = model.lower().replace(" ", "-")
            if model in totals:
                assert Fraction(figures["weighted score", name, "", key]) == totals[model]
                ahead = sum(one > totals[model] for one in totals.values())
                assert figures["place", name, "", key] == str(1 + ahead)
                assert ("lowest weighted score", name, "", key) not in figures
            else:
                low, high = page.reach(weights)[model]
                assert Fraction(figures["lowest weighted score", name, "", key]) == low
                assert Fraction(figures["highest weighted score", name, "", key]) == high
                assert ("place", name, "", key) not in figures
                gaps = {key[2] for key in figures if key[0] == "no score" and key[3] == model.lower().replace(" ", "-")}  # fmt: skip
                assert gaps == {letter for letter, one in zip(LETTERS, scores, strict=False) if one is None}
