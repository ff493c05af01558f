"""Are abbreviations explained, and only used where they help?"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.content import Content
from sitegen.rules.rule import rule
from sitegen.rules.texts import Passage, RecordText, texts, written

_CAPITALS = re.compile(r"(?<![\w&/.’'@#_-])([A-Z]{3,6})(s?)(?![\w&/@_]|[’']?[A-Z]|[-–]\w|\.\w)")
_SOME_CAPITALS = re.compile("[A-Z][A-Z][A-Z]")  # quicker than [A-Z]{3}, and every text is searched
_ROMAN = re.compile(r"[IVXLC]+")
_TERM = re.compile(r"^(?! *[:>|#])(.+)\n+:[ ]", re.MULTILINE)
_EVERYDAY = frozenset(
    """
    ADHD AIDS ASAP ATM BACS BBC BME BREXIT BSL BST CCTV CEO CIC CIO COVID CPI CPV CSV DIY DOC DOCX DVD DVLA EEA EMEA ESOL EUR
    FAQ FTE GBP GCSE GDPR GIS GMT GPS HGV HIV HMRC HMS HTML HTTP HTTPS IBAN ICT ISBN ISO JPEG JPG JSON LED LGBT LGBTQ LLC
    LLP LPG LTD MBA MOT NATO NHS NVQ OCDS ODS ODT OECD PAYE PDF PHD PIN PLC PNG PPE RAF RGB RSVP RTF SATNAV SIM SME
    SMS SOS TBA TBC TUPE UCAS UNESCO URL USA USB USD UTC VAT VCSE VIP WCAG WIFI XLS XLSX XML YMCA ZIP
    JAN FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC MON TUE TUES WED THU THURS FRI SAT SUN
    ALL AND ANY ARE ASK BUT CAN DATE DAY DAYS DOES DRAFT EACH END EVERY FINAL FIRST FOR FORM FREE FROM FULL HAS HAVE
    HERE HOW INC INTO ITS LAST LIVE LOT LOTS MAY MORE MUST NAME NEED NEVER NEW NEXT NONE NOT NOTE NOW OFF OLD ONE ONLY OPEN
    OTHER OUR OUT OVER PAGE PART PLEASE SEE SHALL SHOULD STAGE STOP TERM TEST THAT THE THEIR THEN THERE THESE THEY THIS
    TITLE TOP TWO UNDER UNTIL USE VERY WAS WHAT WHEN WHERE WHO WHY WILL WITH WORK WORKS YES YET YOU YOUR AWARD NOTICE
    """.split()  # noqa: SIM905 - a line for each word would fill pages
)
"""Abbreviations better known than their words, and words often written in capitals: neither needs an explanation."""

_LATIN = re.compile(r"(?<![\w.])(?:(e\.\s?g|eg)|(i\.\s?e|ie)|(etc))(?:\.(?![\w_])|(?![\w.-]))")
_SIGNS_OF_LATIN = ("e.g", "e. g", "i.e", "i. e", "etc", " eg", " ie", "(eg", "(ie")
_INSTEAD = (
    "write “for example” or “such as”",
    "write “that is”, or say it once",
    "say what else is meant, or begin the list with “such as”",
)


@rule(Severity.ADVICE, reach="record")
def unexplained_abbreviation(content: Content) -> Iterator[Diagnostic]:
    """An abbreviation is explained neither in the record nor in the glossary of the site.

    Why: What every buyer knows may mean nothing to a small firm that has never answered a notice. Those are the firms a
    test of the market most wants to hear from.

    Law: small-firms

    Wrong:
        Bidders will be asked about TOMs.

    Right:
        Bidders will be asked about the themes, outcomes and measures (TOMs) of social value.
    """
    glossary = _shorts(form for term in content.config.glossary for form in term.forms)
    for record in written(content):
        met = set(_EVERYDAY | glossary)
        for passage, found in _capitals(record):
            short = found[1]
            if short in met or _ROMAN.fullmatch(short) or _among_capitals(found):
                continue
            met.add(short)
            if not _expansion(short).search(record.whole) and short not in _defined(record):
                message = f"“{short}” is not explained in this record"
                hint = f"write the words once, with the letters after them: the words in full ({short})"
                yield passage.find(*found.span(1), message, hint)


def _capitals(record: RecordText) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every word of a record that may be an abbreviation."""
    if _SOME_CAPITALS.search(record.whole):
        for passage in record.passages:
            if _SOME_CAPITALS.search(passage.source):
                yield from ((passage, found) for found in _CAPITALS.finditer(passage.words))


def _among_capitals(found: re.Match[str]) -> bool:
    """Whether the word is among other words in capitals, where any word looks like an abbreviation."""
    text = found.string
    before = re.search(r"(\w+)\W{1,3}$", text[max(found.start() - 25, 0) : found.start()])
    after = re.match(r"\W{1,3}(\w+)", text[found.end() : found.end() + 25])
    return any(word and len(word[1]) > 1 and word[1].isupper() for word in (before, after))


def _defined(record: RecordText) -> frozenset[str]:
    """The abbreviations that a list of definitions in the record explains."""
    return _shorts(term for passage, _ in record.prose for term in _TERM.findall(passage.source))


def _shorts(terms: Iterable[str]) -> frozenset[str]:
    """The abbreviations among these terms."""
    return frozenset(short for term in terms for short in re.findall(r"\b[A-Z]{3,6}(?=s?\b)", term))


@cache
def _expansion(short: str) -> re.Pattern[str]:
    """What explains an abbreviation: its words before or after it, or words with its initials anywhere."""
    initials = r"(?:[\s,/&–-]+(?:(?:and|for|in|of|on|the|to|with)\s+){0,2})".join(
        rf"[{letter}{letter.lower()}]\w*" for letter in short
    )
    return re.compile(
        rf"\w\s+\(\W{{0,3}}(?:the |an? |or )?\W{{0,3}}{short}s?\b[^()]{{0,40}}\)"
        rf"|\b{short}s?\W{{0,2}}\s*(?:\(|=|–|-\s|:\s|, (?:or|that is)\b|(?:stands|is short) for\b)\W{{0,3}}\w+\s+\w+"
        rf"|\b{initials}",
    )


@rule(Severity.ADVICE, reach="record")
def latin_abbreviation(content: Content) -> Iterator[Diagnostic]:
    """A text uses “e.g.”, “i.e.” or “etc.”.

    Why: Many readers mix the first two up, and some screen readers say them as words. What “etc.” leaves out, a supplier
    must guess. The style guide of GOV.UK advises against all three.

    Wrong:
        Tell us about your equipment, e.g. mowers, tractors etc.

    Right:
        Tell us about your equipment, such as mowers and tractors.
    """
    for passage in texts(content, lambda text: any(sign in text for sign in _SIGNS_OF_LATIN)):
        for found in _LATIN.finditer(passage.words):
            which = next(number for number, written in enumerate(found.groups()) if written)
            yield passage.find(*found.span(), f"“{found[0]}” is not plain English", _INSTEAD[which])
