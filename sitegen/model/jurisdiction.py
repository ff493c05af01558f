"""The name of a jurisdiction → its law, as far as pages, checks and new files need it.

Only this module and those with its tables (bank_holidays, exempt_information, thresholds, workforce) know a nation. Each fact cites a law of
`legislation`, which says where and when it was read. docs/law.md shows all of it, and what was not found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from sitegen.model import exempt_information, thresholds, workforce
from sitegen.model.bank_holidays import Part as BankHolidaysOf
from sitegen.model.bank_holidays import bank_holidays
from sitegen.model.exempt_information import Exemption
from sitegen.model.legislation import Fact
from sitegen.model.platforms import FIND_A_TENDER, SELL2WALES, Platform
from sitegen.model.thresholds import Thresholds

Name = Literal["england", "wales", "scotland", "northern-ireland", "none"]
"""What `jurisdiction` in site.yaml may be."""
Purpose = Literal["a", "b", "c", "d", "e", "f"]
"""The letters of the purposes that `PURPOSES` has."""
Duty = Literal[
    "accessibility",
    "award-criteria",
    "bank-holidays",
    "call-in",
    "delegation",
    "equal-treatment",
    "exemption",
    "integrity",
    "key-decisions",
    "personal-data",
    "sharing-information",
    "small-firms",
]
"""What the law asks of a buyer, as far as a check relies on it."""
Stage = Literal["pipeline", "engagement", "planned"]
"""What an official notice before the tender announces: contracts of the coming months, market engagement, one planned tender."""

PURPOSES: Final[Mapping[Purpose, str]] = {
    "a": "working out what is needed, and how to go about buying it",
    "b": "shaping the procedure, the conditions for taking part or the award criteria",
    "c": "preparing the tender notice and the tender documents",
    "d": "finding out which suppliers may be able to provide the goods, services or works",
    "e": "finding out which contract terms are likely",
    "f": "helping suppliers to build up what the contract would need",
}
"""The purposes of market engagement in plain words, by their letters in the Procurement Act 2023, section 16(1)."""
REQUIRED_STATEMENTS: Final = ("soft-market-test", "innovation", "workforce")
"""The site statements that a soft market test needs. No law asks for them: they come from a council report of 2003."""
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Engagement:
    """A law that lists what market engagement may be for: its name, and the purposes by letter."""

    law: str
    purposes: Mapping[Purpose, str]


@dataclass(frozen=True, slots=True)
class Information:
    """The Act under which people ask for information, its sections on confidence and on commerce, and the law on the environment."""

    act: str
    confidence: str
    commerce: str
    environment: str


@dataclass(frozen=True, slots=True)
class Enforcement:
    """Who enforces the accessibility regulations, and who helps people that complain, with its address."""

    body: str
    help: str
    address: str


@dataclass(frozen=True, slots=True)
class Notice:
    """How many clear days before a key decision of an executive the public must have notice of it, and since when."""

    clear_days: int
    since: date


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The law of one place. What its law does not have, or what we could not verify, is None or missing.

    `name` is the place in a sentence. `calendar` says whose bank holidays it has; None has none.
    `engagement` lists purposes, `exemption` what is kept from the public, `information` access to information,
    `key_decisions` their notice, `notices` what the official notices are called, `platforms` where these are published,
    `platform_first` the law by which that must be before anywhere else. `register` is the register of its councils.
    `enforcement` says who enforces accessibility,
    `workforce` what protects staff when work is outsourced, `thresholds` from which amount the law of procurement applies in full.
    `statements` are the ids of the statements that each kind of advert must show. `laws` names the section that each duty comes from.
    """

    name: str = ""
    calendar: BankHolidaysOf | None = None
    engagement: Engagement | None = None
    exemption: Exemption | None = None
    information: Information | None = None
    key_decisions: Notice | None = None
    notices: Mapping[Stage, Fact] = field(default_factory=dict)
    platforms: tuple[Platform, ...] = ()
    platform_first: str = ""
    register: Fact | None = None
    enforcement: Enforcement | None = None
    workforce: tuple[Fact, ...] = ()
    thresholds: tuple[Thresholds, ...] = ()
    statements: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"soft-market-test": REQUIRED_STATEMENTS}
    )
    laws: Mapping[Duty, str] = field(default_factory=dict)

    def is_bank_holiday(self, day: date) -> bool:
        """Whether `day` is a bank holiday here, as far as these are announced or can be calculated."""
        return self.calendar is not None and day in bank_holidays(self.calendar, day.year)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is neither at a weekend nor a bank holiday here."""
        return day.weekday() < _SATURDAY and not self.is_bank_holiday(day)

    def first_working_day(self, day: date) -> date:
        """`day`, or the first working day after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def working_days_after(self, day: date, count: int) -> date:
        """The working day that is `count` working days after `day`, which itself does not count."""
        for _ in range(count):
            day = self.first_working_day(day + _DAY)
        return day


