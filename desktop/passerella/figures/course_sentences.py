"""A course, its trend and its outlook in words; a refusal is an answer like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from passerella.analysis.course import Reason
from passerella.analysis.pace import QUARTER_DAYS
from passerella.figures.course_result import CourseLine, CourseResult, GoalOutlook, NotComputed, WaveTrend
from passerella.figures.recognition_result import GoalLine, ReportedBound
from passerella.figures.sentences import against_goal, bound_value, moved, span, target, to_gain
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language, percentage

_CLEAR, _ROUGHLY = 0.05, 20
_NEVER = _("No course ever reaches 100%, so no chance of reaching the goal can be given.")
_TOO_FAR = _("The goal lies more than 10 years after the last wave: nothing is foretold so far ahead.")
_FAR = _(
    "The goal's day lies further ahead than all waves together reach back: what is foretold for it is very "
    "unsure."
)
_NAMED = 3
AGAINST = _("against the surveys")
_REFUSED = {
    Reason.ABOVE_CEILING: _("The surveys reach above this ceiling."),
    Reason.ONE_DATE: _("All waves are of one day: no course runs through a single day."),
    Reason.SEPARATED: _(
        "Nobody, or everybody, knew it in all waves, or in all but the first or the last: "
        "that fixes no course."
    ),
    Reason.NOT_CONVERGED: _("The waves fix no course: the computation came to no end."),
    Reason.POOR_FIT: _("The waves follow no smooth course: they vary more than chance explains."),
    Reason.NO_GROWTH: _("No growth is proved, so no chance of reaching the goal can be given."),
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
    """The outlook under each ceiling, the pace that is needed, and what stands in the way; of a goal that is
    settled, or of which nothing else is to be said, where it stands."""
    said, stands = list(_outlooks(result, language)), against_goal(result.known, language)
    if stands is not None and result.known.settled:
        said.append(stands)
    if result.pace and result.known.around.goal:
        said.append(_pace_said(result, result.known.around.goal, result.pace, language))
    said += [each for each in (_untold(result), _far(result)) if each is not None]
    said += _refusals(result, language)
    return said or [each for each in [stands] if each is not None]


def _untold(result: CourseResult) -> Label | None:
    """Why nothing is foretold of a goal to come, whatever the courses; None where it may be."""
    goal = result.known.around.goal
    if goal is None or result.known.settled:
        return None
    if result.too_far:
        return _TOO_FAR
    return _NEVER if goal.share >= 1 else None


def _far(result: CourseResult) -> Label | None:
    """That the goal is further away than the waves reach, where something is foretold of it all the same."""
    goal, points = result.known.around.goal, result.known.points
    if goal is None or not isinstance(result.main.outlook, GoalOutlook):
        return None
    return _FAR if goal.by - points[-1].day > points[-1].day - points[0].day else None


def no_chance(result: CourseResult, language: Language) -> Label | None:
    """Why no chance of a goal to come can be given; None where one is, and without such a goal."""
    if result.known.around.goal is None or result.known.settled:
        return None
    refused = result.main.refused or result.main.outlook
    why_not = _why(result, refused, language) if isinstance(refused, NotComputed) else None
    return _untold(result) or why_not


def _pace_said(result: CourseResult, goal: GoalLine, pace: float, language: Language) -> Label:
    """What is needed a quarter, or in all where less than a quarter is left."""
    last = result.known.points[-1]
    if (goal.by - last.day).days < QUARTER_DAYS:
        label = _("To reach the goal, {points} points are still to be gained by {by}.")
        return label(points=to_gain(percentage(goal.share - last.share), language), by=goal.by)
    label = _("To reach the goal, {pace} points a quarter are needed from the last wave on.")
    return label(pace=to_gain(percentage(pace), language))


def goal_said(result: CourseResult, language: Language) -> Label | None:
    """The chance of the goal by the courses, after a sentence that names the goal; else why there is none.
    None without a goal still to come."""
    if chances := result.chances:
        label = _("If it goes on like this, the chance of reaching it by that day is {chance}.")
        return label(chance=chances_said(*chances))
    return no_chance(result, language)


def trend_said(found: WaveTrend, waves: int) -> Label:
    """Whether all waves together rise or fall, and how often chance alone would look like that."""
    if found.p >= _CLEAR or not found.direction:
        return _("Over {n} waves no trend is proved: chance alone would do as much {often}.")(
            n=waves, often=_often(found.p)
        )
    label = _("Over {n} waves it rises: chance alone would do as much {often}.")
    if found.direction < 0:
        label = _("Over {n} waves it falls: chance alone would do as much {often}.")
    return label(n=waves, often=_often(found.p))


def _often(p: float) -> Label:
    if p < 0.001:
        return _("less than once in 1,000 times")
    if p < 0.01:
        return _("less than once in 100 times")
    if p > 0.5:
        return _("more often than not")
    times = max(2, round(1 / p))
    return _("about once in {n} times")(n=times if times < _ROUGHLY else round(times, -1))


def chance_said(tenths: int) -> Label:
    """A chance in steps of 10%."""
    if tenths == 0:
        return _("under 10%")
    return _("over 90%") if tenths == 10 else _("about {percent}%")(percent=tenths * 10)


def chances_said(lowest: int, highest: int) -> Label:
    """The chances by several courses in steps of 10%."""
    if lowest == highest:
        return chance_said(lowest)
    if lowest > 0 and highest < 10:
        return _("about {low}–{high}%, by ceiling")(low=lowest * 10, high=highest * 10)
    label = _("{low} to {high}, by ceiling")
    return label(low=chance_said(lowest), high=chance_said(highest))


def why(refused: NotComputed, waves: int, language: Language) -> Label:
    """Why nothing was computed, in plain words."""
    if refused.reason is Reason.TOO_FEW_WAVES:
        label = _n(
            "Too few waves: a course needs four, there is {n}.",
            "Too few waves: a course needs four, there are {n}.",
        )
        return label(n=waves)
    if refused.reason is Reason.BOUND_AGAINST_SURVEYS:
        label = _("Reported {bounds}: this contradicts the surveys. It is shown, and not computed with.")
        said = list(_stated(refused.bounds, language))
        more = ["…"] if len(said) > _NAMED else []
        return label(bounds=language.listed([*more, *said[-_NAMED:]]))
    return _REFUSED[refused.reason]


def _stated(bounds: Sequence[ReportedBound], language: Language) -> Iterator[str]:
    """Reported bounds with their day and everyone who stated them: `>60% (1 Apr 2025; a paper)`."""
    found: dict[tuple[str, date], list[str]] = {}
    for bound in bounds:
        found.setdefault((bound_value(bound, language), bound.day), []).append(bound.source)
    for (value, day), sources in found.items():
        told = (language.day(day), *filter(None, dict.fromkeys(sources)))
        yield language.aside(value, language.apart(told))


def against(bound: ReportedBound, result: CourseResult, language: Language) -> str:
    """That the surveys contradict a bound, '' where they do not."""
    return language.say(AGAINST) if bound in result.against else ""


def use_of(bound: ReportedBound, result: CourseResult) -> Label:
    """What a reported share has to do with the surveys beside which it stands."""
    if bound in result.against:
        return AGAINST
    if result.known.measure != "aided":
        return _("of total awareness: shown, not computed with")
    return _("of this audience") if bound.same else _("of another audience: shown, not computed with")


def under(line: CourseLine) -> Label:
    """Which of the courses a line is; ceilings are whole percents."""
    ceiling = f"{line.ceiling:.0%}"
    if line.bounded:
        return _("ceiling {ceiling}, with the reported bounds")(ceiling=ceiling)
    return _("ceiling {ceiling}")(ceiling=ceiling)


def goal_outlook(result: CourseResult, language: Language) -> Label | None:
    """How likely the courses reach the goal; None where nothing can be said of it."""
    goal, chances = result.known.around.goal, result.chances
    if goal is None or chances is None:
        return None
    return _("If it goes on like this, the chance of {goal} or more on {by} is {chance}.")(
        goal=target(goal, language), by=goal.by, chance=chances_said(*chances)
    )


def _outlooks(result: CourseResult, language: Language) -> Iterator[Label]:
    """The chance by all courses, when the main one meets the goal, and each of them by itself: the main one
    too, where it is not the ceiling of 100% that all else is beside, or where they do not agree."""
    first, main = goal_outlook(result, language), result.main
    if first is None:
        return
    yield first
    agreed = result.chances is not None and len(set(result.chances)) == 1
    if isinstance(main.outlook, GoalOutlook) and main.outlook.middle and not _reached(result):
        when = _when(main.outlook)
        yield when if agreed else _("{why} ({courses})")(why=when, courses=(under(main),))
    for line in result.lines:
        told = line is not main or main.ceiling < 1 or not agreed
        if told and isinstance(line.outlook, GoalOutlook):
            yield _("With {course}: {chance}, {share} ({span}) on that day.")(
                course=under(line),
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


def _refusals(result: CourseResult, language: Language) -> Iterator[Label]:
    """Every reason once, with the courses it holds for unless it holds for all that could have it."""
    refused: dict[NotComputed, list[CourseLine]] = {}
    for line in result.lines:
        reason = line.refused or line.outlook
        if isinstance(reason, NotComputed):
            refused.setdefault(reason, []).append(line)
    bounded = [line for line in result.lines if line.bounded]
    alone = [line for line in result.lines if not line.bounded]
    for reason, lines in refused.items():
        said = _why(result, reason, language)
        if lines in (list(result.lines), bounded) or (lines == alone and not result.main.curve):
            yield said
        else:
            yield _("{why} ({courses})")(why=said, courses=tuple(_names(lines)))


def _names(lines: Sequence[CourseLine]) -> list[Label]:
    """The courses; with the bounds only where the ceiling without them is not among these."""
    plain = {line.ceiling for line in lines if not line.bounded}
    return [under(line) for line in lines if not line.bounded or line.ceiling not in plain]


def _why(result: CourseResult, refused: NotComputed, language: Language) -> Label:
    """As `why`; of a goal that the last wave has reached more than its distance is to be said."""
    if refused.reason is Reason.NO_GROWTH and _reached(result):
        return _("The last wave has reached the goal, but no growth is proved: it may be lost again.")
    return why(refused, len(result.known.points), language)


def _reached(result: CourseResult) -> bool:
    """Whether the whole interval of the last wave lies at or above the goal."""
    goal = result.known.around.goal
    return goal is not None and result.known.points[-1].low >= goal.share
