"""What every chart draws with: canvas, colours, language, the size of its text, and where it has drawn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from passerella.charts.canvas import Block, Canvas, Style
from passerella.charts.colours import ChartColours
from passerella.charts.placing import Box, Over, Room
from passerella.texts.label import Label
from passerella.texts.language import Language

Lines = tuple[str, ...]
_PIECES = re.compile(r"[(（“]*(?:[\u2E80-\u9FFF]|[^\s\u2E80-\uFFEF]+|.)[\uFF00-\uFFEF\u3000-\u303F”)]*\s*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture, pixels from its top left, and the lines that explain it."""

    x_px: float
    y_px: float
    lines: Lines


@dataclass(frozen=True, slots=True)
class Sign:
    """A marker (size in points) without words where it stands, and its words; a low `rank` matters most."""

    day: date
    shape: str
    colour: str
    size: float
    words: str
    rank: int


@dataclass(slots=True)
class Pen:
    """`points` is the size of plain text; `room` what labels keep off; `spots` what the pointer finds;
    `unnamed` what found no room for its words.

    `page` is wanted, counted from 0, of the `pages` that a chart of many panels turns out to have. An axis
    of shares goes to `reach` at least.
    """

    canvas: Canvas
    colours: ChartColours
    language: Language
    points: float
    page: int = 0
    reach: float = 0.0
    pages: int = field(default=1, init=False)
    room: Room = field(init=False)
    spots: list[Spot] = field(default_factory=list)
    unnamed: set[Sign] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.room = Room(self.canvas.whole.grown(-1))

    def px(self, points: float) -> float:
        """Points as pixels."""
        return self.canvas.px(points)

    def style(self, colour: str, scale: float = 1.0, *, bold: bool = False) -> Style:
        """Text in a colour, `scale` times the plain size."""
        return Style(colour, self.points * scale, bold)

    def spot(self, x: float, y: float, lines: Lines) -> None:
        """Explain a place, in pixels upwards."""
        self.spots.append(Spot(x, self.canvas.whole.top - y, lines))

    def fitting(self, text: str, style: Style, width: float) -> str:
        """The text, its end cut off with dots where it is wider than `width`."""
        if self.canvas.size([(text, style)])[0] <= width:
            return text
        lengths = range(1, len(text))
        kept = bisect_right(lengths, width, key=lambda n: self.canvas.size([(text[:n] + "…", style)])[0])
        return text[:kept].rstrip() + "…" if kept else ""

    def wrapped(self, text: str, style: Style, width: float) -> list[str]:
        """The text in lines no wider than `width`, broken between words and beside Chinese characters."""
        lines, line = [], ""
        for piece in _PIECES.findall(text):
            if line and self.canvas.size([((line + piece).rstrip(), style)])[0] > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        return [*lines, line.rstrip()] if line.strip() else lines

    def write(self, block: Block, x: float, middle: float, align: str = "left") -> Box:
        """Lines of text around a height, from, to or about x; where they stand."""
        wide, high = self.canvas.size(block)
        left = x - {"left": 0.0, "right": wide, "center": wide / 2}[align]
        box = Box(left, middle - high / 2, left + wide, middle + high / 2)
        self.canvas.write(block, box, align)
        return box

    def label(
        self, block: Block, places: Iterable[Box], over: Over, align: str = "left", *, margin: float = 1.0
    ) -> Box | None:
        """Lines of text at the first place that is free, dotted lines behind them hidden; None without any.

        `margin` in points.
        """
        box = self.room.place(places, margin=self.px(margin), over=over)
        if box:
            self.canvas.write(block, box, align, self.colours.ground if over is Over.LINES else "")
        return box

    def say_empty(self, text: Label) -> None:
        """One sentence in the middle instead of a chart."""
        whole, style = self.canvas.whole, self.style(self.colours.quiet)
        words = self.fitting(self.language.say(text), style, whole.right - self.px(8))
        self.write([(words, style)], whole.right / 2, whole.top / 2, "center")
