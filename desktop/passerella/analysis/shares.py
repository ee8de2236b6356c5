"""Shares of people asked: intervals, changes, sizes and trends. Shares are 0 to 1, not percent."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, erfc, floor, sqrt
from statistics import NormalDist

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bound of a share, both within 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """Second share less first, with its bounds, all within -1 to 1."""

    difference: float
    low: float
    high: float

    @property
    def more_than_chance(self) -> bool:
        """Whether the bounds exclude 0."""
        return self.low > 0 or self.high < 0

    @property
    def barely(self) -> bool:
        """Whether the bounds exclude 0, yet one of them lies within 1 point (0.01) of it."""
        return self.more_than_chance and min(abs(self.low), abs(self.high)) <= 0.01


@dataclass(frozen=True, slots=True)
class Trend:
    """Chi-squared for trend on 1 degree of freedom and its p value."""

    chi_squared: float
    p: float


def _check_inside(value: float, name: str) -> None:
    if not 0 < value < 1:
        raise ValueError(f"{name} must lie between 0 and 1")


def _check_count(hits: int, asked: int) -> None:
    if asked <= 0:
        raise ValueError("asked must be above 0")
    if not 0 <= hits <= asked:
        raise ValueError("hits must lie between 0 and asked")


def _quantile(confidence: float) -> float:
    _check_inside(confidence, "confidence")
    return _NORMAL.inv_cdf((1 + confidence) / 2)


def _population_factor(asked: int, population: int | None) -> float:
    if population is None:
        return 1.0
    if population < asked:
        raise ValueError("population must not be below asked")
    return (population - asked) / (population - 1) if population > 1 else 0.0


def wilson(hits: int, asked: int, *, confidence: float = 0.95, population: int | None = None) -> Interval:
    """Wilson score interval without continuity correction (Newcombe 1998, 857-872, method 3).

    With population N, the variance is multiplied by (N - n)/(N - 1) (for random samples only);
    a census has no width. ValueError: asked <= 0, hits outside 0..asked, population < asked.
    """
    _check_count(hits, asked)
    z2 = _quantile(confidence) ** 2 * _population_factor(asked, population)
    p = hits / asked
    middle = 2 * hits + z2
    half = sqrt(z2 * (z2 + 4 * hits * (1 - p)))
    low = 0.0 if hits == 0 else (middle - half) / (2 * (asked + z2))
    high = 1.0 if hits == asked else (middle + half) / (2 * (asked + z2))
    return Interval(max(0.0, min(p, low)), min(1.0, max(p, high)))


def change(hits0: int, asked0: int, hits1: int, asked1: int, confidence: float = 0.95) -> Change:
    """Second share less first with hybrid score bounds (Newcombe 1998, 873-890, method 10).

    ValueError: as for wilson.
    """
    first, second = (wilson(h, n, confidence=confidence) for h, n in ((hits0, asked0), (hits1, asked1)))
    p0, p1 = hits0 / asked0, hits1 / asked1
    low = p1 - p0 - sqrt((p1 - second.low) ** 2 + (first.high - p0) ** 2)
    high = p1 - p0 + sqrt((second.high - p1) ** 2 + (p0 - first.low) ** 2)
    return Change(p1 - p0, max(-1.0, low), min(1.0, high))


def _spreads(p0: float, p1: float) -> tuple[float, float]:
    _check_inside(p0, "p0")
    _check_inside(p1, "p1")
    both = p0 + p1
    return sqrt(both * (1 - both / 2)), sqrt(p0 * (1 - p0) + p1 * (1 - p1))


def people_needed(p0: float, p1: float, *, power: float = 0.8, level: float = 0.05) -> int:
    """People per wave to find p0 -> p1, two-sided, rounded up.

    Fleiss, Levin, Paik, ch. 4, without continuity correction: what R power.prop.test gives; the
    corrected form of that chapter asks for more. ValueError: equal shares, arguments not in (0, 1).
    """
    null, other = _spreads(p0, p1)
    _check_inside(power, "power")
    if p0 == p1:
        raise ValueError("the two shares must differ")
    root = _quantile(1 - level) * null + _NORMAL.inv_cdf(power) * other
    return max(1, ceil((max(0.0, root) / abs(p1 - p0)) ** 2))


def power(p0: float, p1: float, asked: int, level: float = 0.05) -> float:
    """Chance (0 to 1) of finding p0 -> p1 with asked people a wave (R power.prop.test, not strict).

    ValueError: asked <= 0, arguments not in (0, 1).
    """
    null, other = _spreads(p0, p1)
    _check_count(0, asked)
    return _NORMAL.cdf((sqrt(asked) * abs(p1 - p0) - _quantile(1 - level) * null) / other)


def nearest_count(percent: float, asked: int) -> int:
    """Whole count of people nearest to a percentage (0 to 100) of asked, halves up. ValueError: outside."""
    _check_count(0, asked)
    if not 0 <= percent <= 100:
        raise ValueError("percent must lie between 0 and 100")
    return floor(percent * asked / 100 + 0.5)


def effective_size(weights: Sequence[float]) -> float:
    """Effective number of people: (sum w)^2 / sum w^2 (Kish 1965). ValueError: none, or a weight <= 0."""
    if not weights or not all(0 < w < float("inf") for w in weights):
        raise ValueError("weights must all be above 0")
    top = max(weights)
    scaled = [w / top for w in weights]
    return sum(scaled) ** 2 / sum(w * w for w in scaled)


def trend(hits: Sequence[int], asked: Sequence[int], scores: Sequence[float] | None = None) -> Trend:
    """Chi-squared for trend in shares (Cochran-Armitage), the N form, as R prop.trend.test.

    Scores default to 1, 2, 3... ValueError: lengths differ, fewer than 2 groups, equal scores.
    """
    marks = list(range(1, len(hits) + 1)) if scores is None else list(scores)
    if not len(hits) == len(asked) == len(marks) or len(hits) < 2:
        raise ValueError("two or more groups of equal length are needed")
    for h, n in zip(hits, asked, strict=True):
        _check_count(h, n)
    total = sum(asked)
    mean = sum(n * s for n, s in zip(asked, marks, strict=True)) / total
    spread = sum(n * (s - mean) ** 2 for n, s in zip(asked, marks, strict=True))
    if spread <= 0:
        raise ValueError("scores must differ")
    p = sum(hits) / total
    if p in (0.0, 1.0):
        return Trend(0.0, 1.0)
    slope = sum(h * (s - mean) for h, s in zip(hits, marks, strict=True))
    chi = slope**2 / (p * (1 - p) * spread)
    return Trend(chi, erfc(sqrt(chi / 2)))
