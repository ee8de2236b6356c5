"""The brands of one series in two waves: what rose, what fell, what may not have moved."""

from __future__ import annotations

from dataclasses import dataclass

from passerella.charts import speech
from passerella.charts.canvas import Block
from passerella.charts.frame import LEAST
from passerella.charts.looks import faint, looks, unnamed
from passerella.charts.pen import Pen
from passerella.charts.placing import spread
from passerella.charts.waves import Look
from passerella.figures.comparing_result import Slope, SlopeResult
from passerella.figures.recognition_result import WavePoint

_UNPROVED = (4.0, 2.5)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the two waves stand across, and how shares go upwards."""

    left: float
    right: float
    bottom: float
    top: float
    most: float

    def y(self, share: float) -> float:
        """Pixels from below."""
        return self.bottom + share / self.most * (self.top - self.bottom)


def paint_slope(result: SlopeResult, pen: Pen) -> None:
    """A line a brand: full where the change is more than chance, else dashed."""
    if not result.slopes:
        pen.say_empty(speech.NO_SURVEY)
        return
    whole, height = pen.canvas.whole, pen.px(pen.points * 1.35)
    bottom, top = pen.px(6), whole.top - pen.px(pen.points * 2)
    ordered = sorted(result.slopes, key=lambda each: -each.after.share)
    found = looks(pen, [each.own for each in ordered], int((top - bottom) / height))
    named = [(each, look) for each, look in zip(ordered, found, strict=True) if look]
    most = whole.right * 0.45
    ends = _ends(pen, named, most, sample=result.sample)
    starts = [_start(pen, each, look) for each, look in named]
    rest = unnamed(pen, found, most)
    wide = max(pen.canvas.size(block)[0] for block in (*ends, *rest))
    left = max(pen.canvas.size(block)[0] for block in starts) + pen.px(30)
    highest = max(LEAST, *(p.high for each in ordered for p in (each.before, each.after)))
    field = _Field(left, whole.right - wide - pen.px(30), bottom, top, highest * 1.02)
    _columns(field, result, pen)
    drawn = [*((each, faint(pen)) for each, look in zip(ordered, found, strict=True) if look is None)]
    for each, look in (*drawn, *sorted(named, key=lambda pair: pair[0].own)):
        _line(field, each, look, pen)
    floor = bottom + height * len(rest)
    for block in rest:
        pen.write(block, field.right + pen.px(23), floor - height / 2)
    befores, afters = ([getattr(each, at) for each, _ in named] for at in ("before", "after"))
    _labels(field, pen, list(zip(befores, starts, strict=True)), -1, bottom)
    _labels(field, pen, list(zip(afters, ends, strict=True)), 1, floor)


def _columns(field: _Field, result: SlopeResult, pen: Pen) -> None:
    for x, day in ((field.left, result.first), (field.right, result.last)):
        pen.canvas.line((x, x), (field.bottom, field.top), pen.colours.grid, 0.9, order=0, crisp=True)
        block = [(pen.language.day(day), pen.style(pen.colours.quiet))]
        wide = pen.canvas.size(block)[0]
        middle = min(max(x, wide / 2 + 1), pen.canvas.whole.right - wide / 2 - 1)
        pen.write(block, middle, field.top + pen.px(pen.points), "center")


def _line(field: _Field, each: Slope, look: Look, pen: Pen) -> None:
    xs, points = (field.left, field.right), (each.before, each.after)
    ys = [field.y(point.share) for point in points]
    dashes = None if each.change.more_than_chance else _UNPROVED
    pen.canvas.line(xs, ys, look.colour, look.points, order=3, dashes=dashes)
    pen.canvas.dots(xs, ys, look.colour, 6, shape=look.shape, inside=pen.colours.ground)
    for number, (x, y, point) in enumerate(zip(xs, ys, points, strict=True), 1):
        if look.bars:
            bar = (field.y(point.low), field.y(point.high))
            pen.canvas.line((x, x), bar, look.colour, 1.1, order=2.5)
        pen.spot(x, y, (each.name, *speech.point_lines(pen.language, number, point)))
    middle = (field.left + field.right) / 2
    pen.spot(middle, sum(ys) / 2, speech.moved_lines(pen.language, each.name, each.change))


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


def _labels(field: _Field, pen: Pen, ends: list[tuple[WavePoint, Block]], side: int, floor: float) -> None:
    """Beside one column, from `floor` up, apart from each other, led to by thin lines."""
    x, near, far = (field.left if side < 0 else field.right), pen.px(7), pen.px(20)
    ys = [field.y(point.share) for point, _ in ends]
    height = pen.px(pen.points * 1.35)
    middles = spread(ys, height, floor, field.top)
    for (_, block), y, middle in zip(ends, ys, middles, strict=True):
        xs = (x + side * near, x + side * far)
        pen.canvas.line(xs, (y, middle), block[0][1].colour, 0.6, order=1)
        pen.write(block, x + side * (far + pen.px(3)), middle, "right" if side < 0 else "left")
