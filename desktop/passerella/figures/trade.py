"""Export value and average export price: what was shipped, at what price."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerella.records.money import minor_units, rounded, unscaled
from passerella.records.trade import SHIPPED
from passerella.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both within."""

    first: date
    last: date

    def years_back(self, years: int) -> Period:
        """The same days of an earlier year."""
        return Period(_in_year(self.first, -years), _in_year(self.last, -years))


def _in_year(day: date, step: int) -> date:
    try:
        return day.replace(year=day.year + step)
    except ValueError:
        return day.replace(year=day.year + step, day=28)


@dataclass(frozen=True, slots=True)
class ExportValue:
    """Goods shipped in a period, in home currency, and what was left out for want of a rate."""

    period: Period
    currency: str
    value: Decimal
    orders: int
    without_rate: int
    before: Decimal | None

    @property
    def growth(self) -> Decimal | None:
        """Change on the same days a year before, as a share of 1; None without a base."""
        return self.value / self.before - 1 if self.before else None


@dataclass(frozen=True, slots=True)
class AveragePrice:
    """Value over quantity of goods shipped in one unit, against the reference year.

    Source: Export and Import Price Index Manual (IMF 2009), unit value indices.
    """

    period: Period
    currency: str
    unit: str
    price: Decimal | None
    reference_year: int
    reference: Decimal | None
    quantity: Decimal
    free_samples: int

    @property
    def growth(self) -> Decimal | None:
        """Change against the reference year as a share of 1; None without a base."""
        return self.price / self.reference - 1 if self.price and self.reference else None


@dataclass(frozen=True, slots=True)
class OwnBrandShare:
    """Own and collective brands' share of the value of goods shipped, of 1; None without a base."""

    period: Period
    share: float | None
    before: float | None

    @property
    def change(self) -> float | None:
        """Change on the same days a year before, as a difference of shares."""
        return None if self.share is None or self.before is None else self.share - self.before


def latest_period(workspace: Workspace, today: date) -> Period:
    """From 1 January of the year of the last shipment to the end of its month, not past `today`."""
    orders = workspace.read.execute(
        'SELECT max(shipped_on) FROM "order" WHERE shipped_on <= ?', (today.isoformat(),)
    )
    row = orders.fetchone()
    last = date.fromisoformat(row[0]) if row and row[0] else today
    return Period(date(last.year, 1, 1), last)


SHIPPED_WITHIN = f"o.status IN ({', '.join(map(repr, SHIPPED))}) AND o.shipped_on BETWEEN ? AND ?"
LINES = 'FROM order_line l JOIN "order" o ON o.id = l.owner'
_LINES = f"{LINES} WHERE {SHIPPED_WITHIN}"


def export_value(workspace: Workspace, period: Period) -> ExportValue:
    """Goods (less returns) on orders shipped in the period, each at its order's rate.

    Orders without a rate are left out and counted.
    """
    home = workspace.lookup().home
    value, orders, without = _shipped(workspace, period, home)
    before, _orders, _without = _shipped(workspace, period.years_back(1), home)
    return ExportValue(period, home, value, orders, without, before or None)


def _shipped(workspace: Workspace, period: Period, home: str) -> tuple[Decimal, int, int]:
    row = workspace.read.execute(
        "SELECT sum(l.home_value), count(DISTINCT o.id) FILTER (WHERE l.home_value IS NOT NULL),"
        f" count(DISTINCT o.id) FILTER (WHERE l.home_value IS NULL) {_LINES}"
        " AND l.kind IN ('goods', 'return')",
        day_texts(period),
    ).fetchone()
    return unscaled(row[0] or 0, minor_units(home)), row[1], row[2]


def own_brand_share(workspace: Workspace, period: Period) -> OwnBrandShare:
    """Goods under own or collective brands over all goods shipped, in home currency.

    Lines without a brand count as not own; orders without a rate are left out.
    """
    shares = []
    for days in (period, period.years_back(1)):
        row = workspace.read.execute(
            "SELECT sum(l.home_value) FILTER (WHERE l.brand IN"
            " (SELECT id FROM brand WHERE kind IN ('own', 'collective'))), sum(l.home_value)"
            f" {_LINES} AND l.kind = 'goods'",
            day_texts(days),
        ).fetchone()
        shares.append((row[0] or 0) / row[1] if row[1] else None)
    return OwnBrandShare(period, shares[0], shares[1])


def average_price(workspace: Workspace, period: Period, reference_year: int = 2022) -> AveragePrice:
    """Average price of goods in the unit with most value in the reference year (else now).

    Free samples are left out and counted; orders without a rate are left out.
    """
    home = workspace.lookup().home
    reference = Period(date(reference_year, 1, 1), date(reference_year, 12, 31))
    unit = _main_unit(workspace, reference) or _main_unit(workspace, period) or "pc"
    price, quantity, free = _price(workspace, period, unit, home)
    base, _quantity, _free = _price(workspace, reference, unit, home)
    return AveragePrice(period, home, unit, price, reference_year, base, quantity, free)


def _main_unit(workspace: Workspace, period: Period) -> str | None:
    row = workspace.read.execute(
        f"SELECT l.unit {_LINES} AND l.kind = 'goods' GROUP BY l.unit"
        " ORDER BY sum(l.home_value) DESC LIMIT 1",
        day_texts(period),
    ).fetchone()
    return str(row[0]) if row else None


def _price(workspace: Workspace, period: Period, unit: str, home: str) -> tuple[Decimal | None, Decimal, int]:
    row = workspace.read.execute(
        "SELECT sum(l.home_value) FILTER (WHERE l.value > 0), sum(l.quantity) FILTER (WHERE l.value > 0),"
        f" count(*) FILTER (WHERE l.value = 0) {_LINES}"
        " AND l.kind = 'goods' AND l.unit = ? AND l.home_value IS NOT NULL",
        (*day_texts(period), unit),
    ).fetchone()
    if not row[1]:
        return None, Decimal(0), row[2]
    quantity = unscaled(row[1], 3)
    return rounded(unscaled(row[0], minor_units(home)) / quantity, 2), quantity, row[2]


def home_total(workspace: Workspace, ids: Sequence[int]) -> tuple[Decimal, int]:
    """The orders' total in home currency, and how many are left out for want of a rate."""
    row = workspace.read.execute(
        'SELECT sum(home_total), count(*) FILTER (WHERE home_total IS NULL) FROM "order"'
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchone()
    return unscaled(row[0] or 0, minor_units(workspace.lookup().home)), row[1]


def day_texts(period: Period) -> tuple[str, str]:
    """The first and last day as the file holds them, for `SHIPPED_WITHIN`."""
    return period.first.isoformat(), period.last.isoformat()
