"""The brands of one series in one frame, each named at its last wave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from passerella.charts import speech
from passerella.charts.beside import Beside, days_of, highest
from passerella.charts.canvas import Block
from passerella.charts.frame import Frame, axis_width
from passerella.charts.goal import goal_end
from passerella.charts.looks import faint, looks, unnamed
from passerella.charts.pen import Pen
from passerella.charts.placing import Box, spread
from passerella.charts.waves import Look, draw_waves
from passerella.figures.comparing_result import BrandsResult, Line
from passerella.figures.sentences import NO_SURVEY

_ASIDE = 2.4
_DENSE = 16.0
_WIDEST, _CLOSEST = 0.34, 1.15


def paint_brands(result: BrandsResult, pen: Pen) -> None:
    """Draw the brands; those without a label keep their spots."""
    if not result.lines:
        pen.say_empty(NO_SURVEY)
        return
    whole = pen.canvas.whole
    low, top = pen.px(pen.points * 2.1), whole.top - pen.px(pen.points)
    height = pen.px(pen.points * 1.35)
    lines = sorted(result.lines, key=lambda line: -line.points[-1].share)
    arounds = [(line.name, line.around) for line in lines]
    trial = Beside(_frame(pen, result, Box(0, low, whole.right, top)), arounds)
    found = looks(pen, [line.own for line in lines], trial.names(pen.px(pen.points * _CLOSEST)))
    named = [(line, look) for line, look in zip(lines, found, strict=True) if look]
    most = whole.right * _WIDEST
    blocks = _blocks(pen, named, most, sample=result.sample)
    rest = unnamed(pen, found, most)
    wide = max(pen.canvas.size(block)[0] for block in (*blocks, *rest))
    frame = _frame(pen, result, Box(axis_width(pen), low, whole.right - wide - pen.px(22), top))
    beside = Beside(frame, arounds)
    beside.place()
    frame.share_axis()
    frame.day_axis()
    beside.draw()
    for line, look in zip(lines, found, strict=True):
        if look is None:
            _draw(frame, line, faint(pen))
    _draw_apart(frame, named)
    beside.mark()
    ends = [(_last(frame, line), block) for (line, _), block in zip(named, blocks, strict=True)]
    for (x, y), _ in ends:
        pen.room.hard.append(Box(x, y - pen.px(1), frame.plot.right, y + pen.px(1)))
    ends += [
        ((goal_end(frame, goal), frame.y(goal.share)), beside.short(goal, wide)) for goal in beside.label()
    ]
    _name(frame, ends, rest, height)


def _frame(pen: Pen, result: BrandsResult, plot: Box) -> Frame:
    frame = Frame(pen, plot)
    frame.span_days(chain.from_iterable(days_of(line.points, line.around) for line in result.lines))
    frame.widen(pen.px(34 if any(line.around.bounds for line in result.lines) else 14), pen.px(8))
    frame.reach(min(1.04, max(highest(line.points, line.around) for line in result.lines) * 1.08))
    return frame


def _draw_apart(frame: Frame, named: list[tuple[Line, Look]]) -> None:
    """Side by side where waves are few, so that no interval hides another; without bars where many."""
    dense = _gap(frame, [line for line, _ in named]) < frame.pen.px(_DENSE)
    for number, (line, look) in enumerate(named):
        aside = 0.0 if dense else (number - (len(named) - 1) / 2) * _ASIDE
        _draw(frame, line, replace(look, aside=aside, bars=not dense or len(named) == 1))


def _draw(frame: Frame, line: Line, look: Look) -> None:
    language = frame.pen.language
    draw_waves(frame, line.points, look, lambda *wave: (line.name, *speech.point_lines(language, *wave)))


def _gap(frame: Frame, lines: list[Line]) -> float:
    """Pixels between the nearest two waves."""
    xs = sorted({frame.x(point.day) for line in lines for point in line.points})
    return min((b - a for a, b in pairwise(xs)), default=frame.plot.right)


def _blocks(pen: Pen, named: list[tuple[Line, Look]], most: float, *, sample: bool) -> list[Block]:
    """Name and last share of each line, no wider than `most`."""
    styles = [pen.style(look.colour, bold=line.own) for line, look in named]
    shares = [f" {pen.language.percent(line.points[-1].share)}" for line, _ in named]
    wanted = [
        (line.name, style, most - pen.canvas.size([(share, style)])[0])
        for (line, _), style, share in zip(named, styles, shares, strict=True)
    ]
    names = speech.fitting_names(pen, wanted, sample=sample)
    return [[(name + share, style)] for name, share, style in zip(names, shares, styles, strict=True)]


def _last(frame: Frame, line: Line) -> tuple[float, float]:
    """Where the last wave of a line stands."""
    return frame.x(line.points[-1].day), frame.y(line.points[-1].share)


def _name(
    frame: Frame, ends: Sequence[tuple[tuple[float, float], Block]], rest: list[Block], height: float
) -> None:
    """Names in the order of their ends, led to by a thin line where they had to move, over the rest."""
    pen, plot = frame.pen, frame.plot
    ys = [y for (_, y), _ in ends]
    floor = plot.bottom + height * len(rest)
    middles = spread(ys, height, floor, plot.top + pen.px(pen.points * 0.6))
    for block in rest:
        pen.write(block, plot.right + pen.px(17), floor - height / 2)
    for ((x, y), block), middle in zip(ends, middles, strict=True):
        start, end = x + pen.px(10), plot.right + pen.px(14)
        xs, heights = (start, plot.right + pen.px(6), end), (y, y, middle)
        pen.canvas.line(xs, heights, block[0][1].colour, 0.6, order=1)
        pen.write(block, end + pen.px(3), middle)
