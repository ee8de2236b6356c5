"""A table that moves, copies and pastes as spreadsheets do."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCompleter,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from passerella.ui import look
from passerella.ui.widgets.lines import COMMANDS, is_enter

Index = QModelIndex | QPersistentModelIndex
Refused = tuple[int, int, str]
Key = Qt.Key
ARROWS = {
    int(Key.Key_Left): (0, -1),
    int(Key.Key_Right): (0, 1),
    int(Key.Key_Up): (-1, 0),
    int(Key.Key_Down): (1, 0),
}
ROW_HEIGHT, PADDING, PAUSE = 30, 8, 150
PROBLEM = int(Qt.ItemDataRole.UserRole) + 7
MARK = "application/x-passerella-cells"
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')


def read_block(text: str) -> list[list[str]]:
    """The rows of a block of cells as spreadsheets put it on the clipboard."""
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None
        quoted = found[1]
        rows[-1].append(found[2] if quoted is None else quoted.replace('""', '"').replace("\r\n", "\n"))
        at = found.end()
        if at == len(text):
            return rows
        if text[at] != "\t":
            at += 1 if text[at : at + 2] != "\r\n" else 2
            if at == len(text):
                return rows
            rows.append([])
        else:
            at += 1


def write_block(rows: list[list[str]]) -> str:
    """Rows as text that spreadsheets read back."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[\t\r\n]|^"', cell) else cell


def _html(rows: list[list[str]]) -> str:
    lines = (
        "<tr>" + "".join(f"<td>{escape(cell)}</td>".replace("\n", "<br>") for cell in row) + "</tr>"
        for row in rows
    )
    return "<table>" + "".join(lines) + "</table>"


def put_on_clipboard(data: QMimeData) -> None:
    """Hand data to the clipboard. Such data must not outlive Python (Qt crashes), so quitting leaves text."""
    data.setData(MARK, b"1")
    QGuiApplication.clipboard().setMimeData(data)
    app = QGuiApplication.instance()
    if app is not None and not app.property("leaves_text"):
        app.setProperty("leaves_text", True)
        app.aboutToQuit.connect(_leave_text)


def _leave_text() -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.mimeData().hasFormat(MARK):
        clipboard.setText(clipboard.text())


class Header(QHeaderView):
    """A quiet head of a table: bold small words over one line, a small arrow on the sorted column."""

    def __init__(self, way: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(way, parent)
        if way is Qt.Orientation.Horizontal:
            self.setFixedHeight(ROW_HEIGHT)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        now = look.current()
        painter.save()
        painter.fillRect(rect, QColor(now.card))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(now.line))
        face = look.font("quiet")
        across = self.orientation() is Qt.Orientation.Horizontal
        face.setBold(across)
        painter.setFont(face)
        painter.setPen(QColor(now.quiet))
        model = self.model()
        text = str(model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        found = model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        usual = Qt.AlignmentFlag.AlignLeft if across else Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag(found) if found else usual
        area = rect.adjusted(PADDING, 0, -PADDING, -1) if across else rect
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        if sorted_here:
            area.setRight(area.right() - 12)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if sorted_here:
            width = painter.fontMetrics().horizontalAdvance(shown)
            right = bool(side & Qt.AlignmentFlag.AlignRight)
            x = area.right() + 8.0 if right else area.left() + width + 8.0
            y = float(area.center().y())
            up = 2.5 if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else -2.5
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.quiet))
            painter.drawPolygon([QPointF(x - 4, y + up), QPointF(x + 4, y + up), QPointF(x, y - up)])
        painter.restore()


