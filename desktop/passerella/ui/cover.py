"""The Overview as it was left, to be seen until the page itself shows its figures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

_AT_MOST_MS = 5000
"""A page whose figures do not come is to be seen too."""


class Cover(QLabel):
    """A picture laid over a widget. It is for the eye alone: keys and clicks go to what is below it.

    It is gone with the first change of size, and after a while.
    """

    def __init__(self, below: QWidget, image: QImage) -> None:
        super().__init__(below.parentWidget())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(below.geometry())
        self.setPixmap(QPixmap.fromImage(image))
        below.installEventFilter(self)
        QTimer.singleShot(_AT_MOST_MS, self, self.hide)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.hide()
        return False
