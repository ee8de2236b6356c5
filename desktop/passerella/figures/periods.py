"""The days that figures of trade are of: of a year, of a part of one, and the same days of an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both within."""

    first: date
    last: date

    def years_back(self, years: int) -> Period:
        """The same days of an earlier year."""
        return Period(_in_year(self.first, -years), _in_year(self.last, -years))


def _in_year(day: date, step: int) -> date:
    try:
        return day.replace(year=day.year + step)
    except ValueError:
        return day.replace(year=day.year + step, day=28)


def whole_year(year: int) -> Period:
    """The days of a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def year_to(day: date) -> Period:
    """The twelve months that end with a day."""
    return Period(_in_year(day, -1) + timedelta(days=1), day)
