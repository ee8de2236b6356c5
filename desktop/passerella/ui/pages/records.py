"""The lists that other records rest on, each with what it is for and its count."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from passerella.records.core import kinds
from passerella.texts.label import _
from passerella.ui.context import Context
from passerella.ui.pages.page import Page
from passerella.ui.places import entry_of
from passerella.ui.widgets.buttons import WayButton
from passerella.ui.widgets.frame import Card, PageFrame, Scrolling

_FIRST = (
    "brand",
    "show",
    "buyer",
    "product",
    "exchange_rate",
    "survey_series",
    "reported_fact",
    "milestone",
    "press_mention",
    "partnership",
    "honour",
    "enterprise",
    "sheet_text",
)
_ACROSS, _GAP, _AROUND = 3, 12, 2 * (24 + 16)
_STEPS: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_ACROSS,
    Qt.Key.Key_Down: _ACROSS,
}


def listed() -> tuple[str, ...]:
    """The kinds whose lists have no entry of their own in the side bar, usual ones first."""
    rest = (name for name in kinds() if entry_of(("list", name)) == "records")
    return tuple(sorted(rest, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)))


class RecordsPage(Page):
    """A button for each list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say, names = context.say, listed()
        self.shows = frozenset(names)
        frame = PageFrame(say(_("Lists")), say(_("Lists that orders, appearances and surveys rest on")))
        card = Card()
        grid = QGridLayout()
        grid.setSpacing(_GAP)
        self.buttons = {
            name: WayButton(say(kinds()[name].plural), note=say(kinds()[name].why or "")) for name in names
        }
        for at, (name, button) in enumerate(self.buttons.items()):
            button.clicked.connect(partial(context.go, "list", name))
            button.installEventFilter(self)
            grid.addWidget(button, at // _ACROSS, at % _ACROSS)
        card.body.addLayout(grid)
        card.body.addStretch()
        column = QVBoxLayout()
        column.addWidget(card)
        frame.body.addWidget(Scrolling(column), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All notes have room, and the buttons one height."""
        super().resizeEvent(event)
        room = self.width() - _AROUND - (_ACROSS - 1) * _GAP
        lines = max(each.lines_at(room // _ACROSS) for each in self.buttons.values())
        for each in self.buttons.values():
            each.set_lines(lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go to the list beside, above or below; Qt's own way is one after the other."""
        step = 0
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(event.key(), 0)
        if not step:
            return super().eventFilter(watched, event)
        buttons: list[QObject] = [*self.buttons.values()]
        at = buttons.index(watched) + step
        if 0 <= at < len(buttons) and isinstance(there := buttons[at], WayButton):
            there.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def refresh(self) -> None:
        """Count again."""
        for name, button in self.buttons.items():
            count = self.context.workspace.count(name)
            button.set_mark(self.context.language.number(count))
            label = _("{kind}: {n}")(kind=kinds()[name].plural, n=count)
            button.setAccessibleName(self.context.say(label))

    def focus_first(self) -> None:
        """The first list."""
        next(iter(self.buttons.values())).setFocus()
