"""The rows inside a record, as a small grid: every cell holds what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from passerella.records.core import Field, Kind, Record
from passerella.records.kinds import Choice, Reference
from passerella.records.meant import meant, spellings
from passerella.texts.label import Wrong
from passerella.ui.context import Context
from passerella.ui.named import likely, named, new_word
from passerella.ui.reading import read
from passerella.ui.widgets.painting import PROBLEM
from passerella.ui.widgets.past import Past

SUGGESTED = 20
Index = QModelIndex | QPersistentModelIndex
State = tuple[list[list[str]], dict[tuple[int, str], str], dict[tuple[int, str], Any]]
"""The texts, what cannot be read of them, and what else is known of cells."""


class LinesTable(QAbstractTableModel):
    """Typed texts of a record's rows, with an empty row to go on at the end; after the `columns` of what is
    typed stands what is derived of a row. A name that no record has is offered as a new one: `begun` brings
    the kind, the name, row and column when that is chosen."""

    edited = Signal()
    begun = Signal(str, str, int, int)

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self.columns: Sequence[Field] = kind.typed
        self.fields = (*self.columns, *(each for each in kind.fields if each.name in kind.columns))
        """Those that are typed, then those that are derived."""
        self._derived: dict[int, list[str]] = {}
        self._complete_at: list[int] = []
        self.texts: list[list[str]] = [self._blank()]
        self.problems: Mapping[tuple[int, str], str] = {}
        self._unread: dict[tuple[int, str], str] = {}
        self._units: Mapping[str, str] = {}
        self._new: dict[str, tuple[str, str]] = {}
        self._past: Past[State] = Past()
        self._defaults = [self._show(field, field.default) for field in self.columns]

    def _blank(self) -> list[str]:
        return [""] * len(self.columns)

    def show_derived(self, rows: Sequence[Record]) -> None:
        """Show what is derived of the rows that were `complete` when last asked for, or of none."""
        shown = self.fields[len(self.columns) :]
        texts = [[self._show(field, getattr(row, field.name)) for field in shown] for row in rows]
        derived = dict(zip(self._complete_at, texts, strict=False))
        if shown and derived != self._derived:
            self._derived = derived
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, len(self.columns)), last)

    def complete(self) -> tuple[Any, ...]:
        """The rows in which nothing needed is missing, as records."""
        needed = [field.name for field in self.columns if field.required]
        rows = zip(self._filled(), self.records()[0], strict=True)
        found = [(at, row) for at, row in rows if all(getattr(row, name) is not None for name in needed)]
        self._complete_at = [at for at, _row in found]
        return tuple(row for _at, row in found)

    def _filled(self) -> list[int]:
        """The rows in which something besides the defaults stands."""
        return [
            at
            for at, row in enumerate(self.texts)
            if any(text and text != default for text, default in zip(row, self._defaults, strict=True))
        ]

    def suggest(self, index: Index, text: str) -> list[str]:
        """Words that may go into a cell of which `text` is typed."""
        kind, wanted = self.columns[index.column()].kind, text.strip()
        if isinstance(kind, Reference):
            titles = [title for _id, title in likely(self._context, kind.kind, wanted, SUGGESTED)]
            return [*titles, *self._new_ones(kind.kind, wanted)]
        if isinstance(kind, Choice):
            words = [self._context.say(label) for label in kind.options.values()]
            return meant(wanted, {word: spellings([word]) for word in words})
        language = self._context.language
        return [kind.show(value, language) for value, _named in kind.suggest(text, language)]

    def _new_ones(self, kind: str, name: str) -> list[str]:
        """The word for a new record, where no record is called so."""
        if not name or not self._context.workspace.writing:
            return []
        try:
            named(self._context, kind, name)
        except Wrong:
            word = new_word(self._context, kind, name)
            self._new = {word: (kind, name)}
            return [word]
        return []

    def set_records(self, records: Sequence[Record]) -> None:
        """Show the rows of a saved record."""
        self.beginResetModel()
        self.texts = [
            [self._show(field, getattr(record, field.name)) for field in self.columns] for record in records
        ]
        self.texts.append(self._blank())
        self.endResetModel()

    def text_of(self, record: Record | None, column: int) -> str:
        """What a record shows in a column, nothing where there is no record."""
        field = self.columns[column]
        return self._show(field, getattr(record, field.name)) if record is not None else ""

    def kept(self) -> list[list[str]]:
        """What is typed, row by row, as a draft keeps it."""
        return [list(row) for row in self.texts]

    def set_texts(self, texts: list[list[str]]) -> None:
        """Put a draft's rows back."""
        self.beginResetModel()
        width = len(self.columns)
        self.texts = [[*map(str, row), *self._blank()][:width] for row in texts] or [self._blank()]
        if any(self.texts[-1]):
            self.texts.append(self._blank())
        self.endResetModel()

    def _show(self, field: Field, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(field.kind, Reference):
            found = self._context.workspace.get(field.kind.kind, value)
            return self._context.workspace.title(found, self._context.language) if found else ""
        return field.kind.show(value, self._context.language)

    def records(self) -> tuple[list[Any], dict[tuple[int, str], str]]:
        """The rows as records, and what is wrong by row (from 1) and field."""
        made, problems = [], {}
        for at, row in enumerate(self.texts[filled] for filled in self._filled()):
            values: dict[str, Any] = {}
            for field, text in zip(self.columns, row, strict=True):
                try:
                    values[field.name] = self._read(field, text)
                except Wrong as reason:
                    problems[at + 1, field.name] = self._context.say(reason.label)
                    values[field.name] = None
                values[field.name] = field.or_default(values[field.name])
            made.append(self._kind.make(**values))
        return made, problems

    def _read(self, field: Field, text: str) -> Any:
        if not isinstance(field.kind, Reference):
            return read(self._context, field, text)
        return named(self._context, field.kind.kind, text)

    def show_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark cells as wrong, by the position of their row among the filled ones."""
        rows = self._filled()
        self.problems = {
            (rows[position - 1] + 1 if position <= len(rows) else position, name): text
            for (position, name), text in problems.items()
        }
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def wrong(self) -> dict[tuple[int, str], str]:
        """What is the matter with cells, by row (from 1) and field."""
        return {**self._unread, **self.problems}

    def set_units(self, units: Mapping[str, str]) -> None:
        """Say in the heads of columns what their numbers are counted in."""
        if units != self._units:
            self._units = units
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.fields) - 1)

    def first_wrong(self) -> QModelIndex:
        """The first cell that is marked, else where the next row begins."""
        names = [field.name for field in self.columns]
        marked = sorted((row - 1, names.index(name)) for row, name in self.wrong())
        row, column = marked[0] if marked else (self.rowCount() - 1, 0)
        return self.index(row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.texts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        typed = index.column() < len(self.columns)
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if typed else Qt.ItemFlag.NoItemFlags)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if way is not Qt.Orientation.Horizontal:
                return str(section + 1)
            field = self.fields[section]
            return f"{self._context.say(field.label)} {self._units.get(field.name, '')}".rstrip()
        if role == Qt.ItemDataRole.TextAlignmentRole and way is Qt.Orientation.Horizontal:
            right = self.fields[section].kind.right
            return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        field, beyond = self.fields[index.column()], index.column() - len(self.columns)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if beyond < 0:
                return self.texts[index.row()][index.column()]
            derived = self._derived.get(index.row())
            return derived[beyond] if derived else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and field.kind.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        place = (index.row() + 1, field.name)
        problem = self.problems.get(place) or self._unread.get(place)
        if problem and role == Qt.ItemDataRole.ToolTipRole:
            return problem
        if problem and role == PROBLEM:
            return problem
        if problem and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._context.theme.bad)
        if beyond >= 0 and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._context.theme.quiet)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() >= len(self.columns):
            return self._is_derived(self.fields[index.column()], str(value))
        field, row = self.columns[index.column()], index.row()
        begun = self._new.get(str(value)) if isinstance(field.kind, Reference) else None
        value = begun[1] if begun else value
        if str(value) != self.texts[row][index.column()]:
            self._past.remember(self._state())
        begins, before = not any(self.texts[row]), self.texts[row][index.column()]
        self.texts[row][index.column()] = self._tidy(field, str(value), row)
        if begins and str(value).strip():
            self.texts[row] = [
                text or default for text, default in zip(self.texts[row], self._defaults, strict=True)
            ]
        self._follow(field, before, row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        if index.row() == len(self.texts) - 1 and any(self.texts[-1]):
            self.insertRows(len(self.texts), 1)
        self.edited.emit()
        if begun:
            self.begun.emit(*begun, row, index.column())
        return True

    def _is_derived(self, field: Field, text: str) -> bool:
        """Whether a pasted text is such as is worked out here anyway, and so may be passed over."""
        try:
            self._read(field, text)
        except Wrong:
            return False
        return True

    def _follow(self, field: Field, before: str, row: int) -> None:
        """Let what follows a reference follow it, unless something else was typed by hand."""
        for at, each in enumerate(self.columns):
            beside, _dot, name = each.follows.partition(".")
            if beside != field.name:
                continue
            texts, column = self.texts[row], self.columns.index(field)
            was, now = (self._named_there(field, text, name, each) for text in (before, texts[column]))
            if now and texts[at] in ("", was or self._defaults[at]):
                texts[at] = now

    def _named_there(self, field: Field, text: str, name: str, shown: Field) -> str:
        """What the record that `text` names has in the field `name`, as a cell of `shown` shows it."""
        assert isinstance(field.kind, Reference)
        try:
            id = self._read(field, text)
        except Wrong:
            return ""
        found = self._context.workspace.get(field.kind.kind, id) if id else None
        return self._show(shown, getattr(found, name)) if found is not None else ""

    def _tidy(self, field: Field, text: str, row: int) -> str:
        """The text as the field's kind shows it when it can be read, else as typed and marked."""
        place = (row + 1, field.name)
        self._unread.pop(place, None)
        if place in self.problems:
            self.problems = {each: said for each, said in self.problems.items() if each != place}
        try:
            return self._show(field, self._read(field, text))
        except Wrong as reason:
            self._unread[place] = self._context.say(reason.label)
            return text

    def insertRows(self, row: int, count: int, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        self.beginInsertRows(QModelIndex(), row, row + count - 1)
        self.texts[row:row] = [self._blank() for _row in range(count)]
        self.endInsertRows()
        return True

    def _state(self) -> State:
        return [list(row) for row in self.texts], dict(self._unread), self._known()

    def _known(self) -> dict[tuple[int, str], Any]:
        """What is known of cells besides their texts, by row and field; a step taken back restores it."""
        return {}

    def _know(self, known: dict[tuple[int, str], Any]) -> None:
        """Take what was `_known` when these texts stood here."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past.before)

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._past.after)

    def undo(self) -> None:
        """Take the last step back."""
        self._put(self._past.back(self._state()))

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._put(self._past.forth(self._state()))

    def _put(self, state: State) -> None:
        texts, unread, known = state
        self.set_texts(texts)
        self._unread, self.problems = unread, {}
        self._know(known)
        self.edited.emit()

    def removeRows(self, row: int, count: int, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        self._past.remember(self._state())
        self.beginRemoveRows(QModelIndex(), row, row + count - 1)
        del self.texts[row : row + count]
        self._unread, self.problems = {}, {}
        self.endRemoveRows()
        if not self.texts or any(self.texts[-1]):
            self.insertRows(len(self.texts), 1)
        self.edited.emit()
        return True
