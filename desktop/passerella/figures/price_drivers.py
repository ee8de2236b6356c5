"""What drove the average export price: price, rate, mix and range."""

from __future__ import annotations

from dataclasses import dataclass

from passerella.analysis.prices import Drivers, Line, price_change
from passerella.figures.periods import Period, whole_year
from passerella.figures.trade import main_unit, reference_year
from passerella.records.money import minor_units, unscaled
from passerella.store import rollups
from passerella.store.workspace import Workspace

_COLUMNS = ("kind", "unit", "rated", "sign", "product", "currency", "quantity", "value", "home_value")


@dataclass(frozen=True, slots=True)
class PriceDrivers:
    """Factors between the reference days and the period; their product is `index` (1 = no change)."""

    reference: Period
    a_year_before: bool
    index: float
    drivers: Drivers


def price_drivers(workspace: Workspace, period: Period) -> PriceDrivers | None:
    """The split against the reference year, as the average price is compared.

    Where too few of the goods were sold then it is against the same days a year before, else None.
    """
    year = whole_year(reference_year(workspace))
    unit = main_unit(workspace, year, period)
    now = _lines(workspace, period, unit)
    year_before = period.years_back(1)
    for reference in (year, year_before):
        before = _lines(workspace, reference, unit) if reference.last < period.first else []
        if not now or not before:
            continue
        found = price_change(before, now)
        if found.drivers is not None:
            return PriceDrivers(reference, reference is year_before, found.index, found.drivers)
    return None


def _lines(workspace: Workspace, period: Period, unit: str) -> list[Line]:
    """Goods with a price and a rate, summed by comparable group, else by product, and currency."""
    return workspace.kept((_lines, period, unit), lambda: _read(workspace, period, unit))


def _read(workspace: Workspace, period: Period, unit: str) -> list[Line]:
    home = minor_units(workspace.lookup().home)
    shipped, days = rollups.within(period.first, period.last, *_COLUMNS)
    rows = workspace.read.execute(
        "SELECT coalesce(p.\"group\", p.sku, ''), currency, sum(quantity), sum(value), sum(home_value)"
        " FROM (SELECT product, currency, sum(quantity) AS quantity, sum(value) AS value,"
        f" sum(home_value) AS home_value FROM {shipped} WHERE kind = 'goods' AND unit = ? AND rated AND"
        " sign = 1 GROUP BY 1, 2) LEFT JOIN product p ON p.id = product GROUP BY 1, 2"
        " HAVING sum(home_value) > 0",
        (*days, unit),
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
