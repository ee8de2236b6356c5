"""From a result to its picture: the one way that screen, files and sheets take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from passerella.charts.brands import paint_brands
from passerella.charts.canvas import Canvas
from passerella.charts.colours import ChartColours
from passerella.charts.funnel import paint_funnel
from passerella.charts.key import Key
from passerella.charts.markets import paint_markets
from passerella.charts.pen import Pen, Spot
from passerella.charts.placing import Box
from passerella.charts.plain import Figure
from passerella.charts.recognition import paint_course, paint_recognition
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


class Drawn(NamedTuple):
    """A figure, what the pointer finds in it, how many pages such a chart has at this size, and the
    characters on it that no font here can show: boxes stand for them."""

    figure: Figure
    spots: list[Spot]
    pages: int
    missing: set[str]


def draw(
    result: Charted,
    language: Language,
    *,
    width: float,
    height: float,
    dpi: float,
    colours: ChartColours,
    text_points: float = 9.0,
    page: int = 0,
    reach: float = 0.0,
) -> Drawn:
    """The chart, `width` by `height` pixels at `dpi` (a point is 1/72 inch).

    Of what has more panels than there is room for, one page, counted from 0. An axis of shares goes to
    `reach` at least, so that charts can be compared.
    """
    canvas = Canvas(width, height, dpi, colours.ground)
    return draw_on(canvas, result, language, colours=colours, text_points=text_points, page=page, reach=reach)


def draw_on(
    canvas: Canvas,
    result: Charted,
    language: Language,
    *,
    colours: ChartColours,
    text_points: float,
    page: int = 0,
    reach: float = 0.0,
) -> Drawn:
    """The same on a canvas or a part of one.

    What found no room for its words is named in a key below: over the room that the key needs, the chart is
    drawn again.
    """
    low = 0.0
    while True:
        part = canvas.within(Box(0, low, canvas.whole.right, canvas.whole.top))
        pen = Pen(part, colours, language, text_points, page, reach)
        _PAINTERS[type(result)](result, pen)
        key = Key(Pen(canvas, colours, language, text_points), pen.unnamed)
        if key.height <= low:
            break
        low = key.height
        part.wipe()
    key.draw(low)
    return Drawn(canvas.figure, pen.spots, pen.pages, canvas.missing)
