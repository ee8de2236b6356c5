"""Everything about one buyer goes into a file, or out of the program for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from python_calamine import CalamineWorkbook

from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Buyer, Product
from passerella.store import backups
from passerella.store.workspace import Workspace
from passerella.texts.home import home
from passerella.ui.drafts import Drafts
from passerella.ui.home import Settings
from passerella.ui.widgets.buttons import PlainButton
from passerella.ui.widgets.dialogs import Choosing
from passerella.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
WORDS = ("Fiorella Altovento", "Fiorella Vecchionome", "Signora Rossi-Quaglia", "Beve solo acqua liscia")


@pytest.fixture
def window(qtbot, tmp_path):
    path = tmp_path / "firm.passerella"
    with Workspace.create(path, "Firm") as made:
        made.save(Product(sku="YR-1", name="Sweater"))
        buyer = made.save(Buyer(company=WORDS[1], country="IT", people=WORDS[2]))
        made.save(replace(buyer, company=WORDS[0], notes=WORDS[3]))
        line = OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal(9))
        made.save(Order(number="PI-1", buyer=1, ordered_on=date(2025, 10, 1), currency="CNY", lines=(line,)))
    settings = Settings()
    settings.set("language", "en")
    opened = Window(settings, today=lambda: date(2025, 10, 28))
    qtbot.addWidget(opened)
    opened.show()
    opened.open(path)
    opened.workspace.post(lambda: None).result()  # the day's backup comes first
    opened.go("form", "buyer", 1)
    yield opened
    opened.close()


def holding(window) -> list[str]:
    """The files of workspace, drafts, settings and cache in which one of the words stands."""
    files = [*window.workspace.path.parent.rglob("*"), *home().rglob("*")]
    return [
        each.name
        for each in files
        if each.is_file() and any(word.encode() in each.read_bytes() for word in WORDS)
    ]


def press(words: str = "") -> list[str]:
    """Press the button of these words, else the default, of the question that comes; returns what it says."""
    said: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        offered = [each.text() for each in box.buttons() if each.isVisible()]
        assert sorted(offered) == ["Cancel", "Erase", "Erase, and delete the backups"]
        named = [each for each in box.buttons() if each.text() == words]
        (named[0] if words else box.defaultButton()).click()

    QTimer.singleShot(0, answer)
    return said


def test_erasing_leaves_no_word_in_file_history_undo_or_drafts(qtbot, window):
    context = window.context
    context.drafts.keep("order", 0, {"buyer": WORDS[0], "lines": [["", WORDS[2]]]})
    copies = backups.backups(window.workspace.path)
    assert copies and holding(window)
    window.page.inputs["people"].set_text(f"{WORDS[2]} junior")
    window.page.keep()
    press("Erase, and delete the backups")
    window.go("erase", "buyer", 1)
    qtbot.waitUntil(lambda: window.said.text() == "Erased.")
    assert holding(window) == []
    buyer = window.workspace.get("buyer", 1)
    assert (buyer.company, buyer.people, buyer.notes, buyer.country) == ("#1", None, None, "IT")
    assert Drafts(window.workspace.meta("uid")).find("order", 0) == {"buyer": "#1", "lines": [["", "#1"]]}
    assert window.workspace.count("order") == 1
    while window.workspace.undo() is not None:
        assert holding(window) == []
    while window.workspace.redo() is not None:
        assert holding(window) == []
    assert window.workspace.check() == []


def test_backups_are_named_as_still_holding_it_and_cancel_is_the_default(window):
    said = press()
    window.go("erase", "buyer", 1)
    assert f"words of {WORDS[0]} for good" in said[0]
    assert "1 backup in the folder firm-backups may still hold" in said[0]
    assert window.workspace.get("buyer", 1).company == WORDS[0]


def test_everything_about_a_buyer_is_exported(qtbot, window, tmp_path, monkeypatch):
    target = tmp_path / "about.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    offered = next(each for each in window.page.findChildren(PlainButton) if each.menu())
    offered.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: target.name in window.said.text())
    book = CalamineWorkbook.from_path(str(target))
    sheets = {name: str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    assert WORDS[0] in sheets["buyers"] and "PI-1" in sheets["orders"]
    assert WORDS[1] in sheets["history"]


def test_who_was_deleted_is_chosen_from_the_menu_and_exported(qtbot, window, tmp_path, monkeypatch):
    target = tmp_path / "about.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(target), ""))
    window.workspace.delete(window.workspace.all("order")[0])
    window.workspace.delete(window.workspace.get("buyer", 1))
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().accept())
    next(each for each in window.findChildren(QAction) if each.text() == "Export who was &deleted…").trigger()
    qtbot.waitUntil(lambda: target.name in window.said.text())
    book = CalamineWorkbook.from_path(str(target))
    sheets = {name: str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    assert WORDS[0] in sheets["buyers"] and WORDS[1] in sheets["history"]


def test_only_a_saved_buyer_offers_it(window):
    def offered():
        return [each for each in window.page.findChildren(PlainButton) if each.menu()]

    assert len(offered()) == 1
    window.go("form", "buyer", 0)
    assert offered() == []
    window.go("form", "product", 1)
    assert offered() == []


def test_who_was_deleted_is_chosen_from_the_menu_and_erased(qtbot, window):
    window.go("erase")
    assert window.said.text() == "No one who was deleted is kept in the history."
    window.workspace.delete(window.workspace.all("order")[0])
    window.workspace.delete(window.workspace.get("buyer", 1))
    erase = next(each for each in window.findChildren(QAction) if each.text() == "E&rase who was deleted…")
    offered: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Choosing)
        offered.extend(dialog.box.itemText(at) for at in range(dialog.box.count()))
        press("Erase, and delete the backups")
        dialog.accept()

    QTimer.singleShot(0, choose)
    erase.trigger()
    qtbot.waitUntil(lambda: window.said.text() == "Erased.")
    assert offered == [f"1. Buyer {WORDS[0]}"]
    assert holding(window) == []
