"""The recognition chart in its card, drawn away from the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QMenu, QTableWidget, QTableWidgetItem

from passerella.figures import sentences
from passerella.figures.recognition_result import RecognitionResult
from passerella.texts.label import Label, _
from passerella.ui import remembered
from passerella.ui.context import Context
from passerella.ui.picture import Drawing
from passerella.ui.widgets.chartview import ChartView
from passerella.ui.widgets.frame import Card, PlainButton
from passerella.ui.widgets.paint import Words

_LAID_OUT_MS, _SETTLED_MS = 10, 200
"""How long a size must last before a live chart is drawn: the layout moves in steps, and people drag."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChartCard(Card):
    """A chart with its note. Buttons show the same numbers as a table, and a menu for its picture."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.say(_("Recognition, wave by wave")))
        self.context = context
        self.result: RecognitionResult | None = None
        self.drawing = Drawing(self)
        self.drawing.drawn.connect(self._drawn)
        self.view = ChartView()
        self.view.setMinimumHeight(100)
        self.view.setAccessibleName(context.say(_("Recognition, wave by wave")))
        self.view.wanted.connect(self._draw)
        self.view.menu_wanted.connect(self._open_menu)
        self.numbers = QTableWidget()
        self.numbers.hide()
        self.numbers.setAccessibleName(context.say(_("Numbers of the chart")))
        self.numbers.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.numbers.setTabKeyNavigation(False)
        self.numbers.verticalHeader().hide()
        self.note = Words("", "quiet", quiet=True)
        self.note.setWordWrap(True)
        self.swap = PlainButton(context.say(_("Table")), "table")
        self.swap.clicked.connect(self._swap)
        self.add_button(self.swap)
        self.menu = QMenu(self)
        for label, slot in (
            (_("Copy as picture"), self.copy),
            (_("Save picture…"), self.ask_save),
            (_("Chart or table"), self._swap),
        ):
            self.menu.addAction(context.say(label)).triggered.connect(slot)
        self.more = PlainButton("", "more")
        self.more.setAccessibleName(context.say(_("Chart menu")))
        self.more.setToolTip(context.say(_("Chart menu")))
        self.more.clicked.connect(self._menu_below)
        self.add_button(self.more)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.numbers, 1)
        self.body.addWidget(self.note)
        self._size: tuple[int, int, float] | None = None
        self._shown: RecognitionResult | None = None
        self._drawing: tuple[RecognitionResult | None, str] = (None, "")
        self._go_live = QTimer(self, singleShot=True)
        self._go_live.timeout.connect(self._draw_live)
        self.pictured = False

    @property
    def waiting(self) -> bool:
        """Whether a picture of the present result is still to come."""
        return self.result is not None and self._shown is not self.result

    def show_result(self, result: RecognitionResult | None, caution: Label | None = None) -> None:
        """Draw this result as soon as the size is known; `caution` goes before the note."""
        say = self.context.say
        self.result = result
        self.pictured = result is None
        parts = [say(caution)] if caution else []
        self.note.setText(" ".join([*parts, say(sentences.CHART_NOTE)]))
        self.more.setEnabled(result is not None)
        if result is None:
            self.numbers.setRowCount(0)
            self._shown = None
            self.view.set_picture(QImage(), [])
            return
        self.title.setText(say(sentences.measure_label(result)))
        self.view.setAccessibleDescription(say(sentences.moved(result, self.context.language)))
        self._fill(result)
        self.view.ask()

    def _draw(self, width: int, height: int, ratio: float) -> None:
        self._size = (width, height, ratio)
        if self.result is None:
            return
        image = remembered.find(self._key(self.result, self._size), ratio)
        if image is not None:
            self.pictured = True
            self.view.set_picture(image, [])
        soon = image is None or self._shown is None
        self._go_live.start(_LAID_OUT_MS if soon else _SETTLED_MS)

    def _key(self, result: RecognitionResult, size: tuple[int, int, float]) -> str:
        return remembered.key(result, self.context.language.code, self.context.theme.dark, size)

    def _draw_live(self) -> None:
        if self.result is not None and self._size is not None:
            context = self.context
            self._drawing = self.result, self._key(self.result, self._size)
            self.drawing.draw(self.result, context.language, context.theme.dark, self._size)

    def _drawn(self, image: Any, spots: Any) -> None:
        if self.result is None:
            return
        self._shown, name = self._drawing
        self.pictured = True
        self.view.set_picture(image, spots)
        remembered.keep(name, image)

    def _swap(self) -> None:
        table = self.numbers.isHidden()
        self.numbers.setVisible(table)
        self.view.setVisible(not table)
        self.swap.setText(self.context.say(_("Chart") if table else _("Table")))
        if table and self.numbers.rowCount():
            self.numbers.setCurrentCell(self.numbers.rowCount() - 1, 0)

    def _menu_below(self) -> None:
        self._open_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open_menu(self, at: QPoint) -> None:
        if self.result is not None:
            self.menu.popup(at)

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture."""
        from passerella.charts.export import picture
        from passerella.charts.files import file_figure

        if self.result is None:
            return
        image = QImage.fromData(picture(file_figure(self.result, self.context.language), "png"))
        QGuiApplication.clipboard().setImage(image)
        self.context.tell(_("The chart is on the clipboard."))

    def ask_save(self) -> None:
        """Ask where, then write the chart."""
        settings = self.context.settings
        folder = Path(str(settings.get("folder/picture", str(Path.home()))))
        proposed = folder / f"recognition-{self.context.today():%Y-%m-%d}.png"
        name, chosen = QFileDialog.getSaveFileName(
            self,
            self.context.say(_("Save picture")),
            str(proposed),
            "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)",
        )
        if name:
            path = Path(name)
            if path.suffix.lower() not in (".png", ".svg", ".pdf"):
                path = path.with_name(f"{path.name}.{(chosen or 'PNG').split()[0].lower()}")
            settings.set("folder/picture", str(path.parent))
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the chart as PNG, SVG or PDF, by the file's name, and say so."""
        from passerella.charts.export import save
        from passerella.charts.files import file_figure

        if self.result is None:
            return
        try:
            save(file_figure(self.result, self.context.language), path)
        except OSError:
            self.context.tell(_("{name} cannot be written.")(name=path.name))
        else:
            self.context.tell(_("Saved as {name}")(name=path.name))

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
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(RIGHT)
                self.numbers.setItem(row, column, item)
