"""A chart for a file or the clipboard: a slide on white that says what it shows, of whom, and whence."""

from __future__ import annotations

from passerella.charts.canvas import Block, Canvas, Style
from passerella.charts.colours import PRINT
from passerella.charts.drawing import Drawn, draw_on
from passerella.charts.export import picture
from passerella.charts.pen import Pen
from passerella.charts.placing import Box
from passerella.charts.typefaces import with_typefaces
from passerella.figures.telling import Told
from passerella.texts.label import _
from passerella.texts.language import Language

WIDTH, HEIGHT, DPI = 1920, 1080, 200
"""A slide of 16 to 9 that fills a screen pixel by pixel."""
_MARGIN, _POINTS, _MOST = 14.0, 10.0, 8


def file_figure(told: Told, language: Language, reach: float = 0.0) -> Drawn:
    """The chart with its title, scope, note and source, for `file_bytes`; its axis of shares goes to
    `reach` at least.

    Where it has more panels than a slide holds, it is as much higher.
    """
    slide = _slide(told, language, HEIGHT, reach)
    return slide if slide.pages == 1 else _slide(told, language, HEIGHT * min(slide.pages, _MOST), reach)


def file_bytes(drawn: Drawn, kind: str) -> bytes:
    """A figure for a file of its own: 'png', 'pdf' or an 'svg' that brings its typefaces along."""
    made = picture(drawn.figure, kind)
    return with_typefaces(made) if kind == "svg" else made


def _slide(told: Told, language: Language, height: float, reach: float) -> Drawn:
    canvas = Canvas(WIDTH, height, DPI, PRINT.ground)
    pen = Pen(canvas, PRINT, language, _POINTS)
    edge = pen.px(_MARGIN)
    top = _head(pen, told, Box(edge, 0, WIDTH - edge, height - edge))
    low = _foot(pen, told, Box(edge, edge * 0.8, WIDTH - edge, height))
    chart = canvas.within(Box(edge, low + edge * 0.6, WIDTH - edge, top - edge * 0.4))
    return draw_on(chart, told.result, language, colours=PRINT, text_points=_POINTS, reach=reach)


def _head(pen: Pen, told: Told, box: Box) -> float:
    """The title and the scope with the mark of a sample; where they end."""
    title, quiet = pen.style(pen.colours.text, 1.7, bold=True), pen.style(pen.colours.quiet)
    badge = pen.language.say(_("sample data")) if told.sample else ""
    room = box.right - box.left
    block = [(pen.fitting(told.title, title, room), title)]
    high = pen.canvas.size(block)[1]
    pen.write(block, box.left, box.top - high / 2)
    middle = box.top - high - pen.px(pen.points * 0.9)
    mark = [(badge, pen.style(pen.colours.badge))]
    space = pen.px(8) + pen.canvas.size(mark)[0] + pen.px(12) if badge else 0.0
    scope = [(pen.fitting(told.scope, quiet, room - space), quiet)]
    used = pen.write(scope, box.left, middle)
    if badge:
        start = used.right + pen.px(12)
        place = pen.canvas.size(mark)
        ground = Box(start, middle - place[1] / 2, start + place[0], middle + place[1] / 2)
        pen.canvas.fill(ground.grown(pen.px(2)), pen.colours.badge_ground, 1.0)
        pen.write(mark, start, middle)
    return middle - pen.px(pen.points * 0.8)


def _foot(pen: Pen, told: Told, box: Box) -> float:
    """What the marks mean and where the numbers come from; where that begins."""
    quiet: Style = pen.style(pen.colours.quiet, 0.9)
    lines = [
        line for text in (told.note, told.source) for line in pen.wrapped(text, quiet, box.right - box.left)
    ]
    block: Block = [(line, quiet) for line in lines]
    high = pen.canvas.size(block)[1]
    pen.write(block, box.left, box.bottom + high / 2)
    return box.bottom + high
