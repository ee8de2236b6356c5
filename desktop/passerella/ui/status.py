"""The status line: the workspace, what was said last, an import under way, the language."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStatusBar, QWidget

from passerella.texts.language import NAMES, Language
from passerella.ui import look
from passerella.ui.widgets.paint import OneLine, Words

_NAME = 160
"""The room that the workspace's name keeps beside what is said."""


class StatusLine(QStatusBar):
    """`where` names the workspace, `said` holds the last sentence. Neither makes the window wider."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(10, 0, 10, 0)
        self.setSizeGripEnabled(False)
        self.where, self.said, self._language = OneLine("", least=_NAME), OneLine(""), Words("")
        self.addWidget(self.where)
        self.addWidget(self.said, 1)
        self.addPermanentWidget(self._language)

    def carry(self, work: QWidget) -> None:
        """Give the progress of some work its place; it shows itself while there is any."""
        self.insertPermanentWidget(2, work)  # after `where` and `said`
        work.hide()

    def speak(self, words: Language) -> None:
        """Go over to a language; what was said in another is taken away."""
        for each in (self.where, self.said, self._language):
            each.setFont(look.font())
        self.where.setMinimumHeight(look.row_height(QFontMetrics(look.font())))  # an import has a button
        self.said.clear()
        self._language.setText(NAMES[words.code])
