"""Side bar, cards, buttons and the chart view, by mouse and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from passerella.ui import look
from passerella.ui.widgets import frame
from passerella.ui.widgets.buttons import TickBox
from passerella.ui.widgets.chartview import ChartView

KEYS = Qt.Key


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    look.apply(qapp, "light", language="zh")


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


def bar() -> frame.SideBar:
    first = frame.Group([frame.Entry("a", "总览", "overview"), frame.Entry("b", "目标", "goals")])
    return frame.SideBar([first, frame.Group([frame.Entry("c", "帮助", "help")], "更多", at_bottom=True)])


def test_side_bar_by_keys(qtbot: QtBot) -> None:
    side = bar()
    shown(qtbot, side)
    went: list[str] = []
    side.chosen.connect(went.append)
    side.setFocus()
    qtbot.waitUntil(lambda: side.focused() == "a")
    for key, at in ((KEYS.Key_Down, "b"), (KEYS.Key_Down, "c"), (KEYS.Key_Down, "c"), (KEYS.Key_Home, "a"),
                    (KEYS.Key_End, "c"), (KEYS.Key_Up, "b")):  # fmt: skip
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert side.focused() == at
    assert went == [] and side.current() == "a"
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    assert went == ["b"] and side.current() == "b"
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Up)
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Space)
    assert went == ["b", "a"] and side.current() == "a"
    side.set_current("c")
    assert went == ["b", "a"]


def test_a_click_on_the_current_place_keeps_it_current(qtbot: QtBot) -> None:
    side = bar()
    shown(qtbot, side)
    place = side.focusProxy()
    assert isinstance(place, QWidget)
    with qtbot.waitSignal(side.chosen):
        qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
    assert side.current() == "a"


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_a_page_paints_without_warnings(qtbot: QtBot, qapp: QApplication, choice: look.Choice) -> None:
    theme = look.apply(qapp, choice, language="zh")
    page = frame.PageFrame("总览", "远绒", "示例")
    page.add_button(frame.PrimaryButton("录入", "plus"))
    texts = frame.TileTexts(
        "出口额", "2,143", "万元", "60 笔", "28.4%", "较去年", "up", "good", "全部市场", "示例"
    )
    tile = frame.Tile(texts, "orders")
    page.body.addWidget(tile)
    card = frame.Card("媒体报道", "全行业", "示例", "newspaper")
    card.body.addWidget(frame.EmptyState("newspaper", "还没有", "录入"))
    page.body.addWidget(card)
    notice = frame.NoticeBar("缺汇率", "补")
    page.body.addWidget(notice)
    shown(qtbot, page)
    assert page.grab().toImage().pixelColor(4, 4).name().upper() == theme.window
    assert "2,143 万元" in tile.accessibleDescription()
    with qtbot.waitSignal(notice.acted):
        qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_as_by_space(qtbot: QtBot, key: Qt.Key) -> None:
    button = frame.PlainButton("新建")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def picture() -> QImage:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.fillRect(0, 0, 140, 200, Qt.GlobalColor.black)
    painter.fillRect(200, 140, 200, 60, Qt.GlobalColor.darkGray)
    painter.end()
    return image


def chart(qtbot: QtBot) -> ChartView:
    view = ChartView()
    view.resize(400, 200)
    shown(qtbot, view)
    view.set_picture(picture(), [(QPointF(50, 50), ["one"]), (QRectF(300, 120, 40, 40), ["two", "more"])])
    return view


def test_chart_asks_once_after_the_last_resize(qtbot: QtBot) -> None:
    view = chart(qtbot)
    qtbot.wait(120)
    asked: list[tuple[int, int]] = []
    view.wanted.connect(lambda wide, high, dpr: asked.append((wide, high)))
    for wide in (420, 440, 460):
        view.window().resize(wide, 200)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    qtbot.wait(100)
    assert asked == [(460, 200)]


def test_chart_hover_and_keys(qtbot: QtBot) -> None:
    view = chart(qtbot)
    qtbot.mouseMove(view, QPoint(52, 53))
    qtbot.waitUntil(lambda: view.spot() == 0)
    assert view.tip().center().x() > 200 and view.tip().center().y() < 100
    view.setFocus()
    qtbot.keyClick(view, KEYS.Key_Right)
    assert view.spot() == 1
    qtbot.keyClick(view, KEYS.Key_Right)
    assert view.spot() == 1
    assert not view.tip().intersects(QRectF(300, 120, 40, 40))
    qtbot.keyClick(view, KEYS.Key_Home)
    assert view.spot() == 0
    view.grab()
    qtbot.keyClick(view, KEYS.Key_Escape)
    assert view.spot() == -1 and view.tip().isEmpty()
    view.set_described("chart", "what it says")
    assert view.accessibleDescription() == "what it says"
    qtbot.keyClick(view, KEYS.Key_End)
    assert view.accessibleDescription() == "two\nmore", "a screen reader says what is explained"
    qtbot.keyClick(view, KEYS.Key_Escape)
    assert view.accessibleDescription() == "what it says"


def test_chart_spots_follow_the_stretched_picture(qtbot: QtBot) -> None:
    view = chart(qtbot)
    view.window().resize(QSize(800, 400))
    qtbot.waitUntil(lambda: view.width() == 800)
    qtbot.mouseMove(view, QPoint(101, 101))
    qtbot.waitUntil(lambda: view.spot() == 0)


@pytest.mark.parametrize("choice", ("light", "dark"))
def test_a_box_to_tick_has_the_border_of_a_field(
    qtbot: QtBot, qapp: QApplication, choice: look.Choice
) -> None:
    now = look.apply(qapp, choice)
    box = TickBox("Leave out")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    seen = box.grab().toImage()
    colours = {seen.pixelColor(x, seen.height() // 2).name() for x in range(4)}
    assert now.border.lower() in colours
