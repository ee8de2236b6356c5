"""The brands of one series in two waves: what rose, what fell, what may not have moved."""

from __future__ import annotations

from passerella.charts import speech
from passerella.charts.beside import Beside, highest
from passerella.charts.canvas import Block
from passerella.charts.frame import Frame
from passerella.charts.looks import faint, looks, unnamed
from passerella.charts.pen import Pen
from passerella.charts.placing import Box, along, spread
from passerella.charts.waves import Look
from passerella.figures.comparing_result import Slope, SlopeResult
from passerella.figures.sentences import NO_SURVEY

_UNPROVED = (4.0, 2.5)
_ROW, _NEAR, _FAR, _WORDS = 1.35, 7.0, 20.0, 23.0


def paint_slope(result: SlopeResult, pen: Pen) -> None:
    """A line a brand: full where the change is more than chance, else dashed."""
    if not result.slopes:
        pen.say_empty(NO_SURVEY)
        return
    whole, height = pen.canvas.whole, pen.px(pen.points * _ROW)
    bottom, top = pen.px(pen.points * 2.1), whole.top - pen.px(pen.points)
    ordered = sorted(result.slopes, key=lambda each: -each.after.share)
    arounds = [(each.name, each.around) for each in ordered]
    trial = Beside(_frame(result, pen, Box(0, bottom, whole.right, top)), arounds)
    found = looks(pen, [each.own for each in ordered], trial.names(height))
    named = [(each, look) for each, look in zip(ordered, found, strict=True) if look]
    most = whole.right * 0.45
    ends = _ends(pen, named, most, sample=result.sample)
    starts = [_start(pen, each, look) for each, look in named]
    rest = unnamed(pen, found, most)
    wide = max(pen.canvas.size(block)[0] for block in (*ends, *rest))
    left = max(pen.canvas.size(block)[0] for block in starts) + pen.px(30)
    frame = _frame(result, pen, Box(left, bottom, whole.right - wide - pen.px(30), top))
    beside = Beside(frame, arounds)
    beside.place()
    _axis(frame, result)
    beside.draw()
    drawn = [*((each, faint(pen)) for each, look in zip(ordered, found, strict=True) if look is None)]
    for each, look in (*drawn, *sorted(named, key=lambda pair: pair[0].own)):
        _line(frame, each, look)
    beside.mark()
    unlabelled = beside.label()
    floor = bottom + height * len(rest)
    for block in rest:
        pen.write(block, frame.plot.right + pen.px(_WORDS), floor - height / 2)
    befores, afters = ([getattr(each, at).share for each, _ in named] for at in ("before", "after"))
    goals = [(goal.share, beside.short(goal, wide)) for goal in unlabelled]
    _labels(frame, list(zip(befores, starts, strict=True)), -1, bottom)
    _labels(frame, [*zip(afters, ends, strict=True), *goals], 1, floor)


def _frame(result: SlopeResult, pen: Pen, plot: Box) -> Frame:
    """From the day of the one wave to that of the other."""
    first, last = result.first.toordinal(), result.last.toordinal()
    frame = Frame(pen, plot, first, max(last, first + 1))
    frame.reach(1.02 * max(highest((each.before, each.after), each.around) for each in result.slopes))
    return frame


def _axis(frame: Frame, result: SlopeResult) -> None:
    """A column a wave with its day below, and the base line between the two."""
    pen, plot = frame.pen, frame.plot
    base = round(plot.bottom) + 0.5
    pen.canvas.line((plot.left, plot.right), (base, base), pen.colours.base, 0.75, order=1, crisp=True)
    for x, day in ((plot.left, result.first), (plot.right, result.last)):
        pen.canvas.line((x, x), (plot.bottom, plot.top), pen.colours.grid, 0.9, order=0, crisp=True)
        block = [(pen.language.day(day), pen.style(pen.colours.quiet))]
        wide, high = pen.canvas.size(block)
        middle = min(max(x, wide / 2 + 1), pen.canvas.whole.right - wide / 2 - 1)
        pen.write(block, middle, base - pen.px(4) - high / 2, "center")


def _line(frame: Frame, each: Slope, look: Look) -> None:
    pen, xs, points = frame.pen, [frame.plot.left, frame.plot.right], (each.before, each.after)
    ys = [frame.y(point.share) for point in points]
    dashes = None if each.change.more_than_chance else _UNPROVED
    pen.canvas.line(xs, ys, look.colour, look.points, order=3, dashes=dashes)
    pen.canvas.dots(xs, ys, look.colour, 6, shape=look.shape, inside=pen.colours.ground)
    pen.room.hard += along(xs, ys, pen.px(1.5))
    for number, (x, y, point) in enumerate(zip(xs, ys, points, strict=True), 1):
        if look.bars:
            low, high = frame.y(point.low), frame.y(point.high)
            pen.canvas.line((x, x), (low, high), look.colour, 1.1, order=2.5)
            pen.room.hard.append(Box(x - pen.px(2), low, x + pen.px(2), high))
        pen.room.hard.append(Box(x - pen.px(4), y - pen.px(4), x + pen.px(4), y + pen.px(4)))
        pen.spot(x, y, (each.name, *speech.point_lines(pen.language, number, point)))
    pen.spot(sum(xs) / 2, sum(ys) / 2, speech.moved_lines(pen.language, each.name, each.change))


def _start(pen: Pen, each: Slope, look: Look) -> Block:
    return [(pen.language.percent(each.before.share), pen.style(look.colour, bold=each.own))]


def _ends(pen: Pen, named: list[tuple[Slope, Look]], most: float, *, sample: bool) -> list[Block]:
    """Name, last share and change of each brand, no wider than `most`."""
    styles = [pen.style(look.colour, bold=each.own) for each, look in named]
    aside = pen.language.aside
    figures = [
        " " + aside(pen.language.percent(each.after.share), pen.language.points(each.change.points))
        for each, _ in named
    ]
    wanted = [
        (each.name, style, most - pen.canvas.size([(figure, style)])[0])
        for (each, _), style, figure in zip(named, styles, figures, strict=True)
    ]
    names = speech.fitting_names(pen, wanted, sample=sample)
    return [[(name + figure, style)] for name, figure, style in zip(names, figures, styles, strict=True)]


def _labels(frame: Frame, ends: list[tuple[float, Block]], side: int, floor: float) -> None:
    """Beside one column, from `floor` up, apart from each other, led to by thin lines."""
    pen, plot = frame.pen, frame.plot
    x, near, far = (plot.left if side < 0 else plot.right), pen.px(_NEAR), pen.px(_FAR)
    ys = [frame.y(share) for share, _ in ends]
    middles = spread(ys, pen.px(pen.points * _ROW), floor, plot.top)
    for (_, block), y, middle in zip(ends, ys, middles, strict=True):
        xs = (x + side * near, x + side * far)
        pen.canvas.line(xs, (y, middle), block[0][1].colour, 0.6, order=1)
        pen.write(block, x + side * pen.px(_WORDS), middle, "right" if side < 0 else "left")
