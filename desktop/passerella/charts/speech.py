"""The details beside the pointer and the longer labels, in a language."""

from __future__ import annotations

from collections.abc import Sequence

from passerella.charts.canvas import Style
from passerella.charts.pen import Lines, Pen
from passerella.figures.comparing import FUNNEL
from passerella.figures.comparing_result import FunnelResult
from passerella.figures.comparing_sentences import STEPS, movement
from passerella.figures.course_result import CoursePoint, CourseResult
from passerella.figures.course_sentences import AGAINST
from passerella.figures.recognition_result import (
    EventMark,
    GoalLine,
    ReportedBound,
    ShowMark,
    WaveChange,
    WavePoint,
)
from passerella.figures.sentences import bound_value, mark, of_people, small_base, target, with_span
from passerella.figures.telling import Charted
from passerella.records.standing import MILESTONES
from passerella.texts.label import _
from passerella.texts.language import Language


def named(language: Language, name: str, *, sample: bool) -> str:
    """A name on a chart; what is invented says so."""
    return language.aside(name, language.say(_("sample"))) if sample else name


def fitting_names(pen: Pen, wanted: Sequence[tuple[str, Style, float]], *, sample: bool) -> list[str]:
    """Names in their style and room. All that is invented says so, or, where it is tight, none does here
    and what stands around the chart says it."""

    def fits(name: str, style: Style, room: float) -> bool:
        return pen.canvas.size([(named(pen.language, name, sample=True), style)])[0] <= room

    marked = sample and all(fits(*each) for each in wanted)
    return [
        named(pen.language, name, sample=True) if marked else pen.fitting(name, style, room)
        for name, style, room in wanted
    ]


def point_lines(language: Language, number: int, at: WavePoint) -> Lines:
    """A wave: number, day, share with its interval, people; a small base says so."""
    lines = (
        language.say(_("Wave {number}, {day}")(number=number, day=at.day)),
        with_span(at.share, at.low, at.high, language),
        language.say(of_people(at)),
    )
    small = small_base(at)
    return (*lines, language.say(small)) if small is not None else lines


def moved_lines(language: Language, name: str, change: WaveChange) -> Lines:
    """What something moved."""
    return name, language.say(movement(change, language))


def goal_text(language: Language, goal: GoalLine) -> str:
    """The label of a goal's line."""
    return language.say(_("goal {share} by {day}")(share=target(goal, language), day=goal.by))


def goal_share(language: Language, goal: GoalLine) -> str:
    """The label of a goal's line where it is tight."""
    return language.say(_("goal {share}")(share=target(goal, language)))


def owned(language: Language, owner: str, said: str) -> str:
    """Something after the name of whose it is, if there is one."""
    return language.headed(owner, said) if owner else said


def goal_lines(language: Language, goal: GoalLine) -> Lines:
    """A goal and the day it was set."""
    return goal_text(language, goal), language.say(_("set on {day}")(day=goal.set_on))


def bound_note(language: Language, bound: ReportedBound, *, against: bool) -> Lines:
    """Of whom a bound speaks, that it is reported, and whether the surveys contradict it."""
    note = language.say(_("reported {note}")(note=mark(bound.note)))
    lines = (bound.subject, note)
    return (*lines, language.say(AGAINST)) if against else lines


def bound_short(language: Language, bound: ReportedBound) -> str:
    """A bound and the mark of its source."""
    return f"{bound_value(bound, language)} {mark(bound.note)}"


def bound_named(language: Language, bound: ReportedBound) -> str:
    """The same with the name of whom it speaks of."""
    return f"{bound_value(bound, language)} {bound.subject} {mark(bound.note)}"


def bound_lines(language: Language, bound: ReportedBound, *, against: bool) -> Lines:
    """A bound in full, with the place it speaks of where that is another than the surveys do."""
    subject, *note = bound_note(language, bound, against=against)
    whose = language.clauses(filter(None, (subject, bound.place)))
    return bound_value(bound, language), whose, *note, language.day(bound.day)


def show_lines(language: Language, show: ShowMark) -> Lines:
    """A show: place, season, day."""
    return f"{show.place} {show.season}", language.day(show.day)


def event_lines(language: Language, event: EventMark) -> Lines:
    """A milestone or a press mention: what, which kind, when."""
    kind = MILESTONES.get(event.kind, _("press"))
    return event.what, language.say(kind), language.day(event.day)


def course_lines(language: Language, at: CoursePoint) -> Lines:
    """The course on a day."""
    label = _("Course on {day}")(day=at.day)
    return language.say(label), with_span(at.share, at.low, at.high, language)


def words_on(result: Charted, language: Language) -> list[str]:
    """What a chart says in its reader's language: as many words, in one order, in each of them."""
    shows = [show for each in result.arounds for show in each.shows]
    words = [*(show.place for show in shows), *(show.season for show in shows)]
    if any(each.bounds for each in result.arounds):
        words.append(language.say(_("reported {note}")(note="")).strip())
    if any(each.goal for each in result.arounds):
        words.append(language.say(_("Goal")))
    if isinstance(result, CourseResult) and result.against:
        words.append(language.say(AGAINST))
    if isinstance(result, FunnelResult):
        words += [language.say(STEPS[step]) for step in FUNNEL]
    return words
