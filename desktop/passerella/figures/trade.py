"""Goods shipped: their value, their average price, and the share of it under own brands."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from sqlite3 import Connection

from passerella.figures.periods import Period, whole_year
from passerella.figures.trade_result import AveragePrice, ExportValue, OwnBrandShare
from passerella.records.brands import REFERENCE_YEAR
from passerella.records.everything import kinds
from passerella.records.money import minor_units, rounded, unscaled
from passerella.records.orders import SHIPPED
from passerella.store import rollups
from passerella.store.finding import Query, matching
from passerella.store.lookup import StoreLookup
from passerella.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Part:
    """What of the trade is looked at: one market, one product, or all."""

    market: str | None = None
    product: int | None = None

    @property
    def clause(self) -> str:
        """More SQL after a condition, for `parameters`."""
        named = (("market", self.market), ("product", self.product))
        return "".join(f" AND {name} = ?" for name, value in named if value is not None)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of sums that `clause` needs: none where all is looked at, so that few rows are read."""
        named = (("market", self.market), ("product", self.product))
        return tuple(name for name, value in named if value is not None)

    @property
    def parameters(self) -> tuple[str | int, ...]:
        """The values for `clause`."""
        return tuple(each for each in (self.market, self.product) if each is not None)


ALL = Part()


def latest_period(workspace: Workspace, today: date) -> Period:
    """From 1 January of the year of the last shipment to the end of its month, not past `today`."""
    orders = workspace.read.execute(
        'SELECT max(shipped_on) FROM "order" WHERE shipped_on <= ?'
        f" AND status IN ({', '.join(map(repr, SHIPPED))})",
        (today.isoformat(),),
    )
    row = orders.fetchone()
    last = date.fromisoformat(row[0]) if row and row[0] else today
    return Period(date(last.year, 1, 1), last)


def reference_year(workspace: Workspace) -> int:
    """The year that the enterprise compares its exports and prices with."""
    row = workspace.read.execute("SELECT reference_year FROM enterprise ORDER BY id LIMIT 1").fetchone()
    return int(row[0]) if row is not None else REFERENCE_YEAR


def export_value(workspace: Workspace, period: Period, part: Part = ALL) -> ExportValue:
    """Goods (less returns) on orders shipped in the period, each at its order's rate.

    Orders without a rate are left out and counted. Of one product its lines are counted, not its orders.
    """
    home = workspace.lookup().home
    value, invoiced, orders, without = _shipped(workspace, period, home, part)
    year = reference_year(workspace)

    def earlier(years: int) -> Decimal | None:
        """The value of the same days so many years back, None where there is none or that is not earlier."""
        return (_shipped(workspace, period.years_back(years), home, part)[0] or None) if years > 0 else None

    return ExportValue(
        period=period,
        currency=home,
        value=value,
        invoiced=invoiced,
        orders=orders,
        without_rate=without,
        before=earlier(1),
        reference_year=year,
        reference=earlier(period.last.year - year),
    )


