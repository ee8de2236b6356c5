"""The numbers of each chart as a table: one for the card, for a screen reader and for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from passerella.figures.comparing_result import (
    BrandsResult,
    Funnel,
    FunnelResult,
    MarketsResult,
    Slope,
    SlopeResult,
)
from passerella.figures.comparing_sentences import STEPS
from passerella.figures.course_result import CourseLine, CourseResult, GoalOutlook, NotComputed
from passerella.figures.course_sentences import against, chance_said, under, why
from passerella.figures.recognition_result import Around, RecognitionResult, WaveChange, WavePoint
from passerella.figures.sentences import bound_value, mark, of_people, points_span, span, target
from passerella.texts.label import Label, _, _c
from passerella.texts.language import Language

Row = tuple[str, ...]
_WAVE = (_("Day"), _("People asked"), _("Know it"), _("Share"), _("95% interval"))
_NONE = "–"


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Rows under their heads, in a language; the first `words` columns hold words, the rest figures."""

    heads: Row
    rows: tuple[Row, ...]
    words: int = 1


def waves_table(result: RecognitionResult, language: Language) -> ChartTable:
    """What stands beside the waves, then every wave."""
    rows = [(words, _NONE, _NONE, share, _NONE) for words, share in _beside(result.around, language)]
    return _table(language, _WAVE, [*rows, *(_wave(point, language) for point in result.points)])


def course_table(result: CourseResult, language: Language) -> ChartTable:
    """Every course: the share on the goal's day, its band, the chance; or why there is none. Then what stands
    beside the waves, and every wave."""
    heads = (_("Course, wave"), _("Share"), _("95% interval"), _("Chance"), _("Goal met"), _("Remark"))
    rows = [(language.say(under(line)), *_course(line, result, language)) for line in result.lines]
    around = result.known.around
    for bound, (subject, about, share) in zip(around.bounds, _reported(around, language), strict=True):
        words, remark = language.aside(subject, about), against(bound, result, language)
        rows.append((words, share, _NONE, _NONE, _NONE, remark))
    rows += [(words, share, _NONE, _NONE, _NONE, "") for words, share in _aimed(around, language)]
    for point in result.known.points:
        day, _asked, _hits, share, within = _wave(point, language)
        rows.append((day, share, within, _NONE, _NONE, language.say(of_people(point))))
    return _table(language, heads, rows)


def _reported(around: Around, language: Language) -> Iterator[tuple[str, str, str]]:
    """Of whom something was reported, where and of which day, and the share."""
    for bound in around.bounds:
        said = language.say(_("reported {note}")(note=mark(bound.note)))
        about = language.listed(filter(None, (bound.place, said, language.day(bound.day))))
        yield bound.subject, about, bound_value(bound, language)


def _aimed(around: Around, language: Language) -> Iterator[tuple[str, str]]:
    """The goal with its day, and its share."""
    if around.goal:
        day = language.day(around.goal.by)
        yield language.aside(language.say(_("Goal")), day), target(around.goal, language)


def _beside(around: Around, language: Language) -> Iterator[tuple[str, str]]:
    """What was reported and what is to be reached, each with its share."""
    for subject, about, share in _reported(around, language):
        yield language.aside(subject, about), share
    yield from _aimed(around, language)


def _course(line: CourseLine, result: CourseResult, language: Language) -> Row:
    ahead, waves = line.outlook, len(result.known.points)
    if isinstance(ahead, GoalOutlook):
        days = [language.day(day) if day else "…" for day in (ahead.earliest, ahead.latest)]
        chance = language.say(chance_said(ahead.chance))
        return (
            language.percent(ahead.share),
            span(ahead.low, ahead.high, language),
            chance,
            " – ".join(days),
            "",
        )
    end = line.curve[-1] if line.curve else None
    reason = line.refused or (ahead if isinstance(ahead, NotComputed) else None)
    remark = language.say(why(reason, waves, language)) if reason else ""
    share = (language.percent(end.share), span(end.low, end.high, language)) if end else (_NONE, _NONE)
    return (*share, _NONE, _NONE, remark)


def lines_table(result: MarketsResult | BrandsResult, language: Language) -> ChartTable:
    """What stands beside every market or brand, and its waves."""
    markets = isinstance(result, MarketsResult)
    first = _("Series") if markets else _("Brand")
    rows: list[Row] = []
    if not markets:
        found = dict.fromkeys(each for line in result.lines for each in _reported(line.around, language))
        rows += [(subject, about, _NONE, _NONE, share, _NONE) for subject, about, share in found]
    for line in result.lines:
        beside = (_beside if markets else _aimed)(line.around, language)
        rows += [(line.name, words, _NONE, _NONE, share, _NONE) for words, share in beside]
        rows += [(line.name, *_wave(point, language)) for point in line.points]
    return _table(language, (first, *_WAVE), rows, words=2)


def slope_table(result: SlopeResult, language: Language) -> ChartTable:
    """What stands beside the brands, then both waves of each and the change between them."""
    heads = (_("Brand"), result.first, result.last, _("Points"), _("95% interval"))
    shown = tuple(head if isinstance(head, Label) else language.day(head) for head in heads)
    found = dict.fromkeys(row for each in result.slopes for row in _reported(each.around, language))
    beside = [f"{language.aside(subject, about)} {share}" for subject, about, share in found]
    for each in result.slopes:
        aims = _aimed(each.around, language)
        beside += [language.headed(each.name, f"{words} {share}") for words, share in aims]
    rows: list[Row] = [(words, *[_NONE] * 4) for words in beside]
    return _table(language, shown, rows + [_slope(each, language) for each in result.slopes])


def _slope(each: Slope, language: Language) -> Row:
    shares = (language.percent(each.before.share), language.percent(each.after.share))
    return (each.name, *shares, *_change(each.change, language))


def _change(change: WaveChange, language: Language) -> Row:
    return language.points(change.points), points_span(change, language)


def funnel_table(result: FunnelResult, language: Language) -> ChartTable:
    """What stands beside every brand, and its steps."""
    heads = (_("Brand"), _("Step"), _c("step", "People"), _("Of those asked"), _("Of the step before"))
    rows = [row for funnel in result.funnels for row in _steps(funnel, language)]
    return _table(language, (*heads, _("95% interval")), rows, words=2)


def _steps(funnel: Funnel, language: Language) -> Iterator[Row]:
    asked = (language.number(funnel.asked), language.percent(1.0), _NONE, _NONE)
    said = [(about, share) for _subject, about, share in _reported(funnel.around, language)]
    for words, share in (*said, *_aimed(funnel.around, language)):
        yield (funnel.name, words, _NONE, share, _NONE, _NONE)
    yield (funnel.name, language.say(STEPS["asked"]), *asked)
    for step in funnel.steps:
        rate = _NONE if step.rate is None else language.percent(step.rate)
        within = _NONE if step.low is None or step.high is None else span(step.low, step.high, language)
        people = (language.number(step.people), language.percent(step.share))
        yield (funnel.name, language.say(STEPS[step.step]), *people, rate, within)


def _wave(point: WavePoint, language: Language) -> Row:
    return (
        language.day(point.day),
        language.number(point.asked),
        language.number(point.hits),
        language.percent(point.share),
        span(point.low, point.high, language),
    )


def _table(language: Language, heads: tuple[Label | str, ...], rows: list[Row], words: int = 1) -> ChartTable:
    return ChartTable(tuple(map(language.say, heads)), tuple(rows), words)
