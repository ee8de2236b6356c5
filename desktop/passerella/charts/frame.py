"""Days across and shares upwards: the ground that waves are drawn on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf

from passerella.charts.pen import Pen
from passerella.charts.placing import Box
from passerella.charts.scales import month_ticks, share_ticks

LEAST = 0.02
"""The share that an axis reaches at the least."""
_SHORTEST, _LINES_APART, _MOST_LINES = 120, 2.1, 8


@dataclass(slots=True)
class Frame:
    """The part of a picture between two days (ordinals) and from share 0 to `top`; words end at `edge`."""

    pen: Pen
    plot: Box
    first: float = 0.0
    last: float = 1.0
    top: float = 1.0
    edge: float = inf

    def reach(self, top: float) -> None:
        """End at this share, or higher where the pen's axes are wanted to reach further."""
        self.top = max(top, self.pen.reach)

    def x(self, day: date) -> float:
        """Pixels from the left."""
        part = (day.toordinal() - self.first) / (self.last - self.first)
        return self.plot.left + part * (self.plot.right - self.plot.left)

    def y(self, share: float) -> float:
        """Pixels from below."""
        return self.plot.bottom + share / self.top * (self.plot.top - self.plot.bottom)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the picture."""
        return self.plot.left <= self.x(day) <= self.plot.right

    def span_days(self, days: Iterable[date]) -> None:
        """Reach from the first to the last day, never over less than some months."""
        ordinals = [day.toordinal() for day in days]
        lack = max(0.0, _SHORTEST - (max(ordinals) - min(ordinals))) / 2
        self.first, self.last = min(ordinals) - lack, max(ordinals) + lack

    def widen(self, left: float, right: float) -> None:
        """Leave so many pixels free beside the first and the last day."""
        room = self.plot.right - self.plot.left
        days = (self.last - self.first) / max(1.0, room - left - right)
        self.first, self.last = self.first - left * days, self.last + right * days

    def share_axis(self, *, labels: bool = True) -> None:
        """Faint lines at round shares, their figures to the left."""
        plot, pen = self.plot, self.pen
        room = min(_MOST_LINES, int((plot.top - plot.bottom) / pen.px(pen.points * _LINES_APART)))
        ticks = share_ticks(self.top, room)
        fine = any(share * 100 % 1 > 1e-6 for share in ticks)
        for share in ticks:
            y = round(self.y(share)) + 0.5
            if share > 0:
                pen.canvas.line((plot.left, plot.right), (y, y), pen.colours.grid, 0.7, order=0, crisp=True)
            if labels:
                text = pen.language.percent(share, int(fine))
                pen.write([(text, pen.style(pen.colours.quiet))], plot.left - pen.px(5), y, "right")

    def day_axis(self, *, labels: bool = True) -> None:
        """The base line, with ticks and months below."""
        pen, plot = self.pen, self.plot
        base = round(plot.bottom) + 0.5
        style = pen.style(pen.colours.quiet)
        for day in self._ticks(pen.canvas.size([("2026-12", style)])[0]) if labels else ():
            x = round(self.x(day)) + 0.5
            pen.canvas.line((x, x), (base - pen.px(3), base), pen.colours.base, 0.75, order=1, crisp=True)
            block = [(f"{day:%Y-%m}", style)]
            middle = base - pen.px(4) - pen.canvas.size(block)[1] / 2
            pen.write(block, x, middle, "center")
        pen.canvas.line((plot.left, plot.right), (base, base), pen.colours.base, 0.75, order=1, crisp=True)

    def _ticks(self, wide: float) -> list[date]:
        room = int((self.plot.right - self.plot.left) / (wide + self.pen.px(14)))
        ticks = month_ticks(self.first, self.last, room)
        left = self.plot.left - self.pen.px(4) + wide / 2
        right = min(min(self.pen.canvas.whole.right, self.edge) - wide / 2, self.plot.right)
        return [day for day in ticks if left <= self.x(day) <= right]


def axis_width(pen: Pen) -> float:
    """Room to the left of a plot for the figures of its shares."""
    return pen.canvas.size([(pen.language.percent(1.0, 0), pen.style(pen.colours.quiet))])[0] + pen.px(8)
