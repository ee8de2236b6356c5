"""Any kind's records as a list: search, filter, sort, open, copy."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout

from passerella.figures.trade import home_total
from passerella.records.core import Field, Kind
from passerella.records.kinds import Choice
from passerella.store.workspace import Query
from passerella.texts.label import _, _n
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.pages.page import Page
from passerella.ui.table import RecordTable, choices, is_home, listed
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, EmptyState, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.lines import TextLine
from passerella.ui.widgets.paint import Words
from passerella.ui.widgets.painting import PADDING, Rows, soften


class ListPage(Page):
    """The list of one kind."""

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__(context)
        self.kind = kind
        self.shows = frozenset({kind.name})
        self.table = RecordTable(context, kind, listed(kind))
        self.view = QTableView()
        self.search = TextLine()
        self.filters = {field.name: self._filter(field) for field in choices(kind)}
        self.count = Words("", "quiet", quiet=True)
        self.left_out = Words("", "quiet")
        self.total = Words("", "strong")
        self._late = QTimer(self, singleShot=True, interval=150)
        self._late.timeout.connect(self._search_again)
        self._lay_out()
        self._set_up_view()
        self.refresh()

    def _filter(self, field: Field) -> ChoiceBox:
        box = ChoiceBox()
        name = self.context.say(field.label)
        box.setAccessibleName(name)
        everything = self.context.say(_("all"))
        box.addItem(f"{name}: {everything}", None)
        assert isinstance(field.kind, Choice)
        for code, label in field.kind.options.items():
            box.addItem(self.context.say(label), code)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(self.refresh)
        return box

    def _lay_out(self) -> None:
        say, kind = self.context.say, self.kind
        new = PrimaryButton(say(_("New: {kind}")(kind=kind.label)))
        new.clicked.connect(self.new)
        back = PlainButton(say(_("Export…")))
        back.clicked.connect(partial(self.context.go, "export", kind.name))
        bring = PlainButton(say(_("Import…")))
        bring.clicked.connect(partial(self.context.go, "import", kind.name))
        bring.setEnabled(self.context.workspace.writing)
        self.frame = PageFrame("")
        self.frame.add_button(bring)
        self.frame.add_button(back)
        self.frame.add_button(new)
        self.search.setPlaceholderText(say(_("Search, also by pinyin initials")))
        self.search.setAccessibleName(say(_("Search")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._late.start)
        bar = QHBoxLayout()
        bar.addWidget(self.search, 1)
        for box in self.filters.values():
            bar.addWidget(box)
        bar.addWidget(self.count)
        self.empty = EmptyState("file", say(_("Nothing here yet.")), say(_("New: {kind}")(kind=kind.label)))
        self.empty.acted.connect(self.new)
        card = Card("")
        card.body.addLayout(bar)
        card.body.addWidget(self.view, 1)
        card.body.addWidget(self.empty, 1)
        card.body.addLayout(self._foot())
        self.frame.body.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _foot(self) -> QHBoxLayout:
        """The filtered total, for kinds that have one."""
        palette = self.left_out.palette()
        palette.setColor(self.left_out.foregroundRole(), QColor(self.context.theme.warning))
        self.left_out.setPalette(palette)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addStretch()
        for each in (self.left_out, self.total):
            each.hide()
            foot.addWidget(each)
        return foot

    def _show_total(self) -> None:
        field = next((each for each in self.kind.fields if is_home(each)), None)
        if field is None or self.kind.name != "order":
            return
        say, workspace = self.context.say, self.context.workspace
        home, amount, without = home_total(workspace.read, self.table.query)
        self.left_out.setText(
            say(_n("{n} without a rate is left out", "{n} without a rate are left out")(n=without))
        )
        self.left_out.setVisible(bool(without))
        self.total.setText(say(_("Total of these: {currency} {amount}")(currency=home, amount=amount)))
        self.total.setVisible(bool(self.table.rowCount()))

    def _set_up_view(self) -> None:
        view = self.view
        soften(view)
        view.setItemDelegate(Rows(view))
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setModel(self.table)
        view.setAccessibleName(self.context.say(self.kind.plural))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        self._show_sort(self.kind.on or self.kind.title[0], bool(self.kind.on))
        header.setStretchLastSection(True)
        header.sectionClicked.connect(self._sort)
        self.table.show(Query(descending=bool(self.kind.on)))
        widths = self.context.settings.get(f"widths/{self.kind.name}", {})
        for column, field in enumerate(self.table.columns[:-1]):
            chosen = widths.get(field.name)
            view.setColumnWidth(column, chosen if isinstance(chosen, int) else self._width(column))
        header.sectionResized.connect(self._remember_widths)
        view.doubleClicked.connect(self._open_current)
        view.selectionModel().selectionChanged.connect(self._show_count)
        for keys, slot in (
            ([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)], self._open_current),
            ([QKeySequence(QKeySequence.StandardKey.Delete)], self._delete),
            ([QKeySequence(QKeySequence.StandardKey.Copy)], self._copy),
        ):
            action = QAction(view)
            action.setShortcuts(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            view.addAction(action)

    def _width(self, column: int) -> int:
        """Room for the usual value and for the head."""
        head = str(self.table.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
        bold, plain = QFontMetrics(look.font("change")), QFontMetrics(look.font())
        arrow = 14 if self.table.columns[column].name == self.kind.on else 2
        rows = range(min(50, self.table.rowCount()))
        texts = [plain.horizontalAdvance(self.table.index(row, column).data()) for row in rows]
        return min(260, max([48, bold.horizontalAdvance(head) + arrow, *texts])) + 2 * PADDING + 2

    def _remember_widths(self, column: int) -> None:
        if column == len(self.table.columns) - 1:
            return  # it takes what is left
        widths = {field.name: self.view.columnWidth(at) for at, field in enumerate(self.table.columns[:-1])}
        self.context.settings.set(f"widths/{self.kind.name}", widths)

    def _search_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask the workspace again; the current record stays current."""
        before = self._current_id()
        equal = tuple((name, box.currentData()) for name, box in self.filters.items() if box.currentData())
        old = self.table.query
        self.table.show(
            Query(self.search.text(), equal, old.sort, old.descending if old.sort else bool(self.kind.on))
        )
        row = self.table.row_of(before) if before else 0
        if self.table.rowCount():
            self.view.setCurrentIndex(self.table.index(max(row, 0), 0))
        filtered = bool(self.search.text() or equal)
        self.empty.setVisible(not filtered and not self.table.rowCount())
        self.view.setVisible(not self.empty.isVisibleTo(self))
        self._show_count()
        self._show_total()

    def _show_count(self, *_unused: QItemSelection) -> None:
        say = self.context.say
        shown, total = self.table.rowCount(), self.context.workspace.count(self.kind.name)
        self.count.setText(say(_("{shown} of {total}")(shown=shown, total=total)))
        badge = say(_("sample data")) if self.context.workspace.meta("sample") == "1" else ""
        self.frame.set_title(say(self.kind.plural), say(_n("{n} record", "{n} records")(n=total)), badge)

    def _sort(self, column: int) -> None:
        name = self.table.columns[column].name
        old = self.table.query
        first = not old.sort and name == (self.kind.on or self.kind.title[0])
        descending = (old.sort == name or first) and not old.descending
        self.table.show(Query(old.search, old.equal, name, descending))
        self._show_sort(name, descending)

    def _show_sort(self, name: str, descending: bool) -> None:
        names = [field.name for field in self.table.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        column = names.index(name) if name in names else -1
        self.view.horizontalHeader().setSortIndicator(column, order)

    def _current_id(self) -> int:
        index = self.view.currentIndex()
        return self.table.id_at(index.row()) if index.isValid() else 0

    def _open_current(self, *_unused: object) -> None:
        if id := self._current_id():
            self.context.go("form", self.kind.name, id)

    def new(self) -> None:
        """Begin a new record."""
        self.context.go("form", self.kind.name, 0)

    def _delete(self) -> None:
        if id := self._current_id():
            self.context.go("delete", self.kind.name, id)

    def _copy(self) -> None:
        """Copy the selected rows with their header, as a spreadsheet takes them."""
        ranges = self.view.selectionModel().selection()
        rows = sorted({row for part in ranges.toList() for row in range(part.top(), part.bottom() + 1)})[
            :100_000
        ]
        columns = range(self.table.columnCount())
        head = "\t".join(self.context.say(field.label) for field in self.table.columns)
        body = ["\t".join(self.table.index(row, column).data() for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join([head, *body]))

    def focus_first(self) -> None:
        """The table: arrows walk, Enter opens."""
        (self.view if self.table.rowCount() else self.empty.button).setFocus()

    def focus_search(self) -> None:
        """The search line."""
        self.search.setFocus()
        self.search.selectAll()
