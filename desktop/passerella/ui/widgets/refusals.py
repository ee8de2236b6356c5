"""Why something did not go in, line by line, until it is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from passerella.ui.widgets.frame import NoticeBar
from passerella.ui.widgets.lines import TextBox

_ROWS = 5


class Refusals(QWidget):
    """One sentence, under it the reasons to read and copy."""

    def __init__(self, close: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._close = close
        self.notice = NoticeBar("", close)
        self.notice.acted.connect(self.hide)
        self.reasons = TextBox()
        self.reasons.setReadOnly(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.notice)
        column.addWidget(self.reasons)
        self.hide()

    def show_reasons(self, sentence: str, reasons: Sequence[str]) -> None:
        """Show them; without any there is nothing to see."""
        self.notice.set_text(sentence, self._close)
        self.reasons.setPlainText("\n".join(reasons))
        self.reasons.setAccessibleName(sentence)
        high = self.reasons.fontMetrics().lineSpacing() * min(len(reasons), _ROWS)
        self.reasons.setFixedHeight(high + 16)
        self.setVisible(bool(reasons))
