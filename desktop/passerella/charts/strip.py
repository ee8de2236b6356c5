"""What happened between two days, on a line of its own below a chart that has no days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from passerella.charts.beside import Beside
from passerella.charts.frame import Frame
from passerella.charts.pen import Pen
from passerella.charts.placing import Box
from passerella.figures.recognition_result import Around

_ROW, _HEAD, _STEM, _GAP = 1.7, 2.8, 6.0, 6.0


@dataclass(frozen=True, slots=True)
class Strip:
    """From one day to the other, with a mark for each thing that happened."""

    pen: Pen
    arounds: Sequence[tuple[str, Around]]
    first: date
    last: date

    @property
    def empty(self) -> bool:
        """Whether nothing happened."""
        return not any(around.shows or around.events for _, around in self.arounds)

    def height(self, *, labelled: bool) -> float:
        """Pixels that it needs, with or without labels over its marks."""
        pen = self.pen
        return pen.px(pen.points * (_ROW + _HEAD * labelled) + _STEM * labelled)

    def draw(self, box: Box, *, labelled: bool) -> None:
        """Draw it at the foot of a box, the two days beside the line."""
        pen, quiet = self.pen, self.pen.style(self.pen.colours.quiet)
        middle, gap = box.bottom + pen.px(pen.points * _ROW / 2), pen.px(7)
        start = pen.write([(pen.language.day(self.first), quiet)], box.left, middle).right + gap
        end = pen.write([(pen.language.day(self.last), quiet)], box.right, middle, "right").left - gap
        days = self.first.toordinal(), max(self.last, self.first).toordinal() + 1
        frame = Frame(pen, Box(start, middle, end, middle + pen.px(_STEM)), *days)
        pen.canvas.line((start, end), (middle, middle), pen.colours.base, 0.75, order=1)
        happened = [(name, replace(each, goal=None, bounds=())) for name, each in self.arounds]
        beside = Beside(frame, happened, ceiling=box.top)
        if labelled:
            beside.place()
        beside.draw()


def above(strip: Strip, whole: Box, fits: Callable[[Box], bool]) -> Box:
    """Draw a strip at the foot of the whole, labelled where all still fits above it; the room above."""
    if strip.empty:
        return whole
    labelled = fits(_room(strip, whole, labelled=True))
    strip.draw(replace(whole, top=whole.bottom + strip.height(labelled=labelled)), labelled=labelled)
    return _room(strip, whole, labelled=labelled)


def _room(strip: Strip, whole: Box, *, labelled: bool) -> Box:
    """What a strip at the foot of the whole leaves above it."""
    return replace(whole, bottom=whole.bottom + strip.height(labelled=labelled) + strip.pen.px(_GAP))
