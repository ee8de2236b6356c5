"""Qt's own dialogs speak the window's language, and with the program's words."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QTreeView

from passerella.ui import qt_words

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
ENGLISH = re.compile(r"\b(Look|type|Folder|Files|Size|Pages?|Double|Side|binding|Off|ranges)\b")


@pytest.fixture(params=["zh", "it"])
def spoken(qapp, request):
    """The program's Qt in one of the languages that are not its own."""
    qt_words.speak(qapp, request.param)
    yield request.param
    qt_words.speak(qapp, "en")


def said(dialog) -> list[str]:
    """Everything a dialog has in words."""
    found = [each.text() for kind in (QLabel, QAbstractButton, QAction) for each in dialog.findChildren(kind)]
    return [each.replace("&", "") for each in found if each]


def test_a_file_dialog_of_qt_holds_no_english(qtbot, spoken, tmp_path):
    (tmp_path / "inside").mkdir()
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    rows = dialog.findChild(QTreeView)
    files = rows.model()
    qtbot.waitUntil(lambda: files.rowCount(rows.rootIndex()) == 1)
    kind = files.index(0, 2, rows.rootIndex()).data()
    heads = [files.headerData(each, rows.header().orientation()) for each in range(files.columnCount())]
    assert kind == {"zh": "文件夹", "it": "Cartella"}[spoken]
    assert [each for each in [*said(dialog), *heads] if ENGLISH.search(each)] == []


def test_a_print_dialog_of_qt_holds_no_english(qtbot, spoken, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert [each for each in said(dialog) if ENGLISH.search(each)] == []


def test_undo_is_called_the_same_in_a_field_as_in_the_menu(qtbot, spoken):
    line = QLineEdit()
    qtbot.addWidget(line)
    first = line.createStandardContextMenu().actions()[0].text().split("\t")[0]
    assert first == {"zh": "撤销(&U)", "it": "&Annulla"}[spoken]
