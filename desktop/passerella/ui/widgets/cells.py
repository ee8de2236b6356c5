"""The cells of a grid while one types: their editors, and what the model offers under them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from passerella.ui.widgets.offers import show_whole
from passerella.ui.widgets.painting import ROW_HEIGHT, Index, paint_cell, text_width

_PAUSE = 150


class Cells(QStyledItemDelegate):
    """Editors of a grid's cells; says when the model refuses what was typed.

    A model that has `suggest(index, text)` offers words under the open cell.
    """

    refused = Signal(list)
    typed = Signal()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_cell(painter, option, index, framed=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the words as they are painted."""
        return QSize(text_width([str(index.data() or "")]), ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        side = index.data(Qt.ItemDataRole.TextAlignmentRole)
        if isinstance(editor, QLineEdit) and side is not None:
            editor.setAlignment(Qt.AlignmentFlag(side))
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.typed)
        if hasattr(index.model(), "suggest") and isinstance(editor, QLineEdit):
            offers = Offers(editor, QPersistentModelIndex(index))
            offers.activated.connect(partial(self._take, editor))
        return editor

    def _take(self, editor: QLineEdit, word: str) -> None:
        """A word that is clicked goes into the cell."""
        editor.setText(word)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, QLineEdit):
            super().setModelData(editor, model, index)
        elif not model.setData(index, editor.text(), Qt.ItemDataRole.EditRole):
            self.refused.emit([(index.row(), index.column(), editor.text())])


class Offers(QCompleter):
    """The model's suggestions under an open cell, a moment after the last key."""

    def __init__(self, editor: QLineEdit, place: QPersistentModelIndex) -> None:
        self._words = QStringListModel()
        super().__init__(self._words, editor)
        self._editor, self._place = editor, place
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(10)
        self.setWidget(editor)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._show)
        editor.textEdited.connect(self._pause.start)

    def _show(self) -> None:
        if self._editor.hasFocus():
            self.show_for(self._editor.text())

    def show_for(self, text: str) -> None:
        """Show what the text may mean, nothing when it means nothing."""
        suggest = getattr(self._place.model(), "suggest")  # noqa: B009
        self._words.setStringList(suggest(self._place, text))
        if self._words.rowCount():
            show_whole(self, self._editor)
            if (popup := self.popup()) is not None:
                popup.setCurrentIndex(QModelIndex())  # the first word is none that was chosen