_UK: Final[Mapping[Duty, str]] = {
    "accessibility": "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 "
    "(SI 2018/952)",
    "bank-holidays": "Banking and Financial Dealings Act 1971, section 1 and Schedule 1",
    "personal-data": "UK GDPR, article 5(1)(c)",
}
_PROCUREMENT_ACT: Final[Mapping[Duty, str]] = {
    "award-criteria": "Procurement Act 2023, section 23",
    "equal-treatment": "Procurement Act 2023, section 12(2)",
    "integrity": "Procurement Act 2023, section 12(1)(d)",
    "sharing-information": "Procurement Act 2023, section 12(1)(c)",
    "small-firms": "Procurement Act 2023, section 12(4)",
}
_ENGAGEMENT: Final = Engagement("section 16(1) of the Procurement Act 2023", PURPOSES)
_INFORMATION: Final = Information(
    "Freedom of Information Act 2000", "41", "43", "Environmental Information Regulations 2004"
)

_NOTICES: Final[Mapping[Stage, Fact]] = {
    "pipeline": Fact("pipeline notice (UK1)", "Procurement Act 2023, section 93"),
    "engagement": Fact("preliminary market engagement notice (UK2)", "Procurement Act 2023, section 17"),
    "planned": Fact("planned procurement notice (UK3)", "Procurement Act 2023, section 15"),
}
_GREAT_BRITAIN: Final = Enforcement(
    "Equality and Human Rights Commission",
    "Equality Advisory and Support Service",
    "https://www.equalityadvisoryservice.com/",
)
_EQUALITY_COMMISSION: Final = "Equality Commission for Northern Ireland"

ENGLAND: Final = Jurisdiction(
    name="England",
    calendar="ENG",
    engagement=_ENGAGEMENT,
    exemption=exempt_information.ENGLISH,
    information=_INFORMATION,
    key_decisions=Notice(28, since=date(2012, 9, 10)),
    notices=_NOTICES,
    platforms=(FIND_A_TENDER,),
    register=Fact("GB-LAE", "org-id.guide, Local Authorities for England Register"),
    enforcement=_GREAT_BRITAIN,
    workforce=workforce.BRITISH,
    thresholds=thresholds.PROCUREMENT_ACT,
    laws={
        **_UK,
        **_PROCUREMENT_ACT,
        "call-in": "Local Government Act 2000, section 9F",
        "delegation": "Local Government Act 1972, section 101",
        "exemption": "Local Government Act 1972, section 100A and Schedule 12A",
        "key-decisions": "Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) "
        "Regulations 2012, regulation 9",
    },
)
"""Exempt information: Schedule 12A, Part 1. Notice of key decisions: regulation 9(2), in force on 10 September 2012."""

