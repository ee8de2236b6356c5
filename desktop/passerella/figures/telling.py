"""Any result that a chart is drawn from: its title, scope, sentences, the chart's note and its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from passerella.figures.chart_sources import source
from passerella.figures.chart_tables import (
    ChartTable,
    course_table,
    funnel_table,
    lines_table,
    slope_table,
    waves_table,
)
from passerella.figures.comparing_result import BrandsResult, FunnelResult, MarketsResult, SlopeResult
from passerella.figures.comparing_sentences import cautions, funnel_said, lines_said, slope_said
from passerella.figures.course_result import CourseResult, surveyed
from passerella.figures.course_sentences import course_said
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.sentences import CHART_NOTE, joined, moved, rounded_note
from passerella.records.goals import MEASURES
from passerella.texts.label import Label, _
from passerella.texts.language import Language

Charted = RecognitionResult | CourseResult | MarketsResult | BrandsResult | SlopeResult | FunnelResult
_COURSE_NOTE = _(
    "Dots: survey waves; bars: 95% interval; curve: fitted course with its 95% band, dotted: other "
    "ceilings; thick bars: reported bounds. A course is no promise."
)
_LINES_NOTE = _(
    "Dots: survey waves; bars: 95% interval; diamonds: shows; grey marks: milestones and press; thick bars: "
    "reported bounds; level dashes: goals. Series are never joined."
)
_SLOPE_NOTE = _(
    "Full line: more than chance; dashed: no change proved; bars: 95% interval; diamonds: shows; grey marks: "
    "milestones and press; thick bars: reported bounds; level dashes: goals."
)
_FUNNEL_NOTE = _("Bar: share of those asked. Figure: share of the step before, with its 95% interval.")
_FUNNEL_MARKS = _("{note} Tall tick: goal; tick under a bar: last reported bound.")
_FUNNEL_SINCE = _("{note} Line below: what happened from {since} on.")


def _course_note(result: CourseResult) -> Label:
    """What the curve and its band mean, where there is one."""
    return _COURSE_NOTE if result.main.curve else CHART_NOTE


def _funnel_note(result: FunnelResult) -> Label:
    """What its marks mean, as far as there are any."""
    found = _FUNNEL_NOTE
    if any(around.goal or around.bounds for around in result.arounds):
        found = _FUNNEL_MARKS(note=found)
    if any(around.shows or around.events for around in result.arounds):
        found = _FUNNEL_SINCE(note=found, since=result.since)
    return found


@dataclass(frozen=True, slots=True)
class _Telling:
    """How one type of result is told."""

    title: Callable[[Any], Label]
    scope: Callable[[Any], tuple[str, ...]]
    said: Callable[[Any, Language], list[Label]]
    table: Callable[[Any, Language], ChartTable]
    note: Callable[[Any], Label]


_TELLINGS = {
    RecognitionResult: _Telling(
        lambda result: MEASURES[result.measure],
        lambda result: (result.brand, result.series),
        lambda result, language: [moved(result, language)],
        waves_table,
        lambda _result: CHART_NOTE,
    ),
    CourseResult: _Telling(
        lambda result: _("Course and outlook: {measure}")(measure=MEASURES[result.known.measure]),
        lambda result: (result.known.brand, result.known.series),
        course_said,
        course_table,
        _course_note,
    ),
    MarketsResult: _Telling(
        lambda result: _("{measure} by market")(measure=MEASURES[result.measure]),
        lambda result: (result.brand,),
        lines_said,
        lines_table,
        lambda _result: _LINES_NOTE,
    ),
    BrandsResult: _Telling(
        lambda result: _("{measure} by brand")(measure=MEASURES[result.measure]),
        lambda result: (result.series,),
        lines_said,
        lines_table,
        lambda _result: _LINES_NOTE,
    ),
    SlopeResult: _Telling(
        lambda result: _("{measure}: change between two waves")(measure=MEASURES[result.measure]),
        lambda result: (result.series,),
        slope_said,
        slope_table,
        lambda _result: _SLOPE_NOTE,
    ),
    FunnelResult: _Telling(
        lambda result: _("From asked to bought, {day}")(day=result.day),
        lambda result: (result.series,),
        funnel_said,
        funnel_table,
        _funnel_note,
    ),
}


def title(result: Charted) -> Label:
    """What the chart of a result is called."""
    return _TELLINGS[type(result)].title(result)


def scope(result: Charted) -> tuple[str, ...]:
    """The brand or series, or both, that a result speaks of."""
    return _TELLINGS[type(result)].scope(result)


def sample(result: Charted) -> bool:
    """Whether a result is of invented records."""
    return result.sample


def reservations(result: Charted) -> tuple[Label, ...]:
    """What the intervals of a result do not cover."""
    known = surveyed(result)
    return known.reservations if isinstance(known, RecognitionResult) else cautions(known)


def said(result: Charted, language: Language) -> list[Label]:
    """A result in sentences, what was left out last."""
    return _TELLINGS[type(result)].said(result, language)


def note(result: Charted) -> Label:
    """What the marks of a chart mean."""
    return _TELLINGS[type(result)].note(result)


def table(result: Charted, language: Language) -> ChartTable:
    """The numbers that the chart of a result shows."""
    return _TELLINGS[type(result)].table(result, language)


@dataclass(frozen=True, slots=True)
class Told:
    """A result and all that stands around its chart, in one language."""

    result: Charted
    title: str
    scope: str
    sample: bool
    said: tuple[str, ...]
    note: str
    source: str
    table: ChartTable


def told(result: Charted, language: Language) -> Told:
    """All that is told of a result; around the chart's note stand what its intervals do not cover, and which
    waves percentages were counted back from."""
    known = surveyed(result)
    rounded = rounded_note(known) if isinstance(known, RecognitionResult) else None
    return Told(
        result=result,
        title=language.say(title(result)),
        scope=" · ".join(scope(result)),
        sample=sample(result),
        said=tuple(map(language.say, said(result, language))),
        note=joined((*reservations(result), note(result), *filter(None, [rounded])), language),
        source=source(result, language),
        table=table(result, language),
    )
