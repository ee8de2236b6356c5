"""A recognition chart for a file or the clipboard: on white, the same from every screen."""

from __future__ import annotations

from matplotlib.figure import Figure

from passerella.charts.colours import PRINT
from passerella.charts.recognition import draw
from passerella.charts.speech import words_for
from passerella.figures.recognition_result import RecognitionResult
from passerella.texts.language import Language

WIDTH, HEIGHT, DPI = 1800, 960, 200


def file_figure(result: RecognitionResult, language: Language) -> Figure:
    """The chart of a result, to be written by `export`."""
    figure, _spots = draw(
        result, width=WIDTH, height=HEIGHT, dpi=DPI, colours=PRINT, words=words_for(language, result)
    )
    return figure
