"""Figures of recognition from a terminal."""

from __future__ import annotations

from datetime import date
from typing import Any

from passerella.commands.answers import Answer, plain, told
from passerella.figures import sentences
from passerella.figures.comparing import brands, funnel_of, markets, slope
from passerella.figures.course import course
from passerella.figures.course_result import CourseResult
from passerella.figures.course_sentences import beyond, use_of
from passerella.figures.recognition import MEASURES, main_brand, recognition
from passerella.figures.recognition_result import RecognitionResult, ReportedBound
from passerella.figures.telling import Charted
from passerella.figures.wave_remarks import wave_remarks
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language

_BASIS = _(
    "Basis: Wilson interval of a share and Newcombe interval of a change, 95%; the trend is tested after "
    "Cochran and Armitage (form with N); the course is a logit line by binomial likelihood."
)
_CURVE, _NOTE = frozenset({"curve"}), frozenset({"note", "here"})


def recognitions(workspace: Workspace, words: Language, today: date) -> list[Answer]:
    """Each measure of the main brand in each series, with its course and outlook."""
    found = []
    for series in workspace.all("survey_series", Query(sort="name")):
        for measure in MEASURES:
            result = recognition(workspace, words, series=series.id, measure=measure, today=today)
            if result is not None:
                found.append(_recognition(result, words))
    return found


def _recognition(result: RecognitionResult, words: Language) -> Answer:
    name = _("{brand}, {series}: {measure}")(
        brand=result.brand, series=result.series, measure=sentences.measure_label(result)
    )
    remarks = wave_remarks(result) if result.points else []
    said: list[Label | str] = [sentences.moved(result, words)]
    if result.points:
        goal = sentences.against_goal(result, words)
        said.append(goal or sentences.NO_GOAL)
    fitted = course(result)
    if result.points:
        said += [each for each in beyond(fitted, words) if each not in said]
    said += [_wave(number, point, words) for number, point in enumerate(result.points, 1)]
    said += [_bound(bound, fitted, words) for bound in result.around.bounds]
    said += remarks
    left_out = []
    if result.left_out:
        label = _n(
            "{n} wave without this figure was left out.", "{n} waves without this figure were left out."
        )
        left_out.append(label(n=result.left_out))
    values = _recognition_values(result) | {
        "shows": plain(result.around.shows, words),
        "events": plain(result.around.events, words),
        "remarks": [words.say(each) for each in remarks],
        "trend": plain(fitted.trend, words),
        "needed_pace": fitted.pace,
        "course": plain(fitted.lines, words, _CURVE),
        "reported": [
            {**plain(bound, words, _NOTE), "contradicted": bound in fitted.against}
            for bound in result.around.bounds
        ],
    }
    return Answer(name, said, _BASIS, left_out, values)


def _wave(number: int, point: Any, words: Language) -> str:
    share = sentences.with_span(point.share, point.low, point.high, words)
    basis = [sentences.of_people(point), *([sentences.ROUNDED] if point.rounded else [])]
    name = words.say(_("Wave {number}, {day}")(number=number, day=point.day))
    return words.headed(name, words.clauses((share, *map(words.say, basis))))


def _bound(bound: ReportedBound, fitted: CourseResult, words: Language) -> str:
    share = sentences.bound_value(bound, words)
    about = (words.clauses((bound.subject, words.day(bound.day))), bound.source)
    use = words.say(use_of(bound, fitted))
    return words.headed(words.say(_("Reported")), words.apart(filter(None, (share, *about, use))))


def _recognition_values(result: RecognitionResult) -> dict[str, Any]:
    last, moved, goal = (result.points or (None,))[-1], result.change, result.around.goal
    return {
        "brand": result.brand,
        "series": result.series,
        "measure": result.measure,
        "share": last and last.share,
        "interval": last and [last.low, last.high],
        "change": moved
        and {
            "difference": moved.points,
            "interval": [moved.low, moved.high],
            "more_than_chance": moved.more_than_chance,
        },
        "goal": goal and {"share": goal.share, "set_on": goal.set_on.isoformat(), "by": goal.by.isoformat()},
        "inputs": [
            {
                "day": each.day.isoformat(),
                "hits": each.hits,
                "asked": each.asked,
                "share": each.share,
                "interval": [each.low, each.high],
                "rounded": each.rounded,
            }
            for each in result.points
        ],
    }


def comparisons(workspace: Workspace, words: Language) -> dict[str, list[Answer]]:
    """Markets of the main brand; of each series its brands over all waves and from the first to the last, and
    the funnel."""
    brand, series = main_brand(workspace), workspace.all("survey_series", Query(sort="name"))
    beside = [brands(workspace, words, each.id) for each in series]
    found: dict[str, list[Charted | None]] = {
        "markets": [markets(workspace, words, brand.id)] if brand and series else [],
        "brands": [each for each in beside if each and each.lines],
        "slope": [slope(workspace, words, each.id) for each in series],
        "funnel": [funnel_of(workspace, words, each.id) for each in series],
    }
    return {name: [told(each, words) for each in results if each] for name, results in found.items()}
