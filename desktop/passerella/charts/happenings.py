"""Shows, milestones and press as marks on the base line; the goal, too, where a chart holds many lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from passerella.charts import speech
from passerella.charts.frame import LEAST, Frame
from passerella.charts.goal import label_goal, mark_goal
from passerella.charts.heads import Heads, Mark
from passerella.charts.pen import Pen
from passerella.figures.comparing_result import Line
from passerella.figures.recognition_result import Around, EventMark, ShowMark

_WIDEST = 11
_SHAPES = {"campaign": "^", "award": "*", "shop": "s", "press": "|"}


def show_mark(pen: Pen, show: ShowMark) -> Mark:
    """A show with its place and season."""
    style = pen.style(pen.colours.show)
    block = tuple((text, style) for text in (show.place, show.season) if text)
    return Mark(show.day, block, style.colour, "D", 5.5, speech.show_lines(pen.language, show))


def event_mark(pen: Pen, mark: EventMark) -> Mark:
    """A milestone with what happened; press has no label, there is too much of it."""
    style = pen.style(pen.colours.quiet)
    text = pen.fitting(mark.what, style, pen.px(pen.points * _WIDEST))
    block = () if mark.kind == "press" else ((text, style),)
    size = 8.0 if mark.kind in ("award", "press") else 5.5
    lines = speech.event_lines(pen.language, mark)
    return Mark(mark.day, block, style.colour, _SHAPES.get(mark.kind, "o"), size, lines)


def days_of(lines: Iterable[Line]) -> Iterator[date]:
    """Every day that must lie in a picture of these lines: what happened does not stretch it."""
    for line in lines:
        goal = line.around.goal
        yield from (point.day for point in line.points)
        yield from (goal.set_on, goal.by) if goal else ()


def highest(lines: Iterable[Line]) -> float:
    """The highest share of what is drawn of these lines, and never less than an axis reaches."""
    shares = [LEAST]
    for line in lines:
        shares += [point.high for point in line.points]
        shares += [line.around.goal.share * 1.06] if line.around.goal else []
    return max(shares)


def draw_around(frame: Frame, around: Around) -> None:
    """What stands beside one of many lines: marks that explain themselves, the goal with its share."""
    pen = frame.pen
    shows = [show_mark(pen, show) for show in around.shows if frame.holds(show.day)]
    Heads(frame, shows, [event_mark(pen, mark) for mark in around.events if frame.holds(mark.day)]).draw()
    if around.goal:
        mark_goal(frame, around.goal)
        label_goal(frame, around.goal, inside=True)
