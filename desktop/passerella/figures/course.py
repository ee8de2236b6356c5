"""The course of recognition through the waves of one series, and its outlook on the goal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from passerella.analysis.course import Course, Refusal, Variant, side_by_side
from passerella.analysis.likelihood import Bound
from passerella.analysis.outlook import needed_pace, outlook
from passerella.analysis.shares import trend
from passerella.figures.course_result import (
    CourseLine,
    CoursePoint,
    CourseResult,
    GoalOutlook,
    NotComputed,
    WaveTrend,
)
from passerella.figures.recognition_result import (
    GoalLine,
    RecognitionResult,
    ReportedBound,
    WavePoint,
)

_YEAR = 365.25
_HORIZON = 10.0
_SAMPLES = 60
_UPWARD = (">", ">=", "≥")
_DOWNWARD = ("<", "<=", "≤")
_Reported = dict[Bound, list[ReportedBound]]


def course(known: RecognitionResult) -> CourseResult:
    """The fits under each ceiling, without and with the reported bounds that speak of this series.

    A bound that speaks of another brand or audience is drawn beside and fitted nowhere, nor is a
    reported share that bounds nothing. Nothing is foretold beyond 10 years after the last wave.
    """
    reported = _reported(known.around.bounds)
    waves = [(_years(point.day), *point.tally) for point in known.points]
    goal = _to_come(known)
    lines = (_line(known, each, reported, goal) for each in side_by_side(waves, list(reported)))
    too_far = not known.settled and _ahead(known) > _HORIZON
    return CourseResult(known, tuple(lines), _trend(known.points), _pace(known, goal), too_far)


def _years(day: date) -> float:
    return day.toordinal() / _YEAR


def _day(years: float | None) -> date | None:
    return None if years is None else date.fromordinal(max(1, round(years * _YEAR)))


def _reported(bounds: Sequence[ReportedBound]) -> _Reported:
    """What was reported by the bound that it is: one that several reported counts once."""
    found: _Reported = {}
    for each in filter(_usable, bounds):
        found.setdefault(_bound(each), []).append(each)
    return found


def _usable(bound: ReportedBound) -> bool:
    return bound.same and bound.comparator in (*_UPWARD, *_DOWNWARD) and 0 <= bound.share <= 1


def _bound(reported: ReportedBound) -> Bound:
    return Bound(_years(reported.day), reported.share, reported.comparator in _UPWARD)


def _to_come(known: RecognitionResult) -> GoalLine | None:
    """The goal, if its day is still to come, and within the horizon."""
    goal = known.around.goal
    if goal is None or known.settled or not known.points or not 0 < goal.share < 1:
        return None
    return goal if _ahead(known) <= _HORIZON else None


def _ahead(known: RecognitionResult) -> float:
    """Years from the last wave to the goal's day, 0 without one of them."""
    if known.around.goal is None or not known.points:
        return 0.0
    return _years(known.around.goal.by) - _years(known.points[-1].day)


def _line(
    known: RecognitionResult,
    variant: Variant,
    reported: _Reported,
    goal: GoalLine | None,
) -> CourseLine:
    fit = variant.fit
    if isinstance(fit, Refusal):
        return CourseLine(variant.ceiling, variant.bounded, (), _reason(fit, reported), None)
    last = known.points[-1].day
    curve = _curve(fit, known.points[0].day, max(last, goal.by) if goal else last)
    ahead = _outlook(fit, goal, _years(last) + _HORIZON) if goal else None
    return CourseLine(variant.ceiling, variant.bounded, curve, None, ahead)


def _reason(refusal: Refusal, reported: _Reported) -> NotComputed:
    return NotComputed(refusal.reason, tuple(each for bound in refusal.bounds for each in reported[bound]))


def _curve(fit: Course, first: date, last: date) -> tuple[CoursePoint, ...]:
    start, span = first.toordinal(), (last - first).days
    steps = min(_SAMPLES, span)
    days = [date.fromordinal(start + round(span * step / steps)) for step in range(steps + 1)]
    return tuple(_at(fit, day) for day in days)


def _at(fit: Course, day: date) -> CoursePoint:
    band = fit.band(_years(day))
    return CoursePoint(day, fit.share(_years(day)), band.low, band.high)


def _outlook(fit: Course, goal: GoalLine, horizon: float) -> GoalOutlook | NotComputed:
    found = outlook(fit, goal.share, _years(goal.by), horizon)
    if isinstance(found, Refusal):
        return NotComputed(found.reason)
    when = (_day(each) for each in (found.crossing.earliest, found.crossing.middle, found.crossing.latest))
    return GoalOutlook(found.share, found.band.low, found.band.high, found.chance, *when)


def _trend(points: Sequence[WavePoint]) -> WaveTrend | None:
    if len({point.day for point in points}) < 2:
        return None
    hits, asked = zip(*(point.tally for point in points), strict=True)
    found = trend(hits, asked, [_years(point.day) for point in points])
    return WaveTrend(found.direction, found.p)


def _pace(known: RecognitionResult, goal: GoalLine | None) -> float | None:
    if goal is None:
        return None
    last = known.points[-1]
    return needed_pace(last.share, goal.share, _years(goal.by) - _years(last.day))
