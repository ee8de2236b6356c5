"""An order sheet as offices keep it: titles, joined cells, totals, marks of currencies, Excel's days."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook as Book

from passerella.exchange.columns import kind_by_code
from passerella.exchange.importing import Report, import_file
from passerella.exchange.recognising import Source, first_rows, meanings
from passerella.records.kinds import Typing
from passerella.store.workspace import Workspace
from passerella.texts.label import Wrong
from passerella.texts.language import language

TITLE = "清河县某某羊绒制品有限公司 2025年3月出口订单明细表"
UPPER = ["订单号", "下单日期", "客户", "货物", "", "", "", "价格", "", "汇率", "备注"]
LOWER = ["", "", "", "产品", "品牌", "数量", "单位", "单价", "币种", "", ""]
FIRST = ["PI-2501", "2025.3.1", "Rossi Srl", "KN-001", "", "１２０", "件", "¥1,280.50", "CNY", "", "首单"]
SECOND = ["", "", "", "YN-9", "", 35.5, "公斤", "￥ 860.00", "人民币", "", ""]
THIRD = ["PI-2502", 45717, "Maison Été", "KN-002", "", 1500, "件", "USD 45.20", "USD", 7.12, ""]
FOURTH = [
    "PI-2503",
    datetime(2025, 3, 20),
    "三越",
    "KN-002",
    "",
    "２，０００",
    "件",
    "12,300",
    "JPY",
    0.048,
    "",
]
TOTAL = ["合计", "", "", "", "", 3655.5, "", "", "", "", ""]


def sheet(path: Path, *rows: list[Any]) -> Path:
    """As a clerk makes it: the title and the headings joined, an order's own cells joined over its lines."""
    file = path / "订单.xlsx"
    with Book(str(file)) as book:
        page = book.add_worksheet("2025年订单")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(([TITLE], UPPER, LOWER, FIRST, SECOND, [], THIRD, FOURTH, *rows, TOTAL)):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(number, place, cell, day)
                elif cell != "":
                    page.write(number, place, cell)
        page.merge_range(0, 0, 0, 10, TITLE)
        page.merge_range(1, 3, 1, 6, "货物")
        page.merge_range(1, 7, 1, 8, "价格")
        for place in (0, 1, 2, 9, 10):
            page.merge_range(1, place, 2, place, UPPER[place])
        for place in (0, 1, 2):
            page.merge_range(3, place, 4, place, FIRST[place])
    return file


def bring(workspace: Workspace, file: Path, **more: Any) -> Report:
    return import_file(workspace, "orders", file, typing=Typing("zh", date(2025, 4, 1)), **more)


def test_the_sheet_of_an_office_is_read_right(workspace: Workspace, tmp_path: Path) -> None:
    report = bring(workspace, sheet(tmp_path))
    assert [language("en").say(each.said) for each in report.problems] == []
    (left_out,) = [each for each in report.notices if "totals" in language("en").say(each.reason)]
    assert (left_out.row, left_out.column) == (9, "订单号")
    orders = {each.number: each for each in workspace.all("order")}
    assert {number: each.ordered_on.day for number, each in orders.items()} == {
        "PI-2501": 1, "PI-2502": 1, "PI-2503": 20,
    }  # fmt: skip
    lines = {
        number: [(row.quantity, row.unit, row.unit_price) for row in each.lines]
        for number, each in orders.items()
    }
    assert lines == {
        "PI-2501": [(120, "pc", Decimal("1280.50")), (Decimal("35.5"), "kg", 860)],
        "PI-2502": [(1500, "pc", Decimal("45.20"))],
        "PI-2503": [(2000, "pc", 12300)],
    }
    assert [orders[number].currency for number in sorted(orders)] == ["CNY", "USD", "JPY"]


