"""Ticks for days and for shares."""

from __future__ import annotations

from datetime import date

_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)


def month_ticks(first: float, last: float, room: int) -> list[date]:
    """Firsts of months between two ordinals, at most `room`, in a step that divides years."""
    start, end = _day(first), _day(last)
    ticks: list[date] = []
    for step in _MONTHS:
        ticks = _every(start, end, step)
        if len(ticks) <= max(1, room):
            return ticks
    return ticks[:1]


def _day(ordinal: float) -> date:
    return date.fromordinal(min(max(1, int(ordinal)), date.max.toordinal()))


def _every(start: date, end: date, step: int) -> list[date]:
    ticks = []
    month = (start.year * 12 + start.month - 1) // step * step
    while month <= end.year * 12 + end.month - 1:
        day = date(max(1, month // 12), month % 12 + 1, 1)
        if start <= day <= end:
            ticks.append(day)
        month += step
    return ticks


def share_ticks(top: float, room: int) -> list[float]:
    """Round shares from 0 to the top or to 1, at most `room` steps, but never 0 alone."""
    end = min(top, 1.0)
    within = [step for step in _STEPS if step <= end] or _STEPS[:1]
    step = next((step for step in within if end / step <= max(1, room)), within[-1])
    return [n * step for n in range(int(end / step + 1e-9) + 1)]
