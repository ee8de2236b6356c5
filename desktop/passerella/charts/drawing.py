"""From a result to its picture: the one way that screen, files and sheets take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from passerella.charts.brands import paint_brands
from passerella.charts.canvas import Canvas
from passerella.charts.colours import ChartColours
from passerella.charts.funnel import paint_funnel
from passerella.charts.markets import paint_markets
from passerella.charts.pen import Pen, Spot
from passerella.charts.recognition import paint_course, paint_recognition
from passerella.charts.setup import prepare
from passerella.charts.slope import paint_slope
from passerella.figures.comparing_result import BrandsResult, FunnelResult, MarketsResult, SlopeResult
from passerella.figures.course_result import CourseResult
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.telling import Charted
from passerella.texts.language import Language

_PAINTERS: dict[type[Any], Callable[[Any, Pen], None]] = {
    RecognitionResult: paint_recognition,
    CourseResult: paint_course,
    MarketsResult: paint_markets,
    BrandsResult: paint_brands,
    SlopeResult: paint_slope,
    FunnelResult: paint_funnel,
}


def draw(
    result: Charted,
    language: Language,
    *,
    width: float,
    height: float,
    dpi: float,
    colours: ChartColours,
    text_points: float = 9.0,
) -> tuple[Figure, list[Spot]]:
    """The chart, `width` by `height` pixels at `dpi` (a point is 1/72 inch), and its spots."""
    prepare()
    pen = Pen(Canvas(width, height, dpi, colours.ground), colours, language, text_points)
    _PAINTERS[type(result)](result, pen)
    return pen.canvas.figure, pen.spots
