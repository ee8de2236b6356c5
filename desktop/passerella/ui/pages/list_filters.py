"""What a list leaves out: its search line, its pull-downs, its chips."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from passerella.records.core import Field, Kind
from passerella.records.kinds import Choice
from passerella.store.finding import Query
from passerella.texts.label import _
from passerella.ui.context import Context
from passerella.ui.table import RecordTable, choices
from passerella.ui.widgets.chips import Chips
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.lines import PAD, TextLine

_PAUSE = 150


class Filters(QObject):
    """What a person wants to see of a kind. `changed` says that it is something else now.

    `only` holds the values that were chosen in the list itself and stand on chips.
    """

    changed = Signal()

    def __init__(self, context: Context, kind: Kind, table: RecordTable, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._kind, self._table = context, kind, table
        self.search = self._search_line()
        self.boxes = {field.name: self._box(field) for field in choices(kind)}
        self.only: dict[str, object] = {}
        self.chips = Chips(context.say(_("Clear all")))
        self.chips.removed.connect(self._remove)
        self.chips.cleared.connect(self.clear)
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self._search_again)
        self.search.textChanged.connect(self._late.start)

    def _search_line(self) -> TextLine:
        line, say = TextLine(), self._context.say
        hint = say(_("Search, also by pinyin initials"))
        line.setMinimumWidth(line.fontMetrics().horizontalAdvance(hint) + 4 * PAD)  # the filters give way
        line.set_hint(hint)
        line.setAccessibleName(say(_("Search")))
        line.setClearButtonEnabled(True)
        return line

    def _box(self, field: Field) -> ChoiceBox:
        name = self._context.say(field.label)
        box = ChoiceBox(prefix=self._context.language.headed(name, ""))
        box.setAccessibleName(name)
        box.addItem(self._context.say(_("all")), None)
        assert isinstance(field.kind, Choice)
        for code, label in field.kind.options.items():
            box.addItem(self._context.say(label), code)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(self.changed)
        return box

    def _search_again(self) -> None:
        if self.search.isVisible():
            self.changed.emit()

    def query(self, sort: str, descending: bool) -> Query:
        """What is wanted now, in this order."""
        chosen = {name: box.currentData() for name, box in self.boxes.items() if box.currentData()}
        return Query(self.search.text(), tuple({**chosen, **self.only}.items()), sort, descending)

    def show(self, query: Query) -> None:
        """Put chips for what a query leaves out."""
        headed = self._context.language.headed
        texts = {name: headed(self._named(name), self._value(name)) for name in self.only}
        self.chips.show_filters(texts, query.filtered)

    def _named(self, name: str) -> str:
        return self._context.say(self._kind.field(name).label)

    def _value(self, name: str) -> str:
        return self._table.texts_of(self._kind.field(name), [self.only[name]])[0]

    def clear(self) -> None:
        """Want every record again."""
        self.only.clear()
        for box in self.boxes.values():
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.search.clear()
        self._late.stop()
        self.changed.emit()

    def narrow(self, name: str, value: object) -> None:
        """Want only records with this value: by the pull-down where there is one, else by a chip."""
        if name in self.boxes:
            self.boxes[name].setCurrentIndex(self.boxes[name].findData(value))
        else:
            self.only[name] = value
            self.changed.emit()

    def _remove(self, name: str) -> None:
        self.only.pop(name)
        self.changed.emit()
