"""A chart in its card, drawn away from the window's thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QMenu

from passerella.charts.setup import REACHES
from passerella.figures.comparing_result import FunnelResult
from passerella.texts.label import Label, _
from passerella.ui import chart_files, look, remembered
from passerella.ui.context import Context
from passerella.ui.numbers_table import NumbersTable
from passerella.ui.picture import Drawing
from passerella.ui.widgets.chartview import ChartView
from passerella.ui.widgets.frame import Badge, Card, PlainButton
from passerella.ui.widgets.paint import OneLine, Words

if TYPE_CHECKING:
    from passerella.figures.telling import Charted, Told
    from passerella.ui.remembered import ChartLook, Picture, Size

_LOWEST, _LOWEST_STEPS = 126, 172
"""Lower than this a chart, or one of steps in lines of words, says nothing: the page rather scrolls."""
_TITLE, _NARROW = 340, 640
"""The room that the title keeps, and the width below which the button for the table is an icon."""
_LAID_OUT_MS, _SETTLED_MS = 10, 200
"""How long a size must last before a live chart is drawn: the layout moves in steps, and people drag."""


class ChartCard(Card):
    """A chart with its scope and note. Buttons show the same numbers as a table, and a menu for its
    picture."""

    seen = Signal()
    """A picture of what is shown stands there, or why there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.say(_("Recognition, wave by wave")))
        self.context = context
        self.told: Told | None = None
        self.drawing = Drawing(self)
        self.drawing.drawn.connect(self._drawn)
        self._make_head()
        self._make_body()
        self._size: Size | None = None
        self._shown: Charted | None = None
        self._drawing: tuple[Charted | None, str] = (None, "")
        self._to_draw = QTimer(self, singleShot=True)
        self._to_draw.timeout.connect(self._draw)
        self._as_table = False
        self.page, self.pages = 0, 1

    def _make_head(self) -> None:
        say = self.context.say
        self.title.keep(_TITLE)
        self.scope = OneLine("", "quiet", quiet=True)
        self.badge = Badge("", parent=self)
        self.head.insertWidget(1, self.scope)
        self.head.insertWidget(2, self.badge)
        self.back, self.on = PlainButton("", "up"), PlainButton("", "down")
        for button, label, step in (
            (self.back, _("Page before (PgUp)"), -1),
            (self.on, _("Page after (PgDn)"), 1),
        ):
            button.setAccessibleName(say(label))
            button.setToolTip(say(label))
            button.clicked.connect(partial(self._turn, step))
            button.hide()
            self.add_button(button)
        self.swap = PlainButton(say(_("Table")), "table")
        self.swap.clicked.connect(self._swap)
        self.add_button(self.swap)
        self.menu = QMenu(self)
        for label, slot in (
            (_("Copy as picture"), self.copy),
            (_("Save picture…"), self.ask_save),
            (_("Chart or table"), self._swap),
        ):
            self.menu.addAction(say(label)).triggered.connect(slot)
        self.menu.addSeparator()
        self.reaches = QActionGroup(self.menu)
        for reach in (0, *REACHES):
            share = self.context.language.percent(reach / 100, 0)
            label = _("Axis to {share}")(share=share) if reach else _("Axis as far as needed")
            choice = QAction(say(label), self.reaches, checkable=True)
            choice.setData(reach)
        self.menu.addActions(self.reaches.actions())
        self.reaches.triggered.connect(self._reach)
        self.more = PlainButton("", "more")
        self.more.setAccessibleName(say(_("Chart menu")))
        self.more.setToolTip(say(_("Chart menu")))
        self.more.clicked.connect(self._menu_below)
        self.add_button(self.more)

    def _make_body(self) -> None:
        self.view = ChartView()
        self.view.setMinimumHeight(look.scaled(_LOWEST))
        self.view.setAccessibleName(self.title.text())
        self.view.wanted.connect(self._picture_wanted)
        self.view.menu_wanted.connect(self._open_menu)
        self.view.turned.connect(self._turn)
        self.numbers = NumbersTable()
        self.numbers.hide()
        self.numbers.setAccessibleName(self.context.say(_("Numbers of the chart")))
        self.nothing = Words("", quiet=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.note = Words("", "quiet", quiet=True)
        self.note.setWordWrap(True)
        for part in (self.view, self.numbers, self.nothing):
            self.body.addWidget(part, 1)
        self.body.addWidget(self.note)

    @property
    def result(self) -> Charted | None:
        """What is shown, None when there is nothing to show."""
        return self.told.result if self.told is not None else None

    @property
    def as_begun(self) -> bool:
        """Whether it stands as it first does: drawn, from the first page on, nothing explained."""
        return not self._as_table and self.page == 0 and self.view.spot() < 0

    @property
    def waiting(self) -> bool:
        """Whether a picture of the present result is still to come."""
        return self.result is not None and self._shown is not self.result

    def show_told(self, told: Told | None, why_not: Label | None = None) -> None:
        """Draw this as soon as the size is known, or say why there is no chart.

        A picture of the same thing stays until the new one is there.
        """
        say, before = self.context.say, self.told
        self.told = told
        self.more.setEnabled(told is not None)
        self.swap.setEnabled(told is not None)
        self.nothing.setText(say(why_not) if why_not else "")
        self.scope.setText(told.scope if told else "")
        self.badge.set_text(say(_("sample")) if told and told.sample else "")
        self._say_note()
        self.numbers.show_table(told.table if told else None)
        self._arrange()
        if before is None or told is None or before.result != told.result:
            self.page, self.pages = 0, 1
            self._offer_pages()
        if told is None:
            self._shown = None
            self.view.set_picture(QImage(), [])
            self.seen.emit()
            return
        steps = isinstance(told.result, FunnelResult)
        self.view.setMinimumHeight(look.scaled(_LOWEST_STEPS if steps else _LOWEST))
        self.title.setText(told.title)
        self.view.set_described(told.title, " ".join(told.said))
        if before is not None and before.result != told.result:
            self.view.set_picture(self.view.picture(), [])
        self.view.ask()

    def _arrange(self) -> None:
        table = self._as_table
        self.nothing.setVisible(self.told is None)
        self.view.setVisible(self.told is not None and not table)
        self.numbers.setVisible(self.told is not None and table)

    def _turn(self, step: int) -> None:
        """Show the panels before or after these, where the chart has more than there is room for."""
        wanted = min(max(0, self.page + step), self.pages - 1)
        if wanted != self.page:
            self.page, self._shown = wanted, None
            self._offer_pages()
            self._show_page()

    def _offer_pages(self) -> None:
        """Buttons only where there is more than one page; the focus stays on one that can be used."""
        several = self.pages > 1 and not self._as_table
        for button, other, usable in (
            (self.back, self.on, self.page > 0),
            (self.on, self.back, self.page < self.pages - 1),
        ):
            button.setVisible(several)
            if several and not usable and button.hasFocus():
                other.setEnabled(True)
                other.setFocus()
            button.setEnabled(usable)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for a picture any more; shown again, the view asks for it again."""
        self._to_draw.stop()
        super().hideEvent(event)

    def _picture_wanted(self, width: int, height: int, ratio: float) -> None:
        self._size = (width, height, ratio)
        self._show_page()

    def _show_page(self) -> None:
        """Show the picture of the result in this size: the remembered one, else one that is drawn soon."""
        if self.result is None or self._size is None:
            return
        self._to_draw.stop()
        self.drawing.drop()
        made = remembered.find_chart(remembered.key(self.result, self._looks(self._size)), self._size[2])
        if made is not None:
            self._show_picture(self.result, made)
        else:
            self._to_draw.start(_LAID_OUT_MS if self._shown is None else _SETTLED_MS)

    def _looks(self, size: Size) -> ChartLook:
        """How the page of the chart that is to be seen looks in this size."""
        context = self.context
        code, dark, reach = context.language.code, context.theme.dark, context.settings.reach
        return remembered.ChartLook(code, dark, look.scaled(100), size, reach, self.page)

    def _draw(self) -> None:
        if self.result is not None and self._size is not None:
            looks = self._looks(self._size)
            self._drawing = self.result, remembered.key(self.result, looks)
            self.drawing.draw(self.result, looks)

    def _drawn(self, made: Picture) -> None:
        drawn, name = self._drawing
        if self.result is not None and drawn is not None:
            self._show_picture(drawn, made)
            remembered.keep_chart(name, made)

    def _show_picture(self, result: Charted, made: Picture) -> None:
        self._shown = result
        self.pages, self.page = made.pages, min(self.page, made.pages - 1)
        self._offer_pages()
        self.view.set_picture(made.image, [(QPointF(x, y), lines) for x, y, lines in made.spots])
        self._say_note(made.missing)
        self.seen.emit()

    def _say_note(self, missing: str = "") -> None:
        """What the marks mean; and which characters are boxes because no font here has them."""
        lost = self.context.say(_("No font here can show: {characters}.")(characters=missing))
        note = self.told.note if self.told is not None else ""
        self.note.setText(" ".join(filter(None, (note, lost if missing else ""))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the title has it, not the word on a button that has an icon."""
        super().resizeEvent(event)
        self._name_swap()

    def _name_swap(self) -> None:
        name = self.context.say(_("Chart") if self._as_table else _("Table"))
        self.swap.icon_name = "recognition" if self._as_table else "table"
        self.swap.setText(name if self.width() >= look.scaled(_NARROW) else "")
        self.swap.setAccessibleName(name)
        self.swap.setToolTip("" if self.swap.text() else name)

    def _swap(self) -> None:
        table = self._as_table = not self._as_table
        self._name_swap()
        self._arrange()
        self._offer_pages()
        if table:
            self.numbers.stand_on_last()

    def _menu_below(self) -> None:
        self._open_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open_menu(self, at: QPoint) -> None:
        if self.told is None:
            return
        self.reaches.setEnabled(not isinstance(self.result, FunnelResult))
        for choice in self.reaches.actions():
            choice.setChecked(choice.data() == self.context.settings.reach)
        self.menu.popup(at)

    def _reach(self, choice: QAction) -> None:
        """Every chart of shares is drawn so from now on."""
        self.context.settings.set("chart/reach", choice.data())
        self._shown = None
        self._show_page()

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture."""
        if self.told is not None:
            chart_files.copy(self.context, self, self.told)

    def ask_save(self) -> None:
        """Ask where, then write the chart."""
        if self.told is not None:
            chart_files.ask_save(self.context, self, self.told)

    def save(self, path: Path) -> None:
        """Write the chart as PNG, SVG or PDF, by the file's name, and say so."""
        if self.told is not None:
            chart_files.save(self.context, self, self.told, path)