def test_the_page_sees_the_headings_under_the_title(tmp_path: Path) -> None:
    source = Source(sheet(tmp_path))
    assert source.likely() == "orders"
    kind = kind_by_code("orders")
    assert kind is not None
    table = source.table("orders")
    meant = meanings(kind, table)
    assert meant["单价"] == "unit_price"
    rows = first_rows(kind, table, meant, Typing("zh", date(2025, 4, 1)), language("zh"), 4)
    assert [(row["单价"].text, row["单价"].problem) for row in rows] == [
        ("1,280.5", None), ("860", None), ("45.2", None), ("12,300", None),
    ]  # fmt: skip


def test_the_same_sheet_saved_as_csv_by_chinese_windows(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "订单.csv"
    second = [*FIRST[:3], *SECOND[3:]]
    with file.open("w", encoding="gbk", newline="") as text:
        first = [cell.replace("¥", "￥") if isinstance(cell, str) else cell for cell in FIRST]
        third = [*THIRD[:1], "2025/3/1", "Maison", *THIRD[3:]]
        csv.writer(text).writerows([[TITLE], UPPER, LOWER, first, second, [""] * 11, third, TOTAL])
    report = bring(workspace, file)
    assert [language("en").say(each.said) for each in report.problems] == []
    assert [len(each.lines) for each in workspace.all("order")] == [2, 1]


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [
        (7, "€45.20", "单价"),
        (1, "3月底", "下单日期"),
        (5, "1500件", "数量"),
        (6, "打", "单位"),
        (8, "", "币种"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_place_and_nothing_comes_in(
    workspace: Workspace, tmp_path: Path, place: int, cell: str, column: str
) -> None:
    row: list[Any] = ["PI-2504", "2025.3.9", *THIRD[2:]]
    row[place] = cell
    report = bring(workspace, sheet(tmp_path, row))
    assert [(each.row, each.column) for each in report.problems] == [(9, column)]
    assert workspace.count("order") == 0


def test_a_quantity_joined_over_two_lines_is_not_counted_twice(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    with Book(str(file)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["订单号", "日期", "款号", "数量", "单价", "币种"])
        page.write_row(1, 0, ["A", "2025-3-1", "K1", 10, 20, "CNY"])
        page.write_row(2, 0, ["A", "2025-3-1", "K2", "", 20, "CNY"])
        page.merge_range(1, 3, 2, 3, 10)
    assert [(each.row, each.column) for each in bring(workspace, file).problems] == [(3, "数量")]


def test_a_value_that_is_called_like_a_column_does_not_make_its_row_the_headings(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("甲方,乙方\n张三,备注\n", encoding="utf-8")
    assert Source(file).table("").header == ("甲方", "乙方")


HEADED = "某公司订单表\n\n合同号,日期,客户名称,目的国,货号,数量,单位,单价,币别{}\n"
ROW = "C-1,2025-03-05,Rossi,IT,K,1,件,40,EUR\n"


@pytest.mark.parametrize(
    "line",
    [
        "合计（大写）：人民币肆拾元整,,,,,,,,",
        "制表：张三,,,审核：李四,,,,,",
        ",,,,,审核人,王五,,",
        "备注：以上价格均为FOB天津,,,,,,,,",
        "Prepared by: Li,,,,,,,,",
        "Note: prezzi FOB,,,,,,,,",
    ],
)
def test_what_stands_under_a_table_is_told_and_left_out(workspace: Workspace, line: str) -> None:
    report = said(workspace, HEADED.format("") + ROW + line + "\n")
    assert not report.problems and report.new["orders"] == 1
    told = [(each.row, language("en").say(each.reason)) for each in report.notices]
    assert [row for row, text in told if text.startswith("Taken for")] == [5]


def test_only_a_row_with_few_cells_is_taken_for_a_foot(workspace: Workspace) -> None:
    file = workspace.path.with_name("brands.csv")
    file.write_text("name,kind\nNote,own\n审核,\n", encoding="utf-8")
    report = import_file(workspace, "brands", file, typing=Typing("zh", date(2026, 1, 1)))
    assert report.new == {"brands": 1} and [each.row for each in report.notices] == [3]


def test_a_heading_that_is_wrong_is_named_in_its_own_row(workspace: Workspace) -> None:
    report = said(workspace, HEADED.format(",颜色") + ROW)
    assert [(each.row, each.column) for each in report.problems] == [(3, "颜色")]
    assert report.whole


def test_a_day_that_a_text_file_holds_as_a_number_is_read(workspace: Workspace) -> None:
    report = said(workspace, HEADED.format("") + ROW.replace("2025-03-05", "45721"))
    assert not report.problems
    assert workspace.all("order")[0].ordered_on == date(2025, 3, 5)


def test_a_quotation_mark_that_is_not_closed_is_told_in_words(workspace: Workspace) -> None:
    with pytest.raises(Wrong) as reason:
        said(workspace, HEADED.format("") + ROW.replace("Rossi", '"Rossi'))
    assert language("en").say(reason.value.label).endswith("in line 4 of the file or below is never closed.")


@pytest.mark.parametrize("name", ["orders.xls", "订单.et"])
def test_a_workbook_of_old_excel_is_refused_with_what_to_do(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(Wrong) as reason:
        import_file(workspace, "orders", tmp_path / name, typing=Typing("zh", date(2026, 1, 1)))
    assert "save it as .xlsx" in language("en").say(reason.value.label)


def test_cells_joined_beside_the_table_are_passed_over(workspace: Workspace, tmp_path: Path) -> None:
    with Book(str(tmp_path / "orders.xlsx")) as book:
        page = book.add_worksheet()
        for row, line in enumerate((HEADED.format("") + ROW + ROW).splitlines()[2:]):
            for column, cell in enumerate(line.split(",")):
                page.write(row, column, cell)
        page.merge_range("Z1:Z2", "")
        page.merge_range("M2:M40", "")
    report = import_file(workspace, "orders", tmp_path / "orders.xlsx", typing=Typing("zh", date(2026, 1, 1)))
    assert not report.problems and report.new["orders"] == 1


def test_a_formula_that_failed_is_told_and_not_taken_for_an_empty_cell(
    workspace: Workspace, tmp_path: Path
) -> None:
    with Book(str(tmp_path / "orders.xlsx")) as book:
        book.add_worksheet("说明 & 目录").write(0, 0, "")
        page = book.add_worksheet("orders")
        page.write_row(2, 1, [*HEADED.split("\n")[2].removesuffix("{}").split(","), "汇率"])
        page.write_row(3, 1, ["A-1", "2025-03-05", "Rossi", "IT", "K", 1, "件", 4, "EUR"])
        page.write_formula(3, 10, "=VLOOKUP(1,B1:C2,2)", None, "#N/A")
    report = import_file(workspace, "orders", tmp_path / "orders.xlsx", typing=Typing("zh", date(2026, 1, 1)))
    assert [(each.row, each.column) for each in report.problems] == [(4, "汇率")]


def test_joined_cells_hold_for_their_rows_where_the_table_begins_beside_the_edge(
    workspace: Workspace, tmp_path: Path
) -> None:
    with Book(str(tmp_path / "orders.xlsx")) as book:
        page = book.add_worksheet()
        page.write_row(2, 2, HEADED.split("\n")[2].removesuffix("{}").split(","))
        for row, product in ((3, "K"), (4, "L")):
            page.write_row(row, 3, ["2025-03-05", "Rossi", "IT", product, 1, "件", 4, "EUR"])
        page.merge_range(3, 2, 4, 2, "A-1")
    report = import_file(workspace, "orders", tmp_path / "orders.xlsx", typing=Typing("zh", date(2026, 1, 1)))
    assert not report.problems and report.new["orders"] == 1
    assert len(workspace.all("order")[0].lines) == 2


def said(workspace: Workspace, text: str) -> Report:
    """What comes of a CSV of orders."""
    file = workspace.path.with_name("orders.csv")
    file.write_text(text, encoding="utf-8")
    return import_file(workspace, "orders", file, typing=Typing("zh", date(2026, 1, 1)))
