"""Whatever is typed, pasted or imported gets a clear sentence, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from passerella.records.trade import Buyer
from passerella.ui.importing import Wanted
from passerella.ui.pages.form import FormPage
from passerella.ui.pages.importing import ImportPage
from passerella.ui.pages.listing import ListPage

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)
LONG = "羊绒" * 150
GOOD = {
    **{"number": "PI-9", "currency": "CNY", "ordered_on": "2025-10-01", "company": "Lind"},
    **{"series": "Milan", "fielded_to": "2025-10-01"},
}
STRANGE = [
    "🧶 Cashmere 🐐",
    "شركة الكشمير",
    "\u202eTrebmal\u202c",
    'O\'Neill & "Söhne" <b>AG</b>',
    "ﬁrm\u200bA",
]


def wrong(page) -> dict[str, str]:
    return {name: each.widget.problem() for name, each in page.inputs.items() if each.widget.problem()}


@pytest.mark.parametrize(
    ("kind", "field", "typed"),
    [
        ("order", "ordered_on", "2025-02-30"),
        ("order", "ordered_on", "13/13/2025"),
        ("order", "ordered_on", "yesterday"),
        ("order", "ordered_on", "9999-99-99"),
        ("order", "rate", "-8"),
        ("order", "rate", "0"),
        ("order", "currency", "EURO €"),
        ("order", "market", "Atlantis"),
        ("order", "season", "next winter"),
        ("order", "buyer", "Nobody & Sons"),
        ("order", "number", LONG),
        ("buyer", "company", LONG),
        ("buyer", "commission", "１０１"),
        ("buyer", "commission", "-1"),
        ("buyer", "notes", "z" * 10_001),
        ("survey_wave", "asked", "4.5"),
        ("survey_wave", "asked", "-400"),
    ],
)
def test_a_wrong_value_is_said_at_its_field_and_stays(qtbot, window, kind, field, typed):
    window.go("form", kind, "0")
    page = window.page
    before = window.workspace.count(kind)
    for name, text in GOOD.items():
        if name in page.inputs:
            page.inputs[name].set_text(text)
    page.inputs[field].set_text(typed)
    page.save()
    qtbot.waitUntil(page.notes[field].isVisible)
    said = wrong(page)[field]
    assert len(said) > 5 and "{" not in said
    assert page.inputs[field].text() == typed and window.page is page
    assert page.notes[field].text() == said
    assert window.workspace.count(kind) == before


@pytest.mark.parametrize("quantity", ["-5", "1e9", "ten", "1.2.3,4"])
def test_a_wrong_quantity_is_said_at_its_cell(qtbot, window, quantity):
    window.go("form", "order", "0")
    page = window.page
    for name in ("number", "currency", "ordered_on"):
        page.inputs[name].set_text(GOOD[name])
    names = [field.name for field in page.lines.columns]
    for name, text in (("product", "YR-1"), ("quantity", quantity), ("unit_price", "9")):
        page.lines.setData(page.lines.index(0, names.index(name)), text)
    page.save()
    qtbot.waitUntil(lambda: bool(page.lines.problems))
    assert {name for _row, name in page.lines.problems} == {"quantity"}
    assert page.lines.texts[0][names.index("quantity")].replace("\N{MINUS SIGN}", "-") == quantity
    assert window.workspace.count("order") == 1


@pytest.mark.parametrize("name", STRANGE)
def test_strange_names_are_saved_listed_and_found_as_typed(qtbot, window, name):
    window.go("form", "buyer", "0")
    window.page.inputs["company"].set_text(name)
    window.page.save()
    qtbot.waitUntil(lambda: isinstance(window.page, ListPage))
    assert window.workspace.get("buyer", 2).company == name
    window.page.search.setText(name)
    qtbot.waitUntil(lambda: window.page.table.rowCount() == 1)
    assert window.page.table.index(0, 0).data() == name


def test_full_width_digits_are_read_as_digits(qtbot, window):
    window.go("form", "buyer", "0")
    window.page.inputs["company"].set_text("全角")
    window.page.inputs["commission"].set_text("１２．５")
    window.page.save()
    qtbot.waitUntil(lambda: window.workspace.count("buyer") == 2)
    assert window.workspace.get("buyer", 2).commission == Decimal("12.5")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("date", "2025-02-30"),
        ("quantity", "-5"),
        ("quantity", "viele"),
        ("buyer", LONG),
        ("currency", "€uro"),
    ],
)
def test_a_wrong_row_comes_back_with_its_reason_and_nothing_goes_in(qtbot, window, tmp_path, column, text):
    row = {
        "number": "PI-9", "date": "2025-10-01", "buyer": "Lind", "product": "YR-1", "quantity": "5",
        "unit_price": "9", "currency": "CNY", column: text,
    }  # fmt: skip
    source = tmp_path / "orders.csv"
    source.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")
    window.bring_in(Wanted("orders", source))
    qtbot.waitUntil(lambda: isinstance(window.page, ImportPage) and window.answered(), timeout=20_000)
    assert window.page.report.problems[0].row == 2 and not window.page.bring.isEnabled()
    assert (window.workspace.count("order"), window.workspace.count("buyer")) == (1, 1)


@pytest.mark.parametrize("name", STRANGE)
def test_strange_names_come_in_as_they_are(qtbot, window, tmp_path, name):
    source = tmp_path / "buyers.csv"
    quoted = name.replace('"', '""')
    source.write_text(f'company,country\n"{quoted}",GB\n', encoding="utf-8")
    window.bring_in(Wanted("buyers", source))
    qtbot.waitUntil(lambda: window.workspace.count("buyer") == 2, timeout=20_000)
    assert window.workspace.get("buyer", 2).company == name


def test_a_name_with_marks_is_shown_as_text_and_never_as_markup(qtbot, window):
    window.workspace.save(Buyer(company="<b>Bold</b> & Co"))
    window.go("form", "buyer", "2")
    assert isinstance(window.page, FormPage)
    title = window.page.frame.title
    assert "<b>Bold</b>" in title.text() and title.textFormat() == Qt.TextFormat.PlainText
    window.go("list", "buyer")
    window.page.view.selectRow(0)
    window.go("delete", "buyer", 2)
    qtbot.waitUntil(lambda: "Deleted" in window.said.text())
    window.undo()
    qtbot.waitUntil(lambda: "<b>Bold</b>" in window.said.text())
    assert window.said.textFormat() == Qt.TextFormat.PlainText
