"""Pages of paper one below the other, moved through by the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from passerella.ui import look
from passerella.ui.layouts import clear
from passerella.ui.widgets.lines import paint_frame

_FRAME = 3


class Pages(QScrollArea):
    """What is shown begins at its top; a frame says that the keys move it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._column = QVBoxLayout()
        inner = QWidget()
        inner.setLayout(self._column)
        look.flatten(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setViewportMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        self.setWidget(inner)
        self.setAccessibleName(name)

    def count(self) -> int:
        """How many pages are shown."""
        return self._column.count()

    def show_pages(self, pictures: Sequence[QImage], *, stay: bool) -> None:
        """Show these pages from their top, or from where the ones before stood."""
        clear(self._column)
        for image in pictures:
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(image))
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(label)
        if not stay:
            self.verticalScrollBar().setValue(0)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            paint_frame(self, self.rect(), wrong=False, focused=True)
        return done

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
