"""Drawing a chart away from the window's thread."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from passerella.charts.setup import ALONE
from passerella.texts.language import language
from passerella.ui.job import Job, Watch
from passerella.ui.remembered import ChartLook, Picture

if TYPE_CHECKING:
    from passerella.figures.telling import Charted

SCREEN_DPI = 100


class Drawing(QObject):
    """Draws one chart at a time; `drawn` brings the `Picture`, last wish only."""

    drawn = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job = Job(self)
        self._job.done.connect(self._answered)

    def draw(self, result: Charted, looks: ChartLook) -> None:
        """Draw the chart of a result, to look so."""

        def alone(watch: Watch) -> Picture:
            with ALONE:
                watch(0, 1)  # it may be unwanted by now
                load()
                return _draw(result, looks)

        self._job.start(alone)

    def drop(self) -> None:
        """The picture that is being drawn is not wanted any more."""
        self._job.drop()

    def _answered(self, made: Picture) -> None:
        self.drawn.emit(made)


@lru_cache(maxsize=1)
def load() -> None:
    """Import what draws, with the garbage collector asleep.

    Everything that is imported stays. The collector would search it several times on the way, and
    later stop the window for 50 ms at every full search; so it is told to leave it alone for good.
    """
    gc.disable()
    try:
        import passerella.charts.drawing  # noqa: F401

        gc.freeze()
    finally:
        gc.enable()


def _draw(result: Charted, looks: ChartLook) -> Picture:
    from passerella.charts.colours import DARK, LIGHT
    from passerella.charts.drawing import draw
    from passerella.charts.plain import FigureCanvasAgg

    width, height, ratio = looks.size
    made = draw(
        result,
        language(looks.code),
        width=width * ratio,
        height=height * ratio,
        dpi=SCREEN_DPI * looks.letters / 100 * ratio,
        colours=DARK if looks.dark else LIGHT,
        page=looks.page,
        reach=looks.reach / 100,
    )
    canvas = FigureCanvasAgg(made.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    across, down = (int(each) for each in canvas.get_width_height(physical=True))
    image = QImage(pixels, across, down, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    spots = [[spot.x_px / ratio, spot.y_px / ratio, list(spot.lines)] for spot in made.spots]
    return Picture(image, spots, made.pages, " ".join(sorted(made.missing)))
