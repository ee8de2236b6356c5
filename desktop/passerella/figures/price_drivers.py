"""What drove the average export price: price, rate, mix and range."""

from __future__ import annotations

from dataclasses import dataclass

from passerella.analysis.prices import Drivers, Line, price_change
from passerella.figures.trade import LINES, SHIPPED_WITHIN, Period, average_price, day_texts
from passerella.records.money import minor_units, unscaled
from passerella.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PriceDrivers:
    """Factors between the reference days and the period; their product is `index` (1 = no change)."""

    reference: Period
    a_year_before: bool
    index: float
    drivers: Drivers


def price_drivers(workspace: Workspace, period: Period, reference_year: int = 2022) -> PriceDrivers | None:
    """The split against the same days a year before, else those of the reference year, else None."""
    unit = average_price(workspace, period, reference_year).unit
    now = _lines(workspace, period, unit)
    for years in dict.fromkeys((1, period.last.year - reference_year)):
        if years < 1:
            continue
        reference = period.years_back(years)
        before = _lines(workspace, reference, unit)
        if not now or not before:
            continue
        found = price_change(before, now)
        if found.drivers is not None:
            return PriceDrivers(reference, years == 1, found.index, found.drivers)
    return None


def _lines(workspace: Workspace, period: Period, unit: str) -> list[Line]:
    """Goods with a price and a rate, grouped by comparable group, else by product."""
    home = minor_units(workspace.lookup().home)
    rows = workspace.read.execute(
        f"SELECT coalesce(p.\"group\", p.sku, ''), o.currency, l.quantity, l.value, l.home_value {LINES}"
        f" LEFT JOIN product p ON p.id = l.product WHERE {SHIPPED_WITHIN}"
        " AND l.kind = 'goods' AND l.unit = ? AND l.value > 0 AND l.home_value > 0",
        (*day_texts(period), unit),
    )
    return [
        Line(
            group,
            currency,
            float(unscaled(quantity, 3)),
            float(unscaled(value, minor_units(currency))),
            float(unscaled(at_home, home)),
        )
        for group, currency, quantity, value, at_home in rows
    ]
