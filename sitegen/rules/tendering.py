"""A text about a market test → the words in it that suggest a tender.

Each sentence is judged by itself. Words that deny it (“this is not an invitation to tender”) or that say what may
follow (“if a tender follows, bids will be …”) make it harmless. In doubt it is harmless.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

_SIGNS: Final = ("tender", "bid", "quot", "award", "lowest", "cheapest", "winning", "successful ")
_PRICES: Final = ("pric", "offer", "rates")
_HARD: Final = re.compile("best|keenest|sharpest|final|firm|fixed|competitive|must|shall")
"""A quick test of the words around a price: most texts mention prices that are not a tenderer's."""
_SHORT: Final = "ITT"
"""Every phrase below contains one of the signs above, so only the text around them is searched."""
_REACH: Final = 120
"""Characters on each side of a sign that contain the whole phrase."""

_OFFERS = "(?:tenders?|bids?|quotations?|quotes?)"
_DOERS = "(?:bidders?|tenderers?)"
_FILLED = "(?:(?:completed?|formal|priced|best|final|sealed|full|written|electronic) )*"
_CONTRACT = "(?:the |a |this |one |each )?contracts?"


@cache  # when the first text needs them: to compile them takes as long as to read ten notices
def _compiled(*phrases: str) -> re.Pattern[str]:
    """Any of the phrases, with any white space or emphasis where a phrase has a space."""
    return re.compile(
        rf"(?<![\w/-])(?:{'|'.join(phrases)})(?![\w/-])".replace(" ", r"[\s*_]+"), re.IGNORECASE
    )


