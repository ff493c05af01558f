"""Days → whether people are at work in England: weekends and bank holidays; only importer of holidays."""

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_DAY = timedelta(days=1)


@cache
def is_bank_holiday(day: date) -> bool:
    """Whether `day` is a bank holiday in England, as far as these are known or can be reckoned."""
    return day in _bank_holidays()


def is_working_day(day: date) -> bool:
    """Whether `day` is neither at a weekend nor a bank holiday in England."""
    return day.weekday() < _SATURDAY and not is_bank_holiday(day)


def first_from(day: date) -> date:
    """`day`, or the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_days_after(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`, which itself does not count."""
    for _ in range(count):
        day = first_from(day + _DAY)
    return day


@cache
def _bank_holidays() -> Container[date]:
    import holidays  # noqa: PLC0415 - slow to import, and a site without adverts has no need of it

    return holidays.country_holidays("GB", subdiv="ENG")
