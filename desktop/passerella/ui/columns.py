"""Which columns a list shows, in which order and how wide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QTableView

from passerella.records.core import Kind
from passerella.texts.label import _
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.table import RecordTable, listed
from passerella.ui.widgets.painting import text_width

WIDEST, NARROWEST = 260, 96  # in letters of the usual size
_PAUSE, _LOOKED_AT = 300, 50
_APART = 1.6
"""How much wider than its words a column may become where there is room."""


class Columns(QObject):
    """The columns of one list, kept in the settings by the fields' names.

    The view has its model. What the person chose is written a moment after the last change, and by `keep`.
    """

    def __init__(self, context: Context, kind: Kind, table: RecordTable, view: QTableView) -> None:
        super().__init__(view)
        self._context, self._table, self._view = context, table, view
        self._key = f"columns/{kind.name}"
        self._usual = [each.name for each in listed(kind)]
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self.keep)
        self._header = view.horizontalHeader()
        self._header.setSectionsMovable(True)
        self._header.setStretchLastSection(True)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._menu_at)
        self._unfitted: set[int] = set()
        self._fitted: dict[int, int] = {}
        self._wanted: dict[int, int] = {}
        self._empty: set[int] = set()
        self._widths: dict[str, int] = {}
        self._restore(self._kept())
        self._header.sectionResized.connect(self._resized)
        self._header.sectionMoved.connect(self._late.start)
        view.viewport().installEventFilter(self)

    @property
    def shown(self) -> list[int]:
        """The shown columns of the model, as they stand on the screen."""
        inside = map(self._header.logicalIndex, range(self._header.count()))
        return [column for column in inside if not self._view.isColumnHidden(column)]

    @staticmethod
    def remembered_sort(context: Context, kind: Kind) -> tuple[str, bool]:
        """The order last chosen for a kind: a field's name and whether it descends; else by its day."""
        kept = context.settings.get(f"columns/{kind.name}", {})
        name = kept.get("sort")
        if any(each.name == name for each in kind.fields):
            return str(name), bool(kept.get("descending"))
        return "", bool(kind.on)

    @staticmethod
    def remember_sort(context: Context, kind: Kind, name: str, descending: bool) -> None:
        """Keep an order."""
        key = f"columns/{kind.name}"
        kept = context.settings.get(key, {})
        context.settings.set(key, {**kept, "sort": name, "descending": descending})

    def _restore(self, kept: dict[str, Any]) -> None:
        names = self._table.names
        order = [name for name in kept.get("order", []) if name in names]
        order += [name for name in names if name not in order]
        for place, name in enumerate(order):
            self._header.moveSection(self._header.visualIndex(names.index(name)), place)
        shown = kept.get("shown", self._usual)
        self._widths = {name: wide for name, wide in kept.get("widths", {}).items() if isinstance(wide, int)}
        for column, name in enumerate(names):
            self._view.setColumnHidden(column, name not in shown)
            if name in self._widths:
                self._view.setColumnWidth(column, self._widths[name])
            else:
                self._unfitted.add(column)
        self.settle()

    def _resized(self, column: int, _old: int, wide: int) -> None:
        """Note a width that the person chose; the last column takes what is left of the window."""
        if wide and column != self.shown[-1]:
            self._widths[self._table.names[column]] = wide
            self._late.start()

    def _kept(self) -> dict[str, Any]:
        return dict(self._context.settings.get(self._key, {}))

    def keep(self) -> None:
        """Write what was chosen, if anything was, into the settings."""
        if not self._late.isActive():
            return
        self._late.stop()
        names = self._table.names
        order = [names[self._header.logicalIndex(place)] for place in range(len(names))]
        chosen = {"order": order, "shown": [names[each] for each in self.shown], "widths": self._widths}
        self._context.settings.set(self._key, {**self._kept(), **chosen})

    def settle(self, *, grown: bool = False) -> None:
        """Fit the columns that have no width yet, once there are texts to fit them to.

        A list that has `grown` has them fitted again, for longer texts, unless the person chose a width.
        """
        if grown and not self._widths:
            self._unfitted |= self._fitted.keys()
        if self._table.rowCount() and self._unfitted:
            with self._unchosen():
                for column in self._unfitted & set(self.shown):
                    self._note_whether_empty(column)
                    self._wanted[column] = max(self._natural(column), self._wanted.get(column, 0))
                    self._fitted[column] = min(self._wanted[column], look.scaled(WIDEST))
                    self._view.setColumnWidth(column, self._fitted[column])
                    self._unfitted.discard(column)
        self._squeeze()

    def _squeeze(self) -> None:
        """Make the most of the window's width; chosen widths stay."""
        names, shown = self._table.names, self.shown
        fitted = {each: self._fitted[each] for each in shown if each in self._fitted}
        fitted = {each: wide for each, wide in fitted.items() if names[each] not in self._widths}
        rest = sum(self._view.columnWidth(each) for each in shown if each not in fitted)
        spare = self._view.viewport().width() - rest - sum(fitted.values())
        widths = self._widened(fitted, spare) if spare > 0 else self._narrowed(fitted, -spare)
        with self._unchosen():
            for each, wide in widths.items():
                self._view.setColumnWidth(each, int(wide))

    def _narrowed(self, fitted: dict[int, int], over: int) -> dict[int, float]:
        """Where the window is too narrow, heads over nothing give way first, then the longest names."""
        widths: dict[int, float] = dict(fitted)
        for giving in (self._empty & fitted.keys(), fitted.keys() - self._empty):
            before = sum(widths[each] for each in giving)
            widths |= self._lowered({each: fitted[each] for each in giving}, before - over)
            over -= int(before - sum(widths[each] for each in giving))
        return widths

    def _lowered(self, widths: dict[int, int], room: float) -> dict[int, int]:
        """None wider than a level at which all have room, if they can be as narrow."""
        least = {each: min(wide, self._least(each)) for each, wide in widths.items()}

        def lowered(level: int) -> dict[int, int]:
            return {each: min(wide, max(level, least[each])) for each, wide in widths.items()}

        levels = range(max(widths.values(), default=0) + 1)
        fitting = bisect_right(levels, room, key=lambda level: sum(lowered(level).values()))
        return lowered(max(0, fitting - 1))

    def _widened(self, fitted: dict[int, int], spare: int) -> dict[int, float]:
        """What is left goes to cut words first, then to all alike; not while the person sets widths."""
        stands = {each: self._view.columnWidth(each) for each in fitted}
        still = all(stands[each] >= wide for each, wide in fitted.items())
        if self._widths and still and sum(stands.values()) <= sum(fitted.values()) + spare:
            return {}
        cut = {each: self._wanted[each] - wide for each, wide in fitted.items()}
        part = min(1.0, spare / max(1, sum(cut.values())))
        whole = {each: wide + part * cut[each] for each, wide in fitted.items()}
        left = spare - part * sum(cut.values())
        apart = min(_APART, 1 + left / max(1, sum(whole.values())))
        return {each: wide * apart for each, wide in whole.items()}

    def _least(self, column: int) -> int:
        narrowest = look.scaled(NARROWEST)
        if column in self._empty:
            return narrowest
        if self._table.right(column):
            return self._fitted[column]
        return max(narrowest, self._header.sectionSizeHint(column))

    def _note_whether_empty(self, column: int) -> None:
        if any(self._table.text(row, column) for row in self._looked_at()):
            self._empty.discard(column)
        else:
            self._empty.add(column)

    @contextmanager
    def _unchosen(self) -> Iterator[None]:
        """Widths set meanwhile are no choice of the person's."""
        chosen, waiting = dict(self._widths), self._late.isActive()
        yield
        self._widths = chosen
        if not waiting:
            self._late.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make the most of the window's width."""
        if event.type() == QEvent.Type.Resize:
            self._squeeze()
        return super().eventFilter(watched, event)

    def fit(self, column: int) -> None:
        """Make a column as wide as its head and the texts on the screen."""
        self._view.setColumnWidth(column, self._wide(column))

    def _wide(self, column: int) -> int:
        return min(self._natural(column), look.scaled(WIDEST))

    def _natural(self, column: int) -> int:
        texts = text_width(self._table.text(row, column) for row in self._looked_at())
        return max(self._header.sectionSizeHint(column), 48, texts)

    def _looked_at(self) -> range:
        first = max(self._view.rowAt(0), 0)
        return range(first, min(first + _LOOKED_AT, self._table.rowCount()))

    def fit_all(self) -> None:
        """Fit every shown column."""
        for column in self.shown:
            self.fit(column)

    def reset(self) -> None:
        """Show what the kind shows from the start."""
        self._context.settings.set(self._key, {})
        self._restore({})

    def show(self, column: int, wanted: bool) -> None:
        """Show or hide a column; the last one stays."""
        if wanted or self.shown != [column]:
            self._view.setColumnHidden(column, not wanted)
            self.settle()
            self._late.start()

    def move(self, column: int, step: int) -> None:
        """Move a column among the shown ones."""
        shown = self.shown
        at = shown.index(column) + step
        if 0 <= at < len(shown):
            visual = self._header.visualIndex
            self._header.moveSection(visual(column), visual(shown[at]))

    def _menu_at(self, point: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, self._header.logicalIndexAt(point))
        menu.popup(self._header.mapToGlobal(point))

    def fill(self, menu: QMenu, column: int) -> None:
        """Put the commands for all columns, and for `column` unless it is -1, into a menu."""
        say = self._context.say
        menu.clear()
        if column in self.shown:
            name = self._table.head(column)
            if self._table.sortable(column):
                click = partial(self._header.sectionClicked.emit, column)
                menu.addAction(say(_("Sort by “{column}”")(column=name)), click)
            menu.addAction(say(_("Fit “{column}”")(column=name)), partial(self.fit, column))
            menu.addAction(say(_("Move “{column}” left")(column=name)), partial(self.move, column, -1))
            menu.addAction(say(_("Move “{column}” right")(column=name)), partial(self.move, column, 1))
        menu.addAction(say(_("Fit all columns")), self.fit_all)
        menu.addAction(say(_("Columns as at first")), self.reset)
        menu.addSeparator()
        for each in range(len(self._table.columns)):
            action = menu.addAction(self._table.head(each))
            action.setCheckable(True)
            action.setChecked(each in self.shown)
            action.setEnabled(self.shown != [each])
            action.toggled.connect(partial(self.show, each))
