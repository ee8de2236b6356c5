"""The Overview: what it shows follows the records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from passerella.exchange.sample import make_sample
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Product
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import language
from passerella.ui import context
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.listing import ListPage
from passerella.ui.pages.overview import OverviewPage
from passerella.ui.pages.overview_figures import overview
from passerella.ui.widgets.frame import PlainButton, Tile

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


@pytest.fixture
def page(sample):
    assert isinstance(sample.page, OverviewPage)
    return sample.page


def tiles(page) -> list[Tile]:
    return page.tiles


def test_four_tiles_with_what_changed(page):
    known, value, price, own = (tile.texts for tile in tiles(page))
    assert (known.figure, known.direction, known.mood) == ("21.0%", "up", "good")
    assert "6.0" in known.change and "0.7–11.3" in known.change_note
    assert value.direction == "up" and value.change.endswith("%")
    assert "EXW or unknown" in value.basis and "count as invoiced" in tiles(page)[1].toolTip()
    assert price.change == "+29.0%" and price.change_note == "on 2022"
    assert all(word in price.basis for word in ("price", "rate", "mix", "range"))
    assert own.figure.endswith("%") and own.change


def test_exports_of_which_none_has_a_rate_are_not_known_and_no_fall_to_nothing(workspace):
    workspace.save(Product(sku="P1"))
    for year, rate in ((2024, Decimal(8)), (2025, None)):
        day = date(year, 9, 1)
        rows = (OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal(5)),)
        terms = {"ordered_on": day, "shipped_on": day, "status": "shipped", "currency": "EUR", "rate": rate}
        workspace.save(Order(number=str(year), lines=rows, **terms))
    value = overview(workspace, language("en"), date(2025, 10, 31)).tiles[1]
    assert (value.figure, value.change) == ("–", "")
    assert value.basis == "Nothing shipped with a rate yet. 1 without a rate left out"


def test_the_chart_says_of_whom_it_speaks_and_that_it_is_a_sample(page):
    assert page.chart.scope.text() == "远绒 · 意大利时尚界（米兰）"
    assert page.chart.badge.text() == "sample" and page.chart.badge.isVisible()


def test_what_is_entered_from_here_comes_back_here(qtbot, window, page):
    entering = next(each for each in page.findChildren(PlainButton) if each.text() == "New order")
    entering.setFocus()
    qtbot.keyClick(entering, Qt.Key.Key_Space)
    form = window.page
    assert isinstance(form, FormPage)
    for name, value in (("number", "PI-9"), ("ordered_on", date(2025, 10, 30)), ("currency", "CNY")):
        form.inputs[name].set_value(value)
    for column, text in ((1, "YR-0701"), (3, "10"), (5, "80")):
        form.lines.setData(form.lines.index(0, column), text)
    form.save()
    qtbot.waitUntil(lambda: isinstance(window.page, OverviewPage))
    assert window.said.text() == "Saved: Order PI-9"


def test_orders_without_a_rate_lead_to_the_orders(qtbot, window, page):
    buttons = page.to_do.findChildren(PlainButton)
    order = next(each for each in buttons if each.property("kind") == "order")
    assert order.text().startswith("2 ")
    order.setFocus()
    qtbot.keyClick(order, Qt.Key.Key_Space)
    assert isinstance(window.page, ListPage)


def test_nothing_to_do_leaves_no_empty_card(window, settle, tmp_path):
    path = tmp_path / "empty.passerella"
    Workspace.create(path, "Firm").close()
    window.open(path)
    settle()
    assert not window.page.to_do.isVisible()
    assert tiles(window.page)[0].texts.figure == "–"


def test_a_tile_says_on_what_it_rests_and_what_was_left_out(qtbot, window, page):
    workspace = window.workspace
    lines = (
        OrderLine(product=1, quantity=Decimal(2), unit_price=Decimal(0)),
        OrderLine(product=1, quantity=Decimal(10), unit_price=Decimal(75)),
    )
    shipped = {"ordered_on": date(2025, 9, 1), "shipped_on": date(2025, 10, 1), "status": "shipped"}
    workspace.save(Order(number="free", currency="CNY", lines=lines, **shipped))
    workspace.save(Order(number="no rate", currency="SEK", lines=lines, **shipped))
    free, rate = "1 free sample was left out.", "1 order without a rate was left out."
    qtbot.waitUntil(lambda: free in tiles(page)[2].texts.more)
    value, price, own = (each.texts for each in tiles(page)[1:])
    assert "on the same days of 2022" in value.more and "1 without a rate left out" in value.basis
    assert "31,110 pc of goods" in price.more and rate in price.more and "price +" in price.basis
    assert rate in own.more
    assert price.more in tiles(page)[2].toolTip()


def test_the_reported_facts_are_joined_and_kept_apart(page):
    assert page.facts[0].figure == "<1% → >20%"
    assert "①" in page.strip_badge.text() and "①" in page.source.text()


def test_as_many_reported_facts_are_shown_as_have_room(window, page, settle):
    seen = []
    for size in ((1366, 696), (1920, 1008)):
        window.resize(*size)
        settle()
        seen.append(page.strip_rows.seen)
    assert 4 <= seen[0] <= seen[1] == len(page.facts)


def test_without_a_seeded_row_the_overview_says_less(qtbot, window, page):
    workspace = window.workspace
    for fact in workspace.all("reported_fact"):
        if fact.comparator == "<":
            workspace.delete(fact)
    qtbot.waitUntil(lambda: page.facts[0].figure == ">20%")
    last = workspace.all("survey_wave", Query(descending=True))[0]
    workspace.delete(last)
    qtbot.waitUntil(lambda: tiles(page)[0].texts.figure == "12.0%")  # now Paris was asked last


@pytest.mark.parametrize("code", ["zh", "en", "it"])
def test_the_page_fits_a_small_screen(window, page, settle, code):
    window.speak(code)
    settle()
    assert window.page.minimumSizeHint().width() <= 1190
    window.resize(1366, 696)
    assert window.minimumSizeHint().height() <= 696
    settle()
    assert all(tile.width() >= tile.wanted() for tile in tiles(window.page))


def test_opening_a_file_leaves_a_small_window_at_its_size(window, settle, tmp_path):
    window.resize(1093, 557)
    window.speak("it")
    make_sample(tmp_path / "small.passerella")
    window.open(tmp_path / "small.passerella")
    settle()
    assert window.width() == 1093


def test_the_chart_says_whose_it_is_and_how_likely_the_goal_is(qtbot, page):
    assert page.chart.scope.text() == "远绒 · 意大利时尚界（米兰）"
    assert page.chart.badge.text() == "sample"
    qtbot.waitUntil(lambda: "the chance of 25% or more on 30 Jun 2026 is over 90%" in page.goal.text())


def test_without_a_course_the_goal_stands_as_the_last_wave_leaves_it(qtbot, window, page):
    qtbot.waitUntil(lambda: "the chance of 25%" in page.goal.text())
    workspace = window.workspace
    series = max(workspace.all("survey_wave"), key=lambda wave: wave.fielded_to).series
    waves = [wave for wave in workspace.all("survey_wave") if wave.series == series]
    for wave in sorted(waves, key=lambda wave: wave.fielded_to)[:-2]:
        workspace.delete(wave)
    qtbot.waitUntil(lambda: "lies within the interval" in page.goal.text())


def test_windows_ask_for_figures_and_write_no_sql():
    windows = Path(context.__file__).parent
    assert not [each.name for each in windows.rglob("*.py") if ".execute(" in each.read_text("utf-8")]
