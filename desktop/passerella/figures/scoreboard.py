"""The scoreboard of a brand: every measure, where it stands, and what its goals ask for.

What is measured how is said in `standings`, how a goal is judged in `judging`, both in
`docs/scoreboard.md` for those who read no code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from passerella.analysis.pace import Status, Way, a_quarter
from passerella.figures.course import course
from passerella.figures.facts import Fact, facts_on
from passerella.figures.judging import by_course, by_line
from passerella.figures.periods import year_to
from passerella.figures.price_sentences import NOTHING_SHIPPED
from passerella.figures.recognition import goal_line, main_brand, main_series, recognition
from passerella.figures.recognition_result import RecognitionResult, WavePoint
from passerella.figures.scoreboard_result import Move, Row, Scoreboard, Terms, Unit
from passerella.figures.sentences import NO_WAVE, caution
from passerella.figures.standings import Wanted, standing, unit_of, wave_standing, with_unit
from passerella.figures.trade import latest_period, own_brand_share
from passerella.records.goals import COUNTS, MEASURES, RECOGNITION
from passerella.records.kinds import CountryKind
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language

_REPORTED_AS = {
    "aided": "recognition",
    "average_price": "average_price",
    "export_value": "export_value",
    "own_brand_share": "aim",
    "appearances": "appearances",
    "partnerships": "partnerships",
    "honours": "honours",
}
_TOO_LATE = _("no wave had been asked by {day}")


def scoreboard(
    workspace: Workspace, language: Language, today: date, brand: int | None = None
) -> Scoreboard | None:
    """Every measure of a brand with its goals, the main brand unless told otherwise; None without any."""
    owner = workspace.get("brand", brand) if brand else main_brand(workspace)
    return _Asking(workspace, language, today, owner).scoreboard() if owner else None


class _Asking:
    def __init__(self, workspace: Workspace, language: Language, today: date, owner: Any) -> None:
        self.workspace, self.language, self.today, self.owner = workspace, language, today, owner
        self.shipped = latest_period(workspace, today).last

    def scoreboard(self) -> Scoreboard:
        own = ("own", "collective")
        return Scoreboard(
            brand=self.owner.name,
            day=self.today,
            rows=tuple(self._rows()),
            move=self._move(),
            sample=self.workspace.sample,
            brands={each.id: each.name for each in self.workspace.all("brand") if each.kind in own},
        )

    def _move(self) -> Move | None:
        found = own_brand_share(self.workspace, year_to(self.shipped))
        if found.share is None:
            return None
        day = found.period.last
        return Move(day, found.currency, found.own, found.contract, found.share, found.before)

    def _rows(self) -> Iterator[Row]:
        goals = self.workspace.all("goal", Query(equal=(("brand", self.owner.id),)))
        for measure in MEASURES:
            mine = [goal for goal in goals if goal.measure == measure]
            row = self._recognised if measure in RECOGNITION else self._counted
            aims = sorted(mine, key=lambda goal: goal.by) or [None]
            shown: list[Fact] = []
            for goal in aims:
                reported = [fact for fact in self._reported(measure, goal) if fact not in shown]
                shown += reported
                yield replace(row(measure, goal), reported=tuple(reported))

    def _reported(self, measure: str, goal: Any | None) -> tuple[Fact, ...]:
        named, series = _REPORTED_AS.get(measure), self._series(goal) if measure in RECOGNITION else None
        return tuple(facts_on(self.workspace, self.language, named, series)) if named else ()

    def _series(self, goal: Any | None) -> Any | None:
        """The survey series of a goal for recognition, else the main one."""
        return self.workspace.get("survey_series", goal.series) if goal else main_series(self.workspace)

    def _recognised(self, measure: str, goal: Any | None) -> Row:
        series = self._series(goal)
        unit = Unit(percent=True)
        if series is None:
            return Row(measure, (), unit, None, why=(NO_WAVE,))
        known = recognition(
            self.workspace, self.language, brand=self.owner.id, series=series.id, measure=measure
        )
        assert known is not None
        if goal is not None:
            known = _for_goal(known, goal, self.today)
        last = known.points[-1] if known.points else None
        latest = wave_standing(last, caution(series.sampling, last, counted=True)) if last else None
        row = Row(measure, (series.name,), unit, latest)
        if goal is None:
            return row if latest else replace(row, why=(NO_WAVE,))
        if latest is None:
            row = replace(row, why=(NO_WAVE if self.today <= goal.by else _TOO_LATE(day=goal.by),))
        terms = _terms(goal, lambda: _last_by(known.points, goal.set_on))
        return self._towards(row, terms, known)

    def _counted(self, measure: str, goal: Any | None) -> Row:
        wanted = Wanted(self.owner.id, measure)
        if goal is not None:
            wanted = replace(wanted, market=goal.market, product=goal.product, unit=goal.unit)
        day = self.today if measure in COUNTS else self.shipped
        day = min(day, goal.by) if goal else day
        wanted = with_unit(self.workspace, wanted, day)
        latest = standing(self.workspace, wanted, day)
        row = Row(measure, self._scope(wanted), unit_of(self.workspace, wanted), latest)
        if latest is None:
            row = replace(row, why=(NOTHING_SHIPPED,))
        if goal is None:
            return row
        return self._towards(row, _terms(goal, lambda: self._value(wanted, goal.set_on)), None)

    def _value(self, wanted: Wanted, day: date) -> Decimal | None:
        found = standing(self.workspace, wanted, day)
        return found.value if found else None

    def _scope(self, wanted: Wanted) -> tuple[Label | str, ...]:
        if wanted.measure == "honours":
            return ()
        market = CountryKind().show(wanted.market, self.language) if wanted.market else _("all markets")
        product = self.workspace.get("product", wanted.product) if wanted.product else None
        return (self.workspace.title(product, self.language), market) if product else (market,)

    def _towards(self, row: Row, terms: Terms, known: RecognitionResult | None) -> Row:
        row = replace(row, terms=terms)
        if row.latest is None:
            return replace(row, status=Status.UNMEASURABLE)
        way = None
        if terms.baseline is not None:
            way = Way(terms.baseline, terms.target, terms.set_on, terms.by)
        over = self.today > terms.by
        if not over:
            row = replace(
                row,
                needed=way.needed(row.latest.day) if way else None,
                pace=a_quarter(row.latest.value, terms.target, row.latest.day, terms.by),
            )
        if known is None:
            return by_line(row, way, over)
        return by_course(row, course(known), over, self.language)


def _for_goal(known: RecognitionResult, goal: Any, today: date) -> RecognitionResult:
    """The waves that count for a goal: once its day has passed, those up to it."""
    points = tuple(point for point in known.points if today <= goal.by or point.day <= goal.by)
    return replace(known, points=points, around=replace(known.around, goal=goal_line(goal, today)))


def _last_by(points: Sequence[WavePoint], day: date) -> Decimal | None:
    found = [point for point in points if point.day <= day]
    return wave_standing(found[-1], None).value if found else None


def _terms(goal: Any, measured: Callable[[], Decimal | None]) -> Terms:
    typed = goal.baseline is not None
    baseline = goal.baseline if typed else measured()
    return Terms(goal.id, goal.target, goal.set_on, goal.by, baseline, typed)
