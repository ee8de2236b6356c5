"""The status line: the workspace, what was said last, an import under way, the language."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar

from passerella.texts.language import NAMES, Language
from passerella.ui.importing import Importing
from passerella.ui.widgets.paint import Words


class StatusLine(QStatusBar):
    """`where` names the workspace, `said` holds the last sentence."""

    def __init__(self, importing: Importing) -> None:
        super().__init__()
        self.setContentsMargins(10, 0, 10, 0)
        self.setSizeGripEnabled(False)
        self.where, self.said, self._language = Words(""), Words(""), Words("")
        self._importing = importing
        self.addWidget(self.where)
        self.addWidget(self.said, 1)
        self.addPermanentWidget(importing)
        importing.hide()
        self.addPermanentWidget(self._language)

    def speak(self, words: Language) -> None:
        """Go over to a language; what was said in another is taken away."""
        self.said.clear()
        self._language.setText(NAMES[words.code])
        self._importing.speak(words)
