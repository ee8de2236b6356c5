import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from passerella.ui.widgets.clipboard import read_block, write_block
from passerella.ui.widgets.grid import Grid

ROOT = QModelIndex()
Key, Mod = Qt.Key, Qt.KeyboardModifier


class Model(QAbstractTableModel):
    def __init__(self, rows, columns):
        super().__init__()
        self.cells = [[""] * columns for _ in range(rows)]

    def rowCount(self, parent=ROOT):
        return len(self.cells)

    def columnCount(self, parent=ROOT):
        return len(self.cells[0])

    def flags(self, index):
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index, role=0):
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cells[index.row()][index.column()]
        return None

    def setData(self, index, value, role=Qt.ItemDataRole.EditRole):
        if value == "bad":
            return False
        self.cells[index.row()][index.column()] = value
        self.dataChanged.emit(index, index)
        return True

    def insertRows(self, row, count, parent=ROOT):
        self.beginInsertRows(QModelIndex(), row, row + count - 1)
        self.cells[row:row] = [[""] * self.columnCount() for _ in range(count)]
        self.endInsertRows()
        return True


@pytest.fixture
def grid(shown):
    made = Grid()
    made.model_ = Model(3, 2)
    made.setModel(made.model_)
    made.window_ = shown(made)
    made.setCurrentIndex(made.model_.index(0, 0))
    yield made
    QGuiApplication.clipboard().setText("")


def press(*keys):
    for key in keys:
        if isinstance(key, str):
            for letter in key:
                QTest.keyClicks(QApplication.focusWidget(), letter)
        else:
            QTest.keyClick(QApplication.focusWidget(), key)


def at(grid):
    return grid.currentIndex().row(), grid.currentIndex().column()


def test_moves(grid):
    press("ab", Key.Key_Return)
    assert grid.model_.cells[0][0] == "ab" and at(grid) == (1, 0)
    press("c", Key.Key_Tab, "d", Key.Key_Tab)
    assert grid.model_.cells[1] == ["c", "d"] and at(grid) == (2, 0)
    press("e", Key.Key_Up)
    assert grid.model_.cells[2][0] == "e" and at(grid) == (1, 0)
    press(Key.Key_F2, Key.Key_Left, "x", Key.Key_Return)
    assert at(grid) == (2, 0)
    assert "x" in grid.model_.cells[1][0]
    press("zzz", Key.Key_Escape)
    assert grid.model_.cells[2][0] == "e" and at(grid) == (2, 0)
    press(Key.Key_Delete)
    assert grid.model_.cells[2][0] == ""


def test_tab_leaves_at_the_end(grid):
    grid.setCurrentIndex(grid.model_.index(2, 1))
    press("q", Key.Key_Tab)
    assert grid.model_.cells[2][1] == "q" and grid.window_.after.hasFocus()


def test_input_method(grid, compose, commit):
    compose(grid, "ni")
    press(Key.Key_Return, Key.Key_Tab)
    assert at(grid) == (0, 0)
    commit(grid, "你好")
    assert QApplication.focusWidget() is not grid
    compose(QApplication.focusWidget(), "ma")
    press(Key.Key_Return)
    assert at(grid) == (0, 0)
    commit(QApplication.focusWidget(), "吗")
    press(Key.Key_Return)
    assert grid.model_.cells[0][0] == "你好吗" and at(grid) == (1, 0)


def test_paste_extends_and_reports(grid):
    heard = []
    grid.refused.connect(heard.extend)
    grid.setCurrentIndex(grid.model_.index(2, 0))
    QGuiApplication.clipboard().setText('1,234.50\t"a\nb ""c"""\r\nbad\td\te\r\n')
    QTest.keyClick(grid, Key.Key_V, Mod.ControlModifier)
    assert grid.model_.cells[2:] == [["1,234.50", 'a\nb "c"'], ["", "d"]]
    assert heard == [(3, 0, "bad"), (3, 2, "e")]
    QTest.keyClick(grid, Key.Key_C, Mod.ControlModifier)
    assert read_block(QGuiApplication.clipboard().text()) == grid.model_.cells[2:]
    assert "<td>1,234.50</td>" in QGuiApplication.clipboard().mimeData().html()


def test_typing_what_is_refused_is_told(qtbot, grid):
    with qtbot.waitSignal(grid.refused) as told:
        press("bad", Key.Key_Return)
    assert told.args == [[(0, 0, "bad")]]


BLOCKS = [[["a", ""], ["", "b"]], [['"x', 'y"'], ["1\t2", "\n"]], [['6" tall', "中"]]]


@pytest.mark.parametrize("rows", BLOCKS)
def test_blocks_come_back(rows):
    assert read_block(write_block(rows)) == rows


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_a_head_that_is_cut_says_itself_in_a_tool_tip(shown):
    grid = Grid()
    model = Model(1, 2)
    model.headerData = lambda at, _way, role=0: ("Unit price GBP", "Unit")[at] if role == 0 else None
    grid.setModel(model)
    window = shown(grid)
    assert window.isVisible()
    header = grid.horizontalHeader()
    grid.setColumnWidth(0, 60)
    for column, said in ((1, ""), (0, "Unit price GBP")):
        at = QPoint(header.sectionViewportPosition(column) + 4, 8)
        ask = QHelpEvent(QEvent.Type.ToolTip, at, header.viewport().mapToGlobal(at))
        QApplication.sendEvent(header.viewport(), ask)
        assert QToolTip.text() == said
