"""Where the numbers of a chart come from: whose survey, when, how many people, and who reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from passerella.figures.comparing_result import BrandsResult, FunnelResult, MarketsResult, SlopeResult
from passerella.figures.course_result import surveyed
from passerella.figures.recognition_result import RecognitionResult, WavePoint
from passerella.figures.sentences import mark
from passerella.texts.label import _, _n
from passerella.texts.language import Language

_OF_A_SERIES = _("Source: survey series {series}; {days}; {people} people a wave.")
_OF_SERIES = _n(
    "Source: {n} survey series; {days}; {people} people a wave.",
    "Source: {n} survey series; {days}; {people} people a wave.",
)


def source(result: Any, language: Language) -> str:
    """The source line of a chart's result; of reported bounds with the marks that point at them."""
    known = surveyed(result)
    asked, reported = _asked(known), _reported(known)
    if not asked:
        return reported
    days, people = zip(*asked, strict=True)
    if isinstance(known, MarketsResult):
        label = _OF_SERIES(n=len(known.lines))
    else:
        label = _OF_A_SERIES(series=known.series)
    label = label(days=_range(days, language), people=_range(people, language))
    return " ".join(filter(None, (language.say(label), reported)))


def _asked(known: Any) -> list[tuple[date, int]]:
    if isinstance(known, FunnelResult):
        return [(known.day, each.asked) for each in known.funnels]
    return [(point.day, point.asked) for point in _points(known)]


def _points(known: Any) -> Iterable[WavePoint]:
    if isinstance(known, RecognitionResult):
        return known.points
    if isinstance(known, SlopeResult):
        return (point for each in known.slopes for point in (each.before, each.after))
    assert isinstance(known, MarketsResult | BrandsResult)
    return (point for line in known.lines for point in line.points)


def _range(values: Sequence[Any], language: Language) -> str:
    ends = dict.fromkeys((language.show(min(values)), language.show(max(values))))
    return " – ".join(ends)


def _reported(known: Any) -> str:
    bounds = [bound for each in known.arounds for bound in each.bounds]
    said = {bound.note: bound.source for bound in bounds if bound.source}
    return "  ".join(f"{mark(note)} {said[note]}" for note in sorted(said))
