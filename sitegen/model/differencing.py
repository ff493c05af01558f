"""Two publications of the figures of one market test → the figures whose difference could point to somebody.

A reader who subtracts one publication from the other must learn nothing about fewer than three respondents, and the mark of
nobody (“differencing”; docs/decisions/0043 lists the ways).
"""

from collections.abc import Iterator
from math import inf
from typing import Final

from sitegen.model.deduction import bounds, sums
from sitegen.model.responses import HIGHEST, Figures, ObjectiveFigure
from sitegen.model.tallies import AVERAGED, FEW, FEWER_THAN_3, Tally, or_more
from sitegen.model.walk import Loc

_UNKNOWN: Final = or_more(0)


def telling_differences(old: Figures, new: Figures) -> Iterator[Loc]:
    """The places in `new`, as in the fields of an engagement, of figures that differ from `old` by too few respondents."""
    if _is_close(old.responses, new.responses):
        yield ("responses",)
    before, now = old.respondents, new.respondents
    unlisted = FEWER_THAN_3 if old.responses.few else _UNKNOWN
    for kind in now if before or old.responses.few else ():
        if _is_close(before.get(kind, unlisted), now[kind]):
            yield ("respondents", kind)
    for letter, figure in new.objectives.items():
        earlier = old.objectives.get(letter, ObjectiveFigure(unlisted, None))
        if earlier.answered != _UNKNOWN and _is_close(earlier.answered, figure.answered):
            yield ("figures", letter, "answered")
        elif _tells_a_mark(earlier, figure):
            yield ("figures", letter, "average")


def _is_close(old: Tally, new: Tally) -> bool:
    """Whether a count is more exact than before, or differs by what may be fewer than three respondents."""
    (low, high), (least, most) = bounds(old), bounds(new)
    if least <= low and high <= most:  # the same, or less exact
        return False
    if high == most == inf:
        return least - low < FEW
    return max(least - high, low - most) < FEW


def _tells_a_mark(old: ObjectiveFigure, new: ObjectiveFigure) -> bool:
    """Whether two averages could reveal the mark of one of those who answered only one of the two."""
    if not old.average or not new.average or (old == new):
        return False
    if not (old.answered.exact and new.answered.exact):
        return old.average != new.average
    fewer, more = sorted((old, new), key=lambda one: one.answered.least)
    late = more.answered.least - fewer.answered.least
    if late < AVERAGED:
        return True
    least, most = sums(fewer.average, fewer.answered.least) if fewer.average else (0, 0)
    low, high = sums(more.average, more.answered.least) if more.average else (0, 0)
    return low - most >= HIGHEST * late or high - least <= 0
