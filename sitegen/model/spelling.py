"""An unknown word → the hint “did you mean …?”."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(written: str, known: Iterable[str], frame: str = "{}") -> str:
    """A hint with the most similar of the known words, put into `frame`; "" if none is similar.

    A word that differs only in its capitals is the most similar.
    """
    ordered = sorted(known)
    same = [word for word in ordered if word.casefold() == written.casefold()]
    close = same or get_close_matches(written, ordered, n=1)
    return f"did you mean “{frame.format(close[0])}”?" if close else ""
