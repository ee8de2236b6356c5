"""Reported bounds that surveys contradict, where no course runs through the waves."""

from collections.abc import Sequence

from passerella.analysis.likelihood import TAU, Bound, Wave
from passerella.analysis.shares import wilson

NEAR = 14 / 365.25
"""Two weeks: a share that moves 26 points a year moves in them by TAU."""


def contradicted(waves: Sequence[Wave], bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """The bounds that the waves exclude by themselves.

    A wave excludes a bound when all of its 95% interval lies on the wrong side of it by more than TAU.
    Waves up to 14 days from the bound's day speak for that day, and every one of them must exclude it.
    Where there is none, the last wave before the day and the first after it must: recognition is taken
    to move one way between the two. Before the first wave and after the last nothing is contradicted.
    ValueError: counts as for wilson. Source: own.
    """
    return tuple(bound for bound in bounds if _excluded(_speaking(waves, bound.years), bound))


def _speaking(waves: Sequence[Wave], day: float) -> list[Wave]:
    near = [wave for wave in waves if abs(wave[0] - day) <= NEAR]
    before, after = ([w for w in waves if w[0] < day], [w for w in waves if w[0] > day])
    if near or not before or not after:
        return near
    last, first = max(wave[0] for wave in before), min(wave[0] for wave in after)
    return [wave for wave in waves if wave[0] in (last, first)]


def _excluded(waves: Sequence[Wave], bound: Bound) -> bool:
    return bool(waves) and all(_excludes(wave, bound) for wave in waves)


def _excludes(wave: Wave, bound: Bound) -> bool:
    _, hits, asked = wave
    interval = wilson(hits, asked)
    return interval.high < bound.share - TAU if bound.at_least else interval.low > bound.share + TAU
