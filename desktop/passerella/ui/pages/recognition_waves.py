"""The waves of a series as a list, and which two of them are compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from passerella.figures import sentences
from passerella.figures.recognition import WaveRow
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.pages.recognition_figures import Pair
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card
from passerella.ui.widgets.paint import Words, rounded

_TEXTS = Qt.ItemDataRole.UserRole + 1
_LOW, _TALL = 56, 74


class _WaveLines(QStyledItemDelegate):
    """A wave on two lines: number and share, day and interval; if it is `tall`, how many know the brand."""

    tall = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(180, _TALL if self.tall else _LOW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now = look.current()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        here = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if here:
            frame = now.accent if state & QStyle.StateFlag.State_HasFocus else None
            rounded(painter, box.toRectF().adjusted(1, 1, -1, -1), 5, now.accent_wash, frame, 2)
        else:
            painter.fillRect(box.left() + 8, box.bottom(), box.width() - 16, 1, QColor(now.line))
        number, share, day, span, people = index.data(_TEXTS)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        rows: tuple[tuple[str, str, look.Role, str], ...] = (
            (number, share, "strong", now.accent if here else now.text),
            (day, span, "quiet", now.quiet),
            (people, "", "quiet", now.quiet),
        )
        lines = len(rows) if self.tall else 2
        high = (box.height() - 14) // lines
        for at, (first, second, role, colour) in enumerate(rows[:lines]):
            line = QRect(box.left() + 10, box.top() + 7 + at * high, box.width() - 20, high)
            painter.setFont(look.font(role))
            painter.setPen(QColor(colour))
            painter.drawText(line, int(left | Qt.AlignmentFlag.AlignVCenter), first)
            painter.drawText(line, int(right | Qt.AlignmentFlag.AlignVCenter), second)
        painter.restore()


class WaveList(QListWidget):
    """The waves, newest first; Enter opens the one chosen."""

    def __init__(self) -> None:
        super().__init__()
        look.flatten(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = _WaveLines(self)
        self.setItemDelegate(self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """A third line where all waves have room for one, and no more room than they need."""
        self.setMaximumHeight(max(1, self.count()) * _TALL + 2)
        tall = self.viewport().height() >= self.count() * _TALL
        if tall != self._lines.tall:
            self._lines.tall = tall
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
            event.accept()
        else:
            super().keyPressEvent(event)

    @property
    def wave(self) -> int:
        """The id of the wave that is chosen, 0 when there is none."""
        item = self.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else 0

    @property
    def name(self) -> str:
        """What the chosen wave is called."""
        item = self.currentItem()
        return str(item.data(_TEXTS)[0]) if item is not None else ""

    def show_waves(self, rows: Sequence[WaveRow], language: Language) -> None:
        """Show these waves; the one chosen stays so."""
        chosen = self.wave
        self.blockSignals(True)
        self.clear()
        for row in rows:
            self.addItem(_item(row, language))
        at = next((n for n, row in enumerate(rows) if row.id == chosen), 0)
        self.setCurrentRow(at if rows else -1)
        self.blockSignals(False)
        self._share_room()


def _item(row: WaveRow, language: Language) -> QListWidgetItem:
    point = row.point
    share = language.percent(point.share) if point else "–"
    if (small := sentences.small_base(row)) is not None:
        share = f"n={language.number(sentences.worth(row))}  {share}"
    texts = (
        language.say(_("Wave {number}")(number=row.number)),
        share,
        language.day(row.day),
        sentences.span(point.low, point.high, language) if point else "",
        _people(row, language),
    )
    made = QListWidgetItem()
    made.setData(_TEXTS, texts)
    made.setData(Qt.ItemDataRole.UserRole, row.id)
    made.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, texts)))
    if small is not None:
        made.setToolTip(language.say(small))
    return made


def _people(row: WaveRow, language: Language) -> str:
    if row.point is None:
        return language.say(_("asked: {n}")(n=row.asked))
    return language.say(sentences.of_people(row.point))


class WaveCard(Card):
    """The waves, the one to compare the chosen wave with, and how many people the next one needs."""

    changed = Signal()
    """Another wave is chosen, or another to compare it with."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.say(_("Survey waves")))
        self.context = context
        self.setFixedWidth(240)
        self.count = Words("", "quiet", quiet=True)
        self.add_button(self.count)
        self.list = WaveList()
        self.list.setAccessibleName(context.say(_("Survey waves")))
        self.list.currentRowChanged.connect(self._chosen)
        self.against = ChoiceBox(prefix=context.language.headed(context.say(_("against")), ""))
        self.against.setAccessibleName(context.say(_("Compared with")))
        self.against.setToolTip(context.say(_("The wave that the chosen one is compared with")))
        self.against.addItem("", None)
        self.against.currentIndexChanged.connect(self.changed)
        self.plan = Words("", "quiet", quiet=True)
        self.plan.setWordWrap(True)
        self.body.addWidget(self.list, 100)
        self.body.addWidget(self.against)
        self.body.addWidget(self.plan)
        self.body.addStretch(1)
        self._rows: Sequence[WaveRow] = ()
        self._first = False

    @property
    def pair(self) -> Pair:
        """The wave that is chosen and the one it is compared with."""
        return Pair(self.list.wave or None, self.against.currentData(), self._first)

    def show_waves(self, rows: Sequence[WaveRow], plan: Label | None) -> None:
        """Show these waves, newest first; those chosen stay so where they are among them."""
        self._rows = rows
        self.list.show_waves(rows, self.context.language)
        count = _n("{n} wave", "{n} waves")(n=len(rows))
        self.count.setText(self.context.say(count) if rows else "")
        self.plan.setText(self.context.say(plan) if plan else "")
        self.plan.setVisible(plan is not None)
        self._offer()

    def compare_with_first(self, first: bool) -> None:
        """Unless another is chosen: compare with the first wave, or with the one before."""
        self._first = first
        usual = _("the first wave") if first else _("the wave before")
        self.against.setItemText(0, self.context.say(usual))

    def _chosen(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        """Offer the waves before the chosen one that asked the same."""
        chosen, before = self.against.currentData(), self._rows[self.list.currentRow() + 1 :]
        with QSignalBlocker(self.against):
            while self.against.count() > 1:
                self.against.removeItem(1)
            for row in before:
                if row.point is not None:
                    self.against.addItem(self.context.say(_("Wave {number}")(number=row.number)), row.id)
            self.against.setCurrentIndex(max(0, self.against.findData(chosen)))
        self.against.setVisible(self.against.count() > 1)
