"""A window that comes back as it was left, and is seen so before it stands.

What a window is made of takes longer to load than all before it, and so do Qt's enumerations: this
module asks little of Qt, and late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from passerella.ui import remembered
from passerella.ui.home import Settings

_SIZE = (1366, 696)
_AT_MOST_MS = 5000
"""A page whose figures do not come is to be seen too."""


class Cover(QWidget):
    """A picture laid over a window. It is for the eye alone: keys and clicks go to what is below it."""

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


class ReturningWindow(QMainWindow):
    """Has the size and place it was left with and, over a workspace that was not written to since, its
    picture for a `cover` until it is `lift_cover`ed."""

    def __init__(self, settings: Settings, today: Callable[[], date]) -> None:
        super().__init__()
        self.settings, self.today = settings, today
        self.cover: Cover | None = None
        self.built = False
        self._writing: Thread | None = None
        self.resize(QSize(*_SIZE))
        saved = settings.get("geometry", "")
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode("utf-8")))

    @property
    def language_code(self) -> str:
        """The window's language."""
        return str(self.settings.get("language", "zh"))

    @property
    def letters(self) -> int:
        """The size of the letters in percent of the usual one."""
        return min(max(int(self.settings.get("letters", 100)), 100), 130)

    def keep_geometry(self) -> None:
        """Remember size and place."""
        self.settings.set("size", [self.width(), self.height()])
        self.settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))

    def recall(self, path: Path) -> bool:
        """Cover the window with its picture over this workspace; False when there is none."""
        theme = self.settings.get("theme", "system")
        # The desktop's scheme would say it too, but Qt would first make all its enumerations.
        dark = theme == "dark" or (theme == "system" and self.palette().window().color().lightness() < 128)
        kept = self.settings.get("size", [])
        width, height = kept if len(kept) == len(_SIZE) else _SIZE
        name = self._picture_name(path, dark, width, height)
        image = remembered.find(name, self.devicePixelRatioF()) if name else None
        if image is not None:
            self.cover = Cover(self, image)
        return image is not None

    def remember(self, path: Path, dark: bool) -> None:
        """Keep how the window looks over this workspace."""
        name = self._picture_name(path, dark, self.width(), self.height())
        if name and self.cover is None and not remembered.kept(name):
            image = self.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
            self._finish_remembering()
            self._writing = Thread(target=remembered.keep, args=(name, image))
            self._writing.start()

    def _finish_remembering(self) -> None:
        if self._writing is not None:
            self._writing.join()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is to be remembered is written when the window has closed."""
        self._finish_remembering()
        super().closeEvent(event)

    def _picture_name(self, path: Path, dark: bool, width: int, height: int) -> str:
        size = width, height, self.devicePixelRatioF()
        looks = remembered.ChartLook(self.language_code, dark, self.letters, size, self.settings.reach)
        return remembered.window_key(path, self.today(), looks)

    def lift_cover(self) -> None:
        """Show the window itself."""
        if self.cover is not None:
            self.cover.hide()
            self.cover.deleteLater()
            self.cover = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A picture of another size would not lie over what it shows."""
        super().resizeEvent(event)
        self.fit_cover()

    def fit_cover(self) -> None:
        """Lay the cover over the window once that is `built`, or lift it where it does not fit."""
        if self.cover is None or not self.built:
            return  # a window that was left full screen may come to that while it is shown
        if self.cover.size() == self.size():
            self.cover.lay_over()
        else:
            self.lift_cover()
