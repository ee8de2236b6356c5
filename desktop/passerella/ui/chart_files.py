"""Charts written to the clipboard and to files while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from passerella.charts.setup import ALONE
from passerella.store.errors import CannotWrite
from passerella.texts.label import _
from passerella.texts.whole import write_whole
from passerella.ui.context import Context
from passerella.ui.job import Job, Watch, why
from passerella.ui.saving import ask_target, file_name

if TYPE_CHECKING:
    from passerella.figures.telling import Told

_FILES = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"


def copy(context: Context, asker: QWidget, told: Told) -> None:
    """Put a chart on the clipboard as a picture."""

    def done(picture: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(picture))
        context.tell(_("The chart is on the clipboard."))

    _start(context, asker, lambda: _picture(told, context, "png"), done)


def ask_save(context: Context, asker: QWidget, told: Told) -> None:
    """Ask where, then write a chart as PNG, SVG or PDF."""
    name = file_name(f"{told.title} {told.scope}", context, ".png")
    title = context.say(_("Save picture"))
    path = ask_target(asker, context.settings, "picture", title, name, _FILES)
    if path is not None:
        save(context, asker, told, path)


def save(context: Context, asker: QWidget, told: Told, path: Path) -> None:
    """Write a chart in the format that the file's name ends with, and say so."""

    def work() -> str:
        try:
            write_whole(path, _picture(told, context, path.suffix.lower().lstrip(".")))
        except OSError as reason:
            raise CannotWrite(_("{name} cannot be written.")(name=path.name)) from reason
        return path.name

    _start(context, asker, work, lambda name: context.tell(_("Saved as {name}")(name=name)))


def _picture(told: Told, context: Context, kind: str) -> bytes:
    with ALONE:
        from passerella.charts.files import file_bytes, file_figure

        return file_bytes(file_figure(told, context.language, context.settings.reach / 100), kind)


def _start(context: Context, asker: QWidget, work: Callable[[], object], done: Callable[[Any], None]) -> None:
    """Work in the window's name: the page it was asked on may go away meanwhile."""
    job = Job(asker.window())

    def alone(_watch: Watch) -> object:
        return work()

    job.done.connect(done)
    job.failed.connect(lambda reason: context.tell(why(reason)))
    for end in (job.done, job.failed):
        end.connect(job.deleteLater)
    job.start(alone)
