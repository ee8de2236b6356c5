"""The course of recognition: waves, reported bounds, shows and the goal in one picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from math import nan

from matplotlib.figure import Figure

from passerella.charts.canvas import Block, Canvas, Style
from passerella.charts.colours import DARK, LIGHT, PRINT, ChartColours
from passerella.charts.placing import Box, Room, along
from passerella.charts.scales import month_ticks, share_ticks
from passerella.charts.setup import prepare
from passerella.charts.words import ChartWords, Lines
from passerella.figures.recognition_result import GoalLine, RecognitionResult, ReportedBound, ShowMark

__all__ = ["DARK", "LIGHT", "PRINT", "ChartColours", "ChartWords", "Spot", "draw"]

_LEVELS = 2
_LEANS = {0: "right", 2: "left"}
_STRIPS = 16
_LAYER = 0.027
_SHORTEST = 120
_ABOVE = (">", "≥", ">=")
_BELOW = ("<", "≤", "<=")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture, pixels from its top left, and the lines that explain it."""

    x_px: float
    y_px: float
    lines: Lines


def draw(
    result: RecognitionResult,
    *,
    width: float,
    height: float,
    dpi: float,
    colours: ChartColours,
    words: ChartWords,
    text_points: float = 9.0,
) -> tuple[Figure, list[Spot]]:
    """The chart, `width` by `height` pixels at `dpi` (a point is 1/72 inch), and its spots."""
    prepare()
    chart = _Chart(result, Canvas(width, height, dpi, colours.ground), colours, words, text_points)
    chart.draw()
    return chart.canvas.figure, chart.spots


