"""Any kind's records as a list: search, filter, sort, open, copy, paste."""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from passerella.records.core import Kind
from passerella.records.kinds import Reference
from passerella.store import finding
from passerella.store.finding import Query
from passerella.texts.label import _, _n
from passerella.ui.asking import Asking
from passerella.ui.beginning import Beginning
from passerella.ui.columns import Columns
from passerella.ui.context import Context
from passerella.ui.pages.list_blocks import MOST, Blocks
from passerella.ui.pages.list_filters import Filters
from passerella.ui.pages.list_menu import RowMenu
from passerella.ui.pages.list_order import Order
from passerella.ui.pages.list_seeking import Seeking
from passerella.ui.pages.list_standing import Standing
from passerella.ui.pages.list_totals import Totals
from passerella.ui.pages.page import Page
from passerella.ui.table import RecordTable, referred
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.listview import ListView
from passerella.ui.widgets.paint import Words
from passerella.ui.widgets.refusals import Refusals

if TYPE_CHECKING:
    from passerella.exchange.report import Trouble

FIRST, REASONS = 100, 200
"""Rows shown before all are known; reasons shown why a block was not pasted."""

NOTHING = _("Nothing matches. “{clear_all}” shows every record again.")


class ListPage(Page):
    """The list of one kind."""

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__(context)
        self.kind = kind
        self.shows = frozenset({kind.name}) | referred(kind)
        self.table = RecordTable(context, kind)
        self.view = ListView()
        self.view.setModel(self.table)
        self.view.setAccessibleName(context.say(kind.plural))
        self.view.doubleClicked.connect(self.open_current)
        self.by, self.count = (Words("", "quiet", quiet=True) for _each in range(2))
        self.busy = Words(context.say(_("searching…")), "quiet", quiet=True)
        self.refusals = Refusals(context.say(_("Close")))
        self.asking = Asking(context.workspace, kind, self)
        self.asking.ended.connect(self.busy.hide)
        self._all = 0
        self._add_parts()
        self._lay_out()
        self._add_commands()
        self.columns = Columns(context, kind, self.table, self.view)
        self.refresh()
        self.view.horizontalHeader().sectionResized.connect(self._column_resized)
        self.columns_menu.aboutToShow.connect(self._fill_columns_menu)

    def _add_parts(self) -> None:
        context, kind, table, view = self.context, self.kind, self.table, self.view
        self._filters = Filters(context, kind, table, self)
        self._filters.changed.connect(self.refresh)
        self.search, self.filters = self._filters.search, self._filters.boxes
        self.only, self.chips = self._filters.only, self._filters.chips
        self.search.gone_on.connect(self.focus_first)
        for widget, escape in ((self.search, self._leave_search), (view, self._leave_view)):
            key = QKeySequence(Qt.Key.Key_Escape)
            QShortcut(key, widget, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(escape)
        self.chips.removed.connect(self.focus_first)
        self._order = Order(context, kind, table, view)
        self._order.chosen.connect(self.refresh)
        self._standing = Standing(table, view)
        self._seeking = Seeking(context, kind, table, view, self._standing, self.asking, self._query)
        self._totals = Totals(context, kind, view, self._standing, self.asking)
        self.totals = self._totals.bar
        self._blocks = Blocks(context, kind, table, self)
        self._blocks.refused.connect(self._show_refusals)

    def _lay_out(self) -> None:
        self.empty = Beginning(self.context, self.kind.name)
        self.empty.hide()
        self.frame = PageFrame("")
        self._add_buttons()
        card = Card("")
        card.body.addLayout(self._filter_bar())
        card.body.addLayout(self._state_bar())
        card.body.addWidget(self.refusals)
        card.body.addWidget(self.view, 1)
        card.body.addWidget(self.empty, 1)
        card.body.addWidget(self.totals)
        self.frame.body.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _add_buttons(self) -> None:
        say, name = self.context.say, self.kind.name
        new = PrimaryButton(say(self.kind.new))
        new.clicked.connect(self.new)
        take = PlainButton(say(_("Export…")))
        take.clicked.connect(partial(self.context.go, "export", name))
        bring = PlainButton(say(_("Import…")))
        bring.clicked.connect(partial(self.context.go, "import", name))
        bring.setEnabled(self.context.workspace.writing)
        for button in (bring, take, new):
            self.frame.add_button(button)

    def _filter_bar(self) -> QHBoxLayout:
        say = self.context.say
        self.columns_button = PlainButton("", "columns")
        self.columns_button.setAccessibleName(say(_("Columns")))
        self.columns_button.setToolTip(say(_("Columns")))
        self.columns_menu = QMenu(self.columns_button)
        self.columns_button.setMenu(self.columns_menu)
        bar = QHBoxLayout()
        bar.addWidget(self.search, 1)
        for box in self.filters.values():
            bar.addWidget(box)
        bar.addWidget(self.columns_button)
        return bar

    def _state_bar(self) -> QHBoxLayout:
        self.busy.hide()
        self.by.hide()
        bar = QHBoxLayout()
        bar.setSpacing(16)
        bar.addWidget(self.chips, 1)
        for words in (self.busy, self.by, self.count):
            bar.addWidget(words)
        return bar

    def _add_commands(self) -> None:
        say, keys = self.context.say, QKeySequence.StandardKey
        menu = RowMenu(self.context, self.table, self.view, self._filters.narrow)
        menu.add(say(_("Open")), self.open_current, "Return", "Enter")
        menu.add(say(_("Copy")), self.copy, keys.Copy)
        menu.add(say(_("Copy with headings")), partial(self.copy, header=True), "Ctrl+Shift+C")
        menu.add(say(_("Paste as new records")), self.paste, keys.Paste)
        self.delete_action = menu.add(say(_("Delete")), self._delete, keys.Delete)

    def _leave_search(self) -> None:
        """What Esc does in the search line: empty it, then leave it."""
        if self.search.text():
            self.search.clear()
        else:
            self.focus_first()

    def _leave_view(self) -> None:
        """What Esc does in the table: put away why nothing was pasted, then show every record again."""
        if self.refusals.isVisible():
            self.refusals.hide()
        else:
            self._filters.clear()

    def _fill_columns_menu(self) -> None:
        self.columns.fill(self.columns_menu, self.view.currentIndex().column())

    def _query(self) -> Query:
        return self._filters.query(self._order.sort, self._order.descending)

    def refresh(self) -> None:
        """Ask the workspace again. What is on screen stays until the first rows are there."""
        query = self._query()
        self._standing.leave(same_list=query == self.table.query)
        asking, kind = self.asking, self.kind
        asking.begin()
        if not asking.at_once:
            QTimer.singleShot(200, self, self._show_busy)
            if query != self.table.query and finding.indexed(kind, query):
                asking.ask(partial(self._take, query), finding.look, kind, query, FIRST)
        asking.ask(partial(self._take, query), finding.look, kind, query)
        self._totals.ask(query)
        self._filters.show(query)

    def changed(self, touched: frozenset[str]) -> None:
        """Ask again, for the rows on screen alone where only names in them may be others."""
        if self.kind.name in touched or self._goes_by_names():
            self.refresh()
        else:
            self.table.ask_again()

    def _goes_by_names(self) -> bool:
        """Whether names of other records decide which rows there are, or their order."""
        by = self._order.by
        fields = self.kind.title if by == self.kind.title[0] else (by,)
        named = any(isinstance(self.kind.field(each).kind, Reference) for each in fields)
        return named or bool(self._query().search)

    def _show_busy(self) -> None:
        self.busy.setVisible(self.asking.busy)

    def _take(self, query: Query, found: tuple[array[int], int]) -> None:
        """Show what was found: everything, or the first rows of a list that leaves out nothing."""
        ids, there = found
        grown, self._all = there > self._all, there
        self._totals.there = there
        rows = len(ids) if query.filtered or len(ids) < FIRST else self._all
        chosen = self._standing.selected() if query == self.table.query else array("q")
        self.table.take(query, ids, rows)
        self._standing.stand(settled=self._settled())
        self._standing.select(chosen)
        self.columns.settle(grown=grown)
        self._order.show(query)
        self._tell_order()
        self.view.nothing = self.context.say(NOTHING(clear_all=_("Clear all")))
        worked = self.view.hasFocus() or self.empty.button.hasFocus()
        self.empty.setVisible(not query.filtered and not rows)
        self.empty.look_again()
        self.view.setVisible(not self.empty.isVisibleTo(self))
        if worked:
            self.focus_first()
        self._show_count()

    def _settled(self) -> bool:
        return self.table.whole and not self.asking.busy

    def stand_on(self, id: int) -> None:
        """Make a record current, as soon as its row is known."""
        self._standing.stand_on(id, settled=self._settled())

    def _show_count(self) -> None:
        say, workspace = self.context.say, self.context.workspace
        self.count.setText(say(_("{shown} of {total}")(shown=self.table.rowCount(), total=self._all)))
        badge = say(_("sample data")) if workspace.sample else ""
        records = say(_n("{n} record", "{n} records")(n=self._all))
        self.frame.set_title(say(self.kind.plural), records, badge)

    def _tell_order(self) -> None:
        """Say by what the list goes where that column is not shown."""
        column = self.table.names.index(self._order.by)
        by = _("by {field}, descending") if self._order.descending else _("by {field}")
        self.by.setText(self.context.say(by(field=self.table.head(column))))
        self.by.setVisible(self.view.isColumnHidden(column) and self.table.rowCount() > 1)

    def _column_resized(self, _column: int, before: int, now: int) -> None:
        if not before or not now:  # one was shown or hidden
            self._tell_order()

    def narrow(self, name: str, value: object) -> None:
        """Show only records with this value."""
        self._filters.narrow(name, value)

    def open_current(self, *_unused: object) -> None:
        """Open the current record's form."""
        if id := self._standing.current:
            self.context.go("form", self.kind.name, id)

    def new(self) -> None:
        """Begin a new record."""
        self.context.go("form", self.kind.name, 0)

    def _delete(self) -> None:
        ids, selected = self._standing.selected(), self._standing.count
        if selected > MOST:
            self.context.tell(_("At most {most} records are deleted at once.")(most=MOST))
        elif ids and len(ids) == selected:  # else some rows are not known yet
            self.context.go("delete", self.kind.name, *ids)

    def copy(self, *, header: bool = False) -> None:
        """Copy the selected rows as they are shown."""
        if ids := self._standing.selected():
            self._blocks.copy(ids, self.columns.shown, self._standing.count, header=header)

    def paste(self) -> None:
        """Make new records of the rows on the clipboard."""
        self._blocks.paste(self.columns.shown)

    def _show_refusals(self, troubles: list[Trouble]) -> None:
        say = self.context.say
        sentence = _n("{n} problem; nothing was pasted", "{n} problems; nothing was pasted")(n=len(troubles))
        line = _("Row {row}, {column}: {reason}")
        reasons = [
            say(line(row=each.row, column=self._heading(each.column), reason=each.reason))
            for each in troubles[:REASONS]
        ]
        self.refusals.show_reasons(say(sentence), reasons)

    def _heading(self, name: str) -> str:
        return self.table.head(self.table.names.index(name)) if name in self.table.names else name

    def keep(self) -> None:
        """Let go of what is asked, keep the columns."""
        self.asking.stop()
        self.columns.keep()

    def focus_first(self) -> None:
        """The table, also while it waits for its rows: arrows walk, Enter opens."""
        (self.empty.button if self.empty.isVisibleTo(self) else self.view).setFocus()

    def focus_search(self) -> None:
        """The search line."""
        self.search.setFocus()
        self.search.selectAll()
