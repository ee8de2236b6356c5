"""The look: readable in both themes, forced where the desktop does not help, sharp icons."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QScrollArea, QStyle, QStyleOptionSlider, QWidget
from pytestqt.qtbot import QtBot

from passerella.texts.places import resources
from passerella.ui import look

THEMES = (look.LIGHT, look.DARK)


def brightness(colour: str) -> float:
    whole = QColor(colour)
    parts = (whole.redF(), whole.greenF(), whole.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else float(((p + 0.055) / 1.055) ** 2.4) for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *product(("text", "quiet", "accent"), ("window", "side", "card", "zebra")),
    *product(("good", "bad", "data", "goal", "show"), ("card",)),
    ("accent", "accent_wash"), ("text", "accent_wash"), ("on_accent", "accent"),
    ("warning", "warning_wash"), ("text", "warning_wash"),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES, ids=("light", "dark"))
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_can_be_read(theme: look.Theme, front: str, back: str) -> None:
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=("light", "dark"))
def test_field_borders_can_be_seen(theme: look.Theme) -> None:
    assert contrast(theme.border, theme.card) >= 3


def test_forced_theme_holds_where_the_desktop_ignores_it(qtbot: QtBot, qapp: QApplication) -> None:
    for choice, theme in (("dark", look.DARK), ("light", look.LIGHT)):
        assert look.apply(qapp, "dark" if choice == "dark" else "light") is theme
        assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.window)
        assert look.current() is theme
    assert qapp.style().name().lower() == "fusion"


@pytest.mark.parametrize("code", ["zh", "en", "it"])
def test_a_chinese_value_has_one_weight_in_every_language(
    qtbot: QtBot, qapp: QApplication, code: str
) -> None:
    for role, weight in (("text", QFont.Weight.Normal), ("strong", QFont.Weight.Bold)):
        look.apply(qapp, "light", language=code)
        layout = QTextLayout("远绒 株式会社しらかば", look.font(role))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        faces = {run.rawFont().familyName(): run.rawFont().weight() for run in layout.glyphRuns()}
        assert faces["Passerella Sans SC"] == weight


def test_fonts_travel_with_the_program(qtbot: QtBot) -> None:
    assert look.load_fonts() == ("Noto Sans", "Passerella Sans SC")
    assert look.families("zh_CN")[0] == "Passerella Sans SC"
    assert look.families("it")[0] == "Noto Sans"


@pytest.mark.parametrize("path", sorted((resources() / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_draws_in_its_colour(qtbot: QtBot, path: Path) -> None:
    name = path.stem
    pixmap = look.icon(name, "#FF0000").pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    image = pixmap.toImage()
    dots = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
    solid = [dot for dot in dots if dot.alpha() > 200]
    assert solid
    if name != "passerella":
        assert all(dot.red() > 200 and dot.green() < 40 for dot in solid)


def test_a_flat_scroll_bar_has_no_arrows_and_a_handle_that_can_be_grabbed(qtbot: QtBot) -> None:
    area, inner = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    inner.setFixedSize(50, 100_000)
    area.setWidget(inner)
    look.flatten(area)
    area.resize(200, 200)
    area.show()
    bar, option = area.verticalScrollBar(), QStyleOptionSlider()
    bar.initStyleOption(option)

    def part(which: QStyle.SubControl) -> QSize:
        return bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, which, bar).size()

    assert part(QStyle.SubControl.SC_ScrollBarAddLine).isEmpty()
    assert part(QStyle.SubControl.SC_ScrollBarSubLine).isEmpty()
    handle = part(QStyle.SubControl.SC_ScrollBarSlider)
    assert handle.height() >= 24 and handle.width() >= 12
