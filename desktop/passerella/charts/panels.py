"""Charts of many panels: those of one page, and which of how many they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TypeVar

from passerella.charts.pen import Pen
from passerella.charts.placing import Box
from passerella.texts.label import _

_LINE = 1.5
T = TypeVar("T")


def turned(
    pen: Pen, panels: Sequence[T], area: Box, fitting: Callable[[Box], int], floor: float = 0.0
) -> tuple[Sequence[T], Box]:
    """The panels of the wanted page and the room for them; `fitting` says how many a room holds.

    Every page but the last holds as many. Where there are several, a line from `floor` up says which these
    are.
    """
    count = len(panels)
    if count <= fitting(area):
        return panels, area
    free = Box(area.left, area.bottom + pen.px(pen.points * _LINE), area.right, area.top)
    pen.pages = ceil(count / max(1, fitting(free)))
    each = ceil(count / pen.pages)
    start = min(pen.page, pen.pages - 1) * each
    end = min(start + each, count)
    said = _("{first}–{last} of {all}")(first=start + 1, last=end, all=count)
    if each == 1:
        said = _("{n} of {all}")(n=end, all=count)
    middle = floor + pen.px(pen.points * _LINE / 2)
    pen.write([(pen.language.say(said), pen.style(pen.colours.quiet))], area.right, middle, "right")
    return panels[start:end], free
