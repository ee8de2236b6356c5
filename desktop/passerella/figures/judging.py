"""What can be said of a goal, and on what grounds.

Recognition goes by the chance that the courses through its waves give the goal: on track from 80% up
under every course, behind up to 20% under every one. Where no course is drawn, the interval of the last
wave stands against the straight line from baseline to target. All else goes by that line, for things
counted rounded down, and not before a quarter has passed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from passerella.analysis.pace import QUARTER_DAYS, Status, Way, judged
from passerella.figures.course_result import CourseResult, GoalOutlook
from passerella.figures.course_sentences import chances_said, no_chance
from passerella.figures.scoreboard_result import Prospect, Row, Standing, Terms
from passerella.records.goals import COUNTS
from passerella.texts.label import _
from passerella.texts.language import Language, percentage

_LIKELY, _UNLIKELY = 8, 2


def by_line(row: Row, way: Way | None, over: bool) -> Row:
    """Judge what is counted; `way` is None without a baseline, `over` once the goal's day has passed."""
    latest, terms = _measured(row)
    status = _against_line(row, over)
    if status is not Status.REACHED and not over:
        if way is None:
            label = _("no baseline: nothing was measured by {day}")
            return replace(row, status=Status.UNMEASURABLE, why=(label(day=terms.set_on),))
        if (latest.day - terms.set_on).days < QUARTER_DAYS:
            label = _("set less than a quarter before: too early for a pace")
            return replace(row, status=Status.UNMEASURABLE, why=(label,))
        row = replace(row, prospect=_prospect(row, latest, way))
    grounds = _("what was left out may change it") if latest.left_out else _("as recorded")
    return replace(row, status=status, why=(grounds,))


def by_course(row: Row, found: CourseResult, over: bool, language: Language) -> Row:
    """Judge recognition."""
    status, main = _against_line(row, over), found.main.outlook
    chances = found.chances
    if over or status is Status.REACHED or not isinstance(main, GoalOutlook) or chances is None:
        grounds = None if status is Status.REACHED else no_chance(found, language)
        last = _("by the last wave up to that day") if over else _("by the interval of the last wave")
        return replace(row, status=status, why=(grounds or last,))
    ends = [percentage(each.outlook.share) for each in found.lines if isinstance(each.outlook, GoalOutlook)]
    share, low, high = (percentage(each) for each in (main.share, main.low, main.high))
    prospect = Prospect(share, low, high, chances, (min(ends), max(ends)))
    return replace(
        row,
        status=_by_chance(*chances),
        prospect=prospect,
        why=(_("chance: {chance}")(chance=chances_said(*chances)),),
    )


def _prospect(row: Row, latest: Standing, way: Way) -> Prospect:
    """Where the pace leads, within what the measure can be: none is below 0, no share above 100%.

    A count stands for anything up to the next, so it leads to a range; the range holds the target
    where the count is on the line rounded down.
    """
    value = max(Decimal(0), way.projected(latest.value, latest.day))
    if row.measure not in COUNTS:
        return Prospect(min(Decimal(100), value) if row.unit.percent else value)
    low = value.to_integral_value(ROUND_FLOOR)
    high = way.projected(latest.value + 1, latest.day).to_integral_value(ROUND_CEILING) - 1
    return Prospect(low, low, max(low, high))


def _measured(row: Row) -> tuple[Standing, Terms]:
    assert row.latest is not None and row.terms is not None
    return row.latest, row.terms


def _against_line(row: Row, over: bool) -> Status:
    latest, terms = _measured(row)
    needed = row.needed
    if needed is not None and row.measure in COUNTS:
        needed = needed.to_integral_value(ROUND_FLOOR)
    return judged(latest.low, latest.high, target=terms.target, needed=needed, over=over)


def _by_chance(lowest: int, highest: int) -> Status:
    if lowest >= _LIKELY:
        return Status.ON_TRACK
    return Status.BEHIND if highest <= _UNLIKELY else Status.UNTOLD
