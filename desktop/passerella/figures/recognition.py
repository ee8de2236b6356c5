"""How well a brand is known: the waves of one series, with what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from passerella.analysis.shares import change, wilson
from passerella.figures.recognition_result import (
    Around,
    EventMark,
    GoalLine,
    RecognitionResult,
    ReportedBound,
    ShowMark,
    WaveChange,
    WavePoint,
)
from passerella.figures.wave_remarks import asked_how, reservations
from passerella.records.kinds import SeasonKind
from passerella.store.workspace import Query, Workspace
from passerella.texts.cities import city
from passerella.texts.language import Language

MEASURES = ("aided", "unaided", "first_named")


def main_brand(workspace: Workspace) -> Any | None:
    """The brand that pages and sheets speak of unless told otherwise: the first own one."""
    brands = workspace.all("brand", Query(sort="name"))
    return min(brands, key=lambda brand: (brand.kind != "own", brand.id), default=None)


def main_series(workspace: Workspace) -> Any | None:
    """The series with the latest wave. Own visitors know the brand: they are never the headline."""
    usable = {each.id: each for each in workspace.all("survey_series") if each.sampling != "visitors"}
    for wave in workspace.all("survey_wave", Query(descending=True)):
        if wave.series in usable:
            return usable[wave.series]
    return next(iter(usable.values()), None)


@dataclass(frozen=True, slots=True)
class WaveRow:
    """One wave of a list: its number in the series and, where the brand was asked for, its point."""

    id: int
    number: int
    day: date
    asked: int
    effective: Decimal | None
    point: WavePoint | None


@dataclass(frozen=True, slots=True)
class BrandRow:
    """What one wave says of one brand: counts by measure, None where not asked."""

    brand: str
    kind: str
    counts: dict[str, int | None]
    low: float
    high: float
    rounded: bool = False


STEPS = ("first_named", "unaided", "aided", "considered", "inquired", "bought")


def waves(workspace: Workspace, series: int, brand: int, measure: str) -> list[WaveRow]:
    """The waves of a series, newest first."""
    owner = workspace.get("survey_series", series)
    rows = [
        WaveRow(
            wave.id,
            number,
            wave.fielded_to,
            wave.asked,
            wave.effective,
            wave_point(owner, wave, brand, measure),
        )
        for number, wave in enumerate(waves_of(workspace, series), 1)
    ]
    return rows[::-1]


def brand_results(workspace: Workspace, wave: Any) -> list[BrandRow]:
    """The results of one wave by brand, best known first."""
    series = workspace.get("survey_series", wave.series)
    rows = []
    for result in wave.results:
        brand = workspace.get("brand", result.brand)
        point = wave_point(series, wave, result.brand, "aided")
        if brand is not None and point is not None:
            counts = {each: result.count(each) for each in STEPS}
            rows.append(BrandRow(brand.name, brand.kind, counts, point.low, point.high, point.rounded))
    return sorted(rows, key=lambda row: -(row.counts["aided"] or 0))


def recognition(
    workspace: Workspace,
    language: Language,
    *,
    brand: int | None = None,
    series: int | None = None,
    measure: str = "aided",
    today: date | None = None,
) -> RecognitionResult | None:
    """The course of one measure over the waves of one series, None while there is no series.

    Shares are of 1 with Wilson's 95% interval (corrected for a finite population in random samples
    of a known one), of weighted waves on their effective sample size; the change is from the wave
    before the last, by Newcombe's method 10. Reported facts stand beside as bounds and are never
    computed with. Without a `today` the goal's day counts as one to come.
    """
    found = workspace.get("survey_series", series) if series else main_series(workspace)
    owner = workspace.get("brand", brand) if brand else main_brand(workspace)
    if found is None or owner is None:
        return None
    waves = waves_of(workspace, found.id)
    pairs = [(wave, wave_point(found, wave, owner.id, measure)) for wave in waves]
    points = tuple(point for _wave, point in pairs if point is not None)
    return RecognitionResult(
        brand=owner.name,
        series=found.name,
        measure=measure,
        points=points,
        around=around(workspace, language, owner, found, measure, today),
        change=last_change(points),
        sample=workspace.sample,
        left_out=len(waves) - len(points),
        about=asked_how(found),
        reservations=tuple(reservations(found, [wave for wave, point in pairs if point is not None])),
    )


def around(
    workspace: Workspace, language: Language, brand: Any, series: Any, measure: str, today: date | None = None
) -> Around:
    """What stands beside the waves of a brand in one series."""
    return Around(
        goal=_goal(workspace, brand.id, series.id, measure, today),
        bounds=tuple(reported(workspace, language, brand, series, measure)),
        shows=tuple(_shows(workspace, language, brand.id)),
        events=tuple(_events(workspace, brand.id, series.country)),
    )


def last_change(points: Sequence[WavePoint]) -> WaveChange | None:
    """From the wave before the last to the last, None where there is one only."""
    return between(points[-2], points[-1]) if len(points) > 1 else None


def between(before: WavePoint, after: WavePoint) -> WaveChange:
    """The change between two waves of one series."""
    moved = change(*before.tally, *after.tally, population=after.population)
    return WaveChange(moved.difference, moved.low, moved.high, moved.more_than_chance)


def wave_points(workspace: Workspace, series: Any, brand: int, measure: str) -> list[WavePoint]:
    """The waves of a series that asked for a brand, by day."""
    points = (wave_point(series, wave, brand, measure) for wave in waves_of(workspace, series.id))
    return [point for point in points if point is not None]


def waves_of(workspace: Workspace, series: int) -> list[Any]:
    """The waves of a series, by day."""
    found = workspace.all("survey_wave", Query(equal=(("series", series),)))
    return sorted(found, key=lambda wave: wave.fielded_to)


def wave_point(series: Any, wave: Any, brand: int, measure: str) -> WavePoint | None:
    """What one wave says of a brand, None where it did not ask."""
    row = next((row for row in wave.results if row.brand == brand), None)
    hits = row.count(measure) if row else None
    if row is None or hits is None:
        return None
    point = WavePoint(
        day=wave.fielded_to,
        hits=hits,
        asked=wave.asked,
        share=hits / wave.asked,
        low=0,
        high=1,
        effective=None if wave.effective is None else float(wave.effective),
        rounded=row.basis == "percentage",
        population=series.known_population,
    )
    interval = wilson(*point.tally, population=point.population)
    return replace(point, low=interval.low, high=interval.high)


def _goal(workspace: Workspace, brand: int, series: int, measure: str, today: date | None) -> GoalLine | None:
    equal = (("brand", brand), ("series", series), ("measure", measure))
    goals = workspace.all("goal", Query(equal=equal, descending=True))
    return goal_line(goals[0], today) if goals else None


def goal_line(goal: Any, today: date | None) -> GoalLine:
    """A goal for a share as charts and sentences have it."""
    over = today is not None and today > goal.by
    return GoalLine(goal.set_on, goal.by, float(goal.target / 100), over)


def _spoken_of(brand: Any, series: Any, measure: str) -> tuple[set[str], set[str]]:
    """The subjects and places by which a reported fact speaks of this brand and this audience.

    Nothing but the very same names: what holds for a city's fashion scene says nothing of the
    country's buyers. 'Recognition' is total awareness, so no other measure has any.
    """
    if measure != "aided":
        return set(), set()
    names = (brand.name, brand.name_en, brand.name_it)
    return {_plain(each) for each in names if each}, _places(series)


def _places(series: Any) -> set[str]:
    """What a reported fact calls the audience of a series."""
    called = (series.name, series.audience, (series.place or "") + series.audience)
    return {_plain(each) for each in called}


def of_another_audience(workspace: Workspace, series: Any) -> Callable[[Any], bool]:
    """Whether a reported fact names the audience of another series than this one: there it stands."""
    others = (each for each in workspace.all("survey_series") if each.id != series.id)
    places = set[str]().union(*map(_places, others)) - _places(series)
    return lambda fact: _plain(fact.place or "") in places


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def reported(
    workspace: Workspace, language: Language, brand: Any, series: Any, measure: str
) -> list[ReportedBound]:
    """What was reported of recognition, with whether it speaks of this brand and audience; what speaks of the
    audience of another series is left to that series."""
    subjects, places = _spoken_of(brand, series, measure)
    surveyed, elsewhere = _plain(series.place or ""), of_another_audience(workspace, series)
    facts = workspace.all("reported_fact", Query(equal=(("measure", "recognition"),)))
    sources = {source: note for note, source in enumerate(fact_sources(workspace), 1)}
    return [
        ReportedBound(
            fact.as_of,
            fact.comparator,
            float(fact.value / 100),
            fact.subject,
            sources[(fact.stated_by, fact.published_on)],
            _plain(fact.subject) in subjects and _plain(fact.place or "") in places,
            source_line(fact.stated_by, fact.published_on, language),
            bool(surveyed) and surveyed in _plain(fact.place or ""),
            "" if _plain(fact.place or "") in places else fact.place or "",
        )
        for fact in facts
        if fact.as_of and fact.value is not None and fact.unit == "%" and not elsewhere(fact)
    ]


def fact_sources(workspace: Workspace) -> list[tuple[str, date | None]]:
    """Who stated the reported facts and when, each source once: the numbers of the footnotes."""
    found = [(fact.stated_by, fact.published_on) for fact in workspace.all("reported_fact")]
    return list(dict.fromkeys(found))


def source_line(stated_by: str, published: date | None, language: Language) -> str:
    """Who stated a reported fact, and when."""
    return language.clauses(filter(None, (stated_by, language.day(published) if published else "")))


def _shows(workspace: Workspace, language: Language, brand: int) -> list[ShowMark]:
    marks = []
    for appearance in workspace.all("appearance"):
        if appearance.status != "held" or appearance.brand not in (None, brand):
            continue
        show = workspace.get("show", appearance.show)
        season = SeasonKind().show(appearance.season, language)
        place = (city(show.city, language) if show.city else show.name) if show else ""
        marks.append(ShowMark(appearance.starts_on, place, season))
    return marks


def _events(workspace: Workspace, brand: int, country: str | None) -> list[EventMark]:
    """Milestones and press of a brand in the country that was surveyed, or in none named."""
    milestones = [
        (each, each.kind, each.what)
        for each in workspace.all("milestone")
        if each.brand in (None, brand) and country in (None, each.country or country)
    ]
    press = [
        (each, "press", each.outlet)
        for each in workspace.all("press_mention", Query(equal=(("brand", brand),)))
        if country in (None, each.country or country)
    ]
    return sorted(
        (EventMark(each.day, kind, what) for each, kind, what in (*milestones, *press)),
        key=lambda mark: mark.day,
    )
