"""The straight way from a baseline to a target, and what a measured figure says of it. Any unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

QUARTER_DAYS = 91
"""Over fewer days no pace a quarter is told."""
_QUARTER = Decimal("91.3125")


class Status(Enum):
    """What can be said of a goal; `UNTOLD` where a figure is too unsure, `UNMEASURABLE` without one."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    MISSED = "missed"
    UNTOLD = "untold"
    UNMEASURABLE = "unmeasurable"


@dataclass(frozen=True, slots=True)
class Way:
    """A straight line from `baseline` on the day `begins` to `target` on the day `ends`."""

    baseline: Decimal
    target: Decimal
    begins: date
    ends: date

    def needed(self, day: date) -> Decimal:
        """Where the line stands on a day; before it begins and after it ends, at its ends."""
        day = min(max(day, self.begins), self.ends)
        done = Decimal((day - self.begins).days) / (self.ends - self.begins).days
        return self.baseline + (self.target - self.baseline) * done

    def projected(self, value: Decimal, day: date) -> Decimal:
        """Where the pace from the baseline to `value` on a day leads by the end.

        ValueError: the day is not after the beginning.
        """
        if day <= self.begins:
            raise ValueError("a pace needs a day after the beginning")
        pace = (value - self.baseline) / (day - self.begins).days
        return self.baseline + pace * (self.ends - self.begins).days


def a_quarter(value: Decimal, target: Decimal, day: date, by: date) -> Decimal | None:
    """What is to be gained a quarter (a fourth of 365.25 days) from a day on, never below 0.

    None when the goal's day is not after it.
    """
    return max(Decimal(0), target - value) / (by - day).days * _QUARTER if by > day else None


def judged(
    low: Decimal, high: Decimal | None, *, target: Decimal, needed: Decimal | None, over: bool
) -> Status:
    """What a figure between `low` and `high` (None: no bound known) says; a goal is 'at least'.

    Reached: all of it at or above the target. Before the goal's day: on track when all of it is at or
    above the needed line, behind when all of it is below; between them nothing can be told. `over`:
    the day has passed, and all of it below the target is a goal missed. Source: own.
    """
    if low >= target:
        return Status.REACHED
    line, below = (target, Status.MISSED) if over else (needed, Status.BEHIND)
    if line is None:
        return Status.UNMEASURABLE
    if high is not None and high < line:
        return below
    return Status.ON_TRACK if low >= line else Status.UNTOLD
