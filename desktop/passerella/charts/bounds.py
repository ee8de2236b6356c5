"""Reported bounds in a frame: a bar that fades the way the truth may lie, and its label."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from passerella.charts import speech
from passerella.charts.frame import Frame
from passerella.charts.pen import Pen
from passerella.charts.placing import SPARING, Box, Over
from passerella.figures.recognition_result import ReportedBound
from passerella.figures.sentences import bound_value

ABOVE = (">", "≥", ">=")
BELOW = ("<", "≤", "<=")
_STRIPS = 16
_LAYER = 0.027
_LONG = 2
"""So many times as high as its words, a bar has them at its beginning."""


def mark_bounds(
    frame: Frame, bounds: Sequence[ReportedBound], against: Collection[ReportedBound] = ()
) -> None:
    """Draw every bound, so that labels keep off; the spots of those `against` the surveys say so."""
    for bound in sorted(bounds, key=lambda bound: bound.day):
        _mark(frame, bound, bound in against)


def mark_across(pen: Pen, bound: ReportedBound, x: float, far: float, middle: float) -> None:
    """Draw a bound on a scale that goes to the right, at `x`, fading up to `far`."""
    ink, half = pen.colours.text, pen.px(1.5)
    for box in _fading(middle, x, far, half):
        pen.canvas.fill(Box(box.bottom, box.left, box.top, box.right), ink, _LAYER)
    pen.canvas.line((x, x), (middle - half * 2, middle + half * 2), ink, 2.2, order=3.5)
    pen.spot(x, middle, speech.bound_lines(pen.language, bound, against=False))


def label_bounds(
    frame: Frame,
    bounds: Sequence[ReportedBound],
    against: Collection[ReportedBound] = (),
    *,
    inside: bool = False,
) -> list[ReportedBound]:
    """Label the bounds where there is room; they rather cross a dotted line than lose their words.

    `inside` keeps the labels within the frame. What speaks of the very brand and audience comes first. Those
    that found none.
    """
    ordered = sorted(bounds, key=lambda bound: (not bound.same, not bound.here, bound.day))
    return [bound for bound in ordered if not _label(frame, bound, bound in against, inside)]


def _mark(frame: Frame, bound: ReportedBound, against: bool) -> None:
    pen, ink = frame.pen, frame.pen.colours.text
    x, y, half = frame.x(bound.day), frame.y(bound.share), pen.px(5.5)
    far = _end(frame, bound)
    for box in _fading(x, y, far, half * 0.85):
        pen.canvas.fill(box, ink, _LAYER)
    pen.canvas.line((x - half, x + half), (y, y), ink, 2.2, order=3.5)
    reach = pen.px(15)
    if abs(far - y) > reach * 0.6:
        way = 1 if far > y else -1
        tip = y + way * min(reach, abs(far - y) * 0.7)
        pen.canvas.line((x, x), (y, tip), ink, 1.2, order=3.5)
        pen.canvas.dots([x], [tip], ink, 5, shape="^" if way > 0 else "v", order=3.6)
    elif far < y:
        pen.canvas.line((x, x), (y, far), ink, 1.2, order=3.5)
    pen.room.hard.append(Box(x - half, min(y, far) - 1, x + half, max(y, far) + pen.px(2)))
    pen.spot(x, y, speech.bound_lines(pen.language, bound, against=against))


def _end(frame: Frame, bound: ReportedBound) -> float:
    if bound.comparator in ABOVE:
        return frame.plot.top
    return frame.plot.bottom if bound.comparator in BELOW else frame.y(bound.share)


def _label(frame: Frame, bound: ReportedBound, against: bool, inside: bool) -> bool:
    """A line each for value, subject and origin, or fewer where it is low, at least value and mark; whether
    there was room.
    """
    pen = frame.pen
    ink, bold = pen.style(pen.colours.text), pen.style(pen.colours.text, 1.15, bold=True)
    head = (bound_value(bound, pen.language), bold)
    texts = speech.bound_note(pen.language, bound, against=against)
    full = [head, *((text, ink) for text in texts)]
    flat = [head, (" ".join(texts), ink)]
    named = [(speech.bound_named(pen.language, bound), bold)]
    short = [(speech.bound_short(pen.language, bound), bold)]
    tight = (*((over, named) for over in SPARING), *((over, short) for over in Over))
    for over, block in (*product(SPARING, (full, flat)), *tight):
        places = list(_around(frame, bound, *pen.canvas.size(block)))
        if inside:
            places = [place for place in places if place[0].within(frame.plot)]
        align = dict(reversed(places))
        box = pen.room.place((place for place, _ in places), margin=pen.px(2), over=over)
        if box:
            pen.canvas.write(block, box, align[box], pen.colours.ground if over is Over.LINES else "")
            return True
    return False


def _around(frame: Frame, bound: ReportedBound, wide: float, high: float) -> Iterator[tuple[Box, str]]:
    px = frame.pen.px
    x, y, gap = frame.x(bound.day), frame.y(bound.share), px(9)
    if bound.comparator not in ABOVE:
        left = max(x - wide / 2, frame.plot.left)
        for low in (y + px(4), y + px(20)):
            yield Box(left, low, left + wide, low + high), "center"
    tops = [y + high + px(6), y + high / 2, y - px(6)]
    if bound.comparator in ABOVE:
        reach = frame.plot.top - y
        end, along = frame.plot.top - px(2), [y + reach * part + high / 2 for part in (0.25, 0.5, 0.75)]
        # At the end of a long bar the words would be read as another share.
        tops = [*tops, *along, end] if reach > high * _LONG else [end, *tops, *along]
    for away in (gap, gap + px(10)):
        for top in tops:
            yield Box(x - away - wide, top - high, x - away, top), "right"
            yield Box(x + away, top - high, x + away + wide, top), "left"


def _fading(x: float, start: float, end: float, half: float) -> Iterator[Box]:
    """Layers that all begin at the bound: together they fade, without seams between them."""
    for index in range(_STRIPS if abs(end - start) > 1 else 0):
        low, high = sorted((start, start + (end - start) * (index + 1) / _STRIPS))
        yield Box(x - half, low, x + half, high)
