"""The thresholds above which procurement law applies in full, as amounts with the day from which each table holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Contract = Literal[
    "goods-and-services",
    "goods-and-services-central",
    "works",
    "concession",
    "light-touch",
    "light-touch-concession",
    "utility",
    "utility-light-touch",
]
"""Kinds of contract that have a threshold of their own. `goods-and-services` are those of councils and other sub-central bodies."""

CONTRACTS: Final[Mapping[Contract, str]] = {
    "goods-and-services": "goods and services, councils and other sub-central bodies",
    "goods-and-services-central": "goods and services, central government",
    "works": "works",
    "concession": "concessions",
    "light-touch": "light touch services",
    "light-touch-concession": "light touch concessions",
    "utility": "goods and services of utilities",
    "utility-light-touch": "light touch services of utilities",
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A table of amounts in pounds, VAT included, for procurements that start on `since` or later, and the law that sets them.

    A kind of contract without an amount was not found in the source.
    """

    since: date
    law: str
    amounts: Mapping[Contract, int]


_FROM_2026: Final[Mapping[Contract, int]] = {
    "goods-and-services": 207_720,
    "goods-and-services-central": 135_018,
    "works": 5_193_000,
    "concession": 5_193_000,
    "light-touch": 663_540,
    "light-touch-concession": 5_372_609,
    "utility": 415_440,
    "utility-light-touch": 884_720,
}

PROCUREMENT_ACT: Final = (
    Thresholds(
        date(2026, 1, 1),
        "Procurement Act 2023 (Threshold Amounts) (Amendment) Regulations 2025 (SI 2025/1200)",
        _FROM_2026,
    ),
)
"""England and Northern Ireland."""
WELSH: Final = (
    Thresholds(
        date(2026, 1, 1),
        "Procurement Act 2023 (Threshold Amounts) (Amendment) (Wales) Regulations 2025",
        _FROM_2026,
    ),
)
"""Contracts that the Welsh Ministers regulate."""
SCOTTISH: Final = (
    Thresholds(
        date(2026, 1, 1),
        "Public Procurement (Agreement on Government Procurement) (Thresholds) (Miscellaneous Amendments) (Scotland) "
        "Regulations 2025",
        {"goods-and-services-central": 135_018, "works": 5_193_000},
    ),
)
"""The source that was read ends before the amount for councils. It cites the Scottish Procurement Policy Note 4/2025."""


def thresholds_on(day: date, tables: tuple[Thresholds, ...]) -> Thresholds | None:
    """The table that holds for a procurement that starts on `day`, or None before the first one."""
    return max((one for one in tables if one.since <= day), key=lambda one: one.since, default=None)
