"""What happened on a day: marks on the base line, their labels over the plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf

from passerella.charts.canvas import Block, Style
from passerella.charts.frame import Frame
from passerella.charts.pen import Lines, Sign
from passerella.charts.placing import Box

_CLOSE, _APART = 2.0, 6.0
_TRIES = ((1, False, _APART), (1, False, _CLOSE), (2, False, _CLOSE), (2, True, _CLOSE))
"""In how many levels, whether staggered, and how far from each other in points."""
_NEAR, _PILED, _LEVELS = 4.0, 6.0, 3
_LEANS = {0: "right", 2: "left"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its label, its marker (size in points) and the lines that explain it.

    `whole` is said in the place of a label that was cut, where there is room.
    """

    day: date
    block: tuple[tuple[str, Style], ...]
    colour: str
    shape: str
    size: float
    lines: Lines
    whole: tuple[tuple[str, Style], ...] = ()


@dataclass(slots=True)
class Heads:
    """Labels of `marks` in as many levels as they need, below `ceiling`; those of `lesser` where there is
    room left."""

    frame: Frame
    marks: Sequence[Mark]
    lesser: Sequence[Mark] = ()
    ceiling: float = inf
    placed: list[tuple[Mark, Box, str]] = field(default_factory=list)

    def place(self) -> None:
        """Lower the top of the plot and find a place for each label."""
        marks, lesser = (
            sorted((mark for mark in each if mark.block), key=lambda mark: mark.day)
            for each in (self.marks, self.lesser)
        )
        if not marks and not lesser:
            return
        size, px = self.frame.pen.canvas.size, self.frame.pen.px
        level = max(size(mark.block)[1] for mark in (*marks, *lesser)) + px(2)
        levels = self._place(marks, level)
        # What else happened keeps off the lines that lead to labels further up.
        for mark, box, _align in self.placed:
            x, low = self.frame.x(mark.day), self.frame.plot.top
            self.frame.pen.room.hard.append(Box(x - 1, low, x + 1, box.bottom))
        self.placed += map(self._widened, self._labels(lesser, level, levels, False, _APART))

    def _widened(self, head: tuple[Mark, Box, str]) -> tuple[Mark, Box, str]:
        """A label with all its words, if they have room on its line."""
        mark, box, _align = head
        if mark.whole in ((), mark.block):
            return head
        room, x = self.frame.pen.room, self.frame.x(mark.day)
        room.hard.remove(box)
        beside = dict(self._beside(x, box.bottom, mark.whole, "left"))
        if wide := room.place(beside, margin=self.frame.pen.px(_APART)):
            return replace(mark, block=mark.whole), wide, beside[wide]
        room.hard.append(box)
        return head

    def _place(self, marks: Sequence[Mark], level: float) -> int:
        """Place the marks' labels; how many levels that took."""
        levels, allowed = 1, self._allowed(level)
        taken = list(self.frame.pen.room.hard)
        for levels, staggered, apart in [each for each in _TRIES if each[0] == 1 or each[0] < allowed]:
            self._lower(level * levels)
            self.frame.pen.room.hard[:] = taken
            self.placed = self._labels(marks, level, levels, staggered, apart)
            if len(self.placed) == len(marks):
                break
        return levels

    def reserve(self) -> float:
        """At most how many pixels the labels take over the plot."""
        size, px = self.frame.pen.canvas.size, self.frame.pen.px
        highs = [size(mark.block)[1] + px(2) for mark in (*self.marks, *self.lesser) if mark.block]
        if not highs:
            return 0.0
        level = max(highs)
        return level * (2 if self._allowed(level) > 2 else 1) + px(2)

    def _allowed(self, level: float) -> float:
        return self._ceiling() * 0.25 / level

    def _lower(self, by: float) -> None:
        frame = self.frame
        frame.plot = replace(frame.plot, top=self._ceiling() - by - frame.pen.px(2))

    def _ceiling(self) -> float:
        return min(self.ceiling, self.frame.pen.canvas.whole.top)

    def _labels(
        self, marks: Sequence[Mark], level: float, levels: int, staggered: bool, apart: float
    ) -> list[tuple[Mark, Box, str]]:
        """Sides first, then levels; a label whose stem would cross another is left out.

        Staggered, every second of three goes up at once between neighbours that lean away from it.
        """
        frame, px, room = self.frame, self.frame.pen.px, self.frame.pen.room
        heads = []
        left_over = list(marks)
        for low in [frame.plot.top + px(1) + level * number for number in range(levels)]:
            waiting, left_over = left_over, []
            for number, mark in enumerate(waiting):
                turn = number % 3 if staggered and low == frame.plot.top + px(1) else -1
                if turn == 1:
                    left_over.append(mark)
                    continue
                x = frame.x(mark.day)
                stem = Box(x - 1, frame.plot.top, x + 1, max(low - 1, frame.plot.top + 0.1))
                beside = self._beside(x, low, mark.block, _LEANS.get(turn, "center"))
                crossed = any(stem.meets(taken) for taken in room.hard)
                boxes = [] if crossed else [box for box, _ in beside]
                if box := room.place(boxes, margin=px(apart)):
                    heads.append((mark, box, dict(beside)[box]))
                else:
                    left_over.append(mark)
        return heads

    def _beside(self, x: float, low: float, block: Block, first: str) -> list[tuple[Box, str]]:
        wide, high = self.frame.pen.canvas.size(block)
        near = self.frame.pen.px(4)
        sides = ((x - wide / 2, "center"), (x - near, "left"), (x - wide + near, "right"))
        ordered = sorted(sides, key=lambda side: side[1] != first)
        return [(Box(left, low, left + wide, low + high), align) for left, align in ordered]

    def draw(self) -> list[float]:
        """Draw the marks; where their lines stand. What has no label has marker, spot and sign."""
        pen = self.frame.pen
        for mark, box, align in self.placed:
            pen.canvas.write(mark.block, box, align)
            self._stem(mark, box.bottom - pen.px(1))
        self._dots()
        pen.unnamed.update(self.unnamed())
        return sorted(self.frame.x(mark.day) for mark, _box, _align in self.placed)

    def unnamed(self) -> Iterator[Sign]:
        """What would have a label, but found no room for it; shows matter more than what else happened."""
        named = {mark.lines for mark, _box, _align in self.placed}
        for rank, marks in enumerate((self.marks, self.lesser), 1):
            for mark in marks:
                if mark.block and mark.lines not in named:
                    words = " ".join(text for text, _style in mark.whole or mark.block)
                    yield Sign(mark.day, mark.shape, mark.colour, mark.size, words, rank)

    def _stem(self, mark: Mark, top: float) -> None:
        x, low = self.frame.x(mark.day), self.frame.plot.bottom
        wide, order = (1.1, 1.5) if mark in self.marks else (0.6, 0.4)
        self.frame.pen.canvas.line((x, x), (low, top), mark.colour, wide, order=order, dashes=(1.2, 1.8))

    def _dots(self) -> None:
        """On the base line, or on each other where they would hide each other; what never has a label is
        below them and found last. All of a kind at once: there may be a thousand."""
        frame, pen = self.frame, self.frame.pen
        kinds: dict[tuple[str, str, float], list[tuple[float, float]]] = {}
        last = [-inf] * _LEVELS
        for mark in sorted((*self.marks, *self.lesser), key=lambda mark: (not mark.block, mark.day)):
            x, level = frame.x(mark.day), 0
            if mark.block:
                level = next((at for at, taken in enumerate(last) if x - taken >= pen.px(_NEAR)), 0)
                last[level] = x
            y = frame.plot.bottom + level * pen.px(_PILED)
            kinds.setdefault((mark.colour, mark.shape, mark.size), []).append((x, y))
            pen.spot(x, y, mark.lines)
        for (colour, shape, size), places in reversed(kinds.items()):
            xs, ys = zip(*places, strict=True)
            pen.canvas.dots(xs, ys, colour, size, shape=shape, order=5)
