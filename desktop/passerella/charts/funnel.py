"""From asked to bought: a bar a step, and the share of the step before in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from passerella.charts import speech
from passerella.charts.bounds import ABOVE, BELOW, mark_across
from passerella.charts.canvas import Block, Style
from passerella.charts.frame import LEAST
from passerella.charts.panels import turned
from passerella.charts.pen import Pen
from passerella.charts.placing import Box
from passerella.charts.strip import Strip, above
from passerella.figures.comparing_result import Funnel, FunnelResult, FunnelStep
from passerella.figures.comparing_sentences import STEPS
from passerella.figures.recognition_result import ALONE, Around
from passerella.figures.sentences import with_span
from passerella.texts.label import _, _n

_BARS, _EASILY = 44.0, 2.5
_ROW, _EASY, _HIGHEST = 1.35, 1.9, 4.4
_BETWEEN = 0.5
_GAP, _APART, _FADING = 14.0, 9.0, 18.0


@dataclass(frozen=True, slots=True)
class _Panel:
    """A line a step: its name, `labels` wide, and a bar that is `whole` long for all of those asked."""

    box: Box
    line: float
    labels: float
    whole: float

    def x(self, share: float) -> float:
        """Pixels from the left."""
        return self.box.left + self.labels + share * self.whole


def paint_funnel(result: FunnelResult, pen: Pen) -> None:
    """A panel a brand, all on one scale, our own brands first; below it what they did before the wave."""
    funnels = [each for each in result.funnels if each.steps]
    if not funnels:
        pen.say_empty(_("This wave has no steps to show."))
        return
    funnels.sort(key=lambda each: not each.own)
    rows = max(len(each.steps) for each in funnels) + 1
    sizes = _Sizes(pen, funnels)
    columns = sizes.columns(pen.canvas.whole.right)

    def rows_in(area: Box, row: float) -> int:
        return int((area.top - area.bottom) / (pen.px(pen.points * row) * (rows + _BETWEEN)))

    def fitting(area: Box) -> int:
        return columns * max(1, rows_in(area, _ROW))

    strip = Strip(pen, [(each.name, each.around) for each in funnels], result.since, result.day)
    room = above(strip, pen.canvas.whole, lambda area: columns * rows_in(area, _EASY) >= len(funnels))
    shown, area = turned(pen, funnels, room, fitting, room.bottom)
    _panels(pen, shown, area, columns, rows, sizes, sample=result.sample)


def _panels(
    pen: Pen, shown: Sequence[Funnel], area: Box, columns: int, rows: int, sizes: _Sizes, *, sample: bool
) -> None:
    """In as many columns as make lines high enough and leave no panel empty."""
    wide, high, count = area.right - area.left, area.top - area.bottom, len(shown)

    def line(columns: int, most: float) -> float:
        return min(pen.px(pen.points * most), high / ceil(count / columns) / (rows + _BETWEEN))

    def worth(columns: int) -> float:
        return line(columns, _EASY) * count / (columns * ceil(count / columns))

    columns = max(range(1, min(columns, count) + 1), key=worth)
    cell, step = wide / columns, high / ceil(count / columns)
    room = cell - pen.px(_GAP + _APART)
    wanted = [(each.name, _style(pen, each), room - pen.canvas.size(_asked(pen, each))[0]) for each in shown]
    names = speech.fitting_names(pen, wanted, sample=sample)
    whole = sizes.whole(cell)
    for number, (each, name) in enumerate(zip(shown, names, strict=True)):
        row, column = divmod(number, columns)
        left, top = area.left + column * cell, area.top - row * step
        box = Box(left + pen.px(3), top - step, left + cell - pen.px(_GAP), top)
        _panel(pen, each, name, _Panel(box, line(columns, _HIGHEST), sizes.labels, whole))


class _Sizes:
    """What all panels need: room for the names of steps, and for each bar with the figures behind it."""

    def __init__(self, pen: Pen, funnels: Sequence[Funnel]) -> None:
        self.pen, self.count = pen, len(funnels)
        quiet = pen.style(pen.colours.quiet)
        names = {pen.language.say(STEPS[step.step]) for each in funnels for step in each.steps}
        self.labels = max(pen.canvas.size([(name, quiet)])[0] for name in names) + pen.px(8)
        self.reaches: list[tuple[float, float, float]] = []
        for each in funnels:
            before = 1.0
            for step in each.steps:
                beside, rate = _beside(each, step), [(_rate(pen, step), quiet)]
                fade = pen.px(_FADING) if beside.bounds else 0.0
                long, short = (fade + _wide(pen, [rate, *said(pen, beside)]) for said in (_long, _short))
                self.reaches.append((_reach(step, before, beside), long, short))
                before = step.share

    def whole(self, cell: float) -> float:
        """Pixels of a bar of all those asked in a cell of such a width: the longest that all fit, with words
        in full if that leaves the bars long enough."""
        room = cell - self.labels - self.pen.px(_GAP + 3)
        full = min((room - long) / reach for reach, long, _ in self.reaches)
        tight = min((room - short) / reach for reach, _, short in self.reaches)
        return max(1.0, full if full >= self._least() * _EASILY else tight)

    def columns(self, width: float) -> int:
        """In how many columns bars can still be told apart."""
        fitting = (n for n in range(self.count, 1, -1) if self.whole(width / n) >= self._least())
        return next(fitting, 1)

    def _least(self) -> float:
        return self.pen.px(_BARS) / max(reach for reach, *_ in self.reaches)


def _reach(step: FunnelStep, before: float, beside: Around) -> float:
    """How far anything beside a step reaches, as a share of those asked."""
    reaches = [LEAST, step.share, before * (step.high or 0.0), *(bound.share for bound in beside.bounds)]
    return max(*reaches, beside.goal.share) if beside.goal else max(reaches)


def _wide(pen: Pen, blocks: Iterable[Block]) -> float:
    return sum(pen.canvas.size(block)[0] + pen.px(_APART) for block in blocks) + pen.px(1)


def _beside(funnel: Funnel, step: FunnelStep) -> Around:
    """Goal and reports are of those who know the brand."""
    return funnel.around if step.step == "aided" else ALONE


def _style(pen: Pen, funnel: Funnel) -> Style:
    return pen.style(pen.colours.data if funnel.own else pen.colours.quiet, bold=True)


def _asked(pen: Pen, funnel: Funnel) -> Block:
    label = _n("{n} person asked", "{n} people asked")(n=funnel.asked)
    return [(pen.language.say(label), pen.style(pen.colours.quiet))]


def _panel(pen: Pen, funnel: Funnel, name: str, panel: _Panel) -> None:
    box, style = panel.box, _style(pen, funnel)
    middle = box.top - panel.line / 2
    pen.write(_asked(pen, funnel), box.right, middle, "right")
    pen.write([(name, style)], box.left, middle)
    before = 1.0
    for step in funnel.steps:
        middle -= panel.line
        _step(pen, panel, step, _beside(funnel, step), before, middle, style.colour)
        before = step.share


def _step(
    pen: Pen, panel: _Panel, step: FunnelStep, around: Around, before: float, middle: float, colour: str
) -> None:
    start, end, half = panel.x(0), panel.x(step.share), panel.line * 0.25
    words = pen.language.say(STEPS[step.step])
    pen.write([(words, pen.style(pen.colours.quiet))], start - pen.px(5), middle, "right")
    bar = Box(start, middle - half, max(end, start + 1), middle + half)
    pen.canvas.fill(bar, colour, 0.35)
    pen.canvas.line((end, end), (bar.bottom, bar.top), colour, 1.6, order=2)
    far = end
    if step.low is not None and step.high is not None:
        ends = (panel.x(step.low * before), panel.x(step.high * before))
        pen.canvas.line(ends, (middle, middle), pen.colours.text, 1.1, order=3)
        far = max(end, ends[1])
    far = max([far, *_marks(pen, panel, around, middle, half)])
    _figures(pen, around, [(_rate(pen, step), pen.style(pen.colours.text))], far, panel.box.right, middle)
    label = _n("{n} person, {share} of those asked", "{n} people, {share} of those asked")
    share = pen.language.percent(step.share)
    pen.spot(end, middle, (words, pen.language.say(label(n=step.people, share=share)), _rate(pen, step)))


def _marks(pen: Pen, panel: _Panel, around: Around, middle: float, half: float) -> Iterator[float]:
    """A tick where the goal is, and under the bar what was reported; how far they reach."""
    if around.goal:
        x = panel.x(around.goal.share)
        pen.canvas.line((x, x), (middle - half * 1.5, middle + half * 1.5), pen.colours.goal, 1.8, order=4)
        pen.spot(x, middle, speech.goal_lines(pen.language, around.goal))
        yield x
    for bound in around.bounds:
        x = far = panel.x(bound.share)
        if bound.comparator in ABOVE:
            far += pen.px(_FADING)
        elif bound.comparator in BELOW:
            far = max(panel.x(0), far - pen.px(_FADING))
        mark_across(pen, bound, x, far, middle - half)
        yield max(x, far)


def _figures(pen: Pen, around: Around, rate: Block, far: float, end: float, middle: float) -> None:
    """The share of the step before, then goal and report in full where there is room, else short."""
    long, short = [rate, *_long(pen, around)], [rate, *_short(pen, around)]
    fits = far + _wide(pen, long) <= end + pen.px(_APART)
    for block in long if fits else short:
        far = pen.write(block, far + pen.px(5), middle).right + pen.px(_APART - 5)


def _long(pen: Pen, around: Around) -> Iterator[Block]:
    if around.goal:
        yield [(speech.goal_text(pen.language, around.goal), pen.style(pen.colours.goal))]
    for bound in around.bounds:
        said = (speech.bound_short(pen.language, bound), pen.language.day(bound.day))
        yield [(pen.language.aside(*said), pen.style(pen.colours.text, bold=True))]


def _short(pen: Pen, around: Around) -> Iterator[Block]:
    if around.goal:
        yield [(speech.goal_share(pen.language, around.goal), pen.style(pen.colours.goal))]
    for bound in around.bounds:
        yield [(speech.bound_short(pen.language, bound), pen.style(pen.colours.text, bold=True))]


def _rate(pen: Pen, step: FunnelStep) -> str:
    if step.rate is None or step.low is None or step.high is None:
        return "–"
    return with_span(step.rate, step.low, step.high, pen.language)
