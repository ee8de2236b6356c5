"""A figure to draw on in pixels, y upwards: sizes are known before anything is placed."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from passerella.charts.placing import Box
from passerella.charts.plain import (
    Affine2D,
    Artist,
    Figure,
    FigureCanvasAgg,
    FontProperties,
    Line2D,
    Polygon,
    Rectangle,
    RendererAgg,
    Transform,
)
from passerella.charts.setup import missing_glyphs, prepare, shown

LINE_HEIGHT, _EDGE = 1.3, 0.28
_LINES = {"|": 0.16, "_": 0.28}
"""Markers that are a line, and how thick it is for its length."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks; the size is in points."""

    colour: str
    size: float
    bold: bool = False

    @property
    def weight(self) -> str:
        """matplotlib's word for it."""
        return "bold" if self.bold else "normal"


Block = Sequence[tuple[str, Style]]


@lru_cache(maxsize=8)
def _measure(dpi: float) -> RendererAgg:
    return RendererAgg(1, 1, dpi)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=8192)
def _width(text: str, style: Style, dpi: float) -> float:
    """Pixels; remembered, for a chart is drawn again at every change of its size."""
    text = shown(text)
    font = FontProperties(size=style.size, weight=style.weight)
    wide, _high, _descent = _measure(dpi).get_text_width_height_descent(text, font, False)  # type: ignore[no-untyped-call]
    return float(wide)


class Canvas:
    """Lines, boxes and blocks of text by pixels; `missing` are the characters that no font here can show."""

    def __init__(self, width: float, height: float, dpi: float, ground: str) -> None:
        prepare()
        self.missing: set[str] = set()
        self._drawn: list[Artist] = []
        self.figure = Figure(figsize=(width / dpi, height / dpi), dpi=dpi, facecolor=ground)
        FigureCanvasAgg(self.figure)
        self.whole = Box(0, 0, width, height)
        self._place: Transform = Affine2D().scale(1 / width, 1 / height) + self.figure.transFigure
        self._unit = dpi / 72

    def within(self, box: Box) -> Canvas:
        """A part of this canvas, its pixels counted from its own corner."""
        part = copy(self)
        part.whole = Box(0, 0, box.right - box.left, box.top - box.bottom)
        part._place = Affine2D().translate(box.left, box.bottom) + self._place
        part._drawn = []
        return part

    def wipe(self) -> None:
        """Take away what was drawn on this part."""
        for artist in self._drawn:
            artist.remove()
        self._drawn.clear()

    def px(self, points: float) -> float:
        """Points as pixels."""
        return points * self._unit

    def size(self, block: Block) -> tuple[float, float]:
        """Width and height of lines of text, one below the other."""
        return (
            max((_width(text, style, self._unit * 72) for text, style in block), default=0.0),
            sum(self.px(style.size) * LINE_HEIGHT for _, style in block),
        )

    def write(self, block: Block, box: Box, align: str = "left", ground: str = "") -> None:
        """Lines of text in a box that `size` gave; a `ground` hides the lines that run behind them."""
        if ground:
            self.fill(box, ground, 1.0, order=2)
        x = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[align]
        y = box.top
        self.missing |= missing_glyphs(text for text, _style in block)
        for text, style in block:
            line = self.px(style.size) * LINE_HEIGHT
            baseline = y - line / 2 - self.px(style.size) * 0.36
            self._drawn.append(
                self.figure.text(
                    x,
                    baseline,
                    shown(text),
                    color=style.colour,
                    fontsize=style.size,
                    fontweight=style.weight,
                    ha=align,
                    transform=self._place,
                )
            )
            y -= line

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        points: float,
        *,
        order: float = 2,
        dashes: tuple[float, float] | None = None,
        crisp: bool = False,
    ) -> None:
        """A line through points, its width in points; `dashes` in widths."""
        drawn = Line2D(xs, ys, color=colour, linewidth=points, zorder=order)
        drawn.set_antialiased(not crisp)
        if dashes:
            drawn.set_linestyle((0, dashes))
        self._add(drawn)

    def dots(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        points: float,
        *,
        shape: str = "o",
        inside: str | None = None,
        order: float = 4,
    ) -> None:
        """Markers, hollow where `inside` has a colour; those that are a mere line have a thickness."""
        self._add(
            Line2D(
                xs,
                ys,
                linestyle="",
                marker=shape,
                markersize=points,
                markeredgewidth=points * _LINES.get(shape, _EDGE if inside else 0.0),
                markeredgecolor=colour,
                markerfacecolor=inside or colour,
                zorder=order,
            )
        )

    def area(
        self,
        xs: Sequence[float],
        lows: Sequence[float],
        highs: Sequence[float],
        colour: str,
        order: float = 1,
    ) -> None:
        """What lies between two lines, filled."""
        corners = [*zip(xs, lows, strict=True), *reversed([*zip(xs, highs, strict=True)])]
        self._add(Polygon(corners, color=colour, linewidth=0, zorder=order))

    def fill(self, box: Box, colour: str, opacity: float, order: float = 1) -> None:
        """A filled rectangle without a border."""
        self._add(
            Rectangle(
                (box.left, box.bottom),
                box.right - box.left,
                box.top - box.bottom,
                facecolor=colour,
                alpha=opacity,
                linewidth=0,
                antialiased=False,
                zorder=order,
            )
        )

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._place)
        self._drawn.append(self.figure.add_artist(artist))
