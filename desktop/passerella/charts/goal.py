"""A goal in a frame: a dashed line from the day it was set to its own, and its label."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from passerella.charts import speech
from passerella.charts.frame import Frame
from passerella.charts.placing import SPARING, Box, Over
from passerella.figures.recognition_result import GoalLine


def mark_goal(frame: Frame, goal: GoalLine) -> None:
    """Draw the line, so that labels keep off it."""
    pen, (left, right) = frame.pen, _ends(frame, goal)
    y, colour, tick = frame.y(goal.share), pen.colours.goal, pen.px(4)
    pen.room.hard.append(Box(left, y - pen.px(1.5), right, y + pen.px(1.5)))
    pen.canvas.line((left, right), (y, y), colour, 1.5, order=2.5, dashes=(5, 2.5))
    pen.canvas.line((right, right), (y - tick, y + tick), colour, 1.5, order=2.5)
    pen.spot(right, y, speech.goal_lines(pen.language, goal))


def label_goal(frame: Frame, goal: GoalLine, *, inside: bool = False) -> None:
    """Label it at the line's end, along it or before it; its share alone where the whole has no room.

    `inside` keeps the label within the frame.
    """
    pen = frame.pen
    style = pen.style(pen.colours.goal)
    full = [(speech.goal_text(pen.language, goal), style)]
    short = [(speech.goal_share(pen.language, goal), style)]
    for block, over in (*product((full, short), SPARING), (short, Over.CURVES)):
        boxes = _along(frame, goal, *pen.canvas.size(block))
        if inside:
            boxes = (box for box in boxes if _within(frame, box))
        if pen.label(block, boxes, over, margin=0.5):
            return


def _within(frame: Frame, box: Box) -> bool:
    plot = frame.plot
    return (
        plot.left <= box.left
        and box.right <= plot.right
        and plot.bottom <= box.bottom
        and box.top <= plot.top
    )


def _ends(frame: Frame, goal: GoalLine) -> tuple[float, float]:
    left, right = sorted((frame.x(goal.set_on), frame.x(goal.by)))
    return left, right


def _along(frame: Frame, goal: GoalLine, wide: float, high: float) -> Iterator[Box]:
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
