"""The orders of the sample's fictional firm: the same ones every time, from plans in `seeds/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import Any
from zlib import crc32

from passerella.records.orders import Order, OrderLine

Row = Mapping[str, str]

_TODAY = date(2025, 10, 31)
_FREIGHT = ("CIF", "DAP")
_STEPS = {"JPY": Decimal(10)}
_NOT_BOOKED = ("lost", "cancelled", "quoted")


@dataclass(frozen=True)
class Plan:
    """What the orders are made from."""

    buyers: Sequence[Row]
    products: Sequence[Row]
    changes: Sequence[Row]
    years: Sequence[Row]
    levels: Mapping[str, Mapping[str, Decimal]]
    appearances: Sequence[Any]
    own: str
    ids: Mapping[tuple[str, str], int]


def orders(plan: Plan) -> Iterator[Order]:
    """Every order, oldest first."""
    for year in plan.years:
        for n in range(1, int(year["orders"]) + 1):
            yield _order(plan, year, n)


def _chance(*what: object) -> float:
    """A number from 0 to 1 that is always the same for the same things."""
    return crc32(repr(what).encode()) / 2**32


def _order(plan: Plan, year: Row, n: int) -> Order:
    number = f"PI-{year['year'][2:]}-{n:03}"
    day = _day(year, n)
    buyer = _buyer(plan, year, n)
    ship_by = day + timedelta(days=50 + int(35 * _chance(number, "ship")))
    shipped = ship_by + timedelta(days=int(12 * _chance(number, "late")) - 6)
    status = _status(number, day, shipped)
    rows = tuple(_lines(plan, year, buyer, number, day))
    return Order(
        number=number,
        buyer=plan.ids["buyer", buyer["company"]],
        buyer_number=f"{crc32(number.encode()) % 90000 + 10000}",
        market=buyer["country"],
        season=_season(day),
        ordered_on=day,
        confirmed_on=None if status in ("enquiry", *_NOT_BOOKED) else min(day + timedelta(days=6), _TODAY),
        ship_by=ship_by,
        shipped_on=shipped if status in ("shipped", "closed") else None,
        status=status,
        currency=buyer["_currency"],
        incoterm=buyer["_incoterm"],
        incoterm_place=buyer["_place"],
        incoterm_year="2020",
        freight=_included(buyer["_incoterm"], rows),
        terms=buyer["_terms"],
        appearance=_appearance(plan, number, day),
        lines=rows,
    )


def _day(year: Row, n: int) -> date:
    """Days spread evenly over the year, on workdays."""
    first = date(int(year["year"]), 1, 6)
    span = (date.fromisoformat(year["until"]) - first).days
    day = first + timedelta(days=span * n // int(year["orders"]))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _buyer(plan: Plan, year: Row, n: int) -> Row:
    shares = list(accumulate(int(buyer["_share"]) for buyer in plan.buyers))
    point = (n * 0.618034 + int(year["year"]) * 0.37) % 1 * shares[-1]
    return next(buyer for buyer, upto in zip(plan.buyers, shares, strict=True) if point < upto)


def _status(number: str, day: date, shipped: date) -> str:
    if _chance(number, "fate") < 0.06:
        return _NOT_BOOKED[int(3 * _chance(number, "why"))] if day < date(2025, 8, 1) else "enquiry"
    if shipped <= _TODAY:
        return "closed" if shipped < _TODAY - timedelta(days=75) else "shipped"
    return "production" if day < _TODAY - timedelta(days=30) else "confirmed"


def _season(day: date) -> str:
    if 2 <= day.month <= 7:
        return f"{day.year}AW"
    return f"{day.year + (day.month > 7)}SS"


def _appearance(plan: Plan, number: str, day: date) -> int | None:
    for each in plan.appearances:
        if timedelta() < day - each.starts_on < timedelta(days=100) and _chance(number, "show") < 0.4:
            return int(each.id)
    return None


def _lines(plan: Plan, year: Row, buyer: Row, number: str, day: date) -> Iterator[OrderLine]:
    chosen = _products(plan, buyer, number)
    brand = buyer["_label"] or (plan.own if _own(year, number) else "")
    total = Decimal(0)
    for row in chosen:
        quantity = _quantity(row, number)
        price = _price(plan, buyer, row, number, day)
        total += quantity * price
        yield _line(plan, row, brand, quantity, price)
    if _chance(number, "sample") < 0.12:
        price = _price(plan, buyer, chosen[0], number, day)
        yield _line(plan, chosen[0], brand, Decimal(2), price, "sample")
    if buyer["_incoterm"] in _FREIGHT and _chance(number, "freight") < 0.5:
        yield OrderLine(kind="freight", quantity=Decimal(1), unit_price=_carriage(total))


def _carriage(goods: Decimal) -> Decimal:
    """What carrying goods of this value costs, in tens."""
    return (goods * Decimal("0.015")).quantize(Decimal("1E1"), rounding=ROUND_HALF_UP)


def _included(incoterm: str, rows: Sequence[OrderLine]) -> Decimal | None:
    """The freight within the prices, where the terms include it and no line of its own does."""
    if incoterm not in _FREIGHT or any(row.kind == "freight" for row in rows):
        return None
    goods = (row.quantity * row.unit_price for row in rows if row.kind == "goods")
    return _carriage(sum(goods, Decimal(0)))


def _own(year: Row, number: str) -> bool:
    """Whether an order is for the firm's own brand: spread evenly, so that the year's share holds."""
    return (int(number[-3:]) * 0.236068 + 0.78) % 1 < float(year["own_share"])


def _line(
    plan: Plan, row: Row, brand: str, quantity: Decimal, price: Decimal, kind: str = "goods"
) -> OrderLine:
    return OrderLine(
        kind=kind,
        product=plan.ids["product", row["sku"]],
        brand=plan.ids["brand", brand] if brand else None,
        quantity=quantity,
        unit=row["unit"],
        unit_price=price,
    )


def _products(plan: Plan, buyer: Row, number: str) -> list[Row]:
    """One to three products of the families that a buyer takes."""
    families = buyer["_families"].split()
    fitting = [row for row in plan.products if row["family"] in families]
    fitting.sort(key=lambda row: _chance(number, row["sku"], "wanted"))
    return fitting[: 1 + int(3 * _chance(number, "lines"))]


def _quantity(row: Row, number: str) -> Decimal:
    """Half to one and a half of the usual quantity, in tens."""
    wanted = Decimal(row["_quantity"]) * Decimal(str(0.5 + _chance(number, row["sku"])))
    return (wanted / 10).quantize(Decimal(1)) * 10


def _price(plan: Plan, buyer: Row, row: Row, number: str, day: date) -> Decimal:
    """The list price of the day, a little up or down, in the buyer's currency and in round steps."""
    price = Decimal(row["_price"]) * Decimal(buyer["_factor"])
    for change in plan.changes:
        if date.fromisoformat(change["valid_from"]) <= day:
            price += price * Decimal(change["percent"]) / 100
    price *= Decimal(str(0.97 + 0.06 * _chance(number, row["sku"], "price")))
    levels, currency = plan.levels[f"{day:%Y-%m}"], buyer["_currency"]
    price *= levels["EUR"] / levels[currency] * (100 if currency == "JPY" else 1)
    step = _STEPS.get(currency, Decimal("0.5"))
    return (price / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
