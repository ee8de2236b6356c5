"""The results of one wave, brand by brand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from passerella.figures import sentences
from passerella.figures.recognition import STEPS, BrandRow
from passerella.records.brands import BRAND_KINDS
from passerella.texts.label import Label, _, _c
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.numbers_table import LEFT, RIGHT
from passerella.ui.pages.recognition_figures import WaveResults
from passerella.ui.widgets.frame import Card, PlainButton
from passerella.ui.widgets.paint import OneLine
from passerella.ui.widgets.painting import Rows, soften

_ROWS_SEEN = 3
_ROW, _NAMES = 26, 130
_HEADS: dict[str, Label] = {
    "first_named": _c("share", "Named first"),
    "unaided": _c("share", "Unaided"),
    "aided": _c("share", "Aided"),
    "interval": _c("share", "Interval"),
    "considered": _c("share", "Would consider"),
    "inquired": _c("share", "Inquired"),
    "bought": _c("share", "Bought"),
}


class _Results(QTableWidget):
    """Brands keep room for their names: the figures scroll where the window is narrow."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the width, and be as high as a few rows."""
        header, columns = self.horizontalHeader(), range(1, self.columnCount())
        needed = {each: max(header.sectionSizeHint(each), self.sizeHintForColumn(each)) for each in columns}
        widest = max(_NAMES, self.sizeHintForColumn(0))
        spare = self.viewport().width() - widest - sum(needed.values())
        more = max(0, spare // self.columnCount())
        for each, wide in needed.items():
            self.setColumnWidth(each, wide + more)
        names = self.viewport().width() - sum(needed.values()) - more * len(needed)
        self.setColumnWidth(0, max(_NAMES, names))
        seen = min(max(self.rowCount(), 1), _ROWS_SEEN)
        bar = self.horizontalScrollBar().sizeHint().height() if names < _NAMES else 0
        high = sum(max(_ROW, self.rowHeight(row)) for row in range(seen))
        self.setFixedHeight(header.height() + high + bar + 4)


class ResultsCard(Card):
    """What one wave says of every brand."""

    opened = Signal()
    """The wave itself is wanted."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.say(_("Results by brand")))
        self.context = context
        self.about = OneLine("", "quiet", quiet=True)
        self.head.insertWidget(1, self.about)
        edit = PlainButton(context.say(_("Open the wave")))
        edit.clicked.connect(self.opened)
        self.add_button(edit)
        self.table = self._make_table()
        self.body.addWidget(self.table)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _make_table(self) -> _Results:
        table = _Results()
        soften(table)
        table.setItemDelegate(Rows(table))
        table.setAccessibleName(self.context.say(_("Results by brand")))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        heads = [self.context.say(_("Brand")), *map(self.context.say, _HEADS.values())]
        table.setColumnCount(len(heads))
        table.setHorizontalHeaderLabels(heads)
        for column in range(len(heads)):
            item = table.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(RIGHT if column else LEFT)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        return table

    def show_results(self, name: str, found: WaveResults, brand: str) -> None:
        """Show the results of the wave that is called so; those of one brand stand out."""
        self.title.setText(self.context.say(_("{wave}: results by brand")(wave=name)))
        self.about.setText(found.about)
        self._fill(found.rows, found.asked, brand)

    def _fill(self, rows: Sequence[BrandRow], asked: int, brand: str) -> None:
        language, table = self.context.language, self.table
        table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            cells = {name: self._cell(row.counts[name], asked) for name in STEPS}
            cells["interval"] = sentences.span(row.low, row.high, language)
            about = [BRAND_KINDS[row.kind], *([sentences.ROUNDED] if row.rounded else [])]
            kind = language.clauses(map(self.context.say, about))
            texts = [language.aside(row.brand, kind), *(cells[name] for name in _HEADS)]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(RIGHT)
                else:
                    item.setToolTip(text)
                if row.brand == brand:
                    item.setFont(look.font("strong"))
                table.setItem(at, column, item)
        head = max(_ROW, QFontMetrics(look.font(), table).height() + 8)
        table.horizontalHeader().setFixedHeight(head)
        table.fit()

    def _cell(self, count: int | None, asked: int) -> str:
        if count is None:
            return "–"
        language = self.context.language
        return f"{language.number(count)}  {language.percent(count / asked):>6}"
