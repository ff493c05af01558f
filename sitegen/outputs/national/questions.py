"""An advert → the questions of its national notice with our answers, in the order of the regulation, and what is missing.

The tables below are all that there is to a notice. docs/national-notices.md says where each regulation was read, and which were not found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sitegen.model.advert import Advert
from sitegen.model.jurisdiction import Stage
from sitegen.model.site import Site
from sitegen.outputs.national import answers
from sitegen.outputs.national.authorities import Authority, authorities

Notice = Literal["UK1", "UK2", "UK3"]
"""The national notices before a tender, by their numbers on Find a Tender."""
NOTICES: Final[Mapping[Notice, Stage]] = {"UK1": "pipeline", "UK2": "engagement", "UK3": "planned"}
"""What each announces."""
NOTICE_OF: Final[Mapping[str, Notice]] = {
    "pipeline": "UK1",
    "soft-market-test": "UK2",
    "early-engagement": "UK2",
    "planned-procurement": "UK3",
}
"""The notice of each kind of advert."""
_DATA: Final = "No regulation was found to ask this; notices on Find a Tender have it"
_PR: Final = "Procurement Regulations 2024, regulation "
_ACT: Final = "Procurement Act 2023, section "


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a national notice: the law that asks it, the lines of our answer, and what is missing from that."""

    label: str
    regulation: str
    """The citation, or that none was found."""
    answer: tuple[str, ...]
    """Lines of plain text, to be copied; empty without an answer."""
    missing: str = ""
    """What to add to the content; empty if nothing is missing, or the law asks this only of some."""
    note: str = ""
    """What staff should know about it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """How one question is answered: by `take` for the whole, or by `each` for every authority that buys."""

    label: str
    regulation: str
    take: Callable[[Site, Advert], Sequence[str]] = answers.nothing
    each: Callable[[Authority], str] | None = None
    missing: str = ""
    note: str = ""


_AUTHORITY: Final = (
    _Row("Contracting authority that leads, or the only one", f"{_PR}13(a) and (b)(i)", answers.lead),
    _Row("Other contracting authorities that act jointly", f"{_PR}13(b)(ii)", answers.others),
    _Row(
        "Postal and email address of each authority",
        f"{_PR}13(c)",
        each=answers.address,
        missing="write address and email, under publisher in site.yaml; of a buyer, address, and contact with email",
    ),
    _Row(
        "Unique identifier of each authority",
        f"{_PR}13(d)",
        each=answers.identifier,
        missing="write identifier with scheme and id, under publisher or buyers in site.yaml",
        note="The number that Find a Tender gives an authority has the scheme GB-PPON.",
    ),
    _Row("Kind of each authority", _DATA, each=answers.kind),
    _Row(
        "Anyone who carries out the procurement for them: name, addresses, identifier, and role",
        f"{_PR}13(e)",
        note="Our notices have no field for this. Fill it in if somebody does.",
    ),
    _Row(
        "Contact for enquiries about the notice",
        f"{_PR}13(f)",
        answers.contact,
        missing="write an email address under contact",
    ),
)


def _named(paragraphs: tuple[str, str]) -> tuple[_Row, ...]:
    """The title and the identifier of the procurement, asked by these provisions."""
    title, identifier = paragraphs
    return (
        _Row("Title of the procurement", title, answers.title),
        _Row(
            "Unique identifier of the procurement",
            identifier,
            answers.ocid,
            note="Find a Tender gives it (ocds-h6vhtk- and six characters) with its first notice. Then write it under ocid in the advert.",
        ),
    )


_SUBJECT: Final = (
    _Row("Description", f"{_PR}14", answers.description),
    _Row("Main category", f"{_PR}14", answers.category, missing="write category: goods, services or works"),
    _Row("CPV codes", f"{_PR}14", answers.cpv, missing="write cpv with one code or more"),
    _Row(
        "Where",
        f"{_PR}14",
        answers.places,
        missing="write regions with codes of the International Territorial Levels, such as UKE42",
    ),
)
_QUALIFYING: Final = (
    "A notice that is published 40 days to 12 months before the tender notice allows a shorter time for tenders "
    f"({_ACT}15(3) and (4))."
)
_MAY: Final = f"{_PR}17(3): other information, if you choose to give it"


def _terms(may: str, value: _Row, tender_date: _Row) -> tuple[_Row, ...]:
    """What may be bought, for how much and for how long. `may` is where notices are allowed to say more than they must."""
    return (
        value,
        _Row("Above or below the threshold", may, answers.threshold),
        tender_date,
        _Row("Contract dates", may, answers.term),
        _Row("Extension and renewal", may, answers.extension),
        _Row("Options", may, answers.options),
        _Row("Lots", may, answers.lots),
        _Row("Suitable for", may, answers.suitability),
        _Row("Reserved for", may, answers.reserved),
        _Row("Risks", may, answers.risks),
        _Row("Our page about it", may, answers.own_page),
    )


def _value(law: str, missing: str = "") -> _Row:
    return _Row("Estimated value", law, answers.value, missing=missing)


def _tender_date(law: str, missing: str = "", note: str = "") -> _Row:
    return _Row("Tender notice expected", law, answers.tender_date, missing=missing, note=note)


_TABLES: Final[Mapping[Notice, tuple[_Row, ...]]] = {
    "UK1": (
        *_AUTHORITY,
        *_named((f"{_PR}15", f"{_PR}15")),
        *_SUBJECT,
        *_terms(
            _DATA, _value(_DATA), _tender_date(f"{_PR}15", "write tender_expected with a month or a day")
        ),
    ),
    "UK2": (
        *_AUTHORITY,
        *_named((f"{_PR}17(2)(b)", f"{_PR}17(2)(c)")),
        *_SUBJECT,
        _Row(
            "Date when the engagement is to close, or closed",
            f"{_PR}17(2)(e)",
            answers.engagement_date,
            missing="write closes; or, if it was over before the notice, engagement with closed and how",
        ),
        _Row(
            "How you engage, or engaged, with suppliers",
            f"{_PR}17(2)(f)",
            answers.process,
            missing="write respond with how",
        ),
        *_terms(_MAY, _value(_MAY), _tender_date(_MAY)),
    ),
    "UK3": (
        _Row("That a tender notice is to be published", f"{_ACT}15(2)(a)", answers.intention),
        *_AUTHORITY,
        *_named((f"{_PR}16", f"{_PR}16")),
        *_SUBJECT,
        *_terms(
            _DATA,
            _value(f"{_PR}16", "write value with excluding_vat and including_vat"),
            _tender_date(_DATA, note=_QUALIFYING),
        ),
    ),
}


def questions(site: Site, advert: Advert, notice: Notice) -> list[Question]:
    """Every question of a notice with our answer. Of what the law asks only of some, those without an answer are left in."""
    return [_asked(site, advert, row) for row in _TABLES[notice]]


def _asked(site: Site, advert: Advert, row: _Row) -> Question:
    if row.each is None:
        answer = tuple(row.take(site, advert))
        return Question(row.label, row.regulation, answer, "" if answer else row.missing, row.note)
    found = [(one.name, row.each(one)) for one in authorities(site, advert)]
    answer = tuple((f"{name}: {words}" if len(found) > 1 else words) for name, words in found if words)
    lacking = [name for name, words in found if not words]
    missing = f"{row.missing} (for {', '.join(lacking)})" if lacking and row.missing else ""
    return Question(row.label, row.regulation, answer, missing, row.note)
