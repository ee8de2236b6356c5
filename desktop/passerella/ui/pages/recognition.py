"""Recognition: one series, one measure, its waves, its chart and what they say in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from passerella.figures import sentences
from passerella.figures.recognition import MEASURES, STEPS, BrandRow
from passerella.figures.recognition_result import RecognitionResult
from passerella.records.brands import BRAND_KINDS
from passerella.records.goals import MEASURES as LABELS
from passerella.texts.label import Label, _, _n
from passerella.ui import look
from passerella.ui.chart_card import RIGHT, ChartCard
from passerella.ui.context import Context
from passerella.ui.job import Job
from passerella.ui.pages.page import Page
from passerella.ui.pages.recognition_figures import Series, WaveResults, Wish, ask_series, ask_wave
from passerella.ui.pages.recognition_waves import WaveList
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.paint import Words

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
        for name in MEASURES:
            self.measure.addItem(say(LABELS[name]), name)
        enter = PrimaryButton(say(_("Enter a survey wave")), "plus")
        enter.clicked.connect(partial(context.go, "form", "survey_wave", 0))
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
            box.currentIndexChanged.connect(self.refresh)
        self.asked.done.connect(self._show)
        self.wave_asked = Job(self)
        self.wave_asked.done.connect(self._show_wave)
        self.refresh()

    @property
    def waiting(self) -> bool:
        return super().waiting or self.wave_asked.running

    def _offer(self, found: Series) -> None:
        """Fill the pull-downs for series and brand."""
        for box, offered, chosen in (
            (self.series, found.offered_series, found.series),
            (self.brand, found.offered_brands, found.brand),
        ):
            box.blockSignals(True)
            box.clear()
            for id, name in offered.items():
                box.addItem(name, id)
            box.setCurrentIndex(box.findData(chosen))
            box.blockSignals(False)

    def _left(self) -> Card:
        card = Card(self.context.say(_("Survey waves")))
        card.setFixedWidth(240)
        self.count = Words("", "quiet", quiet=True)
        card.add_button(self.count)
        self.waves = WaveList()
        self.waves.setAccessibleName(self.context.say(_("Survey waves")))
        self.waves.currentRowChanged.connect(self._ask_wave)
        self.waves.itemActivated.connect(self._open)
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

    def _open(self) -> None:
        if self.waves.wave:
            self.context.go("form", "survey_wave", self.waves.wave)

    def focus_first(self) -> None:
        """The waves, or the button to enter the first."""
        (self.waves if self.waves.count() else self.first).setFocus()

    def refresh(self) -> None:
        """Ask for everything again."""
        workspace, language = self.context.workspace, self.context.language
        wish = Wish(self.series.currentData(), self.brand.currentData(), self.measure.currentData())
        self.asked.start(lambda _watch: ask_series(workspace, language, wish))

    def _show(self, found: Series) -> None:
        say, language = self.context.say, self.context.language
        begins = not self.waves.count() and self.first.hasFocus()
        self._offer(found)
        badge = say(_("sample data")) if found.sample else ""
        about = found.about or say(_("Only waves of one series are compared."))
        self.frame.set_title(say(_("Recognition")), about, badge)
        self.chart.show_result(found.result, found.caution)
        self._say(found.result)
        self.waves.show_waves(found.rows, language)
        count = _n("{n} wave", "{n} waves")(n=len(found.rows))
        self.count.setText(say(count) if found.rows else "")
        if begins:
            self.focus_first()
        self._ask_wave()

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

    def _ask_wave(self) -> None:
        workspace, language, wave = self.context.workspace, self.context.language, self.waves.wave
        if wave:
            self.wave_asked.start(lambda _watch: ask_wave(workspace, language, wave))
        else:
            self.wave_asked.drop()
            self.wave_card.hide()

    def _show_wave(self, found: WaveResults | None) -> None:
        self.wave_card.setVisible(found is not None)
        if found is not None:
            self.wave_card.title.setText(
                self.context.say(_("{wave}: results by brand")(wave=self.waves.name))
            )
            self.wave_note.setText(found.about)
            self._fill(found.rows, found.asked)

    def _fill(self, rows: Sequence[BrandRow], asked: int) -> None:
        language, table = self.context.language, self.table
        table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            cells = {name: self._cell(row.counts[name], asked) for name in STEPS}
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
