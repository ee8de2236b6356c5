"""Any kind's records as a list: search, filter, sort, open, copy, paste."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from passerella.figures.sentences import amount
from passerella.figures.trade import home_total
from passerella.records.core import Field, Kind
from passerella.records.kinds import Choice, Reference
from passerella.store import finding
from passerella.store.finding import Query
from passerella.texts.label import Label, _, _n
from passerella.ui.asking import Asking
from passerella.ui.beginning import Beginning
from passerella.ui.columns import Columns
from passerella.ui.context import Context
from passerella.ui.pages.list_blocks import MOST, Blocks
from passerella.ui.pages.page import Page
from passerella.ui.table import UNSORTED, RecordTable, choices, narrowing, referred
from passerella.ui.widgets.chips import Chips
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.lines import TextLine
from passerella.ui.widgets.listview import ListView
from passerella.ui.widgets.paint import Words
from passerella.ui.widgets.refusals import Refusals
from passerella.ui.widgets.totals import TotalsBar

if TYPE_CHECKING:
    from passerella.exchange.report import Trouble

FIRST, SOUGHT, SUMMED = 100, 200, 10_000
"""Rows shown before all are known; hits of a typed beginning; selected rows that are added up."""
LARGE = Decimal(10) ** 6


class ListPage(Page):
    """The list of one kind."""

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__(context)
        self.kind = kind
        self.shows = frozenset({kind.name}) | referred(kind)
        self.table = RecordTable(context, kind)
        self.view = ListView()
        self.search = TextLine()
        self.filters = {field.name: self._filter(field) for field in choices(kind)}
        self.only: dict[str, object] = {}
        self.count = Words("", "quiet", quiet=True)
        self.busy = Words(context.say(_("searching…")), "quiet", quiet=True)
        self.chips = Chips(context.say(_("Clear all")))
        self.refusals = Refusals(context.say(_("Close")))
        self.totals = TotalsBar()
        self.asking = Asking(context.workspace, kind, self)
        self.asking.ended.connect(self._answered)
        self._blocks = Blocks(context, kind, self.table, self)
        self._blocks.refused.connect(self._show_refusals)
        self._sorting = Columns.remembered_sort(context, kind)
        self._wanted = self._place = self._all = 0
        self._hits: list[int] = []
        self._late = QTimer(self, singleShot=True, interval=150)
        self._late.timeout.connect(self._search_again)
        self._selected_late = QTimer(self, singleShot=True, interval=0)
        self._selected_late.timeout.connect(self._show_selection)
        self._lay_out()
        self._set_up_view()
        self.columns = Columns(context, kind, self.table, self.view)
        self.refresh()
        self.columns_menu.aboutToShow.connect(self._fill_columns_menu)

    def _filter(self, field: Field) -> ChoiceBox:
        name = self.context.say(field.label)
        box = ChoiceBox(prefix=name + self.context.language.colon)
        box.setAccessibleName(name)
        box.addItem(self.context.say(_("all")), None)
        assert isinstance(field.kind, Choice)
        for code, label in field.kind.options.items():
            box.addItem(self.context.say(label), code)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(self.refresh)
        return box

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
        back = PlainButton(say(_("Export…")))
        back.clicked.connect(partial(self.context.go, "export", name))
        bring = PlainButton(say(_("Import…")))
        bring.clicked.connect(partial(self.context.go, "import", name))
        bring.setEnabled(self.context.workspace.writing)
        for button in (bring, back, new):
            self.frame.add_button(button)

    def _filter_bar(self) -> QHBoxLayout:
        say = self.context.say
        self.search.setPlaceholderText(say(_("Search, also by pinyin initials")))
        self.search.setAccessibleName(say(_("Search")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._late.start)
        self.search.gone_on.connect(self.focus_first)
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
        self.chips.removed.connect(self._remove)
        self.chips.cleared.connect(self.clear_filters)
        self.busy.hide()
        bar = QHBoxLayout()
        bar.addWidget(self.chips, 1)
        bar.addWidget(self.busy)
        bar.addWidget(self.count)
        return bar

    def _set_up_view(self) -> None:
        view, standard = self.view, QKeySequence.StandardKey
        view.setModel(self.table)
        view.setAccessibleName(self.context.say(self.kind.plural))
        view.horizontalHeader().setSectionsClickable(True)
        view.horizontalHeader().setSortIndicatorShown(True)
        view.horizontalHeader().sectionClicked.connect(self._sort)
        view.doubleClicked.connect(self.open_current)
        view.sought.connect(self._seek)
        view.selectionModel().selectionChanged.connect(self._selection_changed)
        view.selectionModel().currentChanged.connect(self._moved)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu_at)
        say = self.context.say
        self.open_action = self._action(say(_("Open")), self.open_current, "Return", "Enter")
        self.copy_action = self._action(say(_("Copy")), self.copy, standard.Copy)
        self.copy_more = self._action(
            say(_("Copy with headings")), partial(self.copy, header=True), "Ctrl+Shift+C"
        )
        self.paste_action = self._action(say(_("Paste as new records")), self.paste, standard.Paste)
        self.delete_action = self._action(say(_("Delete")), self._delete, standard.Delete)
        self._action("", self._menu_by_key, "Shift+F10")

    def _action(self, text: str, slot: Callable[[], None], *keys: str | QKeySequence.StandardKey) -> QAction:
        action = QAction(text, self.view)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: slot())
        self.view.addAction(action)
        return action

    def _fill_columns_menu(self) -> None:
        self.columns.fill(self.columns_menu, self.view.currentIndex().column())

    def _search_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _query(self) -> Query:
        chosen = {name: box.currentData() for name, box in self.filters.items() if box.currentData()}
        return Query(self.search.text(), tuple({**chosen, **self.only}.items()), *self._sorting)

    def refresh(self) -> None:
        """Ask the workspace again. What is on screen stays until the first rows are there."""
        query = self._query()
        self._wanted = self._wanted or self._current_id()
        self._place = max(self.view.currentIndex().row(), 0) if query == self.table.query else 0
        asking, kind = self.asking, self.kind
        asking.begin()
        if not asking.at_once:
            QTimer.singleShot(200, self, self._show_busy)
            if query != self.table.query and finding.indexed(kind, query):
                asking.ask(partial(self._take, query), finding.look, kind, query, FIRST)
        asking.ask(partial(self._take, query), finding.look, kind, query)
        if self.kind.name == "order":
            asking.ask(self._show_total, home_total, query)
        self._show_filters(query)

    def changed(self, touched: frozenset[str]) -> None:
        """Ask again, for the rows on screen alone where only names in them may be others."""
        if self.kind.name in touched or self._goes_by_names():
            self.refresh()
        else:
            self.table.ask_again()

    def _goes_by_names(self) -> bool:
        """Whether names of other records decide which rows there are, or their order."""
        query = self._query()
        by = self._order(*self._sorting)[0]
        fields = self.kind.title if by == self.kind.title[0] else (by,)
        return bool(query.search) or any(isinstance(self.kind.field(each).kind, Reference) for each in fields)

    def _show_busy(self) -> None:
        self.busy.setVisible(self.asking.busy)

    def _answered(self) -> None:
        self.busy.hide()

    def _take(self, query: Query, found: tuple[array[int], int]) -> None:
        """Show what was found: everything, or the first rows of a list that leaves out nothing."""
        ids, self._all = found
        rows = len(ids) if query.filtered or len(ids) < FIRST else self._all
        chosen = self._selected_ids() if query == self.table.query else array("q")
        self.table.take(query, ids, rows)
        self._stand()
        self._select(chosen)
        self.columns.settle()
        self._show_sort(query)
        worked = self.view.hasFocus() or self.empty.button.hasFocus()
        self.empty.setVisible(not query.filtered and not rows)
        self.empty.look_again()
        self.view.setVisible(not self.empty.isVisibleTo(self))
        if worked:
            self.focus_first()
        self._show_count()

    def stand_on(self, id: int) -> None:
        """Make a record current, as soon as its row is known."""
        self._wanted = id
        self._stand()

    def _stand(self) -> None:
        """Make the wanted record current; when it is gone, the one in its place."""
        row, last = self.table.row_of(self._wanted), self.table.rowCount() - 1
        if row < 0 <= last and not self.view.currentIndex().isValid():
            row = min(self._place, last)
        settled = self.table.whole and not self.asking.busy
        found = self.table.id_at(row) == self._wanted
        self._make_current(row)
        if found or settled:
            self._wanted = 0

    def _make_current(self, row: int) -> None:
        if row >= 0 and self.view.currentIndex().row() != row:
            wanted, column = self._wanted, max(self.view.currentIndex().column(), 0)
            # Said in full: `setCurrentIndex` would toggle while the Ctrl of Ctrl+S is still down.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.table.index(row, column), only)
            self._wanted = wanted

    def _moved(self, *_unused: object) -> None:
        """The person went elsewhere: nothing is waited for any more."""
        self._wanted = 0

    def _selected_ids(self) -> array[int]:
        """The ids of the selected rows, at most as many as are copied."""
        ids: array[int] = array("q")
        for top, bottom in self.view.spans():
            ids += self.table.ids[top : min(bottom + 1, top + MOST - len(ids))]
        return ids

    def _select(self, chosen: array[int]) -> None:
        """Select several records again that stood elsewhere before."""
        if not 1 < len(chosen) <= SOUGHT or chosen == self._selected_ids():
            return
        picked, last = QItemSelection(), self.table.columnCount() - 1
        for row in self.table.rows_of(chosen):
            picked.select(self.table.index(row, 0), self.table.index(row, last))
        self.view.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.Select)

    def _show_count(self) -> None:
        say, workspace = self.context.say, self.context.workspace
        self.count.setText(say(_("{shown} of {total}")(shown=self.table.rowCount(), total=self._all)))
        badge = say(_("sample data")) if workspace.meta("sample") == "1" else ""
        records = say(_n("{n} record", "{n} records")(n=self._all))
        self.frame.set_title(say(self.kind.plural), records, badge)

    def _show_filters(self, query: Query) -> None:
        colon = self.context.language.colon
        texts = {name: self._named(name) + colon + self._value(name) for name in self.only}
        self.chips.show_filters(texts, query.filtered)

    def _named(self, name: str) -> str:
        return self.context.say(self.kind.field(name).label)

    def _value(self, name: str) -> str:
        return self.table.texts_of(self.kind.field(name), [self.only[name]])[0]

    def clear_filters(self) -> None:
        """Show every record again."""
        self.only.clear()
        for box in self.filters.values():
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.search.clear()
        self._late.stop()
        self.refresh()

    def _remove(self, name: str) -> None:
        self.only.pop(name)
        self.refresh()
        self.view.setFocus()

    def narrow(self, name: str, value: object) -> None:
        """Show only records with this value: by the pull-down where there is one, else by a chip."""
        if name in self.filters:
            self.filters[name].setCurrentIndex(self.filters[name].findData(value))
        else:
            self.only[name] = value
            self.refresh()

    def _show_total(self, found: tuple[str, Decimal, int]) -> None:
        home, value, without = found
        left_out = _n("{n} without a rate is left out", "{n} without a rate are left out")(n=without)
        exact = _("{currency} {amount}")(currency=home, amount=value)
        short: Label | str = exact
        if abs(value) >= LARGE:
            short = " ".join(amount(value, home, self.context.language))
        say = self.context.say
        total = say(_("Total of these: {amount}")(amount=say(short))) if self._all else ""
        self.totals.show_total(total, say(exact), say(left_out) if without else "")

    def _selection_changed(self, *_unused: QItemSelection) -> None:
        self._selected_late.start()

    def _show_selection(self) -> None:
        n = self._selected()
        if n < 2:
            self.totals.show_selection("")
            return
        text = self.context.say(_("{n} selected")(n=n))
        self.totals.show_selection(text)
        if self.kind.name == "order" and n <= SUMMED:
            only = Query(ids=tuple(self._selected_ids()))
            self.asking.ask(partial(self._show_selected_total, text), home_total, only)

    def _show_selected_total(self, text: str, found: tuple[str, Decimal, int]) -> None:
        home, value, _without = found
        exact = self.context.say(_("{currency} {amount}")(currency=home, amount=value))
        self.totals.show_selection(f"{text}   {exact}")

    def _sort(self, column: int) -> None:
        if not self.table.sortable(column):
            self.context.tell(UNSORTED)
            self._show_sort(self._query())
            return
        name, (sort, descending) = self.table.names[column], self._order(*self._sorting)
        self._sorting = name, sort == name and not descending
        Columns.remember_sort(self.context, self.kind, *self._sorting)
        self.refresh()
        self._show_sort(self._query())

    def _order(self, sort: str, descending: bool) -> tuple[str, bool]:
        """The column that the list goes by, and whether it descends."""
        return sort or self.kind.on or self.kind.title[0], descending

    def _show_sort(self, query: Query) -> None:
        name, descending = self._order(query.sort, query.descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        column = self.table.names.index(name) if name in self.table.names else -1
        self.view.horizontalHeader().setSortIndicator(column, order)

    def _seek(self, typed: str) -> None:
        """Go to the first record that begins so; the same letter again goes to the next one."""
        if len(typed) > 1 and len(set(typed)) == 1 and self._hits:
            self._hits.append(self._hits.pop(0))
            self._go_to_hit()
        else:
            query = replace(self._query(), begins=typed)
            self.asking.ask(self._sought, finding.find, self.kind, query, SOUGHT)

    def _sought(self, ids: array[int]) -> None:
        self._hits = list(ids)
        self._go_to_hit()

    def _go_to_hit(self) -> None:
        if self._hits and (row := self.table.row_of(self._hits[0])) >= 0:
            self._make_current(row)

    def _current_id(self) -> int:
        index = self.view.currentIndex()
        return self.table.id_at(index.row()) if index.isValid() else 0

    def open_current(self, *_unused: object) -> None:
        """Open the current record's form."""
        if id := self._current_id():
            self.context.go("form", self.kind.name, id)

    def new(self) -> None:
        """Begin a new record."""
        self.context.go("form", self.kind.name, 0)

    def _delete(self) -> None:
        ids, selected = self._selected_ids(), self._selected()
        if selected > MOST:
            self.context.tell(_("At most {most} records are deleted at once.")(most=MOST))
        elif ids and len(ids) == selected:  # else some rows are not known yet
            self.context.go("delete", self.kind.name, *ids)

    def _selected(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self.view.spans())

    def copy(self, *, header: bool = False) -> None:
        """Copy the selected rows as they are shown."""
        if ids := self._selected_ids():
            self._blocks.copy(ids, self.columns.shown, self._selected(), header=header)

    def paste(self) -> None:
        """Make new records of the rows on the clipboard."""
        self._blocks.paste(self.columns.shown)

    def _show_refusals(self, troubles: list[Trouble]) -> None:
        say = self.context.say
        sentence = _n("{n} problem; nothing was pasted", "{n} problems; nothing was pasted")(n=len(troubles))
        line = _("Row {row}, {column}: {reason}")
        reasons = [
            say(line(row=each.row, column=self._heading(each.column), reason=each.reason))
            for each in troubles[:SOUGHT]
        ]
        self.refusals.show_reasons(say(sentence), reasons)

    def _heading(self, name: str) -> str:
        return self.table.head(self.table.names.index(name)) if name in self.table.names else name

    def _menu_by_key(self) -> None:
        self._menu_at(self.view.visualRect(self.view.currentIndex()).center())

    def _menu_at(self, point: QPoint) -> None:
        """What can be done with the current row."""
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.open_action, self.copy_action, self.copy_more, self.paste_action])
        self._add_narrowing(menu)
        menu.addSeparator()
        menu.addAction(self.delete_action)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _add_narrowing(self, menu: QMenu) -> None:
        index = self.view.currentIndex()
        record = self.table.record_at(index.row()) if index.isValid() else None
        field = self.table.columns[index.column()] if record is not None else None
        if field is None or not narrowing(field):
            return
        value = getattr(record, field.name)
        if value is not None:
            text = _("Only {column}: {value}")(column=field.label, value=index.data())
            menu.addAction(self.context.say(text), partial(self.narrow, field.name, value))

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
