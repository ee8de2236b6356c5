"""A running window over a small workspace, and hands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from passerella.records.brands import Brand
from passerella.records.orders import Order, OrderLine
from passerella.records.surveys import SurveyResult, SurveySeries, SurveyWave
from passerella.records.trade import Buyer, Product
from passerella.store.workspace import Workspace
from passerella.ui.home import Settings
from passerella.ui.window import Window


def fill(path: Path) -> None:
    """A workspace with one record of what the pages rest on."""
    with Workspace.create(path, "王五羊绒") as made:
        brand = made.save(Brand(name="Yuanrong"))
        series = made.save(SurveySeries(name="Milan", audience="buyers", method="interview"))
        made.save(Buyer(company="Maison Aubrelle", country="FR"))
        made.save(Product(sku="YR-1", name="羊绒衫"))
        rows = (SurveyResult(brand=brand.id, aided=60),)
        made.save(SurveyWave(series=series.id, fielded_to=date(2025, 3, 1), asked=400, results=rows))
        line = OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal("8.50"))
        made.save(Order(number="PI-1", buyer=1, ordered_on=date(2025, 10, 1), currency="CNY", lines=(line,)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workspace that is not open."""
    path = tmp_path / "firm.passerella"
    fill(path)
    return path


@pytest.fixture
def start(qtbot) -> Iterator[Callable[..., Window]]:
    """Start the window as a new process would, with a file or none."""
    made: list[Window] = []

    def begin(path: Path | None = None, code: str = "en") -> Window:
        settings = Settings()
        settings.set("language", code)
        window = Window(settings, today=lambda: date(2025, 10, 28))
        made.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if path is not None:
            window.open(path)
        return window

    yield begin
    for window in made:
        window.close()


@pytest.fixture
def window(start, file: Path) -> Window:
    """The window with the small workspace open, in English."""
    return start(file)


@pytest.fixture
def press(qtbot) -> Callable[..., None]:
    """Press keys where the cursor is: a text is typed, a key is pressed with its modifiers."""

    def send(*keys: str | Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            for each in key if isinstance(key, str) else [key]:
                target = QApplication.focusWidget()
                assert target is not None
                QTest.keyClick(target, each, with_)

    return send


@pytest.fixture
def visit(qtbot, window: Window) -> Callable[..., None]:
    """Go to a page of the window and wait until it shows what it asked for."""

    def go(*place: object) -> None:
        window.go(*place)
        qtbot.waitUntil(window.answered, timeout=20_000)

    return go
