"""Brands and markets beside each other. Waves of different series are never joined or tested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from passerella.analysis.shares import Step, funnel
from passerella.figures.comparing_result import (
    BrandsResult,
    Funnel,
    FunnelResult,
    FunnelStep,
    Line,
    MarketsResult,
    Slope,
    SlopeResult,
)
from passerella.figures.recognition import (
    around,
    between,
    last_change,
    reported,
    wave_point,
    wave_points,
    waves_of,
)
from passerella.figures.recognition_result import ALONE, Around, ReportedBound
from passerella.figures.sentences import caution
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import Language

_YEAR = timedelta(365)
FUNNEL = ("aided", "considered", "inquired", "bought")


def markets(
    workspace: Workspace,
    language: Language,
    brand: int,
    measure: str = "aided",
    series: Sequence[int] = (),
) -> MarketsResult | None:
    """One brand in every series (or those of these ids), by name; None while there is no such brand."""
    owner = workspace.get("brand", brand)
    if owner is None:
        return None
    lines, left_out = [], []
    for each in workspace.all("survey_series", Query(sort="name")):
        if series and each.id not in series:
            continue
        line = _line(workspace, language, each, owner, measure, each.name)
        if line:
            beside = _with_bounds(line.around, lambda bound: bound.same or bound.here)
            lines.append(replace(line, around=beside))
        else:
            left_out.append(each.name)
    return MarketsResult(owner.name, measure, tuple(lines), tuple(left_out), workspace.sample)


def brands(
    workspace: Workspace,
    language: Language,
    series: int,
    measure: str = "aided",
    chosen: Sequence[int] = (),
) -> BrandsResult | None:
    """The brands of one series (or those of these ids), best known last; None without such a series."""
    found = workspace.get("survey_series", series)
    if found is None:
        return None
    lines, left_out = [], []
    for brand in _asked_for(workspace, waves_of(workspace, series), chosen):
        line = _line(workspace, language, found, brand, measure, brand.name)
        if line:
            lines.append(line)
        else:
            left_out.append(brand.name)
    lines.sort(key=lambda line: line.points[-1].share)
    return BrandsResult(found.name, measure, tuple(lines), tuple(left_out), workspace.sample)


def slope(
    workspace: Workspace,
    language: Language,
    series: int,
    measure: str = "aided",
    *,
    chosen: Sequence[int] = (),
    first: int | None = None,
    last: int | None = None,
) -> SlopeResult | None:
    """The brands of one series in two of its waves: those of these ids, else the first and the last.

    The change of each has Newcombe's 95% interval (method 10). None where there are no two such waves.
    """
    found, waves = workspace.get("survey_series", series), waves_of(workspace, series)
    one, other = _chosen(waves, first, 0), _chosen(waves, last, -1)
    if found is None or one is None or other is None or one.id == other.id:
        return None
    start, end = sorted((one, other), key=lambda wave: wave.fielded_to)
    days: tuple[date, date] = (start.fielded_to, end.fielded_to)
    slopes, left_out = [], []
    for brand in _asked_for(workspace, waves, chosen):
        made = _slope(found, start, end, brand, measure)
        if made:
            beside = _beside(workspace, language, brand, found, measure)
            meanwhile = _with_bounds(beside, lambda bound: days[0] <= bound.day <= days[1])
            slopes.append(replace(made, around=meanwhile))
        else:
            left_out.append(brand.name)
    return SlopeResult(
        series=found.name,
        measure=measure,
        first=days[0],
        last=days[1],
        slopes=tuple(slopes),
        left_out=tuple(left_out),
        sample=workspace.sample,
        caution=caution(found.sampling, start, end),
    )


def _slope(series: Any, start: Any, end: Any, brand: Any, measure: str) -> Slope | None:
    before, after = (wave_point(series, wave, brand.id, measure) for wave in (start, end))
    if before is None or after is None:
        return None
    return Slope(brand.name, _own(brand), before, after, between(before, after))


def funnel_of(
    workspace: Workspace,
    language: Language,
    series: int,
    *,
    chosen: Sequence[int] = (),
    wave: int | None = None,
) -> FunnelResult | None:
    """From asked to bought by brand in one wave, the last unless told; None without such a wave."""
    found = workspace.get("survey_series", series)
    waves = waves_of(workspace, series)
    one = _chosen(waves, wave, -1)
    if found is None or one is None:
        return None
    day = one.fielded_to
    since = max((each.fielded_to for each in waves if each.fielded_to < day), default=day - _YEAR)
    funnels, left_out = [], []
    for brand in _asked_for(workspace, [one], chosen):
        made = _funnel(found, one, brand)
        if made:
            beside = _beside(workspace, language, brand, found, "aided")
            funnels.append(replace(made, around=_until(beside, since, day)))
        else:
            left_out.append(brand.name)
    cautious = caution(found.sampling, one)
    return FunnelResult(found.name, day, since, tuple(funnels), tuple(left_out), workspace.sample, cautious)


def _until(beside: Around, since: date, day: date) -> Around:
    """What the last report said of the brand by a day, and what it did from one day to the other."""
    said = [bound for bound in beside.bounds if bound.same and bound.day <= day]
    return replace(
        beside,
        bounds=tuple(sorted(said, key=lambda bound: bound.day)[-1:]),
        shows=tuple(show for show in beside.shows if since <= show.day <= day),
        events=tuple(event for event in beside.events if since <= event.day <= day),
    )


def _funnel(series: Any, wave: Any, brand: Any) -> Funnel | None:
    """None where a later step holds more people than the one before it."""
    row = next(row for row in wave.results if row.brand == brand.id)
    counts = [(step, row.count(step)) for step in FUNNEL]
    people = [("asked", wave.asked), *((step, count) for step, count in counts if count is not None)]
    if any(count > before for (_, before), (_, count) in pairwise(people)):
        return None
    weight = float(wave.effective) / wave.asked if wave.effective else 1.0
    found = funnel([count * weight for _, count in people], population=series.known_population)
    steps = (
        _step(name, count, wave.asked, step) for (name, count), step in zip(people[1:], found, strict=True)
    )
    return Funnel(brand.name, _own(brand), wave.asked, tuple(steps))


def _step(name: str, count: int, asked: int, step: Step) -> FunnelStep:
    low, high = (step.interval.low, step.interval.high) if step.interval else (None, None)
    return FunnelStep(name, count, count / asked, step.share, low, high)


def _line(
    workspace: Workspace, language: Language, series: Any, brand: Any, measure: str, name: str
) -> Line | None:
    points = tuple(wave_points(workspace, series, brand.id, measure))
    if not points:
        return None
    cautious = caution(series.sampling, *points)
    beside = _beside(workspace, language, brand, series, measure)
    return Line(name, _own(brand), points, last_change(points), cautious, beside)


def _beside(workspace: Workspace, language: Language, brand: Any, series: Any, measure: str) -> Around:
    """What stands beside the waves of a brand: of a competitor's, what was reported of it."""
    if _own(brand):
        return around(workspace, language, brand, series, measure)
    found = replace(ALONE, bounds=tuple(reported(workspace, language, brand, series, measure)))
    return _with_bounds(found, lambda bound: bound.same)


def _with_bounds(beside: Around, wanted: Callable[[ReportedBound], bool]) -> Around:
    """The same, of what was reported only what is wanted."""
    return replace(beside, bounds=tuple(filter(wanted, beside.bounds)))


def _chosen(waves: list[Any], id: int | None, otherwise: int) -> Any | None:
    """The wave of an id, which must be one of these, else the one at a place."""
    if id is not None:
        return next((wave for wave in waves if wave.id == id), None)
    return waves[otherwise] if waves else None


def _asked_for(workspace: Workspace, waves: list[Any], chosen: Sequence[int]) -> list[Any]:
    """The brands that any of the waves asked for, each once, only the chosen ones if any are."""
    ids = dict.fromkeys(row.brand for wave in waves for row in wave.results)
    found = (workspace.get("brand", id) for id in ids if not chosen or id in chosen)
    return [brand for brand in found if brand is not None]


def _own(brand: Any) -> bool:
    return str(brand.kind) == "own"
