"""A page in HTML → the same page, in which what is written from right to left is set so."""

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks of Unicode that such scripts are in."""
_BLOCKS = "blockquote|caption|dd|dl|dt|figcaption|h[1-6]|li|ol|p|td|th|ul"
_PART = re.compile(
    rf"<(?P<end>/?)(?P<tag>{_BLOCKS})\b(?P<rest>[^>]*)>|<(script|style|pre)\b.*?</\4>|<[^>]*>", re.DOTALL
)


def directed(html: str) -> str:
    """The page with `dir` on each block whose first letter is not of the direction around it, as in HTML's `dir="auto"`.

    Programs for paper know no `auto`, and a list needs its marks on the side where its items begin.
    """
    if not _RIGHT_TO_LEFT.search(html):
        return html
    parts: list[str] = []
    waiting: list[tuple[int, str]] = []  # blocks without a letter yet: where in parts they begin, their tag
    around: list[tuple[str, str]] = []  # open blocks that have one: their tag and their direction
    place = html.index("<body") if "<body" in html else 0
    parts.append(html[:place])
    for found in _PART.finditer(html, place):
        _settle(html[place : found.start()], parts, waiting, around)
        place = found.end()
        tag = found["tag"]
        if tag and found["end"]:
            if waiting and waiting[-1][1] == tag:
                waiting.pop()
            elif around and around[-1][0] == tag:
                around.pop()
        elif tag:
            waiting.append((len(parts), tag))
        parts.append(found[0])
    parts.append(html[place:])
    return "".join(parts)


def _settle(
    words: str, parts: list[str], waiting: list[tuple[int, str]], around: list[tuple[str, str]]
) -> None:
    """Adds the words; the first letter among them is that of all blocks that wait for one."""
    parts.append(words)
    if not waiting or not (direction := _direction(words)):
        return
    for where, tag in waiting:
        if direction != (around[-1][1] if around else "ltr") and " dir=" not in parts[where]:
            parts[where] = parts[where].replace(f"<{tag}", f'<{tag} dir="{direction}"', 1)
        around.append((tag, direction))
    waiting.clear()


def _direction(words: str) -> str:
    kinds = (unicodedata.bidirectional(sign) for sign in words)
    found = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return found and ("ltr" if found == "L" else "rtl")