WALES: Final = Jurisdiction(
    name="Wales",
    calendar="WLS",
    engagement=_ENGAGEMENT,
    exemption=exempt_information.WELSH,
    information=_INFORMATION,
    notices=_NOTICES,
    platforms=(SELL2WALES, FIND_A_TENDER),
    platform_first="Procurement (Wales) Regulations 2024, regulation 5(1)",
    register=Fact("GB-PLA", "org-id.guide, Principal Local Authority Register for Wales"),
    enforcement=_GREAT_BRITAIN,
    workforce=workforce.WELSH,
    thresholds=thresholds.WELSH,
    laws={
        **_UK,
        **_PROCUREMENT_ACT,
        "call-in": "Local Government Act 2000, section 21",
        "delegation": "Local Government Act 1972, section 101",
        "exemption": "Local Government Act 1972, section 100A and Schedule 12A",
    },
)
"""Exempt information: Schedule 12A, Part 4 (SI 2007/969). The Procurement (Wales) Regulations 2024 add to the Act of 2023.
The regulations on executives (SI 2001/2290) speak of executive decisions; no key decisions were found in them."""

SCOTLAND: Final = Jurisdiction(
    name="Scotland",
    calendar="SCT",
    exemption=exempt_information.SCOTTISH,
    information=Information(
        "Freedom of Information (Scotland) Act 2002",
        "36",
        "33",
        "Environmental Information (Scotland) Regulations 2004",
    ),
    notices={
        "planned": Fact(
            "prior information notice", "Public Contracts (Scotland) Regulations 2015, regulation 49"
        )
    },
    register=Fact("GB-LAS", "org-id.guide, Scottish Local Authority Register"),
    enforcement=_GREAT_BRITAIN,
    workforce=workforce.SCOTTISH,
    thresholds=thresholds.SCOTTISH,
    laws={
        **_UK,
        "delegation": "Local Government (Scotland) Act 1973, section 56",
        "equal-treatment": "Public Contracts (Scotland) Regulations 2015, regulation 19(1)(a)",
        "exemption": "Local Government (Scotland) Act 1973, section 50A and Schedule 7A",
        "sharing-information": "Public Contracts (Scotland) Regulations 2015, regulation 19(1)(b)",
        "small-firms": "Procurement Reform (Scotland) Act 2014, section 9(1)(a)(ii)",
    },
)
"""The Procurement Act 2023 leaves out devolved Scottish authorities (section 2(5)). Regulation 41 of the Public Contracts
(Scotland) Regulations 2015 allows market consultation, lists no purposes and names no notice of it."""

NORTHERN_IRELAND: Final = Jurisdiction(
    name="Northern Ireland",
    calendar="NIR",
    engagement=_ENGAGEMENT,
    exemption=exempt_information.NORTHERN_IRISH,
    information=_INFORMATION,
    notices=_NOTICES,
    platforms=(FIND_A_TENDER,),
    register=Fact("GB-LANI", "org-id.guide, Local authorities for Northern Ireland register"),
    enforcement=Enforcement(_EQUALITY_COMMISSION, _EQUALITY_COMMISSION, "https://www.equalityni.org/"),
    workforce=workforce.NORTHERN_IRISH,
    thresholds=thresholds.PROCUREMENT_ACT,
    laws={
        **_UK,
        **_PROCUREMENT_ACT,
        "call-in": "Local Government Act (Northern Ireland) 2014, section 41",
        "delegation": "Local Government Act (Northern Ireland) 2014, section 7",
        "exemption": "Local Government Act (Northern Ireland) 2014, section 42 and Schedule 6",
    },
)
"""Exempt information: sections 42(4) and 51. Call-in is the power to require that a decision be reconsidered. A council has an
executive only if it chose so (section 19); key decisions of one are in SR 2015/44, Part 5, Chapter 2, whose text was not found."""

JURISDICTIONS: Final[Mapping[Name, Jurisdiction]] = {
    "england": ENGLAND,
    "wales": WALES,
    "scotland": SCOTLAND,
    "northern-ireland": NORTHERN_IRELAND,
    "none": Jurisdiction(),
}
"""The law by the name of its jurisdiction. `none` names no law and has no bank holidays."""


def by_law(duty: Duty) -> str:
    """Every law that makes this a duty, each with the places where it applies, as one sentence."""
    places: dict[str, list[str]] = {}
    for law in JURISDICTIONS.values():
        if duty in law.laws:
            places.setdefault(law.laws[duty], []).append(law.name)
    named = (f"{citation} ({', '.join(names)})" for citation, names in places.items())
    return f"By law: {'; '.join(named)}."
