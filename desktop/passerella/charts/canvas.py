"""A figure to draw on in pixels, y upwards: sizes are known before anything is placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from passerella.charts.placing import Box

LINE_HEIGHT = 1.3


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


class Canvas:
    """Lines, boxes and blocks of text by pixels."""

    def __init__(self, width: float, height: float, dpi: float, ground: str) -> None:
        self.figure = Figure(figsize=(width / dpi, height / dpi), dpi=dpi, facecolor=ground)
        FigureCanvasAgg(self.figure)
        self.whole = Box(0, 0, width, height)
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(0, height)
        self._axes.set_axis_off()
        self._unit = dpi / 72

    def px(self, points: float) -> float:
        """Points as pixels."""
        return points * self._unit

    def size(self, block: Block) -> tuple[float, float]:
        """Width and height of lines of text, one below the other."""
        return (
            max((self._width(text, style) for text, style in block), default=0.0),
            sum(self.px(style.size) * LINE_HEIGHT for _, style in block),
        )

    def _width(self, text: str, style: Style) -> float:
        item = self._axes.text(0, 0, text, fontsize=style.size, fontweight=style.weight)
        width = float(item.get_window_extent().width)
        item.remove()
        return width

    def write(self, block: Block, box: Box, align: str = "left") -> None:
        """Lines of text in a box that `size` gave."""
        x = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[align]
        y = box.top
        for text, style in block:
            line = self.px(style.size) * LINE_HEIGHT
            baseline = y - line / 2 - self.px(style.size) * 0.36
            self._axes.text(
                x, baseline, text, color=style.colour, fontsize=style.size, fontweight=style.weight, ha=align
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
        (drawn,) = self._axes.plot(xs, ys, color=colour, linewidth=points, zorder=order)
        drawn.set_antialiased(not crisp)
        if dashes:
            drawn.set_linestyle((0, dashes))

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
        """Markers, hollow where `inside` has a colour."""
        self._axes.plot(
            xs,
            ys,
            linestyle="",
            marker=shape,
            markersize=points,
            markeredgewidth=points * 0.28 if inside else 0,
            markeredgecolor=colour,
            markerfacecolor=inside or colour,
            zorder=order,
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
        self._axes.fill_between(xs, lows, highs, color=colour, linewidth=0, zorder=order)

    def fill(self, box: Box, colour: str, opacity: float, order: float = 1) -> None:
        """A filled rectangle without a border."""
        self._axes.add_patch(
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