def without_rate(workspace: Workspace, period: Period, part: Part = ALL) -> int:
    """How many orders of the period (lines, of one product) are left out for want of a rate."""
    return _shipped(workspace, period, workspace.lookup().home, part)[3]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Shipped lines of one sort, as `rollups` sums them."""

    kind: str
    unit: str
    brand: int
    invoiced: int
    rated: int
    sign: int
    lines: int
    orders: int
    quantity: int
    home_value: int


def _sums(workspace: Workspace, period: Period, part: Part) -> list[_Sum]:
    """All that the figures of a period rest on: read once until the file changes."""

    def read() -> list[_Sum]:
        columns = [each.name for each in fields(_Sum)]
        shipped, days = rollups.within(period.first, period.last, *columns, *part.columns)
        keys, sums = ", ".join(columns[:6]), ", ".join(f"sum({name})" for name in columns[6:])
        rows = workspace.read.execute(
            f"SELECT {keys}, {sums} FROM {shipped} WHERE kind IN ('goods', 'return'){part.clause}"
            f" GROUP BY {keys}",
            (*days, *part.parameters),
        )
        return [_Sum(*row) for row in rows]

    return workspace.kept((_sums, period, part), read)


def _goods(workspace: Workspace, period: Period, part: Part) -> list[_Sum]:
    return [each for each in _sums(workspace, period, part) if each.kind == "goods"]


def _shipped(
    workspace: Workspace, period: Period, home: str, part: Part
) -> tuple[Decimal, Decimal, int, int]:
    found = _sums(workspace, period, part)
    places = minor_units(home)
    value = unscaled(sum(each.home_value for each in found), places)
    invoiced = unscaled(sum(each.home_value for each in found if each.invoiced), places)
    counts = [
        sum(each.orders if part.product is None else each.lines for each in found if each.rated == rated)
        for rated in (1, 0)
    ]
    return value, invoiced, counts[0], counts[1]


def own_brand_share(workspace: Workspace, period: Period, part: Part = ALL) -> OwnBrandShare:
    """Goods under own or collective brands over all goods shipped, in home currency.

    Lines without a brand count as not own; orders without a rate are left out.
    """
    home = workspace.lookup().home
    places = minor_units(home)
    own, goods = _own(workspace, period, part)
    own_before, goods_before = _own(workspace, period.years_back(1), part)
    return OwnBrandShare(
        period,
        home,
        unscaled(own, places),
        unscaled(goods - own, places),
        own / goods if goods else None,
        own_before / goods_before if goods_before else None,
    )


def _own(workspace: Workspace, period: Period, part: Part) -> tuple[int, int]:
    query = "SELECT id FROM brand WHERE kind IN ('own', 'collective')"
    ours = {row[0] for row in workspace.read.execute(query)}
    goods = _goods(workspace, period, part)
    own = sum(each.home_value for each in goods if each.brand in ours)
    return own, sum(each.home_value for each in goods)


def average_price(
    workspace: Workspace,
    period: Period,
    *,
    unit: str | None = None,
    part: Part = ALL,
) -> AveragePrice:
    """Average price of goods in `unit`, else in the unit with most value in the reference year (else now).

    Free samples are left out and counted; orders without a rate are left out.
    """
    home = workspace.lookup().home
    year = reference_year(workspace)
    reference = whole_year(year)
    unit = unit or main_unit(workspace, reference, period)
    price, quantity, free = _price(workspace, period, unit, home, part)
    base, _quantity, _free = _price(workspace, reference, unit, home, part)
    return AveragePrice(period, home, unit, price, year, base, quantity, free)


def main_unit(workspace: Workspace, *periods: Period) -> str:
    """The unit with most value of goods shipped in the first of the periods that has any, else pieces."""
    return next(filter(None, (_main_unit(workspace, each) for each in periods)), "pc")


def _main_unit(workspace: Workspace, period: Period) -> str | None:
    values: dict[str, int] = {}
    for each in _goods(workspace, period, ALL):
        values[each.unit] = values.get(each.unit, 0) + each.home_value
    return max(sorted(values), key=lambda unit: values[unit], default=None)


def _price(
    workspace: Workspace, period: Period, unit: str, home: str, part: Part
) -> tuple[Decimal | None, Decimal, int]:
    found = [each for each in _goods(workspace, period, part) if each.unit == unit and each.rated]
    free = sum(each.lines for each in found if each.sign == 0)
    paid = [each for each in found if each.sign == 1]
    quantity = unscaled(sum(each.quantity for each in paid), 3)
    if not quantity:
        return None, Decimal(0), free
    value = unscaled(sum(each.home_value for each in paid), minor_units(home))
    return rounded(value / quantity, 2), quantity, free


def home_total(db: Connection, query: Query) -> tuple[str, Decimal, int]:
    """What the orders that a query finds add up to: home currency, amount, how many lack a rate."""
    clause, parameters = matching(kinds()["order"], query)
    row = db.execute(
        'SELECT sum(home_total), count(*) FILTER (WHERE home_total IS NULL) FROM "order" AS t'
        f" WHERE {clause}",
        parameters,
    ).fetchone()
    home = StoreLookup(db).home
    return home, unscaled(row[0] or 0, minor_units(home)), row[1]


def orders_without_rate(workspace: Workspace) -> int:
    """How many orders, lost and cancelled ones apart, have no total in home currency."""
    query = "SELECT count(*) FROM \"order\" WHERE home_total IS NULL AND status NOT IN ('lost', 'cancelled')"
    return int(workspace.read.execute(query).fetchone()[0])
