"""A chart for a file or the clipboard: on white, the same from every screen."""

from __future__ import annotations

from matplotlib.figure import Figure

from passerella.charts.colours import PRINT
from passerella.charts.drawing import draw
from passerella.figures.telling import Charted
from passerella.texts.language import Language

WIDTH, HEIGHT, DPI = 1800, 960, 200


def file_figure(result: Charted, language: Language) -> Figure:
    """The chart of a result, to be written by `export`."""
    figure, _spots = draw(result, language, width=WIDTH, height=HEIGHT, dpi=DPI, colours=PRINT)
    return figure
