"""From asked to bought: a bar a step, and the share of the step before in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from passerella.charts import speech
from passerella.charts.canvas import Block, Style
from passerella.charts.frame import LEAST
from passerella.charts.panels import turned
from passerella.charts.pen import Pen
from passerella.charts.placing import Box
from passerella.figures.comparing_result import Funnel, FunnelResult, FunnelStep
from passerella.figures.comparing_sentences import STEPS
from passerella.figures.sentences import with_span
from passerella.texts.label import _, _n

_BARS = 90.0
_ROW = 1.35
_BETWEEN = 0.5
_GAP = 14.0


@dataclass(frozen=True, slots=True)
class _Panel:
    box: Box
    labels: float
    figures: float
    most: float

    def x(self, share: float) -> float:
        """Pixels from the left."""
        start = self.box.left + self.labels
        return start + share / self.most * (self.box.right - self.figures - start)


def paint_funnel(result: FunnelResult, pen: Pen) -> None:
    """A panel a brand, all on one scale, our own brands first."""
    funnels = [each for each in result.funnels if each.steps]
    if not funnels:
        pen.say_empty(_("This wave has no steps to show."))
        return
    funnels.sort(key=lambda each: not each.own)
    line, whole = pen.px(pen.points * _ROW), pen.canvas.whole
    rows = max(len(each.steps) for each in funnels) + 1
    columns = max(1, min(len(funnels), int(whole.right / _narrowest(pen, funnels))))

    def fitting(area: Box) -> int:
        return columns * max(1, int((area.top - area.bottom) / (line * (rows + _BETWEEN))))

    shown, area = turned(pen, funnels, whole, fitting)
    columns = min(columns, len(shown))
    wide, high = whole.right / columns, (area.top - area.bottom) / ceil(len(shown) / columns)
    most = max(LEAST, *(reach for each in funnels for reach in _reaches(each)))
    room = wide - pen.px(_GAP + 9)
    wanted = [(each.name, _style(pen, each), room - pen.canvas.size(_asked(pen, each))[0]) for each in shown]
    names = speech.fitting_names(pen, wanted, sample=result.sample)
    for number, (each, name) in enumerate(zip(shown, names, strict=True)):
        row, column = divmod(number, columns)
        top = whole.top - row * high
        box = Box(column * wide + pen.px(3), top - high, (column + 1) * wide - pen.px(_GAP), top)
        _panel(pen, each, name, box, most, rows)


def _reaches(funnel: Funnel) -> Iterator[float]:
    """How far each step's bar and interval reach, as shares of those asked."""
    before = 1.0
    for step in funnel.steps:
        yield max(step.share, before * (step.high or 0.0))
        before = step.share


def _words(pen: Pen, funnels: Iterable[Funnel]) -> tuple[float, float]:
    """How wide the names of the steps and their figures are."""
    quiet, size = pen.style(pen.colours.quiet), pen.canvas.size
    steps = [step for each in funnels for step in each.steps]
    return (
        max(size([(pen.language.say(STEPS[step.step]), quiet)])[0] for step in steps) + pen.px(8),
        max(size([(_rate(pen, step), quiet)])[0] for step in steps) + pen.px(10),
    )


def _narrowest(pen: Pen, funnels: Sequence[Funnel]) -> float:
    """How wide a panel is in which bars can be told apart."""
    return sum(_words(pen, funnels)) + pen.px(_BARS)


def _style(pen: Pen, funnel: Funnel) -> Style:
    return pen.style(pen.colours.data if funnel.own else pen.colours.quiet, bold=True)


def _asked(pen: Pen, funnel: Funnel) -> Block:
    label = _n("{n} person asked", "{n} people asked")(n=funnel.asked)
    return [(pen.language.say(label), pen.style(pen.colours.quiet))]


def _panel(pen: Pen, funnel: Funnel, name: str, box: Box, most: float, rows: int) -> None:
    panel = _Panel(box, *_words(pen, [funnel]), most)
    line = min((box.top - box.bottom) / (rows + _BETWEEN), pen.px(pen.points * 3.2))
    style, middle = _style(pen, funnel), box.top - line / 2
    pen.write(_asked(pen, funnel), box.right, middle, "right")
    pen.write([(name, style)], box.left, middle)
    before = 1.0
    for step in funnel.steps:
        middle -= line
        _step(pen, panel, step, before, middle, line * 0.5, style.colour)
        before = step.share


def _step(
    pen: Pen, panel: _Panel, step: FunnelStep, before: float, middle: float, thick: float, colour: str
) -> None:
    start, end = panel.x(0), panel.x(step.share)
    words = pen.language.say(STEPS[step.step])
    pen.write([(words, pen.style(pen.colours.quiet))], start - pen.px(5), middle, "right")
    bar = Box(start, middle - thick / 2, max(end, start + 1), middle + thick / 2)
    pen.canvas.fill(bar, colour, 0.35)
    pen.canvas.line((end, end), (bar.bottom, bar.top), colour, 1.6, order=2)
    far = end
    if step.low is not None and step.high is not None:
        ends = (panel.x(step.low * before), panel.x(step.high * before))
        pen.canvas.line(ends, (middle, middle), pen.colours.text, 1.1, order=3)
        far = max(end, ends[1])
    rate = [(_rate(pen, step), pen.style(pen.colours.text))]
    pen.write(rate, far + pen.px(5), middle)
    label = _n("{n} person, {share} of those asked", "{n} people, {share} of those asked")
    share = pen.language.percent(step.share)
    pen.spot(end, middle, (words, pen.language.say(label(n=step.people, share=share)), _rate(pen, step)))


def _rate(pen: Pen, step: FunnelStep) -> str:
    if step.rate is None or step.low is None or step.high is None:
        return "–"
    return with_span(step.rate, step.low, step.high, pen.language)
