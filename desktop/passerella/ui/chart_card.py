"""The recognition chart in its card, drawn away from the window's thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem

from passerella.figures import sentences
from passerella.figures.recognition_result import RecognitionResult
from passerella.texts.label import _
from passerella.ui.context import Context
from passerella.ui.picture import Drawing
from passerella.ui.widgets.chartview import ChartView
from passerella.ui.widgets.frame import Card, PlainButton


class ChartCard(Card):
    """A chart with its note; a button shows the same numbers as a table."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.say(_("Recognition, wave by wave")))
        self.context = context
        self.result: RecognitionResult | None = None
        self.drawing = Drawing()
        self.drawing.drawn.connect(self._drawn)
        self.view = ChartView()
        self.view.setMinimumHeight(220)
        self.view.setAccessibleName(context.say(_("Recognition, wave by wave")))
        self.view.wanted.connect(self._draw)
        self.numbers = QTableWidget()
        self.numbers.hide()
        self.numbers.setAccessibleName(context.say(_("Numbers of the chart")))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.swap = PlainButton(context.say(_("Table")))
        self.swap.clicked.connect(self._swap)
        self.add_button(self.swap)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.numbers, 1)
        self.body.addWidget(self.note)
        self._size: tuple[int, int, float] | None = None
        self._shown: RecognitionResult | None = None

    @property
    def waiting(self) -> bool:
        """Whether a picture of the present result is still to come."""
        return self.result is not None and self._shown is not self.result

    def show_result(self, result: RecognitionResult | None) -> None:
        """Draw this result as soon as the size is known."""
        say = self.context.say
        self.result = result
        self.note.setText(say(sentences.CHART_NOTE))
        if result is not None:
            self.view.setAccessibleDescription(say(sentences.moved(result, self.context.language)))
            self._fill(result)
        if self._size is not None:
            self._draw(*self._size)

    def _draw(self, width: int, height: int, ratio: float) -> None:
        self._size = (width, height, ratio)
        if self.result is not None:
            self.drawing.draw(self.result, self.context.language, self.context.theme.dark, self._size)

    def _drawn(self, image: Any, spots: Any) -> None:
        self._shown = self.result
        self.view.set_picture(image, spots)

    def _swap(self) -> None:
        table = self.numbers.isHidden()
        self.numbers.setVisible(table)
        self.view.setVisible(not table)
        self.swap.setText(self.context.say(_("Chart") if table else _("Table")))

    def _fill(self, result: RecognitionResult) -> None:
        language = self.context.language
        heads = (_("Day"), _("People asked"), _("Know it"), _("Share"), _("95% interval"))
        self.numbers.setColumnCount(len(heads))
        self.numbers.setHorizontalHeaderLabels([language.say(head) for head in heads])
        self.numbers.setRowCount(len(result.points))
        for row, point in enumerate(result.points):
            texts = (
                language.day(point.day),
                language.number(point.asked),
                language.number(point.hits),
                language.percent(point.share),
                sentences.span(point.low, point.high, language),
            )
            for column, text in enumerate(texts):
                self.numbers.setItem(row, column, QTableWidgetItem(text))
