"""Choosing the small picture of a record: from a file, from the clipboard, or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from passerella.records.pictures import content_of, kept_as
from passerella.texts.label import Label, _
from passerella.ui.inputs import Input
from passerella.ui.widgets.buttons import PlainButton

PICTURE_KEYS = _("Enter chooses a file; Ctrl+V pastes a picture; Del takes it away")
_WIDTHS, _QUALITIES = (640, 480, 320, 200, 100), (85, 65, 45)


def small(image: QImage) -> str | None:
    """What a picture is kept as, made as small as it must be; None where it cannot be read."""
    if image.isNull():
        return None
    for most in _WIDTHS:
        size = image.size().scaled(most, most, Qt.AspectRatioMode.KeepAspectRatio)
        kept = image
        if size.width() < image.width():
            kept = image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
        for form, quality in (("PNG", -1), *(("JPEG", each) for each in _QUALITIES)):
            if form == "JPEG" and image.hasAlphaChannel():
                continue
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            kept.save(buffer, form, quality)  # type: ignore[call-overload]
            if (text := kept_as(bytes(buffer.data().data()))) is not None:
                return text
    return None


class PictureButton(PlainButton):
    """Shows the picture beside its word. `chosen` fires when it is another one."""

    chosen = Signal()
    wanted = Signal()

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self._text, self._image = "", QImage()
        self.clicked.connect(self.wanted)

    @property
    def kept(self) -> str:
        """The picture as it is kept, empty where there is none."""
        return self._text

    def show_kept(self, text: str) -> None:
        """Show another picture, or none."""
        if text != self._text:
            self._text = text
            self._image = QImage.fromData(content_of(text)) if text else QImage()
            self.update()
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.show_kept("")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.show_kept(small(QGuiApplication.clipboard().image()) or self._text)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._image.isNull():
            room = QSize(2 * self.height(), self.height() - 6)
            size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            top = (self.height() - size.height()) // 2
            painter.drawImage(QRect(6, top, size.width(), size.height()), self._image)
            painter.end()


class PictureInput(Input):
    """A button that shows the picture and asks for another."""

    def _make(self) -> QWidget:
        self.button = PictureButton(self.context.say(_("Choose a picture…")))
        self.button.chosen.connect(self.edited)
        self.button.wanted.connect(self._ask)
        return self.button

    @property
    def keys(self) -> Label:
        return PICTURE_KEYS

    def _ask(self) -> None:
        settings, say = self.context.settings, self.context.say
        folder = str(settings.get("folder/picture", str(Path.home())))
        name, _filter = QFileDialog.getOpenFileName(
            self.button, say(self.field.label), folder, "PNG, JPEG (*.png *.jpg *.jpeg *.bmp *.webp)"
        )
        if name:
            settings.set("folder/picture", str(Path(name).parent))
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Keep the picture of a file, or say that it is none."""
        found = small(QImage(str(path)))
        if found is None:
            self.context.tell(_("{name} holds no picture that can be read.")(name=path.name))
        else:
            self.button.show_kept(found)

    def value(self) -> str | None:
        return self.button.kept or None

    def set_value(self, value: str | None) -> None:
        self.button.show_kept(value or "")

    def text(self) -> str:
        return self.button.kept

    def set_text(self, text: str) -> None:
        self.button.show_kept(text)
