"""The waves of one series in a frame: dots, a thin line, interval bars. No band: none holds between waves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan
from typing import TypeVar

from passerella.charts.frame import Frame
from passerella.charts.pen import Lines
from passerella.charts.placing import Box, along
from passerella.figures.recognition_result import WavePoint

T = TypeVar("T")
_CLOSE, _LARGEST = 9.0, 7.0
_BARS_APART, _SHAPES_APART = 3.0, 30.0


@dataclass(frozen=True, slots=True)
class Look:
    """How one line differs from others, in colour and without: dashes in widths, a marker's shape.

    Moved aside by `aside` points; `bars` off leaves the intervals to the table, and of waves that stand close
    only some have the shape.
    """

    colour: str
    points: float = 1.5
    shape: str = "o"
    dashes: tuple[float, float] | None = None
    aside: float = 0.0
    bars: bool = True


def draw_waves(
    frame: Frame, points: Sequence[WavePoint], look: Look, details: Callable[[int, WavePoint], Lines]
) -> None:
    """Draw the waves, explain each by its number and itself, and keep labels off them."""
    pen = frame.pen
    ordered = sorted(points, key=lambda point: point.day)
    xs = [frame.x(point.day) + pen.px(look.aside) for point in ordered]
    ys = [frame.y(point.share) for point in ordered]
    gap = min((b - a for a, b in pairwise(xs)), default=100.0)
    cap = min(pen.px(3.0), gap * 0.35)
    if look.bars:
        # Side by side they would be taken for a band.
        _bars(frame, *_some(xs, ordered, pen.px(_BARS_APART)), look, cap)
    pen.canvas.line(xs, ys, look.colour, look.points, order=3, dashes=look.dashes)
    close = gap < pen.px(_CLOSE)
    if close and not look.bars:
        pen.canvas.dots(
            *_some(xs, ys, pen.px(_SHAPES_APART)),
            look.colour,
            _LARGEST,
            shape=look.shape,
            inside=pen.colours.ground,
        )
    else:
        size = max(1.5, min(_LARGEST, gap * 0.7 / pen.px(1)))
        inside = None if close else pen.colours.ground
        pen.canvas.dots(xs, ys, look.colour, size, shape=look.shape, inside=inside)
    for number, (point, x, y) in enumerate(zip(ordered, xs, ys, strict=True), 1):
        low, high = (frame.y(point.low), frame.y(point.high)) if look.bars else (y, y)
        box = Box(x - cap, min(low, y - pen.px(4)), x + cap, max(high, y + pen.px(4)))
        pen.room.hard.append(box)
        pen.spot(x, y, details(number, point))
    pen.room.hard.extend(along(xs, ys, pen.px(1.5)))


def _some(xs: Sequence[float], ys: Sequence[T], apart: float) -> tuple[list[float], list[T]]:
    """The last of the places, and before it those that stand so many pixels apart at least."""
    kept = list(zip(xs, ys, strict=True))[-1:]
    for x, y in zip(reversed(xs), reversed(ys), strict=True):
        if kept[-1][0] - x >= apart:
            kept.append((x, y))
    return [x for x, _y in kept], [y for _x, y in kept]


def _bars(frame: Frame, xs: Sequence[float], points: Sequence[WavePoint], look: Look, cap: float) -> None:
    bar_xs: list[float] = []
    bar_ys: list[float] = []
    for point, x in zip(points, xs, strict=True):
        low, high = frame.y(point.low), frame.y(point.high)
        bar_xs += [x, x, nan]
        bar_ys += [low, high, nan]
        if cap > 2:
            bar_xs += [x - cap, x + cap, nan] * 2
            bar_ys += [low, low, nan, high, high, nan]
    frame.pen.canvas.line(bar_xs, bar_ys, look.colour, 1.1 if cap > 2 else 0.5, order=3)