_INVITING: Final = (
    "(?:formal )?invitations? to (?:tender|bid|quote|submit (?:an? )?" + _FILLED + _OFFERS + ")",
    f"(?-i:{_SHORT})",
    "requests? for (?:quotations?|tenders?|quotes?)",
    "(?:invites?|inviting|invited) (?:[\\w’'-]+ ){0,6}?to (?:tender|bid|quote|submit (?:an? |your |their )?"
    + _FILLED
    + _OFFERS
    + ")",
    "(?:invites?|inviting|seeks?|seeking) (?:formal |competitive |written |sealed )*(?:tenders|bids|quotations|quotes)",
    "(?:tenders|bids|quotations|quotes) (?:are|is) (?:now |hereby |being )*(?:invited|sought|requested)",
)
_UNREAD: Final = "(?:considered|accepted|opened|evaluated|assessed|read|scored|looked at)"
_TOO_LATE: Final = _OFFERS + " (?:[\\w’'-]+ ){0,4}?(?:late|after(?: [\\w’':.-]+){1,8}?)"
_LATE: Final = (
    f"(?:late {_OFFERS}|{_TOO_LATE}) (?:(?:will|shall|can|must|may) not|cannot) be {_UNREAD}",
    f"(?:late {_OFFERS}|{_TOO_LATE}) (?:will|shall|must|may) be (?:rejected|disqualified|excluded|discarded|returned|ignored)",
    f"no late {_OFFERS} (?:will|shall|can) be {_UNREAD}",
    f"(?:(?:will|shall|can|do) not|cannot) (?:accept|consider|open|read|evaluate) (?:any )?(?:late {_OFFERS}|{_TOO_LATE})",
)
_BEST: Final = "(?:best|lowest|keenest|sharpest|final|firm|fixed|most competitive)(?: and (?:best|final))?"
_PRICING: Final = (
    f"(?:submit|send|give|quote|state|enter|provide|offer)(?: us)? (?:your |their |a |the )?(?:very )?{_BEST} (?:prices?|offers?|rates?)",
    "(?:your )?(?:prices?|rates) (?:must|shall) (?:be|remain) (?:fixed|firm|held|valid)",
)
_BIDDING: Final = (
    "submit (?:your |their |an? |the |its |all )?" + _FILLED + _OFFERS,
    "submitting (?:your |a )" + _FILLED + _OFFERS,
    "(?:deadline|closing date|closing time|last date) for (?:the )?(?:(?:return|receipt|submission) of )?(?:all )?"
    + _OFFERS,
    "successful (?:"
    + _DOERS
    + "|suppliers?|contractors?|providers?|firms?|applicants?) (?:will|must|shall)(?! not\\b)",
    "winning (?:" + _OFFERS + "|" + _DOERS + "|supplier|contractor|provider) (?:will|must|shall)(?! not\\b)",
)
_REQUIRING: Final = (
    "(?:your |all )?"
    + _OFFERS
    + " (?:submissions? )?(?:must|should|shall|are to|need to|have to)(?! not\\b)",
    "(?:all )?" + _DOERS + " (?:must|should|shall|are required to|are to|need to|have to)(?! not\\b)",
    "(?:tenders|bids|quotations|quotes) (?:will|shall) be (?:opened|evaluated|assessed|scored|marked|accepted|judged|ranked)",
)
_AWARDING: Final = (
    _CONTRACT + " (?:will|shall|is to|are to) be (?:awarded|offered) to",
    _CONTRACT + " (?:will|shall|is to|are to) be awarded",
    "(?:will|shall) (?:then )?award " + _CONTRACT,
    "award(?:ed|ing)? (?:" + _CONTRACT + " )?to the (?:lowest|cheapest|best|highest|winning)",
    "(?:lowest|cheapest|best) (?:price|bid|tender|quote|quotation|offer|cost) (?:wins|will win|takes|gets)",
    "(?:lowest|cheapest) (?:[\\w-]+ )?(?:will be|is|are) (?:accepted|chosen|selected|successful|appointed)",
    "(?:lowest|cheapest) (?:bidder|tenderer|bid|tender) (?:will|must|shall|is)",
)
_PHRASES: Final = (*_LATE, *_INVITING, *_BIDDING, *_PRICING, *_REQUIRING, *_AWARDING)

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w*"
_CLOCK = f"(?:\\d|noon|midday|midnight|\\w+day\\b|{_MONTH} \\d|(?:the|that|this) (?:deadline|closing|date|time|hour))"
_HARMLESS: Final = re.compile(
    rf"\b(?:(?:no|not) (?:later|less|more|fewer|only|limited)\b|(?:before|until|after|prior to) {_CLOCK}"
    r"|\d(?:st|nd|rd|th)? may|would (?:like|welcome)|(?:whether or not|if) (?:you|your|they)\b|(?:no|without) (?:charge|cost|fee))",
    re.IGNORECASE,
)
"""What looks like a denial or a condition but is not: “no later than”, “before noon”, “if you”."""
_DENIED: Final = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|nor|neither|without|cannot|rather than|instead of|other than|\w+n[’']t)\b",
    re.IGNORECASE,
)
_DENIED_AFTER: Final = re.compile(
    r"\W*(?:(?:at this (?:stage|point)|now|yet|here|today) )?(?:is|are|was|were|will|does|do|has|have|can)(?: not\b|n[’']t\b|not\b)",
    re.IGNORECASE,
)
_DENIED_LAST: Final = re.compile(
    r"(?:^|[\W_])(?:it|this|that|these|they|which|such|there|(?:this|the) (?:notice|page|exercise))(?: (?:it|this|they))? "
    r"(?:(?:really|certainly|simply) )?(?:is|are|was|does|do|will)(?: not|n[’']t|not)"
    r"(?: (?:be|ask for|mean|call for))?(?: (?:one|that|so|this|it|the case|yet|an? (?:formal )?(?:invitation|tender|call)s?))?\W*$",
    re.IGNORECASE,
)
"""“…: it is not one.”, “…, which this is not.”"""
_DENIED_NEXT: Final = re.compile(
    r"\s*(?:(?:it|this|that|these|they) (?:really )?(?:is|are|does|do|will)(?: not|n[’']t)\b|(?:no|not at all|far from it)[.,:;!])",
    re.IGNORECASE,
)
"""The next sentence: “It is not.”, “No.”"""
_SUPPOSED: Final = re.compile(
    r"\b(?:if|whether|unless|until|before|prior to|ahead of|unlike|as opposed to|differs?|different|distinct|separate(?:ly)?"
    r"|future|later|subsequent(?:ly)?|eventual(?:ly)?|potential(?:ly)?|possibl[ey]|proposed|once|planned|plans|intends?"
    r"|intended|expects?|expected that|considers?|considering|undecided|(?:we|you|they) think|(?:says?|said|tell us|told us) that|usually|often|sometimes|anticipat\w+|envisag\w+|previous(?:ly)?|historically|earlier|ago|was|were|had"
    r"|(?<!you )(?<!bidders )(?<!tenderers )(?<!suppliers )(?<!applicants )(?<!organisations )(?:may|might|could|would)"
    r"|should (?:we|it|the (?:council|authority|trust|project)|cabinet|members|this|there|a|an)"
    r"|when (?:we|it|the council|the authority|a|an|the)|next (?:stage|step|phase|year)"
    r"|any (?:formal|such|tender|procurement|contract|competition)"
    r"|following (?:a|any|the) (?:[\w-]+ ){0,3}(?:procurement|tender|competition|engagement)"
    r"|in (?:the past|due course))\b",
    re.IGNORECASE,
)
_TO_COME: Final = re.compile(
    r"\b(?:(?:will|to) be (?:issued|published|released|sent|made|advertised)|(?:issue|publication|release) of|draft"
    r"|(?:in|by|during|around|early|late|mid)[ -](?:(?:early|late|mid|the)[ -])?(?:spring|summer|autumn|winter|20\d\d|"
    + _MONTH
    + r")|stages?|phase|timetable|lead(?:s|ing)? to|towards)\b",
    re.IGNORECASE,
)
"""An invitation that is still to come."""
_FED: Final = re.compile(r"\b(?:shape|inform|write|prepare|draw up)\b", re.IGNORECASE)
"""An invitation that the answers will help to write."""
_ASKING: Final = re.compile(r"\b(?:how|what|which|why|who|think|views? on)\b", re.IGNORECASE)
"""“Tell us how bids should be scored” asks; it does not require."""
_SENTENCE_END: Final = re.compile(
    r"[.!?][\"'”’)\]*_]*(?=\s)|\n[^\S\n]*\n|\n(?=[^\S\n]*(?:#|[-*+]\s|\d+[.)]\s))|\|"
)
_BLANK: Final = re.compile(r"\s*")
_ITEM: Final = re.compile(r"[^\S\n]*(?:[-*+]|\d+[.)])\s")
_FAR: Final = 2000
"""Characters around a phrase that are searched for its sentence, and for what leads into its list."""
_SPACES: Final = re.compile(r"[\s*_>]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that speak of a tender: where they start and end in the text, counted in characters from 0."""

    start: int
    end: int
    words: str


def tender_words(text: str) -> Iterator[Phrase]:
    """The words in a text, Markdown or plain, that call for tenders or promise a contract: the first in each sentence."""
    done = 0
    for found in _candidates(text):
        if found.start() < done:
            continue
        start, end = _sentence(text, found.start(), found.end())
        before = _lead_in(text, start) + text[start : found.start()]
        is_denied = _compiled(*_INVITING).fullmatch(found[0]) and _DENIED_NEXT.match(text, end)
        if not is_denied and not _is_harmless(before, found[0], text[found.end() : end]):
            done = end
            yield Phrase(found.start(), found.end(), _SPACES.sub(" ", found[0]))


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """The phrases in a text. Only the text around their signs is searched."""
    small = text.lower()
    places = [place for sign in _SIGNS for place in _occurrences(small, sign)]
    places += _occurrences(text, _SHORT)
    prices = (place for sign in _PRICES for place in _occurrences(small, sign))
    places += [place for place in prices if _HARD.search(small, max(place - 20, 0), place + 16)]
    done = 0
    for place in sorted(places):
        found = (
            _compiled(*_PHRASES).search(text, max(done, place - _REACH), place + _REACH)
            if place >= done
            else None
        )
        if found:
            done = found.end()
            yield found


def _occurrences(text: str, sign: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a stretch of text begins and ends."""
    first = max(0, start - _FAR)
    for boundary in _SENTENCE_END.finditer(text, first, start + 1):
        if boundary.end() <= start:
            first = boundary.end()
    after = _SENTENCE_END.search(text, end, end + _FAR)
    return first, after.end() if after else end + _FAR


def _lead_in(text: str, start: int) -> str:
    """The words that lead into the list whose item begins at `start`: “This notice is not:”."""
    first = _BLANK.match(text, start)
    line = text.rfind("\n", 0, first.end() if first else start) + 1
    if not _ITEM.match(text, line):
        return ""
    for above in reversed(text[max(0, line - _FAR) : line].splitlines()):
        if above.strip() and not (_ITEM.match(f"{above} ") or above[0].isspace()):
            return f"{above} " if above.rstrip(" *_").endswith(":") else ""
    return ""


def _is_harmless(before: str, words: str, after: str) -> bool:
    """Whether the rest of the sentence makes the words harmless."""
    before, after = (_HARMLESS.sub("", _SPACES.sub(" ", part)) for part in (before, after))
    around = f"{before} {after}"
    return bool(
        after.rstrip().endswith("?")
        or _DENIED.search(before)
        or _DENIED_AFTER.match(after)
        or _DENIED_LAST.search(after)
        or _SUPPOSED.search(around)
        or (_compiled(*_INVITING).fullmatch(words) and (_TO_COME.search(around) or _FED.search(before)))
        or (_compiled(*_REQUIRING).fullmatch(words) and _ASKING.search(before))
    )
