"""A goal in a frame: a dashed line from the day it was set to its own, and its label."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from passerella.charts import speech
from passerella.charts.frame import Frame
from passerella.charts.placing import SPARING, Box, Over
from passerella.figures.recognition_result import GoalLine
from passerella.figures.sentences import target

_LEAST = 18


def mark_goal(frame: Frame, goal: GoalLine, owner: str = "") -> None:
    """Draw the line as far as the frame holds its days, so that labels keep off it."""
    pen, (left, right) = frame.pen, _ends(frame, goal)
    y, colour, tick = frame.y(goal.share), pen.colours.goal, pen.px(4)
    pen.room.hard.append(Box(left, y - pen.px(1.5), right, y + pen.px(1.5)))
    pen.canvas.line((left, right), (y, y), colour, 1.5, order=2.5, dashes=(5, 2.5))
    if frame.holds(goal.by):
        pen.canvas.line((right, right), (y - tick, y + tick), colour, 1.5, order=2.5)
    lines = speech.goal_lines(pen.language, goal)
    pen.spot(right, y, (owner, *lines) if owner else lines)


def label_goal(
    frame: Frame, goal: GoalLine, owner: str = "", *, inside: bool = False, bare: bool = False
) -> bool:
    """Label it at the line's end, along it or before it; its share alone where the whole has no room.

    `owner` is whose it is where that must be said; `inside` keeps the label within the frame; `bare` rather
    leaves nothing but the figure than no label. Whether there was room.
    """
    pen = frame.pen
    style = pen.style(pen.colours.goal)
    said = (speech.goal_text(pen.language, goal), speech.goal_share(pen.language, goal))
    full, short = ([(speech.owned(pen.language, owner, each), style)] for each in said)
    tries = [(block, over, _along) for block, over in product((full, short), SPARING)]
    tries += [(short, Over.CURVES, _along), (short, Over.LINES, _above)]
    if bare:
        tries.append(([(target(goal, pen.language), style)], Over.LINES, _along))
    for block, over, places in tries:
        boxes = places(frame, goal, *pen.canvas.size(block))
        if inside:
            boxes = (box for box in boxes if box.within(frame.plot))
        if pen.label(block, boxes, over, margin=0.5):
            return True
    return False


def goal_end(frame: Frame, goal: GoalLine) -> float:
    """Where its line ends, in pixels from the left."""
    return _ends(frame, goal)[1]


def _ends(frame: Frame, goal: GoalLine) -> tuple[float, float]:
    """Where the line begins and ends; a short piece of it where all its days lie beside the frame."""
    plot, least = frame.plot, frame.pen.px(_LEAST)
    left, right = sorted((frame.x(goal.set_on), frame.x(goal.by)))
    return min(max(left, plot.left), plot.right - least), max(min(right, plot.right), plot.left + least)


def _above(frame: Frame, goal: GoalLine, wide: float, high: float) -> Iterator[Box]:
    """Further up, where lines run close to the goal."""
    left, right = _ends(frame, goal)
    y, gap, steps = frame.y(goal.share), frame.pen.px(5), 4
    for low in (y + gap + high * part for part in (0.5, 1.0, 1.5, 2.0)):
        for step in range(steps + 1):
            end = right - (right - left - wide) * step / steps
            yield Box(end - wide, low, end, low + high)


def _along(frame: Frame, goal: GoalLine, wide: float, high: float) -> Iterator[Box]:
    """Over and under the line from its end to its beginning, then before it and behind it."""
    pen, y = frame.pen, frame.y(goal.share)
    left, right = _ends(frame, goal)
    gap, edge = pen.px(5), pen.canvas.whole.right - pen.px(2)
    steps = 8
    between = [right - (right - left - wide) * n / steps for n in range(steps + 1)]
    ends = (min(right + pen.px(14), edge), edge, right - pen.px(2), *between, right + wide * 0.3)
    for low in (y + gap, y - gap - high):
        for end in ends:
            yield Box(end - wide, low, end, low + high)
    before = left - pen.px(6)
    yield Box(before - wide, y - high / 2, before, y + high / 2)
    yield Box(right + pen.px(4), y - high / 2, right + pen.px(4) + wide, y + high / 2)
