"""What scrolls in a form: its fields, what is noticed of them, its rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from passerella.ui import look
from passerella.ui.pages.form_fields import FormFields
from passerella.ui.pages.form_rows import FormRows
from passerella.ui.pages.form_totals import Notices
from passerella.ui.widgets.painting import ROW_HEIGHT


class FormBody(QScrollArea):
    """Keeps what one works in in sight, in the rows too."""

    def __init__(self, fields: FormFields, notices: Notices, rows: FormRows | None) -> None:
        super().__init__()
        look.flatten(self)
        self._inner, self._fields, self._rows = QWidget(), fields, rows
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addLayout(notices)
        if rows is None:
            column.addStretch(1)
        else:
            column.addWidget(rows, 1)
            rows.worked_at.connect(self._reveal)
            self.verticalScrollBar().rangeChanged.connect(rows.tell_place)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fields.fit(self.viewport().width())
        super().resizeEvent(event)

    def _reveal(self, point: QPoint) -> None:
        """Scroll to where one works in the rows, to all of them where there is room: by itself the area
        follows only the focus."""
        if self._rows is None:
            return
        middle = self._rows.mapTo(self._inner, point)
        if self._rows.height() <= self.viewport().height():
            for edge in (self._rows.y() + self._rows.height(), self._rows.y()):
                self.ensureVisible(middle.x(), edge, 0, 0)
        else:
            self.ensureVisible(middle.x(), middle.y(), 0, ROW_HEIGHT)
