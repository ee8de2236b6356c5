"""Recognition: one series, one measure, its waves, its chart and what they say in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from passerella.figures import sentences
from passerella.figures.recognition import (
    MEASURES,
    STEPS,
    BrandRow,
    WaveRow,
    brand_results,
    main_brand,
    main_series,
    recognition,
    waves,
)
from passerella.figures.recognition_result import RecognitionResult
from passerella.records.brands import BRAND_KINDS
from passerella.records.goals import MEASURES as LABELS
from passerella.records.surveys import SMALL_BASE
from passerella.store.workspace import Query
from passerella.texts.label import Label, _, _n
from passerella.ui import look
from passerella.ui.chart_card import RIGHT, ChartCard
from passerella.ui.context import Context
from passerella.ui.pages.page import Page
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.paint import Words, rounded

_TEXTS = Qt.ItemDataRole.UserRole + 1
_ROWS_SEEN = 3
_ROW = 26
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HEADS: dict[str, Label] = {
    "first_named": _("Named first"),
    "unaided": _("Unaided"),
    "aided": _("Aided"),
    "interval": _("Aided, interval"),
    "considered": _("Would consider"),
    "inquired": _("Inquired"),
    "bought": _("Bought"),
}


class _WaveLines(QStyledItemDelegate):
    """A wave on two lines: number and share, day and interval."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(180, 56)

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
        number, share, day, span = index.data(_TEXTS)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        rows: tuple[tuple[str, str, look.Role, str], ...] = (
            (number, share, "strong", now.accent if here else now.text),
            (day, span, "quiet", now.quiet),
        )
        high = (box.height() - 14) // 2
        for at, (first, second, role, colour) in enumerate(rows):
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_WaveLines(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem())
            event.accept()
        else:
            super().keyPressEvent(event)


