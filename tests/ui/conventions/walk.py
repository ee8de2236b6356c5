"""Walks every page in every language at the scale of QT_SCALE_FACTOR and names what is cut off."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from passerella.records.core import kinds
from passerella.texts.language import CODES
from passerella.ui import look
from passerella.ui.app import application
from passerella.ui.home import Settings
from passerella.ui.widgets.buttons import WayButton
from passerella.ui.widgets.paint import OneLine
from passerella.ui.window import Window

PLACES = [("overview",), ("scoreboard",), ("recognition",), ("planner",), ("records",), ("reports",)]
PLACES += [("questionnaire", "1"), ("help",)]
PLACES += [("list", name) for name in kinds()] + [("form", name, "1") for name in kinds()]


def texts(page: QWidget) -> Iterator[tuple[QWidget, str]]:
    """The labels and buttons in sight that hold words."""
    for each in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton)):
        if each.isVisible() and each.text():
            yield each, each.text()


def covered(each: QWidget) -> bool:
    """Whether a part lies outside of what it stands in; what can be scrolled into sight does not."""
    part = each
    while (holder := part.parentWidget()) is not None and not isinstance(holder.parent(), QScrollArea):
        if not holder.rect().contains(part.geometry()):
            return True
        part = holder
    return False


def cut(each: QWidget) -> bool:
    """Whether a label or button has less room than its words need."""
    if covered(each):
        return True
    if isinstance(each, WayButton):
        box = each.note_box().toRect()
        needed = QFontMetrics(look.font("quiet"), each).boundingRect(box, Qt.TextFlag.TextWordWrap, each.note)
        return needed.height() > box.height() + 1
    if isinstance(each, OneLine):
        return each.toolTip() != each.text()
    if isinstance(each, QLabel) and each.wordWrap():
        return each.height() + 1 < each.heightForWidth(each.width())
    wanted = each.sizeHint()
    return each.width() + 1 < wanted.width() or each.height() + 1 < wanted.height()


def main(path: Path) -> None:
    """Print what is cut off as JSON: language, page, text."""
    app = application()
    window = Window(Settings(), today=lambda: date(2026, 11, 25))
    window.resize(1366, 696)
    window.show()
    window.open(path)
    found = []
    for code in CODES:
        window.speak(code)
        for place in PLACES:
            window.go(*place)
            while not window.answered():
                app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            app.processEvents()  # what came in gets its place, then what stands in that
            app.processEvents()
            assert window.page is not None
            found += [(code, " ".join(place), text) for each, text in texts(window.page) if cut(each)]
    room = window.minimumSizeHint()
    window.close()
    print(json.dumps({"cut": found, "least": [room.width(), room.height()]}))


main(Path(sys.argv[1]))
