"""What the Overview shows, asked in one go and away from the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from passerella.figures import sentences
from passerella.figures.facts import Fact, strip
from passerella.figures.periods import Period
from passerella.figures.price_drivers import price_drivers
from passerella.figures.price_sentences import (
    NOTHING_SHIPPED,
    compared_with,
    driven_by,
    left_out,
    on_reference,
)
from passerella.figures.recognition import fact_sources, recognition, source_line
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.trade import (
    average_price,
    export_value,
    latest_period,
    orders_without_rate,
    own_brand_share,
    without_rate,
)
from passerella.records.goals import MEASURES
from passerella.records.trade import UNITS
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language
from passerella.ui.widgets.cards import TileTexts

if TYPE_CHECKING:
    from passerella.figures.telling import Told

NEAR = timedelta(days=90)
Way = Literal["up", "down", ""]


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to do, the kind whose list it is done in, and more about it."""

    text: str
    kind: str
    more: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page. `notes` are the marks of the sources that the facts are from."""

    enterprise: str
    sample: bool
    tiles: tuple[TileTexts, ...]
    told: Told | None
    known: RecognitionResult | None
    goal: str
    facts: tuple[Fact, ...]
    all_facts: int
    notes: dict[str, str]
    to_do: tuple[ToDo, ...]


def overview(workspace: Workspace, language: Language, today: date) -> Overview:
    """Ask for every figure of the page."""
    return _Asking(workspace, language, today).overview()


def outlook(known: RecognitionResult, language: Language) -> str:
    """Whether the goal will be reached by the course through the waves; empty where none says so."""
    from passerella.figures.course import course
    from passerella.figures.course_sentences import goal_outlook

    said = goal_outlook(course(known), language)
    return language.say(said) if said else ""


class _Asking:
    def __init__(self, workspace: Workspace, language: Language, today: date) -> None:
        self.workspace, self.language, self.today = workspace, language, today
        self.say = language.say
        self.sample = workspace.sample

    def overview(self) -> Overview:
        """Everything on the page."""
        workspace, language = self.workspace, self.language
        result = recognition(workspace, language, today=self.today)
        enterprise = next(iter(workspace.all("enterprise")), None)
        period = latest_period(workspace, self.today)
        return Overview(
            enterprise=enterprise.name if enterprise else "",
            sample=self.sample,
            tiles=(
                self._recognition(result),
                self._value(period),
                self._price(period),
                self._own(period),
            ),
            told=self._told(result),
            known=result,
            goal=self._goal(result),
            facts=tuple(strip(workspace, language)),
            all_facts=workspace.count("reported_fact"),
            notes=self._notes(),
            to_do=(*self._without_rate(), *self._goals()),
        )

    def _told(self, result: RecognitionResult | None) -> Told | None:
        from passerella.figures.telling import told  # it knows every chart: not on the window's thread

        return told(result, self.language) if result is not None else None

    def _goal(self, result: RecognitionResult | None) -> str:
        said = sentences.against_goal(result, self.language) if result else None
        return self.say(said) if said else ""

    def _notes(self) -> dict[str, str]:
        return {
            source_line(by, on, self.language): chr(0x245F + number)
            for number, (by, on) in enumerate(fact_sources(self.workspace)[:20], 1)
        }

    def _without_rate(self) -> list[ToDo]:
        n = orders_without_rate(self.workspace)
        if not n:
            return []
        text = self.say(_n("{n} order without a rate", "{n} orders without a rate")(n=n))
        return [ToDo(text, "order", text)]

    def _goals(self) -> list[ToDo]:
        goals = self.workspace.all("goal", Query())
        until = self.today + NEAR
        near = sorted((each for each in goals if self.today <= each.by <= until), key=lambda each: each.by)
        if not near:
            return []
        due = _n("{n} goal due on {day}", "{n} goals due, the first on {day}")
        names = self.language.listed(dict.fromkeys(self.say(MEASURES[each.measure]) for each in near))
        return [ToDo(self.say(due(n=len(near), day=near[0].by)), "goal", names)]

    def _tile(
        self,
        what: Label,
        figure: str,
        *,
        unit: str = "",
        basis: str = "",
        change: str = "",
        note: str = "",
        way: Way = "",
        proved: bool = True,
        scope: str = "",
        more: str = "",
    ) -> TileTexts:
        moods: dict[Way, Literal["good", "bad", ""]] = {"up": "good", "down": "bad", "": ""}
        return TileTexts(
            self.say(what),
            figure,
            unit,
            basis=basis,
            change=change,
            change_note=note,
            direction=way,
            mood=moods[way] if proved else "",
            scope=scope,
            badge=self.say(_("sample")) if self.sample else "",
            more=more,
        )

    def _recognition(self, result: RecognitionResult | None) -> TileTexts:
        say, language = self.say, self.language
        if result is None or not result.points:
            what = _("Aided recognition")
            return self._tile(what, "–", basis=say(sentences.NO_WAVE))
        last = result.points[-1]
        asked = say(sentences.of_people(last))
        day = language.day(last.day)
        change, note, way = "", "", _way(0)
        if result.change is not None:
            change = say(_("{points} points")(points=language.points(result.change.points)))
            span = sentences.points_span(result.change, language)
            proved = (
                _("on last wave ({span})") if result.change.more_than_chance else _("({span}), {verdict}")
            )
            note = say(proved(span=span, verdict=sentences.verdict(result.change)))
            way = _way(result.change.points)
        return self._tile(
            sentences.measure_label(result),
            language.percent(last.share),
            basis=f"{language.clauses((sentences.span(last.low, last.high, language), asked))} · {day}",
            change=change,
            note=note,
            way=way,
            proved=bool(result.change and result.change.more_than_chance),
            scope=f"{result.brand} · {result.series}",
        )

    def _scope(self, period: Period) -> str:
        days = _("January to {day}")(day=period.last)
        return " · ".join(map(self.say, (_("all markets"), days)))

    def _value(self, period: Period) -> TileTexts:
        say, language = self.say, self.language
        found = export_value(self.workspace, period)
        figure, unit = sentences.amount(found.value, found.currency, language)
        parts = [say(_n("{n} order", "{n} orders")(n=found.orders))]
        if found.without_rate:
            left = _n("{n} without a rate left out", "{n} without a rate left out")(n=found.without_rate)
            if found.unknown:
                basis = " ".join((say(NOTHING_SHIPPED), say(left)))
                return self._tile(_("Exports shipped"), "–", basis=basis, scope=self._scope(period))
            parts.append(say(left))
        more = []
        if found.growth_on_reference is not None:
            more.append(say(on_reference(found, language)))
        if found.invoiced_share is not None:
            share = language.percent(found.invoiced_share)
            parts.append(say(_("EXW or unknown {share}")(share=share)))
            more.append(say(sentences.terms(found.invoiced_share, language)))
        growth = None if found.growth is None else float(found.growth)
        return self._tile(
            _("Exports shipped"),
            figure,
            unit=unit,
            basis=language.clauses(parts),
            change="" if growth is None else language.points(growth) + "%",
            note="" if growth is None else say(_("on a year before")),
            more="\n".join(more),
            way=_way(growth or 0),
            scope=self._scope(period),
        )

    def _price(self, period: Period) -> TileTexts:
        say, language = self.say, self.language
        found = average_price(self.workspace, period)
        unit = say(UNITS[found.unit])
        what = _("Average price, per {unit}")(unit=UNITS[found.unit])
        if found.price is None:
            return self._tile(what, "–", basis=say(NOTHING_SHIPPED))
        split = price_drivers(self.workspace, period)
        basis = say(_("{quantity} {unit} of goods")(quantity=found.quantity.normalize(), unit=unit))
        more = self._left_out(period, found.free_samples)
        if found.free_samples:
            basis = language.clauses((basis, say(_("free ones left out"))))
        if split is not None:
            more.insert(0, basis)
        growth = None if found.growth is None else float(found.growth)
        return self._tile(
            what,
            language.number(found.price, 2),
            unit=f"{found.currency}/{unit}",
            basis=driven_by(split, language) if split else basis,
            change="" if growth is None else language.points(growth) + "%",
            note=say(compared_with(found)),
            way=_way(growth or 0),
            scope=self._scope(period),
            more="\n".join(more),
        )

    def _left_out(self, period: Period, free_samples: int = 0) -> list[str]:
        """What a figure of the period does not hold, a sentence each."""
        return [self.say(each) for each in left_out(without_rate(self.workspace, period), free_samples)]

    def _own(self, period: Period) -> TileTexts:
        say, language = self.say, self.language
        found = own_brand_share(self.workspace, period)
        what = _("Own-brand share")
        if found.share is None:
            return self._tile(what, "–", basis=say(NOTHING_SHIPPED))
        moved = found.change
        change = "" if moved is None else say(_("{points} points")(points=language.points(moved)))
        return self._tile(
            what,
            language.percent(found.share),
            basis=say(_("of the value of goods shipped")),
            change=change,
            note="" if moved is None else say(_("on a year before")),
            way=_way(moved or 0),
            scope=self._scope(period),
            more="\n".join(self._left_out(period)),
        )


def _way(moved: float) -> Way:
    return "up" if moved > 0 else "down" if moved < 0 else ""
