"""A survey planned before money is spent: what so many people can show, what that costs, when to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from passerella.analysis.planning import people_needed, power, smallest_change
from passerella.figures.recognition import main_brand, main_series, waves
from passerella.records.kinds import SeasonKind
from passerella.records.money import minor_units
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import Language

SIZES = (100, 200, 400, 800, 1600, 3200)
PEOPLE, SHARE, CHANGE = 400, 0.2, 0.05
_BEFORE = timedelta(days=7)
_AFTER_FIRST, _AFTER_LAST = timedelta(days=14), timedelta(days=28)
_FIELDWORK = timedelta(days=13)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: shares and the change of 1, money per interview and once a wave."""

    series: int | None
    share: float
    change: float
    power: float
    people: int
    waves: int
    per_interview: Decimal
    fixed: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Size:
    """So many people a wave: the smallest rise they find with the wanted power (None: not even one to
    100%), the chance that they find the wished change, and what a wave costs."""

    people: int
    visible: float | None
    chance: float
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Window:
    """Days of fieldwork `before` or after an appearance, and the wave of the series they overlap."""

    first: date
    last: date
    before: bool
    show: str
    shown_on: date
    overlaps: date | None


@dataclass(frozen=True, slots=True)
class Planned:
    """The answer to a wish. `needed` is None where the change cannot be, `population` known for random
    samples only, `planned` the size that was asked for, `total` its cost over all waves."""

    wish: Wish
    needed: int | None
    population: int | None
    planned: Size
    sizes: tuple[Size, ...]
    total: Decimal
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the planner begins with: the series to choose from, and the last wave's values of one."""

    series: dict[int, str]
    chosen: int | None
    share: float
    people: int
    currency: str
    per_interview: Decimal


def offer(workspace: Workspace, series: int | None = None, *, none: bool = False) -> Offer:
    """What to begin a plan of a series with, by default the main one; of no series where `none`."""
    names = {each.id: each.name for each in workspace.all("survey_series", Query(sort="name"))}
    owner = None if none else workspace.get("survey_series", series) if series else main_series(workspace)
    brand = main_brand(workspace)
    rows = waves(workspace, owner.id, brand.id, "aided") if owner is not None and brand is not None else []
    point = next((row.point for row in rows if row.point), None)
    share = point.share if point is not None and 0 < point.share < 1 else SHARE
    last = workspace.get("survey_wave", rows[0].id) if rows else None
    if last is None:
        home = workspace.lookup().home
        return Offer(names, owner.id if owner else None, share, PEOPLE, home, Decimal(0))
    each = _money((last.cost or Decimal(0)) / last.asked, last.currency)
    return Offer(names, last.series, share, last.asked, last.currency, each)


def plan(workspace: Workspace, wish: Wish, language: Language, today: date) -> Planned:
    """Sizes by two proportions (see analysis/planning), corrected for a random sample of a known
    population; fieldwork ends a week before the brand's appearances or begins two to four weeks after,
    where that is still to come. The shares of the wish lie inside 0 to 1, people and waves are 1 or more."""
    owner = workspace.get("survey_series", wish.series) if wish.series else None
    population = owner.known_population if owner is not None else None
    planned = _size(wish, wish.people, population)
    needed = _needed(wish, population)
    people = sorted({*SIZES, wish.people, *([needed] if needed else [])})
    fitting = [each for each in people if population is None or each <= population]
    return Planned(
        wish=wish,
        needed=needed,
        population=population,
        planned=planned,
        sizes=tuple(_size(wish, each, population) for each in fitting),
        total=planned.cost * wish.waves,
        windows=tuple(_windows(workspace, owner, language, today)),
    )


def _needed(wish: Wish, population: int | None) -> int | None:
    target = wish.share + wish.change
    if not 0 < target < 1 or not wish.change:
        return None
    return people_needed(wish.share, target, power=wish.power, population=population)


def _size(wish: Wish, people: int, population: int | None) -> Size:
    cost = _money(wish.per_interview * people + wish.fixed, wish.currency)
    asked = people if population is None else min(people, population)
    target, falling = wish.share + wish.change, wish.change < 0
    chance = 0.0
    if 0 < target < 1 and wish.change:
        chance = power(wish.share, target, asked, population=population)
    visible = smallest_change(wish.share, asked, power=wish.power, falling=falling, population=population)
    return Size(people, visible, chance, cost)


def _money(value: Decimal, currency: str) -> Decimal:
    """In whole units where it is, else to the cent."""
    return value.quantize(Decimal(1)) if value == int(value) else round(value, minor_units(currency))


def _windows(workspace: Workspace, series: Any, language: Language, today: date) -> Iterator[Window]:
    brand = main_brand(workspace)
    held = workspace.all("survey_wave", Query(equal=(("series", series.id),))) if series else []
    for each in workspace.all("appearance", Query(sort="starts_on")):
        if each.status == "cancelled" or each.brand not in (None, brand.id if brand else None):
            continue
        show = workspace.get("show", each.show)
        name = f"{show.name if show else ''} {SeasonKind().show(each.season, language)}".strip()
        closed = each.ends_on or each.starts_on
        ended, begun = each.starts_on - _BEFORE, closed + _AFTER_FIRST
        spans = ((ended - _FIELDWORK, ended, True), (begun, closed + _AFTER_LAST, False))
        for first, last, before in spans:
            if first >= today:
                overlaps = next((wave.fielded_to for wave in held if _meet(wave, first, last)), None)
                yield Window(first, last, before, name, each.starts_on, overlaps)


def _meet(wave: Any, first: date, last: date) -> bool:
    begun: date = wave.fielded_from or wave.fielded_to
    ended: date = wave.fielded_to
    return begun <= last and first <= ended
