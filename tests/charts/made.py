"""What charts are tested with: waves, steps and what stands beside them, as figures would bring them."""

from __future__ import annotations

from datetime import date, timedelta

from matplotlib.figure import Figure
from matplotlib.text import Text

from passerella.analysis.shares import funnel, wilson
from passerella.charts.colours import LIGHT, ChartColours
from passerella.charts.drawing import Drawn, draw
from passerella.figures.comparing_result import FunnelStep, Line, Slope
from passerella.figures.recognition import between
from passerella.figures.recognition_result import GoalLine, ReportedBound, ShowMark, WavePoint
from passerella.figures.telling import Charted
from passerella.texts.language import language

EN = language("en")
FIRST, LAST = date(2023, 4, 21), date(2025, 10, 17)
SHOWS = (
    ShowMark(date(2024, 1, 24), "佛罗伦萨", "2025春夏"),
    ShowMark(date(2024, 9, 17), "米兰", "2025春夏"),
    ShowMark(date(2025, 9, 23), "米兰", "2026春夏"),
)
BOUNDS = (
    ReportedBound(date(2022, 12, 31), "<", 0.01, "清河羊绒", 1),
    ReportedBound(date(2025, 6, 8), ">", 0.2, "清河羊绒", 1),
)
GOAL = GoalLine(date(2024, 11, 5), date(2026, 6, 30), 0.25)


def point(day: date, share: float, asked: int = 400) -> WavePoint:
    """A wave in which as near to that share as can be know the name."""
    hits = round(asked * share)
    found = wilson(hits, asked)
    return WavePoint(day, hits, asked, hits / asked, found.low, found.high)


def waves(
    count: int, last: float, *, apart: float | None = None, asked: int = 400, slow: float = 1.0
) -> tuple[WavePoint, ...]:
    """Waves up to a last share, so many days `apart`, else evenly from FIRST to LAST; the larger `slow` is,
    the later they rise."""
    step = (LAST - FIRST).days / max(1, count - 1) if apart is None else apart
    return tuple(
        point(FIRST + timedelta(round(step * number)), last * ((number + 1) / count) ** slow, asked)
        for number in range(count)
    )


def steps(counts: tuple[int, ...] = (84, 31, 16, 8)) -> tuple[FunnelStep, ...]:
    """The way of 400 people from knowing a name to buying."""
    found = []
    names = ("aided", "considered", "inquired", "bought")
    for name, count, step in zip(names, counts, funnel([400, *counts]), strict=True):
        low, high = (step.interval.low, step.interval.high) if step.interval else (None, None)
        found.append(FunnelStep(name, count, count / 400, step.share, low, high))
    return tuple(found)


def slope_of(line: Line) -> Slope:
    """A line of two waves as what moved between them."""
    return Slope(line.name, line.own, *line.points, between(*line.points), line.around)


def drawn(
    result: Charted,
    colours: ChartColours = LIGHT,
    width: float = 850,
    height: float = 260,
    reach: float = 0.0,
) -> Drawn:
    """A result drawn in English."""
    return draw(result, EN, width=width, height=height, dpi=96, colours=colours, reach=reach)


def labels(figure: Figure) -> list[Text]:
    """The texts that can be read on a figure."""
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
