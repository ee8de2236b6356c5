"""One brand in many markets: a small frame for each, days and shares alike in all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import ceil

from passerella.charts import speech
from passerella.charts.beside import Beside, days_of, highest
from passerella.charts.canvas import Block
from passerella.charts.frame import Frame, axis_width
from passerella.charts.panels import turned
from passerella.charts.pen import Pen
from passerella.charts.placing import Box, Room
from passerella.charts.waves import Look, draw_waves
from passerella.figures.comparing_result import Line, MarketsResult
from passerella.figures.sentences import NO_SURVEY

_NARROWEST, _LOWEST = 86.0, 58.0
_EMPTY = 2.0
_FULL = 1.12
"""Above 100% dots keep off the names."""


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: int
    rows: int

    @property
    def cells(self) -> int:
        return self.columns * self.rows


def paint_markets(result: MarketsResult, pen: Pen) -> None:
    """Draw as many markets as are readable, all in one frame of days and shares, whatever the page."""
    if not result.lines:
        pen.say_empty(NO_SURVEY)
        return
    whole = pen.canvas.whole
    left, low = axis_width(pen), pen.px(pen.points * 1.6)
    room = Box(left, low, whole.right - pen.px(4), whole.top - pen.px(3))
    count = len(result.lines)
    shown, area = turned(pen, result.lines, room, lambda area: _grid(area, count, pen).cells)
    grid = _grid(area, len(shown), pen)
    top = max(highest(line.points, line.around) for line in result.lines) * 1.08
    frames = [_frame(pen, area, grid, number, result) for number in range(len(shown))]
    style = pen.style(pen.colours.text)
    wanted = [(each.name, style, _room(frame, each)) for frame, each in zip(frames, shown, strict=True)]
    names = speech.fitting_names(pen, wanted, sample=result.sample)
    for number, (frame, each, name) in enumerate(zip(frames, shown, names, strict=True)):
        frame.reach(top if top < 1 else _FULL)
        below = number + grid.columns >= len(shown)
        _cell(frame, each, name, labelled=number % grid.columns == 0, below=below)
    if pen.pages > 1:
        # Below every page the same is named: were it not as high, they would hold other panels.
        pen.unnamed = Beside(frames[0], [(each.name, each.around) for each in result.lines]).signs()


def _grid(area: Box, markets: int, pen: Pen) -> _Grid:
    """Columns and rows whose cells are readable, near twice as wide as high, and rather all of them used."""
    wide, high = area.right - area.left, area.top - area.bottom
    columns = max(1, int(wide / pen.px(_NARROWEST)))
    rows = max(1, int(high / pen.px(_LOWEST)))
    fitting = [
        _Grid(each, ceil(markets / each))
        for each in range(1, min(columns, markets) + 1)
        if ceil(markets / each) <= rows
    ]
    shape = wide / high / 2

    def fault(grid: _Grid) -> float:
        empty = (grid.cells - markets) / grid.cells
        return abs(shape * grid.rows / grid.columns - 1) + _EMPTY * empty

    return min(fitting, key=fault, default=_Grid(columns, rows))


def _frame(pen: Pen, area: Box, grid: _Grid, number: int, result: MarketsResult) -> Frame:
    row, column = divmod(number, grid.columns)
    wide, high = (area.right - area.left) / grid.columns, (area.top - area.bottom) / grid.rows
    left, top = area.left + column * wide, area.top - row * high
    head = pen.px(pen.points * 1.5)
    low = top - high + pen.px(7)
    frame = Frame(pen, Box(left, low, left + wide - pen.px(12), top - head))
    if column + 1 < grid.columns:
        frame.edge = left + wide - pen.px(6)
    frame.span_days(chain.from_iterable(days_of(line.points, line.around) for line in result.lines))
    frame.widen(pen.px(12 if any(line.around.bounds for line in result.lines) else 6), pen.px(6))
    return frame


def _share(frame: Frame, line: Line) -> Block:
    pen = frame.pen
    return [(pen.language.percent(line.points[-1].share), pen.style(pen.colours.data, bold=True))]


def _room(frame: Frame, line: Line) -> float:
    """Pixels for a market's name beside its share."""
    share = frame.pen.canvas.size(_share(frame, line))[0]
    return frame.plot.right - frame.plot.left - share - frame.pen.px(5)


def _cell(frame: Frame, line: Line, name: str, *, labelled: bool, below: bool) -> None:
    pen, plot = frame.pen, frame.plot
    pen.room = Room(pen.room.whole)  # what stands in other cells is in no label's way here
    frame.share_axis(labels=labelled)
    frame.day_axis(labels=below)
    beside = Beside(frame, [(line.name, line.around)])
    beside.draw()
    look, language = Look(pen.colours.data), pen.language
    draw_waves(frame, line.points, look, lambda *wave: (line.name, *speech.point_lines(language, *wave)))
    middle = plot.top + pen.px(pen.points * 0.75)
    pen.write(_share(frame, line), plot.right, middle, "right")
    pen.write([(name, pen.style(pen.colours.text))], plot.left, middle)
    beside.mark()
    beside.label_all()