def paint_cell(painter: QPainter, option: QStyleOptionViewItem, index: Index, *, framed: bool) -> None:
    """One cell: selected ones on a wash with their own text colour, wrong ones in a red frame."""
    now, box = look.current(), option.rect
    painter.save()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(now.accent_wash))
    elif option.features & QStyleOptionViewItem.ViewItemFeature.Alternate:
        painter.fillRect(box, QColor(now.zebra))
    colour = index.data(Qt.ItemDataRole.ForegroundRole)
    painter.setPen(colour if isinstance(colour, QColor) else QColor(now.text))
    painter.setFont(option.font)
    area = box.adjusted(PADDING, 0, -PADDING, 0)
    text = option.fontMetrics.elidedText(
        str(index.data() or "").replace("\n", " "), Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, option.displayAlignment | Qt.AlignmentFlag.AlignVCenter, text)
    if framed:
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(now.grid))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(now.grid))
    wrong = bool(index.data(PROBLEM))
    if wrong or (framed and option.state & QStyle.StateFlag.State_HasFocus):
        pen = QPen(QColor(now.bad if wrong else now.accent), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))
    painter.restore()


def soften(view: QTableView) -> None:
    """Give a table the look's lines, its quiet head and its row height."""
    view.setHorizontalHeader(Header(Qt.Orientation.Horizontal, view))
    view.setVerticalHeader(Header(Qt.Orientation.Vertical, view))
    view.horizontalHeader().setResizeContentsPrecision(0)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    now, palette = look.current(), view.palette()
    palette.setColor(QPalette.ColorRole.Highlight, QColor(now.accent_wash))
    palette.setColor(QPalette.ColorRole.Button, QColor(now.card))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(now.text))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(now.border))
    palette.setColor(QPalette.ColorRole.Window, QColor(now.card))
    view.setPalette(palette)
    view.setShowGrid(False)
    view.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
    corner = view.findChild(QAbstractButton)
    if corner is not None:
        cover = QWidget(corner)
        cover.setAutoFillBackground(True)
        cover.setFixedSize(ROW_HEIGHT * 2, ROW_HEIGHT * 2)


