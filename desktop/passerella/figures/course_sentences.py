"""A course, its trend and its outlook in words; a refusal is an answer like any other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from passerella.analysis.course import Reason
from passerella.figures.course_result import CourseLine, CourseResult, GoalOutlook, NotComputed, WaveTrend
from passerella.figures.sentences import bound_value, moved, span
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language

_CLEAR = 0.05
_REFUSED = {
    Reason.ONE_DATE: _("All waves are of one day: no course runs through a single day."),
    Reason.SEPARATED: _("Up to a day the answers are all alike, and after it too: that fixes no course."),
    Reason.NOT_CONVERGED: _("The waves fix no course: the computation came to no end."),
    Reason.POOR_FIT: _("The waves follow no smooth course: they vary more than chance explains."),
    Reason.NO_GROWTH: _("No growth is proved, so nothing can be said of reaching the goal."),
}


def course_said(result: CourseResult, language: Language) -> list[Label]:
    """What moved, and what lies beyond it."""
    return [moved(result.known, language), *beyond(result, language)]


def beyond(result: CourseResult, language: Language) -> list[Label]:
    """The trend, then what lies ahead."""
    waves = len(result.known.points)
    trend = [trend_said(result.trend, waves)] if result.trend and waves > 2 else []
    return [*trend, *ahead_said(result, language)]


def ahead_said(result: CourseResult, language: Language) -> list[Label]:
    """The outlook under each ceiling, the pace that is needed, and what stands in the way."""
    said = list(_outlooks(result, language))
    if result.pace:
        pace = language.number(Decimal(repr(result.pace)) * 100, 1)
        said.append(
            _("To reach the goal, {pace} points a quarter are needed from the last wave on.")(pace=pace)
        )
    said += [why(each, len(result.known.points), language) for each in _refusals(result)]
    return said


def goal_said(result: CourseResult, language: Language) -> Label | None:
    """The chance of the goal by the main course, after a sentence that names the goal; else why there
    is none. None without a goal still to come."""
    ahead = result.main.refused or result.main.outlook
    if result.known.goal is None or ahead is None:
        return None
    if isinstance(ahead, GoalOutlook):
        return _("At this pace it will be reached: {chance}.")(chance=chance_said(ahead.chance))
    return why(ahead, len(result.known.points), language)


def trend_said(found: WaveTrend, waves: int) -> Label:
    """Whether all waves together rise or fall, and how often chance alone would look like that."""
    if found.p >= _CLEAR or not found.direction:
        return _("Over {n} waves no trend is proved: chance alone does as much {often}.")(
            n=waves, often=_often(found.p)
        )
    label = _("Over {n} waves it rises: chance alone does as much {often}.")
    if found.direction < 0:
        label = _("Over {n} waves it falls: chance alone does as much {often}.")
    return label(n=waves, often=_often(found.p))


def _often(p: float) -> Label:
    if p < 0.001:
        return _("less than once in 1,000 times")
    if p < 0.01:
        return _("less than once in 100 times")
    if p > 0.5:
        return _("more often than not")
    return _("about once in {n} times")(n=max(2, round(1 / p)))


def chance_said(tenths: int) -> Label:
    """A chance in steps of 10%."""
    if tenths == 0:
        return _("under 10%")
    return _("over 90%") if tenths == 10 else _("about {percent}%")(percent=tenths * 10)


def why(refused: NotComputed, waves: int, language: Language) -> Label:
    """Why nothing was computed, in plain words."""
    if refused.reason is Reason.TOO_FEW_WAVES:
        label = _n(
            "Too few waves: a course needs four, there is {n}.",
            "Too few waves: a course needs four, there are {n}.",
        )
        return label(n=waves)
    if refused.reason is Reason.BOUND_AGAINST_SURVEYS:
        bounds = language.listed(
            f"{bound_value(bound, language)} ({language.day(bound.day)})" for bound in refused.bounds
        )
        return _("Reported {bounds}: this contradicts the surveys. It is shown, and not computed with.")(
            bounds=bounds
        )
    return _REFUSED[refused.reason]


def under(line: CourseLine, language: Language) -> Label:
    """Which of the courses a line is."""
    ceiling = language.percent(line.ceiling, 0)
    if line.bounded:
        return _("ceiling {ceiling}, with the reported bounds")(ceiling=ceiling)
    return _("ceiling {ceiling}")(ceiling=ceiling)


def goal_outlook(result: CourseResult, language: Language) -> Label | None:
    """How likely the main course reaches the goal; None where nothing can be said of it."""
    goal, ahead = result.known.goal, result.main.outlook
    if goal is None or not isinstance(ahead, GoalOutlook):
        return None
    return _("At this pace the goal of {goal} on {by} will be reached: {chance}.")(
        goal=language.percent(goal.share, 0), by=goal.by, chance=chance_said(ahead.chance)
    )


def _outlooks(result: CourseResult, language: Language) -> Iterator[Label]:
    first, main = goal_outlook(result, language), result.main
    if first is None or not isinstance(main.outlook, GoalOutlook):
        return
    yield first
    if main.outlook.middle:
        yield _when(main.outlook)
    for line in result.lines:
        if line is not main and isinstance(line.outlook, GoalOutlook):
            yield _("With {course}: {chance}, {share} ({span}) on that day.")(
                course=under(line, language),
                chance=chance_said(line.outlook.chance),
                share=language.percent(line.outlook.share),
                span=span(line.outlook.low, line.outlook.high, language),
            )


def _when(found: GoalOutlook) -> Label:
    if found.earliest and found.latest:
        return _("The course meets the goal about {middle}, between {earliest} and {latest}.")(
            middle=found.middle, earliest=found.earliest, latest=found.latest
        )
    return _("The course meets the goal about {middle}; how much later it may be is not known.")(
        middle=found.middle
    )


def _refusals(result: CourseResult) -> list[NotComputed]:
    found = [line.refused for line in result.lines]
    found += [line.outlook if isinstance(line.outlook, NotComputed) else None for line in result.lines]
    return list(dict.fromkeys(each for each in found if each))