@dataclass(slots=True)
class _Chart:
    result: RecognitionResult
    canvas: Canvas
    colours: ChartColours
    words: ChartWords
    points: float
    plot: Box = field(init=False)
    room: Room = field(init=False)
    first: float = 0.0
    last: float = 1.0
    top: float = 1.0
    spots: list[Spot] = field(default_factory=list)
    heads: list[tuple[float, Block, Box, str]] = field(default_factory=list)

    def draw(self) -> None:
        self.room = Room(self.canvas.whole.grown(-1))
        if not self._days():
            self._say_empty()
            return
        self._measure()
        self._axes()
        shows = self._shows()
        self._waves()
        self._take_lines(shows)
        self._goal()
        self._last_value()
        self._bounds()

    # -- measures

    def _px(self, points: float) -> float:
        return self.canvas.px(points)

    def _x(self, day: date) -> float:
        part = (day.toordinal() - self.first) / (self.last - self.first)
        return self.plot.left + part * (self.plot.right - self.plot.left)

    def _y(self, share: float) -> float:
        return self.plot.bottom + share / self.top * (self.plot.top - self.plot.bottom)

    def _style(self, colour: str, scale: float = 1.0, *, bold: bool = False) -> Style:
        return Style(colour, self.points * scale, bold)

    def _spot(self, x: float, y: float, lines: Lines) -> None:
        self.spots.append(Spot(x, self.canvas.whole.top - y, lines))

    def _days(self) -> list[date]:
        result = self.result
        days = [point.day for point in result.points]
        days += [bound.day for bound in result.bounds] + [show.day for show in result.shows]
        return days + ([result.goal.set_on, result.goal.by] if result.goal else [])

    def _say_empty(self) -> None:
        block = [(self.words.empty, self._style(self.colours.quiet))]
        wide, high = self.canvas.size(block)
        middle, centre = self.canvas.whole.right / 2, self.canvas.whole.top / 2
        box = Box(middle - wide / 2, centre - high / 2, middle + wide / 2, centre + high / 2)
        self.canvas.write(block, box, "center")

    def _measure(self) -> None:
        whole = self.canvas.whole
        tick, _ = self.canvas.size([(self.words.format_tick(1.0), self._style(self.colours.quiet))])
        left, right = tick + self._px(8), whole.right - self._px(20)
        low, high = self._px(self.points * 2.1), whole.top - self._px(self.points)
        self.plot = Box(left, low, right, high)
        self._measure_days()
        self._measure_shows()
        self._measure_shares()

    def _measure_days(self) -> None:
        days = [day.toordinal() for day in self._days()]
        self.first, self.last = float(min(days)), float(max(days))
        lack = max(0.0, _SHORTEST - (self.last - self.first)) / 2
        self.first, self.last = self.first - lack, self.last + lack
        span, room = self.last - self.first, self.plot.right - self.plot.left
        left = self._px(34) / room
        self.last += 1
        right = 0.0
        if self.result.points:
            reach = (self.canvas.size(self._last_block())[0] + self._px(12) - self._px(20)) / room
            tail = (self.last - self.result.points[-1].day.toordinal()) / span
            right = max(0.0, min(0.5, reach) - tail)
        self.first -= span * left
        self.last += span * right

    def _measure_shares(self) -> None:
        result, room = self.result, self.plot.top - self.plot.bottom
        shares = [0.045, *(point.high for point in result.points)]
        shares += [bound.share for bound in result.bounds]
        shares += [result.goal.share * 1.06] if result.goal else []
        self.top = max(shares) * 1.12
        block = self._px(self.points * 4.6)
        free = max(0.45, 1 - block / room)
        for bound in result.bounds:
            goal = result.goal
            beside = goal.share if goal and goal.set_on <= bound.day <= goal.by else 0.0
            under = max(bound.share, beside) if bound.comparator in _ABOVE else bound.share
            self.top = max(self.top, under / free)

    # -- ground

    def _axes(self) -> None:
        plot, quiet = self.plot, self._style(self.colours.quiet)
        room = int((plot.top - plot.bottom) / self._px(self.points * 2.6))
        for share in share_ticks(self.top, room):
            y = round(self._y(share)) + 0.5
            if share > 0:
                self.canvas.line((plot.left, plot.right), (y, y), self.colours.grid, 0.7, order=0, crisp=True)
            self._tick_label(self.words.format_tick(share), quiet, plot.left - self._px(5), y)
        base = round(plot.bottom) + 0.5
        for day in self._month_ticks():
            x = round(self._x(day)) + 0.5
            self.canvas.line((x, x), (base - self._px(3), base), self.colours.base, 0.75, order=1, crisp=True)
            block = [(self.words.format_month(day), quiet)]
            wide, high = self.canvas.size(block)
            low = base - self._px(4) - high
            self.canvas.write(block, Box(x - wide / 2, low, x + wide / 2, low + high), "center")
        self.canvas.line((plot.left, plot.right), (base, base), self.colours.base, 0.75, order=1, crisp=True)

    def _month_ticks(self) -> list[date]:
        style = self._style(self.colours.quiet)
        wide, _ = self.canvas.size([(self.words.format_month(date(2026, 12, 1)), style)])
        room = int((self.plot.right - self.plot.left) / (wide + self._px(14)))
        ticks = month_ticks(self.first, self.last, room)
        return [day for day in ticks if self._x(day) + wide / 2 < self.canvas.whole.right]

    def _tick_label(self, text: str, style: Style, right: float, middle: float) -> None:
        wide, high = self.canvas.size([(text, style)])
        box = Box(right - wide, middle - high / 2, right, middle + high / 2)
        self.canvas.write([(text, style)], box, "right")

    # -- shows

    def _measure_shows(self) -> None:
        """Place the shows' labels, in as many levels over the plot as they need."""
        shows = sorted(self.result.shows, key=lambda show: show.day)
        blocks = [(show, self._show_block(show)) for show in shows]
        blocks = [(show, block) for show, block in blocks if block]
        level = max((self.canvas.size(block)[1] for _, block in blocks), default=0.0) + self._px(2)
        allowed = _LEVELS if level * _LEVELS < self.canvas.whole.top * 0.25 else 1
        for levels in range(1, allowed + 1 if blocks else 1):
            self.plot = replace(self.plot, top=self.canvas.whole.top - level * levels - self._px(2))
            for staggered in (False, True)[:levels]:
                self.room.hard.clear()
                self.heads = self._show_labels(blocks, level, levels, staggered)
                if len(self.heads) == len(blocks):
                    return

    def _show_block(self, show: ShowMark) -> Block:
        style = self._style(self.colours.show)
        return [(text, style) for text in (show.place, show.season) if text]

    def _show_labels(
        self, blocks: list[tuple[ShowMark, Block]], level: float, levels: int, staggered: bool
    ) -> list[tuple[float, Block, Box, str]]:
        """Sides first, then levels; a label whose stem would cross another is left out.

        Staggered, every second of three goes up at once between neighbours that lean away from it.
        """
        heads = []
        left_over = blocks
        for low in [self.plot.top + self._px(1) + level * n for n in range(levels)]:
            waiting, left_over = left_over, []
            for number, (show, block) in enumerate(waiting):
                turn = number % 3 if staggered and waiting is blocks else -1
                if turn == 1:
                    left_over.append((show, block))
                    continue
                x = self._x(show.day)
                stem = Box(x - 1, self.plot.top, x + 1, max(low - 1, self.plot.top + 0.1))
                beside = self._beside(x, low, block, _LEANS.get(turn, "center"))
                crossed = any(stem.meets(taken) for taken in self.room.hard)
                boxes = [] if crossed else [box for box, _ in beside]
                if box := self.room.place(boxes, margin=self._px(2), strict=True):
                    heads.append((x, block, box, dict(beside)[box]))
                else:
                    left_over.append((show, block))
        return heads

    def _beside(self, x: float, low: float, block: Block, first: str) -> list[tuple[Box, str]]:
        wide, high = self.canvas.size(block)
        near = self._px(4)
        sides = ((x - wide / 2, "center"), (x - near, "left"), (x - wide + near, "right"))
        ordered = sorted(sides, key=lambda side: side[1] != first)
        return [(Box(left, low, left + wide, low + high), align) for left, align in ordered]

    def _shows(self) -> list[float]:
        """Draw the shows; what has no label still has its spot."""
        for show in self.result.shows:
            self._spot(self._x(show.day), self.plot.bottom, self.words.show_details(show))
        tops = {self._x(show.day): self.plot.top for show in self.result.shows}
        for x, block, box, align in self.heads:
            self.canvas.write(block, box, align)
            tops[x] = max(tops[x], box.bottom - self._px(1))
        for x, top in tops.items():
            self.canvas.line(
                (x, x), (self.plot.bottom, top), self.colours.show, 1.1, order=1.5, dashes=(1.2, 1.8)
            )
        xs = sorted(tops)
        self.canvas.dots(xs, [self.plot.bottom] * len(xs), self.colours.show, 5.5, shape="D", order=5)
        return xs

    # -- waves

    def _waves(self) -> None:
        points = sorted(self.result.points, key=lambda point: point.day)
        xs, ys = [self._x(p.day) for p in points], [self._y(p.share) for p in points]
        gap = min((b - a for a, b in pairwise(xs)), default=100.0)
        cap = min(self._px(3.0), gap * 0.35)
        colour = self.colours.data
        bar_xs: list[float] = []
        bar_ys: list[float] = []
        for index, (point, x, y) in enumerate(zip(points, xs, ys, strict=True), 1):
            low, high = self._y(point.low), self._y(point.high)
            bar_xs += [x, x, nan]
            bar_ys += [low, high, nan]
            if cap > 2:
                bar_xs += [x - cap, x + cap, nan] * 2
                bar_ys += [low, low, nan, high, high, nan]
            self.room.hard.append(
                Box(x - cap, min(low, y - self._px(4)), x + cap, max(high, y + self._px(4)))
            )
            self._spot(x, y, self.words.point_details(index, point))
        self.canvas.line(bar_xs, bar_ys, colour, 1.1 if cap > 2 else 0.5, order=3)
        self.canvas.line(xs, ys, colour, 1.5, order=3)
        many = gap < self._px(9)
        inside = None if many else self.colours.ground
        size = max(1.5, min(7.0, gap * 0.7 / self._px(1)))
        self.canvas.dots(xs, ys, colour, size, inside=inside)
        self.room.hard.extend(along(xs, ys, self._px(1.5)))

    def _last_block(self) -> Block:
        last = max(self.result.points, key=lambda point: point.day)
        block = [(self.words.format_share(last.share), self._style(self.colours.data, 1.4, bold=True))]
        if self.words.last_note:
            block.append((self.words.last_note, self._style(self.colours.data)))
        return block

    def _last_value(self) -> None:
        if not self.result.points:
            return
        last = max(self.result.points, key=lambda point: point.day)
        x, y, gap = self._x(last.day), self._y(last.share), self._px(8)
        wide, high = self.canvas.size(self._last_block())
        tops = [y + high * part for part in (0.5, 0.35, 0.2, 0.65, 0.85, 1.1, 1.4)]
        boxes = [Box(x + gap, top - high, x + gap + wide, top) for top in tops]
        above = self._y(last.high) + self._px(4)
        lefts = (x - wide / 2, x - wide)
        boxes += [Box(left, above, left + wide, above + high) for left in lefts]
        under = self._y(last.low) - self._px(4)
        boxes += [Box(left, under - high, left + wide, under) for left in lefts]
        box = self.room.place(boxes, margin=self._px(1))
        if box:
            self.canvas.write(self._last_block(), box, "left")

    # -- goal

    def _take_lines(self, shows: list[float]) -> None:
        """Labels keep off the dotted lines, the goal's line and the base line."""
        half = self._px(1.5)
        for x in shows:
            self.room.soft.append(Box(x - self._px(1), self.plot.bottom, x + self._px(1), self.plot.top))
        if goal := self.result.goal:
            y, (left, right) = self._y(goal.share), self._goal_ends(goal)
            self.room.hard.append(Box(left, y - half, right, y + half))
        self.room.hard.append(Box(0, 0, self.canvas.whole.right, self.plot.bottom))

    def _goal_ends(self, goal: GoalLine) -> tuple[float, float]:
        left, right = sorted((self._x(goal.set_on), self._x(goal.by)))
        return left, right

    def _goal(self) -> None:
        goal = self.result.goal
        if goal is None:
            return
        left, right = self._goal_ends(goal)
        y, colour, tick = self._y(goal.share), self.colours.goal, self._px(4)
        self.canvas.line((left, right), (y, y), colour, 1.5, order=2.5, dashes=(5, 2.5))
        self.canvas.line((right, right), (y - tick, y + tick), colour, 1.5, order=2.5)
        self._spot(right, y, self.words.goal_details(goal))
        block = [(self.words.goal(goal), self._style(colour))]
        wide, high = self.canvas.size(block)
        gap = tick + self._px(1)
        lows = (y + gap, y - gap - high)
        ends = (
            right + self._px(14),
            self.canvas.whole.right - self._px(2),
            right - self._px(2),
            left + wide,
            right + wide * 0.3,
        )
        boxes = [Box(end - wide, low, end, low + high) for low in lows for end in ends]
        box = self.room.place(boxes, margin=self._px(0.5))
        if box:
            self.canvas.write(block, box, "left")

    # -- reported bounds

    def _bounds(self) -> None:
        for bound in sorted(self.result.bounds, key=lambda bound: bound.day):
            self._bound_mark(bound)
        for bound in sorted(self.result.bounds, key=lambda bound: bound.day):
            self._label_bound(bound)

    def _bound_mark(self, bound: ReportedBound) -> None:
        x, y, half = self._x(bound.day), self._y(bound.share), self._px(5.5)
        ink = self.colours.text
        far = self._bound_end(bound)
        for box in _fading(x, y, far, half * 0.85):
            self.canvas.fill(box, ink, _LAYER)
        self.canvas.line((x - half, x + half), (y, y), ink, 2.2, order=3.5)
        reach = self._px(15)
        if abs(far - y) > reach * 0.6:
            way = 1 if far > y else -1
            tip = y + way * min(reach, abs(far - y) * 0.7)
            self.canvas.line((x, x), (y, tip), ink, 1.2, order=3.5)
            self.canvas.dots([x], [tip], ink, 5, shape="^" if way > 0 else "v", order=3.6)
        elif far < y:
            self.canvas.line((x, x), (y, far), ink, 1.2, order=3.5)
        self.room.hard.append(Box(x - half, min(y, far) - 1, x + half, max(y, far) + self._px(2)))
        self._spot(x, y, self.words.bound_details(bound))

    def _bound_end(self, bound: ReportedBound) -> float:
        if bound.comparator in _ABOVE:
            return self.plot.top
        return self.plot.bottom if bound.comparator in _BELOW else self._y(bound.share)

    def _label_bound(self, bound: ReportedBound) -> None:
        head = [(self.words.bound_value(bound), self._style(self.colours.text, 1.15, bold=True))]
        note = [(text, self._style(self.colours.text)) for text in self.words.bound_note(bound)]
        for block in ([*head, *note], head):
            boxes = list(self._around(bound, *self.canvas.size(block)))
            box = self.room.place((box for box, _ in boxes), margin=self._px(2), strict=block != head)
            if box:
                self.canvas.write(block, box, next(align for found, align in boxes if found == box))
                return

    def _around(self, bound: ReportedBound, wide: float, high: float) -> Iterator[tuple[Box, str]]:
        x, y, gap = self._x(bound.day), self._y(bound.share), self._px(9)
        if bound.comparator not in _ABOVE:
            for low in (y + self._px(4), y + self._px(20)):
                yield Box(x - wide / 2, low, x + wide / 2, low + high), "center"
        tops = [y + high + self._px(6), y + high / 2, y - self._px(6)]
        if bound.comparator in _ABOVE:
            tops.insert(0, self.plot.top)
        for top in tops:
            yield Box(x - gap - wide, top - high, x - gap, top), "right"
            yield Box(x + gap, top - high, x + gap + wide, top), "left"


def _fading(x: float, start: float, end: float, half: float) -> Iterator[Box]:
    """Layers that all begin at the bound: together they fade, without seams between them."""
    for index in range(_STRIPS if abs(end - start) > 1 else 0):
        low, high = sorted((start, start + (end - start) * (index + 1) / _STRIPS))
        yield Box(x - half, low, x + half, high)
