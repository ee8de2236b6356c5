"""Where labels go so that they stand on nothing that matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, other: Box) -> bool:
        """Whether this one lies in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.bottom <= self.bottom
            and self.top <= other.top
        )

    def grown(self, by: float) -> Box:
        """The same with a margin around it."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


class Over(IntEnum):
    """What a label may stand on: nothing, dotted lines, or even a fitted curve and its band."""

    NOTHING = 0
    LINES = 1
    CURVES = 2


SPARING = (Over.NOTHING, Over.LINES)


@dataclass(slots=True)
class Room:
    """A picture filling up: `hard` is what no label may touch; `lines` and `curves` it had better not."""

    whole: Box
    hard: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    curves: list[Box] = field(default_factory=list)

    def place(self, candidates: Iterable[Box], *, margin: float, over: Over = Over.NOTHING) -> Box | None:
        """The first candidate that is free, and takes it; None where none is."""
        kept = (self.lines if over < Over.LINES else [], self.curves if over < Over.CURVES else [])
        taken = [*self.hard, *chain(*kept)]
        for box in candidates:
            wide = box.grown(margin)
            if box.within(self.whole) and not any(wide.meets(other) for other in taken):
                self.hard.append(box)
                return box
        return None


def along(xs: list[float], ys: list[float], half: float) -> list[Box]:
    """Small boxes that cover a line through the points."""
    boxes = []
    for x0, y0, x1, y1 in zip(xs, ys, xs[1:], ys[1:], strict=False):
        steps = max(1, min(200, int(max(abs(x1 - x0), abs(y1 - y0)) / 8)))
        for step in range(steps):
            left, right = x0 + (x1 - x0) * step / steps, x0 + (x1 - x0) * (step + 1) / steps
            low, high = sorted((y0 + (y1 - y0) * step / steps, y0 + (y1 - y0) * (step + 1) / steps))
            boxes.append(Box(left - half, low - half, right + half, high + half))
    return boxes


def spread(wanted: list[float], height: float, low: float, high: float) -> list[float]:
    """Middles for labels of one height, near those wanted, apart, and between low and high.

    The order stays. Where they need more than there is, they stand evenly and closer.
    """
    if not wanted:
        return []
    step = min(height, (high - low) / len(wanted))
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    found = [0.0] * len(wanted)
    floor = low + step / 2
    for at in order:
        found[at] = floor = max(wanted[at], floor)
        floor += step
    ceiling = high - step / 2
    for at in reversed(order):
        found[at] = ceiling = min(found[at], ceiling)
        ceiling -= step
    return found
