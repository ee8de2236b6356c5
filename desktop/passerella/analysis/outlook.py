"""What a course of recognition says of a goal: share, chance and time of crossing, needed pace."""

from dataclasses import dataclass
from math import log, sqrt

from passerella.analysis.course import Course, Reason, Refusal
from passerella.analysis.distributions import NORMAL, check_inside, two_sided
from passerella.analysis.shares import Interval


@dataclass(frozen=True, slots=True)
class Crossing:
    """When the share passes the goal, in years; a time beyond the horizon is None, as are all of them
    where the goal lies at or above the ceiling."""

    earliest: float | None
    middle: float | None
    latest: float | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Share on the day with its band, tenths of a chance that it is at least the goal, and the crossing.

    `chance` is 0 for 'under 10%', 1 to 9 for 'about 10%' to 'about 90%', 10 for 'over 90%'.
    """

    share: float
    band: Interval
    chance: int
    crossing: Crossing


def outlook(course: Course, goal: float, day: float, horizon: float) -> Outlook | Refusal:
    """What the course says of reaching `goal` by `day`; no time after `horizon` is named (both in years).

    Refused without growth: where the 95% interval of the slope does not lie above 0. A line that may be
    level crosses the goal at no time that can be bounded. Source: own. ValueError: goal not in (0, 1).
    """
    check_inside(goal, "goal")
    if course.slope <= two_sided(0.95) * sqrt(course.var_slope):
        return Refusal(Reason.NO_GROWTH)
    return Outlook(
        course.share(day),
        course.band(day),
        _tenths(_chance(course, goal, day)),
        _crossing(course, goal, horizon),
    )


def needed_pace(share: float, goal: float, years: float) -> float:
    """Share to gain a quarter to reach the goal in `years` from now, never below 0.

    ValueError: years <= 0, shares not 0 to 1.
    """
    if not years > 0 or not 0 <= share <= 1 or not 0 <= goal <= 1:
        raise ValueError("years must be above 0 and shares lie between 0 and 1")
    return max(0.0, goal - share) / (4 * years)


def _chance(course: Course, goal: float, day: float) -> float:
    if goal >= course.ceiling:
        return 0.0
    return NORMAL.cdf((course.eta(day) - _height(course, goal)) / course.error(day))


def _tenths(chance: float) -> int:
    return 0 if chance < 0.1 else 10 if chance > 0.9 else round(chance * 10)


def _height(course: Course, goal: float) -> float:
    return log(goal / (course.ceiling - goal))


def _crossing(course: Course, goal: float, horizon: float) -> Crossing:
    """Where the band's upper edge, the line and the lower edge meet the goal (Fieller 1954)."""
    if goal >= course.ceiling:
        return Crossing(None, None, None)
    z2, gap = two_sided(0.95) ** 2, course.level - _height(course, goal)
    a = course.slope**2 - z2 * course.var_slope
    b = course.slope * gap - z2 * course.covariance
    c = gap**2 - z2 * course.var_level
    half = sqrt(max(0.0, b * b - a * c)) / a
    found = (-b / a - half, -gap / course.slope, -b / a + half)
    return Crossing(*(each + course.middle if each + course.middle <= horizon else None for each in found))
