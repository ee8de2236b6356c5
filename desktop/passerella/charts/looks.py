"""Several lines told apart in colour and in grey print; those beyond the last look are faint."""

from __future__ import annotations

from collections.abc import Sequence

from passerella.charts.canvas import Block
from passerella.charts.pen import Pen
from passerella.charts.waves import Look
from passerella.texts.label import _n

_SHAPES = ("s", "^", "D", "v", "P", "X", "p")
_DASHES = ((5, 1.5), (1.2, 1.2), (7, 2), (3, 1.2), (9, 1.5), (2, 2), (5, 3))
HIGHLIGHTED = 8


def looks(pen: Pen, own: Sequence[bool], room: int) -> list[Look | None]:
    """A look for up to `room` lines, own ones before others; None for those that stay grey.

    The lines come in the order of their importance. Where some stay grey, the room is for `unnamed` too.
    """
    order = sorted(range(len(own)), key=lambda at: not own[at])
    most = min(room, HIGHLIGHTED) if len(own) <= min(room, HIGHLIGHTED) else min(room - 1, HIGHLIGHTED)
    chosen = order[: max(1, most)]
    found: list[Look | None] = [None] * len(own)
    rivals = 0
    for place, at in enumerate(chosen):
        if place == 0 and own[at]:
            found[at] = Look(pen.colours.data, 2.2)
            continue
        number = rivals % len(_SHAPES)
        rivals += 1
        found[at] = Look(pen.colours.others[number], 1.4, _SHAPES[number], _DASHES[number])
    return found


def unnamed(pen: Pen, found: Sequence[Look | None], width: float) -> list[Block]:
    """How many lines stay grey, no wider than `width`; nothing where none does."""
    count, style = found.count(None), pen.style(pen.colours.quiet)
    if not count:
        return []
    said = pen.language.say(_n("{n} more, not named", "{n} more, not named")(n=count))
    return [[(pen.fitting(said, style, width), style)]]


def faint(pen: Pen) -> Look:
    """The look of a line that has no label."""
    return Look(pen.colours.base, 0.9, ".", bars=False)
