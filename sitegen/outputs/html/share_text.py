"""The shares of all weightings that models win → words, what they rest on, and why they may not add up to 100%."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sitegen.model.sensitivity import Wins
from sitegen.outputs.figures import PERCENT, exact, percents, rounded
from sitegen.outputs.html.appraisal_text import Manner, Titles, quoted
from sitegen.outputs.wording import plural

_LONG = 7
"""The most characters of a fraction that is easy to read: `621/997`."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of each model in words, by its id, and a sentence on their sum, which is empty if it is 100%."""

    words: Mapping[str, str]
    total: str


def shares(wins: Wins) -> Shares:
    """The share of all weightings that each model wins, also as a fraction if that is exact and short."""
    found: dict[str, tuple[str, Fraction | None]]
    if wins.sample is None:
        percentages = percents(wins.shares.values())
        found = {name: _exact(share, percentages[share]) for name, share in wins.shares.items()}
    else:
        found = {name: _tried(share) for name, share in wins.shares.items()}
    return Shares(
        {name: words for name, (words, _) in found.items()}, _total([number for _, number in found.values()])
    )


def _exact(share: Fraction, words: str) -> tuple[str, Fraction]:
    """An exact share in words, and the percentage that they show."""
    number = Fraction(words.removeprefix("about ").removesuffix("%"))
    is_short = words.startswith("about ") and len(str(share)) <= _LONG
    return f"exactly {share}, {words}" if is_short else words, number


def _tried(share: Fraction) -> tuple[str, Fraction | None]:
    """A share from a sample in words, and the percentage that they show; None if they show only a limit."""
    if share in (0, 1):
        return ("all of those tried" if share else "none of those tried"), 100 * share
    words = rounded(100 * share, PERCENT)
    if limit := {"0.0": "less than 0.1%", "100.0": "more than 99.9%"}.get(words):
        return limit, None
    return f"about {words}%", Fraction(words)


def _total(numbers: list[Fraction | None]) -> str:
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return "Each percentage is rounded, so those shown need not add up to 100%."
    if sum(known) == 100:  # noqa: PLR2004 - per cent
        return ""
    return f"Because each percentage is rounded, those shown add up to {exact(sum(known, Fraction(0)))}%, not 100%."


def error(wins: Wins, model: str) -> str:
    """The standard error of a share from a sample, in percentage points; “not known” if the model wins all or none of those tried."""
    found = wins.error(model)
    if not found:
        return "not known"
    words = rounded(100 * Fraction(found), 2)
    return "less than 0.01" if words == "0.00" else words


def tried(wins: Wins, spoken: Manner) -> str:
    """How the shares of all weightings were calculated, and how accurate they are."""
    if wins.sample is None:
        return "The shares are exact: they were worked out from the scores, not from a sample."
    return (
        f"The shares come from a sample: {_weightings(wins.sample, spoken)} drawn at random, each as likely"
        " as any other. The standard error says how far chance may have moved a share: the true one is very likely"
        " within twice as much of what is shown."
    )


def ties(wins: Wins, titles: Titles, spoken: Manner) -> Iterator[str]:
    """Which shares are parts of what models win together."""
    for names in wins.alike:
        if wins.shares[names[0]]:
            yield (
                f"{quoted(names, titles)} have the same score for every objective, so they always tie:"
                " what they win is split equally between them."
            )
    if wins.ties:
        yield (
            f"In {_weightings(wins.ties, spoken)} of the sample, models with different scores tie for first place:"
            " each of those that tie gets an equal part."
        )


def _weightings(count: int, spoken: Manner) -> str:
    return plural(count, "weighting", "weightings") if spoken.is_weighted else plural(count, "way", "ways")
