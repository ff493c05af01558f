"""A word that is not known → the hint “did you mean …?”."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(written: str, known: Iterable[str], frame: str = "{}") -> str:
    """A hint that names the nearest of the known words, put into `frame`; empty when none is near.

    The nearest of all is one that differs by its capitals alone.
    """
    ordered = sorted(known)
    same = [word for word in ordered if word.casefold() == written.casefold()]
    close = same or get_close_matches(written, ordered, n=1)
    return f"did you mean “{frame.format(close[0])}”?" if close else ""
