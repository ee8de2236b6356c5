"""A fitted course in a frame: the curve with its band, other ceilings as dotted lines."""

from __future__ import annotations

from collections.abc import Iterable

from passerella.charts import speech
from passerella.charts.colours import mixed
from passerella.charts.frame import Frame
from passerella.charts.placing import Box, along, spread
from passerella.figures.course_result import CourseLine, CourseResult

_BAND = 0.16


def draw_course(frame: Frame, result: CourseResult) -> None:
    """The main line with its band; the others only where they are drawn at all, fitted alike."""
    main = result.main
    if not main.curve:
        return
    pen, colour = frame.pen, frame.pen.colours.data
    for line in others(result):
        xs, ys = _path(frame, line)
        pen.canvas.line(xs, ys, colour, 1.1, order=1.2, dashes=(1, 2))
        pen.room.curves.extend(along(xs, ys, pen.px(1)))
    xs, ys = _path(frame, main)
    lows = [frame.y(point.low) for point in main.curve]
    highs = [frame.y(point.high) for point in main.curve]
    pen.canvas.area(xs, lows, highs, mixed(colour, pen.colours.ground, _BAND), order=0.5)
    pen.canvas.line(xs, ys, colour, 1.1, order=1.3, dashes=(6, 2))
    pen.room.curves.extend(along(xs, ys, pen.px(1)))
    for x, end, low, high in zip(xs, xs[1:], lows, highs[1:], strict=False):
        pen.room.curves.append(Box(x, min(low, high), end, max(low, high)))
    pen.spot(xs[-1], ys[-1], speech.course_lines(pen.language, main.curve[-1]))


def label_ceilings(frame: Frame, result: CourseResult) -> None:
    """Name the lines at their right ends where more than one is drawn, apart from each other, if there is
    room."""
    drawn = [result.main, *others(result)]
    pen = frame.pen
    if len(drawn) == 1:
        return
    style, ends = pen.style(pen.colours.data), [line.curve[-1] for line in drawn]
    blocks = [[("≤" + pen.language.percent(line.ceiling, 0), style)] for line in drawn]
    high = pen.canvas.size(blocks[0])[1]
    ys = [frame.y(end.share) for end in ends]
    apart = spread(ys, high + pen.px(1.5), frame.plot.bottom, frame.plot.top)
    sunk = sum(y - middle for y, middle in zip(ys, apart, strict=True)) / len(ys)
    for end, block, y, middle in zip(ends, blocks, ys, apart, strict=True):
        wide = pen.canvas.size(block)[0]
        middles = (middle + sunk, middle, y, y + high / 2, y - high / 2)
        box = pen.room.place(_beside(frame.x(end.day), middles, wide, high, pen.px(4)), margin=pen.px(1))
        if box:
            pen.canvas.write(block, box)


def others(result: CourseResult) -> list[CourseLine]:
    """The lines drawn beside the main one: other ceilings, with the bounds or without as it is."""
    main = result.main
    return [line for line in result.lines if line is not main and line.curve and line.bounded == main.bounded]


def highest(result: CourseResult) -> float:
    """The share up to which the courses reach."""
    shares = [point.high for point in result.main.curve]
    shares += [point.share for line in others(result) for point in line.curve]
    return max(shares, default=0.0)


def _path(frame: Frame, line: CourseLine) -> tuple[list[float], list[float]]:
    return [frame.x(point.day) for point in line.curve], [frame.y(point.share) for point in line.curve]


def _beside(x: float, middles: Iterable[float], wide: float, high: float, gap: float) -> list[Box]:
    return [Box(x + gap, middle - high / 2, x + gap + wide, middle + high / 2) for middle in middles]
