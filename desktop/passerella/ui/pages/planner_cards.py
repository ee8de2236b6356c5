"""What a plan means: so many people and what they show, and the days to ask on."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
)

from passerella.figures import planner_sentences as words
from passerella.figures.planner import Planned
from passerella.figures.sentences import odds
from passerella.texts.label import _
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.widgets.frame import Card
from passerella.ui.widgets.paint import Words
from passerella.ui.widgets.painting import ROW_HEIGHT, Rows, ShortTable, soften

_HEADS = (_("People asked"), _("Smallest change, points"), _("Chance to see it"), _("Cost of a wave"))
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DAYS, _TALLEST_ROW, _AIR = 90, 44, 4


class _Sizes(ShortTable):
    """Rows that grow a little where there is room for it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the height among the rows."""
        given = self.viewport().height() // max(1, self.rowCount())
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, min(given, _TALLEST_ROW)))


class SizesCard(Card):
    """Numbers of people with the change that they show, how likely, and what they cost."""

    def __init__(self, context: Context) -> None:
        say = context.say
        super().__init__(say(_("People and what they show")))
        self.context = context
        self.table = table = _Sizes(0, len(_HEADS))
        soften(table)
        table.setItemDelegate(Rows(table))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setAccessibleName(say(_("People and what they show")))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        for at, each in enumerate(_HEADS):
            head = QTableWidgetItem(say(each))
            head.setTextAlignment(_RIGHT)
            head.setToolTip(say(each))
            table.setHorizontalHeaderItem(at, head)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(table, 1)

    def show_sizes(self, found: Planned) -> None:
        """Show the sizes of a plan; the one wished for and the one needed stand out."""
        language = self.context.language
        self.table.setRowCount(len(found.sizes))
        self.table.fit()
        for row, size in enumerate(found.sizes):
            points = "–" if size.visible is None else language.percent(size.visible)[:-1]
            chance = "–" if found.needed is None else odds(size.chance, language)
            cost = f"{language.number(size.cost)} {found.wish.currency}" if found.total else "–"
            for column, text in enumerate((language.number(size.people), points, chance, cost)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_RIGHT)
                if size.people in (found.wish.people, found.needed):
                    item.setFont(look.font("strong"))
                self.table.setItem(row, column, item)


class _Airy(QStyledItemDelegate):
    """Words on several lines with some air around them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 2 * _AIR)


class DaysCard(Card):
    """The days of fieldwork around the next show, one of which can be chosen."""

    def __init__(self, context: Context) -> None:
        say, theme = context.say, context.theme
        super().__init__(say(_("When to ask")))
        self.context = context
        self.days = days = QListWidget()
        look.flatten(days)
        days.setItemDelegate(_Airy(days))
        days.setWordWrap(True)
        days.setResizeMode(QListWidget.ResizeMode.Adjust)
        days.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        days.setMinimumHeight(look.scaled(_DAYS))
        days.setFrameShape(QFrame.Shape.NoFrame)
        days.setAccessibleName(say(_("When to ask")))
        palette = days.palette()
        palette.setColor(palette.ColorRole.Highlight, QColor(theme.accent_wash))
        palette.setColor(palette.ColorRole.HighlightedText, QColor(theme.text))
        days.setPalette(palette)
        self.none = Words(say(_("No appearance is planned from today on.")), "quiet", quiet=True)
        self.none.setWordWrap(True)
        self.body.addWidget(days, 1)
        self.body.addWidget(self.none)

    def show_days(self, found: Planned) -> None:
        """Show the days of a plan; the row that is chosen stays."""
        say, days, at = self.context.say, self.days, max(0, self.days.currentRow())
        days.clear()
        for window in found.windows:
            warned = words.overlap(window)
            item = QListWidgetItem("  ".join(say(each) for each in (words.when(window), warned) if each))
            if warned is not None:
                item.setForeground(QColor(self.context.theme.warning))
            days.addItem(item)
        days.setCurrentRow(min(at, days.count() - 1))
        days.setVisible(bool(found.windows))
        self.none.setVisible(not found.windows)
        high = QSizePolicy.Policy.Preferred if found.windows else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, high)
