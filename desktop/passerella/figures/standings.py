"""Every measure that a goal may have, measured on a day.

Exports, prices and press are of the twelve months that end with the day, so that days compare whatever
the season; appearances held and honours are counted from the beginning, partnerships while they last.
What has no day counts as older than any. Goods are those of the whole enterprise, as on the Overview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from passerella.figures.periods import year_to
from passerella.figures.recognition_result import WavePoint
from passerella.figures.scoreboard_result import Standing, Unit
from passerella.figures.sentences import ROUNDED, of_people
from passerella.figures.trade import Part, average_price, export_value, own_brand_share, without_rate
from passerella.records.goals import SHARES
from passerella.records.trade import UNITS
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import percentage


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is measured: whose, and of which market, product and unit."""

    brand: int
    measure: str
    market: str | None = None
    product: int | None = None
    unit: str | None = None

    @property
    def part(self) -> Part:
        """What of the trade is meant."""
        return Part(self.market, self.product)


def unit_of(workspace: Workspace, wanted: Wanted) -> Unit:
    """What the figures of a measure are counted in; a price needs its `unit`."""
    if wanted.measure in SHARES:
        return Unit(percent=True)
    if wanted.measure == "export_value":
        return Unit(currency=workspace.lookup().home)
    if wanted.measure == "average_price" and wanted.unit:
        return Unit(currency=workspace.lookup().home, each=UNITS[wanted.unit])
    return Unit()


def with_unit(workspace: Workspace, wanted: Wanted, day: date) -> Wanted:
    """The same with the unit of the price named, as the average price itself chooses it."""
    if wanted.measure != "average_price" or wanted.unit:
        return wanted
    return replace(wanted, unit=average_price(workspace, year_to(day)).unit)


def standing(workspace: Workspace, wanted: Wanted, day: date) -> Standing | None:
    """A measure other than recognition on a day; None where there is nothing to measure it by."""
    return _MEASURED[wanted.measure](workspace, wanted, day)


def wave_standing(point: WavePoint, caution: Label | None) -> Standing:
    """Recognition in one wave, as percentages."""
    share, low, high = (percentage(each) for each in (point.share, point.low, point.high))
    said = tuple(filter(None, (ROUNDED if point.rounded else None, caution)))
    return Standing(share, point.day, low, high, of_people(point), True, said)


def _counted(value: Decimal | int, day: date, basis: Label, left_out: tuple[Label, ...] = ()) -> Standing:
    value = Decimal(value)
    return Standing(value, day, value, value, basis, left_out=left_out)


def _value(workspace: Workspace, wanted: Wanted, day: date) -> Standing | None:
    found = export_value(workspace, year_to(day), wanted.part)
    if not found.orders and not found.without_rate:
        return None
    basis = _n("{n} order in 12 months", "{n} orders in 12 months")
    if wanted.product is not None:
        basis = _n("{n} order line in 12 months", "{n} order lines in 12 months")
    high = None if found.without_rate else found.value
    left_out = _without(found.without_rate)
    return Standing(found.value, day, found.value, high, basis(n=found.orders), left_out=left_out)


def _price(workspace: Workspace, wanted: Wanted, day: date) -> Standing | None:
    found = average_price(workspace, year_to(day), unit=wanted.unit, part=wanted.part)
    if found.price is None:
        return None
    basis = _("{quantity} {unit} in 12 months")(quantity=_plain(found.quantity), unit=UNITS[found.unit])
    return _counted(found.price, day, basis, _left_out(workspace, wanted, day))


def _own_share(workspace: Workspace, wanted: Wanted, day: date) -> Standing | None:
    found = own_brand_share(workspace, year_to(day), wanted.part)
    if found.share is None:
        return None
    basis = _("of the goods of 12 months")
    return _counted(percentage(found.share), day, basis, _left_out(workspace, wanted, day))


def _left_out(workspace: Workspace, wanted: Wanted, day: date) -> tuple[Label, ...]:
    return _without(without_rate(workspace, year_to(day), wanted.part))


def _without(orders: int) -> tuple[Label, ...]:
    label = _n("{n} without a rate left out", "{n} without a rate left out")
    return (label(n=orders),) if orders else ()


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")


def _appearances(workspace: Workspace, wanted: Wanted, day: date) -> Standing:
    countries = {each.id: each.country for each in workspace.all("show")}
    begun = [
        each
        for each in _ours(workspace.all("appearance"), wanted)
        if each.starts_on <= day and wanted.market in (None, countries[each.show])
    ]
    held = [each for each in begun if each.status == "held"]
    over = [
        each
        for each in begun
        if each.status in ("planned", "confirmed") and (each.ends_on or each.starts_on) < day
    ]
    label = _n(
        "{n} that is over but not marked as held left out",
        "{n} that are over but not marked as held left out",
    )
    left_out = (label(n=len(over)),) if over else ()
    return _counted(len(held), day, _("held in all"), left_out)


def _partnerships(workspace: Workspace, wanted: Wanted, day: date) -> Standing:
    found = [
        each
        for each in _ours(workspace.all("partnership"), wanted)
        if (each.since or day) <= day <= (each.until or day) and wanted.market in (None, each.country)
    ]
    return _counted(len(found), day, _("in force on that day"))


def _press(workspace: Workspace, wanted: Wanted, day: date) -> Standing:
    year = year_to(day)
    found = [
        each
        for each in _ours(workspace.all("press_mention"), wanted)
        if year.first <= each.day <= year.last and wanted.market in (None, each.country)
    ]
    return _counted(len(found), day, _("in 12 months"))


def _honours(workspace: Workspace, wanted: Wanted, day: date) -> Standing:
    found = [each for each in _ours(workspace.all("honour"), wanted) if (each.day or day) <= day]
    return _counted(len(found), day, _("conferred in all"))


def _ours(records: Iterable[Any], wanted: Wanted) -> list[Any]:
    """Those of the brand, and those of no brand in particular."""
    return [each for each in records if each.brand in (None, wanted.brand)]


_MEASURED: dict[str, Callable[[Workspace, Wanted, date], Standing | None]] = {
    "export_value": _value,
    "average_price": _price,
    "own_brand_share": _own_share,
    "appearances": _appearances,
    "partnerships": _partnerships,
    "press": _press,
    "honours": _honours,
}