class Rows(QStyledItemDelegate):
    """Paints the rows of a list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = QStyleOptionViewItem(option)
        self.initStyleOption(chosen, index)
        paint_cell(painter, chosen, index, framed=False)


class Cells(QStyledItemDelegate):
    """Editors of a grid's cells; says when the model refuses what was typed.

    A model that has `suggest(index, text)` offers words under the open cell.
    """

    refused = Signal(list)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = QStyleOptionViewItem(option)
        self.initStyleOption(chosen, index)
        paint_cell(painter, chosen, index, framed=True)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        suggest = getattr(index.model(), "suggest", None)
        if suggest is not None and isinstance(editor, QLineEdit):
            place = QPersistentModelIndex(index)
            words = QStringListModel(editor)
            completer = QCompleter(words, editor)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setMaxVisibleItems(10)
            completer.setWidget(editor)
            completer.activated.connect(editor.setText)
            pause = QTimer(editor)
            pause.setSingleShot(True)
            pause.setInterval(PAUSE)

            def offer() -> None:
                if not editor.hasFocus():
                    return
                words.setStringList(suggest(place, editor.text()))
                if words.rowCount():
                    completer.complete()

            pause.timeout.connect(offer)
            editor.textEdited.connect(pause.start)
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, QLineEdit):
            super().setModelData(editor, model, index)
        elif not model.setData(index, editor.text(), Qt.ItemDataRole.EditRole):
            self.refused.emit([(index.row(), index.column(), editor.text())])


class Grid(QTableView):
    """A table for typing. Works with any table model whose `setData` returns whether it took the value.

    `refused` carries (row, column, text) of each cell that did not take what was typed or pasted.
    """

    refused = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self._fresh = self._composing = False
        self._target: QWidget | None = None
        self._popup: QAbstractItemView | None = None
        soften(self)
        self._cells = Cells(self)
        self._cells.refused.connect(self.refused)
        self.setItemDelegate(self._cells)

    def edit(self, index: Index, *how: Any) -> Any:
        """Open a cell; arrows leave it again when it was opened by typing."""
        if not how:
            super().edit(index)
            opened = self.state() == QAbstractItemView.State.EditingState
        else:
            trigger, event = how
            if isinstance(event, QInputMethodEvent):
                self._composing = bool(event.preeditString())
            was_open = self.state() == QAbstractItemView.State.EditingState
            opened = super().edit(index, trigger, event)
            if opened and not was_open:
                self._fresh = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        editor = self.indexWidget(index) if opened else None
        if editor is not None:
            target = editor.focusProxy() or editor
            if target is not self._target:
                target.installEventFilter(self)
                self._target, self._popup = target, None
                completer = target.findChild(QCompleter)
                popup = completer.popup() if completer is not None else None
                if popup is not None:
                    popup.installEventFilter(self)
                    self._popup = popup
        return opened if how else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popup and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._popup_key(event)
        if watched is self._target:
            if isinstance(event, QInputMethodEvent):
                self._composing = bool(event.preeditString())
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._edit_key(event)
        return super().eventFilter(watched, event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        self._target, self._popup, self._composing = None, None, False
        super().closeEditor(editor, hint)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            standard = QKeySequence.StandardKey
            own = (standard.Copy, standard.Cut, standard.Paste, standard.Delete)
            if any(event.matches(each) for each in own):
                event.accept()
                return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Qt keeps the focus here until the first text is committed and hands the events to the editor.
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self._composing:
            return True
        if self.currentIndex().isValid() and self._go_along(1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        standard = QKeySequence.StandardKey
        plain = not event.modifiers() & COMMANDS
        if self._composing:
            event.accept()
            return
        if is_enter(event):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            event.ignore()
            return
        elif event.matches(standard.Copy):
            self.copy()
        elif event.matches(standard.Cut):
            self.copy()
            self.clear_cells()
        elif event.matches(standard.Paste):
            self.paste()
        elif plain and event.key() in (Key.Key_Delete, Key.Key_Backspace):
            self.clear_cells()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def copy(self, *, header: bool = False) -> None:
        """Put the selected cells on the clipboard as text and as HTML."""
        rows, columns = self._selected()
        if not rows:
            return
        model, selection = self.model(), self.selectionModel().selection()
        block = []
        if header:
            across = Qt.Orientation.Horizontal
            block.append([str(model.headerData(each, across) or "") for each in columns])
        whole = selection.size() == 1
        for row in rows:
            line = []
            for column in columns:
                index = model.index(row, column)
                value = index.data() if whole or selection.contains(index) else None
                line.append("" if value is None else str(value))
            block.append(line)
        data = QMimeData()
        data.setText(write_block(block))
        data.setHtml(_html(block))
        put_on_clipboard(data)

    def paste(self) -> None:
        """Fill cells from the clipboard, with new rows where needed. A single value fills the selection."""
        text = QGuiApplication.clipboard().text()
        rows, columns = self._selected()
        if not text or not rows:
            return
        block = read_block(text)
        if len(block) == 1 and len(block[0]) == 1:
            value = block[0][0]
            refused = [
                (row, column, value)
                for row in rows
                for column in columns
                if self._is_selected(row, column) and not self._put(row, column, value)
            ]
        else:
            refused = self._paste_block(block, rows[0], columns[0])
        if refused:
            self.refused.emit(refused)

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        rows, columns = self._selected()
        refused = [
            (row, column, "")
            for row in rows
            for column in columns
            if self._is_selected(row, column) and not self._put(row, column, "")
        ]
        if refused:
            self.refused.emit(refused)

    def _popup_key(self, event: QKeyEvent) -> bool:
        """Enter and Tab take the suggestion that is marked and leave the cell."""
        popup, target = self._popup, self._target
        leaves = event.key() in (Key.Key_Return, Key.Key_Enter, Key.Key_Tab, Key.Key_Backtab)
        if popup is None or not isinstance(target, QLineEdit) or not leaves or self._composing:
            return False
        index = popup.currentIndex()
        popup.hide()
        if index.isValid():
            target.setText(str(index.data()))
        return self._edit_key(event)

    def _edit_key(self, event: QKeyEvent) -> bool:
        """What a key does in an open cell; whether that was all."""
        key, modifiers = event.key(), event.modifiers()
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if self._composing:
            return key in (Key.Key_Return, Key.Key_Enter, Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape)
        if is_enter(event):
            self._commit()
            self._go(-1 if back else 1, 0)
        elif key in (Key.Key_Tab, Key.Key_Backtab) and not modifiers & COMMANDS:
            self._commit()
            if not self._go_along(-1 if back or key == Key.Key_Backtab else 1):
                super().focusNextPrevChild(not back and key == Key.Key_Tab)
        elif key == Key.Key_F2:
            self._fresh = False
        elif self._fresh and key in ARROWS and not back and not modifiers & COMMANDS:
            if not isinstance(self._target, QLineEdit):
                return False
            self._commit()
            self._go(*ARROWS[key])
        else:
            return False
        return True

    def _commit(self) -> None:
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.setFocus()

    def _shown(self) -> list[int]:
        """The columns as they stand on the screen."""
        header = self.horizontalHeader()
        inside = (header.logicalIndex(at) for at in range(header.count()))
        return [column for column in inside if not self.isColumnHidden(column)]

    def _go(self, down: int, right: int) -> None:
        index, shown = self.currentIndex(), self._shown()
        if not index.isValid() or index.column() not in shown:
            return
        row = index.row() + down
        while 0 <= row < self.model().rowCount() and self.isRowHidden(row):
            row += down or 1
        at = shown.index(index.column()) + right
        if 0 <= row < self.model().rowCount() and 0 <= at < len(shown):
            self.setCurrentIndex(self.model().index(row, shown[at]))

    def _go_along(self, step: int) -> bool:
        """One cell on or back, over the row's end; False at the end of the table."""
        index, shown = self.currentIndex(), self._shown()
        if not index.isValid() or index.column() not in shown:
            return False
        row, at = index.row(), shown.index(index.column()) + step
        if not 0 <= at < len(shown):
            row, at = row + step, 0 if step > 0 else len(shown) - 1
        if not 0 <= row < self.model().rowCount():
            return False
        self.setCurrentIndex(self.model().index(row, shown[at]))
        return True

    def _is_selected(self, row: int, column: int) -> bool:
        index = self.model().index(row, column)
        return self.selectionModel().isSelected(index) or not self.selectionModel().hasSelection()

    def _selected(self) -> tuple[list[int], list[int]]:
        """The rows and shown columns the selection spans, worked out from its ranges."""
        if self.model() is None:
            return [], []
        selection, current = self.selectionModel().selection(), self.currentIndex()
        ranges = [selection.at(each) for each in range(selection.size())]
        if not ranges:
            return ([current.row()], [current.column()]) if current.isValid() else ([], [])
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        columns = {column for each in ranges for column in range(each.left(), each.right() + 1)}
        return sorted(rows), [column for column in self._shown() if column in columns]

    def _put(self, row: int, column: int, text: str) -> bool:
        model = self.model()
        index = model.index(row, column)
        editable = index.isValid() and bool(model.flags(index) & Qt.ItemFlag.ItemIsEditable)
        return editable and bool(model.setData(index, text, Qt.ItemDataRole.EditRole))

    def _paste_block(self, block: list[list[str]], top: int, left: int) -> list[Refused]:
        model, shown = self.model(), self._shown()
        columns = shown[shown.index(left) :]
        missing = top + len(block) - model.rowCount()
        if missing > 0:
            model.insertRows(model.rowCount(), missing)
        refused = []
        for row, cells in enumerate(block, top):
            for at, text in enumerate(cells):
                column = columns[at] if at < len(columns) else model.columnCount() + at - len(columns)
                if not self._put(row, column, text):
                    refused.append((row, column, text))
        bottom = min(top + len(block), model.rowCount()) - 1
        right = min(max(map(len, block)), len(columns)) - 1
        chosen = QItemSelection(model.index(top, left), model.index(bottom, columns[right]))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return refused
