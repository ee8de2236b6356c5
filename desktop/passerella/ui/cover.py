"""The window as it was left with the Overview, to be seen until the window itself stands with its figures."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_AT_MOST_MS = 5000
"""A page whose figures do not come is to be seen too."""


class Cover(QWidget):
    """A picture laid over a window. It is for the eye alone: keys and clicks go to what is below it.

    It is the first thing that starting makes, so it asks little of Qt.
    """

    def __init__(self, window: QWidget, image: QImage) -> None:
        super().__init__(window)
        self._image = image
        self.resize(image.deviceIndependentSize().toSize())
        QTimer.singleShot(_AT_MOST_MS, self, self.hide)

    def lay_over(self) -> None:
        """Come to lie over what was made meanwhile, and let clicks through to it."""
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.end()