class RecognitionPage(Page):
    """The waves of one series."""

    shows = frozenset({"survey_wave", "survey_series", "goal", "reported_fact", "appearance", "brand"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        say = context.say
        self.series, self.brand, self.measure = ChoiceBox(), ChoiceBox(), ChoiceBox()
        for box, label in (
            (self.series, _("Series")),
            (self.brand, _("Brand")),
            (self.measure, _("Measure")),
        ):
            box.setAccessibleName(say(label))
            box.setToolTip(say(label))
        self.series.setMinimumContentsLength(15)
        self.series.setToolTip(say(_("Only waves of one series are compared.")))
        self.measure.setMinimumContentsLength(12)
        self._offer()
        for name in MEASURES:
            self.measure.addItem(say(LABELS[name]), name)
        enter = PrimaryButton(say(_("Enter a survey wave")), "plus")
        enter.clicked.connect(self._enter)
        self.first = enter
        self.frame = PageFrame(say(_("Recognition")))
        for widget in (self.series, self.brand, self.measure, enter):
            self.frame.add_button(widget)
        self.chart = ChartCard(context)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self._left())
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._words())
        right.addWidget(self.chart, 1)
        right.addWidget(self._results())
        for card in (self.words, self.chart, self.wave_card):
            if (inside := card.layout()) is not None:
                inside.setContentsMargins(16, 8, 16, 8)
        columns.addLayout(right, 1)
        self.frame.body.addLayout(columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        for box in (self.series, self.brand, self.measure):
            box.currentIndexChanged.connect(self._ask)
        self._ask()

    def _offer(self) -> None:
        """Fill the pull-downs for series and brand, keeping what is chosen."""
        workspace = self.context.workspace
        for box, kind, main in (
            (self.series, "survey_series", main_series(workspace)),
            (self.brand, "brand", main_brand(workspace)),
        ):
            wanted = box.currentData() or (main.id if main is not None else None)
            box.blockSignals(True)
            box.clear()
            for each in workspace.all(kind, Query(sort="name")):
                box.addItem(each.name, each.id)
                if each.id == wanted:
                    box.setCurrentIndex(box.count() - 1)
            box.blockSignals(False)

    def _left(self) -> Card:
        card = Card(self.context.say(_("Survey waves")))
        card.setFixedWidth(240)
        self.count = Words("", "quiet", quiet=True)
        card.add_button(self.count)
        self.waves = WaveList()
        self.waves.setAccessibleName(self.context.say(_("Survey waves")))
        self.waves.currentRowChanged.connect(self._show_wave)
        self.waves.itemActivated.connect(self._open_item)
        self.plan = Words("", "quiet", quiet=True)
        self.plan.setWordWrap(True)
        card.body.addWidget(self.waves, 1)
        card.body.addWidget(self.plan)
        return card

    def _words(self) -> Card:
        card = self.words = Card()
        self.verdict, self.goal = Words("", "card"), Words("", "quiet", quiet=True)
        for label in (self.verdict, self.goal):
            label.setWordWrap(True)
            card.body.addWidget(label)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return card

    def _results(self) -> Card:
        self.wave_card = Card(self.context.say(_("Results by brand")))
        self.wave_note = Words("", "quiet", quiet=True)
        self.wave_card.head.insertWidget(1, self.wave_note)
        edit = PlainButton(self.context.say(_("Open the wave")))
        edit.clicked.connect(self._open)
        self.wave_card.add_button(edit)
        table = self.table = QTableWidget()
        table.setAccessibleName(self.context.say(_("Results by brand")))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
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
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(80)
        self.wave_card.body.addWidget(table)
        self.wave_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return self.wave_card

    def _enter(self) -> None:
        self.context.go("form", "survey_wave", 0)

    def _open(self) -> None:
        item = self.waves.currentItem()
        if item is not None:
            self._open_item(item)

    def _open_item(self, item: QListWidgetItem) -> None:
        self.context.go("form", "survey_wave", item.data(Qt.ItemDataRole.UserRole))

    def focus_first(self) -> None:
        """The waves, or the button to enter the first."""
        (self.waves if self.waves.count() else self.first).setFocus()

    def refresh(self) -> None:
        """Ask for everything again."""
        self._offer()
        self._ask()

    def _ask(self) -> None:
        language, workspace = self.context.language, self.context.workspace
        series = self.series.currentData()
        owner = workspace.get("survey_series", series) if series else None
        result = recognition(
            workspace,
            language,
            series=series,
            brand=self.brand.currentData(),
            measure=self.measure.currentData() or "aided",
        )
        badge = self.context.say(_("sample data")) if workspace.meta("sample") == "1" else ""
        about = [owner.audience, owner.place or "", owner.method] if owner else []
        said = language.listed(filter(None, about))
        if not said:
            said = self.context.say(_("Only waves of one series are compared."))
        self.frame.set_title(self.context.say(_("Recognition")), said, badge)
        last = result.points[-1] if result and result.points else None
        caution = sentences.caution(owner.sampling, last.asked if last else None) if owner else None
        self.chart.show_result(result, caution)
        self._say(result)
        rows: list[WaveRow] = []
        if owner is not None and self.brand.currentData():
            rows = waves(workspace, owner.id, self.brand.currentData(), self.measure.currentData() or "aided")
        self._list(rows)

    def _say(self, result: RecognitionResult | None) -> None:
        language = self.context.language
        self.goal.clear()
        self.plan.clear()
        if result is None:
            self.verdict.setText(
                self.context.say(_("No survey yet. Enter the first one to see the curve begin."))
            )
        else:
            self.verdict.setText(language.say(sentences.moved(result, language)))
            said = _("No goal is set for this series and measure.")
            if result.points and result.goal:
                said = sentences.against_goal(result.points[-1], result.goal, language)
                plan = sentences.planner(result.points[-1], result.goal, language)
                self.plan.setText(language.say(plan) if plan else "")
            self.goal.setText(language.say(said))
        self.plan.setVisible(bool(self.plan.text()))

    def _list(self, rows: Sequence[WaveRow]) -> None:
        language = self.context.language
        item = self.waves.currentItem()
        chosen = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.waves.blockSignals(True)
        self.waves.clear()
        for row in rows:
            point = row.point
            share = language.percent(point.share) if point else "–"
            if row.asked < SMALL_BASE:
                share = f"n={row.asked}  {share}"
            texts = (
                self.context.say(_("Wave {number}")(number=row.number)),
                share,
                language.day(row.day),
                sentences.span(point.low, point.high, language) if point else "",
            )
            made = QListWidgetItem()
            made.setData(_TEXTS, texts)
            made.setData(Qt.ItemDataRole.UserRole, row.id)
            made.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, texts)))
            if (small := sentences.caution("", row.asked)) is not None:
                made.setToolTip(self.context.say(small))
            self.waves.addItem(made)
        at = next((n for n, row in enumerate(rows) if row.id == chosen), 0)
        self.waves.setCurrentRow(at if rows else -1)
        self.waves.blockSignals(False)
        self.count.setText(self.context.say(_n("{n} wave", "{n} waves")(n=len(rows))) if rows else "")
        self._show_wave()

    def _show_wave(self, _row: int = 0) -> None:
        item = self.waves.currentItem()
        wave = (
            self.context.workspace.get("survey_wave", item.data(Qt.ItemDataRole.UserRole)) if item else None
        )
        self.wave_card.setVisible(wave is not None)
        if wave is None or item is None:
            return
        language, say = self.context.language, self.context.say
        number = item.data(_TEXTS)[0]
        self.wave_card.title.setText(say(_("{wave}: results by brand")(wave=number)))
        parts = [language.day(wave.fielded_to)]
        if wave.approached is not None:
            parts.append(say(_("{n} approached")(n=wave.approached)))
        parts.append(say(_("{n} asked")(n=wave.asked)))
        series = self.context.workspace.get("survey_series", wave.series)
        caution = sentences.caution(series.sampling, wave.asked) if series else None
        if caution is not None:
            parts.append(say(caution))
        self.wave_note.setText(" · ".join(parts))
        self._fill(brand_results(self.context.workspace, wave), wave)

    def _fill(self, rows: Sequence[BrandRow], wave: Any) -> None:
        language, table = self.context.language, self.table
        table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            cells = {name: self._cell(row.counts[name], wave.asked) for name in STEPS}
            cells["interval"] = sentences.span(row.low, row.high, language)
            kind = self.context.say(BRAND_KINDS[row.kind])
            texts = [f"{row.brand} ({kind})", *(cells[name] for name in _HEADS)]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(RIGHT)
                else:
                    item.setToolTip(text)
                if row.brand == self.brand.currentText():
                    item.setFont(look.font("strong"))
                table.setItem(at, column, item)
        seen = min(max(len(rows), 1), _ROWS_SEEN)
        head = max(_ROW, QFontMetrics(look.font(), table).height() + 8)
        table.horizontalHeader().setFixedHeight(head)
        table.setFixedHeight(head + seen * _ROW + 4)

    def _cell(self, count: int | None, asked: int) -> str:
        if count is None:
            return "–"
        language = self.context.language
        return f"{language.number(count)}  {language.percent(count / asked):>6}"
