"""A window in the language, the colours and the letters of the settings.

It may be seen before it is built (see `ReturningWindow`), so what it is made of is imported where it is
made, and so are Qt's enumerations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from passerella.ui.returning import ReturningWindow

if TYPE_CHECKING:
    from PySide6.QtCore import Qt


class DressedWindow(ReturningWindow):
    """Side bar, room for pages, the titles of menus and a status line: all that holds words with any page."""

    def build(self) -> None:
        """Make what is seen of the window with any page, below its picture if that is there."""
        from passerella.ui.status import StatusLine

        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.said = self.status.said
        self.dress()
        self.built = True
        self.fit_cover()

    def dress(self) -> None:
        """Make everything that holds words, in the language of the settings."""
        from PySide6.QtWidgets import QHBoxLayout

        from passerella.texts.language import language
        from passerella.ui import look, qt_words, titles
        from passerella.ui.places import groups
        from passerella.ui.widgets.sidebar import SideBar

        self.words = language(self.language_code)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        qt_words.speak(app, self.language_code)
        self.theme = look.apply(
            app,
            self.settings.get("theme", "system"),
            language=self.language_code,
            scale=self.letters / 100,
        )
        self.side = SideBar(groups(self.words.say))
        self.pages = QStackedWidget()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        self.status.speak(self.words)
        titles.make(self.menuBar(), self.words.say)

    def renew(self) -> None:
        """Make everything anew, as the settings want it."""
        self.lift_cover()
        self.dress()

    def speak(self, code: str) -> None:
        """Change the language."""
        self.settings.set("language", code)
        self.renew()

    def set_theme(self, choice: str) -> None:
        """Follow the system's colours, or force light or dark."""
        self.settings.set("theme", choice)
        self.renew()

    def prefer(self) -> None:
        """Ask for language, colours and the size of the letters."""
        from passerella.ui.preferences import Preferences

        theme = self.settings.get("theme", "system")
        chosen = Preferences(self, self.words.say, self.language_code, theme, self.letters)
        if chosen.exec():
            self.settings.set("theme", chosen.theme)
            self.settings.set("letters", chosen.percent)
            self.speak(chosen.code)

    def follow_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Take over the desktop's colours where they are followed."""
        from PySide6.QtCore import Qt

        dark = scheme is Qt.ColorScheme.Dark
        if self.settings.get("theme", "system") == "system" and dark != self.theme.dark:
            self.renew()

    def name_window(self, name: str) -> None:
        """Put the name of what is open, '' for nothing, into the window's title."""
        self.setWindowTitle(f"{name} – Passerella" if name else "Passerella")
