"""Patterns of what editors, word processors and email programs leave in a text, with message and hint."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple


class Pattern(NamedTuple):
    """A kind of leftover. Every text with one contains one of `signs` in lower case."""

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    hint: str


class Leftover(NamedTuple):
    """A leftover: its start and end in the text, its message and hint."""

    start: int
    end: int
    message: str
    hint: str


_NOUNS: Final = (
    r"dates?|days?|times?|names?|titles?|numbers?|amounts?|values?|prices?|costs?|figures?|address|postcode|e-?mail"
    r"(?: address)?|(?:tele)?phone(?: number)?|role|post|job title|reference|ref|url|web address|details|location|venue"
)
_BODIES: Final = r"|organisation|council|authority|department|supplier|buyer|contact|contract|project|service|link|place|text"
_VERBS: Final = r"(?:please )?(?:insert|enter|add|fill in|complete)|to be (?:confirmed|added|agreed)|placeholder|tb[acd]|x{2,}|\?+"
_GAP: Final = rf"(?:(?i:(?:{_VERBS})\b[^\]\[<>\n]{{0,90}}|(?:the |your |our |council |supplier |organisation |company |project )?(?:{_NOUNS})(?: (?:of|and|for|here)\b[^\]\[<>\n]{{0,50}})?)"
_CAPITALS: Final = rf"(?=[^\]>\n]*\b(?i:{_NOUNS}{_BODIES})\b)[A-Z][A-Z0-9 /&'’-]{{2,60}})"
_FILL: Final = "write what belongs here, or take it out"
_DOCUMENT: Final = "delete it: it belongs to the document that the text was taken from"
_MAIL: Final = "delete it: it belongs to the email that the text was taken from"
_NUMBERED: Final = "".join(
    rf"(?<!\b{word} )"
    for word in ("Part", "Schedule", "Chapter", "Article", "Annex", "Title", "Volume", "Appendix")
)
_GREETED: Final = r"(?:(?i:all|both|everyone|everybody|team|colleagues?|members|sirs?|madam|sir (?:or|/) madam|sir/madam)|[A-Z][a-z]+)"
_LEAVE: Final = (
    r"(?:kind|kindest|best|warm|warmest|with kind|with best) (?:regards|wishes)|yours (?:sincerely|faithfully|truly)"
    r"|(?:many )?thanks(?: and regards)?|regards|cheers"
)

PATTERNS: Final = (
    Pattern(
        ("error!", "error: ref"),
        re.compile(r"Error(?:!|: Ref)[ \u00a0]*[A-Z]?[a-z]+(?:[ \u00a0]\w+){1,5}\.?"),
        "A word processor put this here in place of a cross-reference that it lost",
        "write what it referred to, or take it out",
    ),
    Pattern(
        ("[",),
        re.compile(rf"\[{_GAP}|{_CAPITALS}\](?![(\[:])|\[(?:\?+|…|\.{{3,}}|_+|[●•])\](?![(\[:])"),
        "This gap is still to be filled in",
        _FILL,
    ),
    Pattern(("<",), re.compile(rf"<{_GAP}|{_CAPITALS}>"), "This gap is still to be filled in", _FILL),
    Pattern(
        ("tb", "t.b."),
        re.compile(r"(?<![\w.])(?:TB[ACD]|tb[acd]|Tb[acd]|[Tt]\.[Bb]\.[AaCcDd]\.?)(?![\w-])"),
        "Something here is still to be settled",
        "write what was settled, or say when it will be known: “We will give the date by 1 March”",
    ),
    Pattern(
        ("xx",),
        re.compile(
            rf"(?<![\w/(]){_NUMBERED}"
            r"£?(?:[Xx]{2,}(?:[/.,-](?:[Xx]{2,}|\d+))*|(?:\d+[/.-])+[Xx]{2,}(?:[/.-]\d+)?|20[Xx]{2})(?:%|k|m|bn)?(?![\w)])"
        ),
        "This looks like a gap for a number or a name",
        _FILL,
    ),
    Pattern(
        ("£",),
        re.compile(
            r"£ ?(?:[xX](?=(?:k|m|bn)?\b)|[nN]{2,}\b|\?+|_+|…|\.{2,}|-{2,})(?:,?[xX?]{3})*(?:k|m|bn)?"
        ),
        "The amount is missing here",
        "write the amount in digits, or say that it is not known yet",
    ),
    Pattern(
        ("???", "??/"),
        re.compile(r"\?{3,}|\?{2}/\?{2}(?:/[\d?]+)?"),
        "This looks unfinished",
        _FILL,
    ),
    Pattern(
        ("___",), re.compile(r"(?<=\S )_{3,}|(?<=[^\s_])_{4,}(?=\s|[.,;]|$)"), "This is a gap to fill", _FILL
    ),
    Pattern(
        ("lorem ipsum", "dolor sit", "placeholder text", "todo", "fixme", "00/00/"),
        re.compile(
            r"(?i:lorem ipsum(?: dolor sit amet)?|dolor sit amet|placeholder text)|\b(?:TODO|FIXME)\b:?|\b00/00/\d{2,4}"
        ),
        "This is only placeholder text",
        _FILL,
    ),
    Pattern(
        ("{++", "{--", "{~~", "{>>", "{=="),
        re.compile(r"\{(\+\+|--|~~|>>|==)(?:[^{}]{0,2000}?(?:\+\+|--|~~|<<|==)\})?"),
        "This marks a change or a comment, and shows as typed",
        "keep the words that are right, and delete the marks and the comments",
    ),
    Pattern(
        ("comment", "track", "formatted:"),
        re.compile(
            r"\bComment(?:ed)?:? ?\\?\[[A-Za-z]{1,4}\d+\\?\]:?|^\W{0,3}Track(?:ed)? [Cc]hanges(?: (?:on|off))?[:.]?\s*$"
            r"|^\W{0,3}Formatted: (?:Font|Indent|Normal|List|Bullets|Space|Left|Right|Centered)[^\n]*",
            re.MULTILINE,
        ),
        "A word processor put this here with its changes and comments",
        _DOCUMENT,
    ),
    Pattern(
        ("dear ", "hi ", "hello ", "good morning", "good afternoon"),
        re.compile(
            rf"^[ >*_]*(?:(?:Dear|Hi|Hello) {_GREETED}|Good (?:morning|afternoon)(?: all)?)[,:]?[*_]*\s*$"
            r"|^(?:Dear|Hi|Hello) (?i:all|both|everyone|team|colleagues?)\b,?",
            re.MULTILINE,
        ),
        "This looks like the start of an email or a letter",
        _MAIL,
    ),
    Pattern(
        ("regards", "sincerely", "faithfully", "wishes", "thanks", "cheers", "yours truly"),
        re.compile(
            rf"^[ >*_]*(?i:{_LEAVE})[,.!]?[*_]*\s*$|\b(?i:kind|best|warm) regards\b(?=[,.]|\s*$)",
            re.MULTILINE,
        ),
        "This looks like the end of an email or a letter",
        f"{_MAIL}, as does the name below it",
    ),
    Pattern(
        ("sent from", "get outlook for", "original message", "forwarded message", " wrote:", "from:"),
        re.compile(
            r"(?i:\bsent from (?:my |outlook|yahoo|mail for)[^\n.]{0,40}|\bget outlook for \w+"
            r"|-{2,} ?(?:original|forwarded) message ?-{2,}|\bbegin forwarded message:?)|^[ >*_]*On [^\n]{6,90} wrote:"
            r"|^[ >*_]*From:[^\n]+\n+[ >*_]*(?:Sent|Date|To|Subject):[^\n]*",
            re.MULTILINE,
        ),
        "An email program put this here",
        _MAIL,
    ),
    Pattern(
        (
            "this email",
            "this e-mail",
            "this message",
            "intended recipient",
            "from outside",
            "before printing",
            "viruses",
        ),
        re.compile(
            r"(?i:\bthis (?:e-?mail|message),? \(?(?:and|including) any [\w ]{0,30}(?:attach\w+|files)\)?"
            r"|\bthis (?:e-?mail|message) (?:is|may be|contains|was sent|originated|has been scanned)\b"
            r"|\bif you (?:are not|have received this)[^\n.]{0,40}(?:intended recipient|in error)"
            r"|\bthe environment before printing|\boriginated from outside|\bscanned for viruses)"
        ),
        "Email programs put this below every email",
        _MAIL,
    ),
)
_BEFORE: Final = " \t\n>*"
"""Characters that may come before the words of a line."""


def patterns_for(text: str, patterns: Sequence[Pattern] = PATTERNS) -> list[Pattern]:
    """The patterns that a text may contain: a quick test, which leaves none or one for most texts."""
    small = text.lower()
    return [pattern for pattern in patterns if any(map(small.__contains__, pattern.signs))]


def find_leftovers(text: str, patterns: Sequence[Pattern]) -> Iterator[Leftover]:
    """The leftovers of these patterns in a text, in order, without those that begin within another."""
    end = 0
    found = (leftover for pattern in patterns for leftover in _of(pattern, text))
    for leftover in sorted(found, key=lambda leftover: (leftover.start, -leftover.end)):
        if leftover.start >= end:
            yield leftover
            end = leftover.end


def _of(pattern: Pattern, text: str) -> Iterator[Leftover]:
    for found in pattern.pattern.finditer(text):
        shown = found[0].lstrip(_BEFORE)
        start = found.end() - len(shown)
        yield Leftover(start, start + len(shown.rstrip()), pattern.message, pattern.hint)
