"""Text → the HTML that an author typed in it, which readers would see as text."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final, NamedTuple

_NAMES: Final = frozenset(
    """
    a abbr acronym address applet article aside audio b base basefont big blink blockquote body br button canvas caption
    center cite code col colgroup dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form
    frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark marquee
    menu meta meter nav nobr noframes noscript object ol optgroup option p param picture pre progress q rp rt ruby s samp
    script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th
    thead time title tr tt u ul var video wbr
    """.split()  # noqa: SIM905 - a line for each name would hide the rest
)
_OFFICE: Final = "o|v|w|m|x|st1|xml"
"""What begins the tags of word processors, such as `<o:p>`."""
_ATTRIBUTES: Final = r"""(?=[\s/>])(?:[^<>"']|"[^"<>]*"|'[^'<>]*'){0,400}>"""
_SIGN: Final = re.compile(
    rf"""
      (?P<comment><!\s?(?:--|[–—]))(?:[^\n]{{0,400}}?(?:--|[–—])!?>)?
    | </?(?P<tag>[a-z][a-z0-9]*|(?:{_OFFICE}):[a-z]\w*){_ATTRIBUTES}
    | <(?P<other>!doctype|!\[(?:if|endif|cdata)|\?xml)\b[^<>]{{0,400}}>
    | (?P<entity>&(?:[a-z][a-z0-9]{{1,31}}|\#\d{{1,7}}|\#x[0-9a-f]{{1,6}});)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNFINISHED: Final = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|pound|euro|copy|[nm]dash|[lr][sd]quo|hellip|bull)(?![\w;=])"
)
_TWICE: Final = re.compile(r"&amp;(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)


class Typed(NamedTuple):
    """HTML at `start` of a text: a `comment`, a `tag` or an `entity`, as it was typed and by its name in small letters."""

    kind: str
    start: int
    written: str
    name: str


def typed_html(words: str) -> Iterator[Typed]:
    """The HTML in a text that is shown as it is."""
    if "<" in words or "&" in words:
        for found in _SIGN.finditer(words):
            if (one := _typed(found)) is not None:
                yield one


def html_at(words: str, start: int) -> Typed | None:
    """The tag or comment at `start`, or None."""
    found = _SIGN.match(words, start)
    return _typed(found) if found else None


def entity_at(words: str, start: int) -> Typed | None:
    """An entity at `start` that Markdown would not replace, or None."""
    found = _UNFINISHED.match(words, start) or _TWICE.match(words, start)
    return Typed("entity", start, found[0], found[0]) if found else None


def _typed(found: re.Match[str]) -> Typed | None:
    kind = str(found.lastgroup)
    name = found[kind].lower()
    is_known = (
        kind in ("comment", "other")
        or (kind == "tag" and (name in _NAMES or ":" in name))
        or (kind == "entity" and (name.startswith("&#") or found[kind][1:] in html5))
    )
    return Typed("tag" if kind == "other" else kind, found.start(), found[0], name) if is_known else None
