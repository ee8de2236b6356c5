"""Shares of people asked: intervals, changes, trends and steps. Shares are 0 to 1, not percent."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from passerella.analysis.distributions import chi_squared_tail, two_sided


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


@dataclass(frozen=True, slots=True)
class Trend:
    """Chi-squared for trend on 1 degree of freedom, its p value, and 1 rising, -1 falling, 0 level."""

    chi_squared: float
    p: float
    direction: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a funnel: how many of those of the step before; no share where that was nobody."""

    count: float
    before: float
    share: float | None
    interval: Interval | None


def check_count(hits: float, asked: float) -> None:
    """ValueError unless asked is above 0 and hits lies between 0 and asked."""
    if not asked > 0:
        raise ValueError("asked must be above 0")
    if not 0 <= hits <= asked:
        raise ValueError("hits must lie between 0 and asked")


def _population_factor(asked: float, population: int | None) -> float:
    if population is None:
        return 1.0
    if population < asked:
        raise ValueError("population must not be below asked")
    return (population - asked) / (population - 1) if population > 1 else 0.0


def wilson(hits: float, asked: float, *, confidence: float = 0.95, population: int | None = None) -> Interval:
    """Wilson score interval without continuity correction (Newcombe 1998, 857-872, method 3).

    With population N, the variance is multiplied by (N - n)/(N - 1) (for random samples only);
    a census has no width. Weighted tallies pass fractions of people.
    ValueError: asked <= 0, hits outside 0..asked, population < asked, not a number.
    """
    check_count(hits, asked)
    z2 = two_sided(confidence) ** 2 * _population_factor(asked, population)
    p = hits / asked
    middle = 2 * hits + z2
    half = sqrt(z2 * (z2 + 4 * hits * (1 - p)))
    low = 0.0 if hits == 0 else (middle - half) / (2 * (asked + z2))
    high = 1.0 if hits == asked else (middle + half) / (2 * (asked + z2))
    return Interval(max(0.0, min(p, low)), min(1.0, max(p, high)))


def change(
    hits0: float,
    asked0: float,
    hits1: float,
    asked1: float,
    *,
    confidence: float = 0.95,
    population: int | None = None,
) -> Change:
    """Second share less first with hybrid score bounds (Newcombe 1998, 873-890, method 10).

    With population N, both waves are random samples of the same N people, and each wave's bounds are
    narrowed as by wilson. ValueError: as for wilson.
    """
    first, second = (
        wilson(h, n, confidence=confidence, population=population)
        for h, n in ((hits0, asked0), (hits1, asked1))
    )
    p0, p1 = hits0 / asked0, hits1 / asked1
    low = p1 - p0 - sqrt((p1 - second.low) ** 2 + (first.high - p0) ** 2)
    high = p1 - p0 + sqrt((second.high - p1) ** 2 + (p0 - first.low) ** 2)
    return Change(p1 - p0, max(-1.0, low), min(1.0, high))


def trend(hits: Sequence[float], asked: Sequence[float], scores: Sequence[float] | None = None) -> Trend:
    """Chi-squared for trend in shares (Cochran 1954, Armitage 1955).

    The N form, as R prop.trend.test: the pooled variance p(1 - p), not p(1 - p) N/(N - 1). Waves of a
    series pass their time in years as scores, so that unequal gaps count as what they are; without
    scores groups are 1, 2, 3 apart. All aware or nobody aware is no trend: 0, p = 1.
    ValueError: lengths differ, fewer than 2 groups, equal scores or not a number, counts as for wilson.
    """
    marks = list(range(1, len(hits) + 1)) if scores is None else list(scores)
    if not len(hits) == len(asked) == len(marks) or len(hits) < 2:
        raise ValueError("two or more groups of equal length are needed")
    for h, n in zip(hits, asked, strict=True):
        check_count(h, n)
    total = sum(asked)
    mean = sum(n * s for n, s in zip(asked, marks, strict=True)) / total
    spread = sum(n * (s - mean) ** 2 for n, s in zip(asked, marks, strict=True))
    if not spread > 0:
        raise ValueError("scores must differ")
    p = sum(hits) / total
    slope = sum((h - n * p) * (s - mean) for h, n, s in zip(hits, asked, marks, strict=True))
    chi = slope**2 / (p * (1 - p) * spread) if 0 < p < 1 else 0.0
    return Trend(chi, chi_squared_tail(chi, 1), 0 if chi == 0 else (1 if slope > 0 else -1))


def funnel(counts: Sequence[float], *, confidence: float = 0.95, population: int | None = None) -> list[Step]:
    """What share of each step goes on to the next, each with Wilson's interval given the step before.

    The intervals are conditional: they hold the step before as it was counted. A known population
    narrows the first alone: how many of it got as far as a later step is not known. Source: own.
    ValueError: a count above the one before it, or negative; the population as for wilson.
    """
    if any(not 0 <= count <= before for before, count in pairwise(counts)) or any(c < 0 for c in counts):
        raise ValueError("no step may hold more people than the step before")
    return [
        Step(
            count,
            before,
            count / before,
            wilson(count, before, confidence=confidence, population=None if number else population),
        )
        if before
        else Step(count, before, None, None)
        for number, (before, count) in enumerate(pairwise(counts))
    ]
