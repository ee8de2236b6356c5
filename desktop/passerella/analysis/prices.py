"""Average prices and what drove them, for one unit of measure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt


@dataclass(frozen=True, slots=True)
class Line:
    """Goods shipped: quantity, value in the invoice currency and in the home currency."""

    group: str
    currency: str
    quantity: float
    value: float
    home: float


@dataclass(frozen=True, slots=True)
class Drivers:
    """Factors (1 = no change); their product is the unit value index."""

    price: float
    rate: float
    mix: float
    range: float


@dataclass(frozen=True, slots=True)
class PriceChange:
    """Unit value index, matched shares of home value (0 to 1), and drivers or the reason for none.

    Reasons: 'matched_share' (under 60% in either period), 'not_positive' (a sum the split needs is not).
    """

    index: float
    matched0: float
    matched1: float
    drivers: Drivers | None
    reason: str | None


def unit_value(values: Sequence[float], quantities: Sequence[float]) -> float:
    """Sum of values over sum of quantities. ValueError: total quantity <= 0."""
    total = sum(quantities)
    if total <= 0:
        raise ValueError("total quantity must be above 0")
    return sum(values) / total


def _ratio(p1: Sequence[float], p0: Sequence[float], quantities: Sequence[float]) -> float:
    base = sum(p * q for p, q in zip(p0, quantities, strict=True))
    if base <= 0:
        raise ValueError("the reference value must be above 0")
    return sum(p * q for p, q in zip(p1, quantities, strict=True)) / base


def laspeyres(p0: Sequence[float], p1: Sequence[float], q0: Sequence[float]) -> float:
    """Price index (1 = no change), reference quantities (PPI Manual 2004). ValueError: lengths, base <= 0."""
    return _ratio(p1, p0, q0)


def paasche(p0: Sequence[float], p1: Sequence[float], q1: Sequence[float]) -> float:
    """Price index (1 = no change), current quantities (PPI Manual 2004). ValueError: lengths, base <= 0."""
    return _ratio(p1, p0, q1)


def fisher(p0: Sequence[float], p1: Sequence[float], q0: Sequence[float], q1: Sequence[float]) -> float:
    """Geometric mean of Laspeyres and Paasche. ValueError: as for those."""
    return sqrt(laspeyres(p0, p1, q0) * paasche(p0, p1, q1))


@dataclass(frozen=True, slots=True)
class _Period:
    rates: dict[str, float]
    quantities: dict[str, float]
    values: dict[str, dict[str, float]]
    homes: dict[str, float]


def _period(lines: Iterable[Line], given: Mapping[str, float]) -> _Period:
    invoiced: dict[str, float] = {}
    home: dict[str, float] = {}
    found = _Period(dict(given), {}, {}, {})
    for line in lines:
        invoiced[line.currency] = invoiced.get(line.currency, 0.0) + line.value
        home[line.currency] = home.get(line.currency, 0.0) + line.home
        found.quantities[line.group] = found.quantities.get(line.group, 0.0) + line.quantity
        found.homes[line.group] = found.homes.get(line.group, 0.0) + line.home
        values = found.values.setdefault(line.group, {})
        values[line.currency] = values.get(line.currency, 0.0) + line.value
    found.rates.update({c: home[c] / v for c, v in invoiced.items() if v > 0 and home[c] > 0})
    return found


def _matched(periods: tuple[_Period, _Period]) -> list[str]:
    first, second = periods
    return sorted(
        g
        for g in first.values.keys() & second.values.keys()
        if all(p.quantities[g] > 0 for p in periods)
        and all(c in p.rates for p in periods for c in first.values[g].keys() | second.values[g].keys())
    )


def _s(periods: tuple[_Period, _Period], groups: Sequence[str], a: int, b: int, w: int) -> float:
    prices, rates, weights = periods[a], periods[b].rates, periods[w].quantities
    return sum(
        weights[g] * sum(v * rates[c] for c, v in prices.values[g].items()) / prices.quantities[g]
        for g in groups
    )


def _drivers(periods: tuple[_Period, _Period], groups: Sequence[str], index: float) -> Drivers | None:
    s = {(a, b, w): _s(periods, groups, a, b, w) for a in (0, 1) for b in (0, 1) for w in (0, 1)}
    within = [sum(p.homes[g] for g in groups) for p in periods]
    if min(*s.values(), *within, index) <= 0:
        return None
    price = prod(s[1, b, w] / s[0, b, w] for b in (0, 1) for w in (0, 1)) ** 0.25
    rate = prod(s[a, 1, w] / s[a, 0, w] for a in (0, 1) for w in (0, 1)) ** 0.25
    counts = [sum(p.quantities[g] for g in groups) for p in periods]
    matched = (within[1] / counts[1]) / (within[0] / counts[0])
    return Drivers(price, rate, matched / (price * rate), index / matched)


def price_change(
    reference: Iterable[Line],
    current: Iterable[Line],
    rates0: Mapping[str, float] | None = None,
    rates1: Mapping[str, float] | None = None,
) -> PriceChange:
    """What drove the average price: price x rate x mix x range = unit value index (split own).

    Rates are home per invoice unit, used for a currency without lines in that period.
    ValueError: total quantity or home value <= 0 in a period.
    """
    periods = (_period(reference, rates0 or {}), _period(current, rates1 or {}))
    totals = [sum(p.homes.values()) for p in periods]
    if min(totals) <= 0:
        raise ValueError("home value must be above 0 in both periods")
    means = [unit_value(list(p.homes.values()), list(p.quantities.values())) for p in periods]
    groups = _matched(periods)
    share0, share1 = (sum(p.homes[g] for g in groups) / t for p, t in zip(periods, totals, strict=True))
    index = means[1] / means[0]
    if min(share0, share1) < 0.6:
        return PriceChange(index, share0, share1, None, "matched_share")
    drivers = _drivers(periods, groups, index)
    return PriceChange(index, share0, share1, drivers, None if drivers else "not_positive")
