"""Files out, and in again."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from passerella.exchange.exporting import export_file
from passerella.exchange.importing import import_file
from passerella.exchange.judging import typed_values
from passerella.exchange.tables import read_tables
from passerella.exchange.written import plain_number, write_csv
from passerella.records.everything import (
    brands,
    goals,
    kinds,
    orders,
    prices,
    shows,
    standing,
    surveys,
    trade,
)
from passerella.records.kinds import Choice, Typing
from passerella.store.workspace import Query, Workspace
from passerella.texts.language import CODES, language

TYPING = Typing("en", date(2025, 10, 1))
LIVE = '=HYPERLINK("http://x")'


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.passerella", "清河羊绒") as made:
        fill(made)
        yield made


def fill(workspace: Workspace) -> None:
    brand = workspace.save(brands.Brand(name="清河羊绒"))
    series = workspace.save(
        surveys.SurveySeries(name="Milan", country="IT", audience="women", method="street")
    )
    result = surveys.SurveyResult(brand=brand.id, aided=60)
    workspace.save(
        surveys.SurveyWave(series=series.id, fielded_to=date(2025, 3, 1), asked=400, results=(result,))
    )
    for value in ("12.5", "20"):
        fact = standing.ReportedFact(
            subject="S",
            measure="aim",
            comparator="=",
            value=Decimal(value),
            unit="%",
            said=value,
            stated_by="X",
        )
        workspace.save(fact)
    goal = goals.Goal(
        brand=brand.id,
        measure="aided",
        series=series.id,
        target=Decimal(25),
        set_on=date(2025, 1, 1),
        by=date(2026, 1, 1),
    )
    workspace.save(goal)
    show = workspace.save(shows.Show(name="MFW"))
    fair = [
        shows.Appearance(show=show.id, season="2026SS", starts_on=date(2025, 9, 24), brand=shown)
        for shown in (None, brand.id)
    ]
    saved = [workspace.save(each) for each in fair]
    buyer = workspace.save(trade.Buyer(company=LIVE, people="-5", notes="two\nlines"))
    product = workspace.save(trade.Product(sku="'=K", name="羊绒衫"))
    rows = tuple(
        orders.OrderLine(product=product.id, quantity=Decimal(quantity), unit_price=Decimal("40.125"))
        for quantity in ("1.234", "1000")
    )
    order = orders.Order(
        number="007",
        buyer=buyer.id,
        ordered_on=date(2025, 10, 1),
        currency="EUR",
        rate=Decimal("7.8"),
        appearance=saved[1].id,
        lines=rows,
    )
    workspace.save(order)
    workspace.save(
        prices.Price(
            product=product.id, currency="EUR", unit_price=Decimal("40"), valid_from=date(2025, 1, 1)
        )
    )


def test_everything_comes_back_the_same(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    export_file(workspace, "all", target)
    with Workspace.create(tmp_path / "other.passerella", "another") as other:
        report = import_file(other, "all", target, typing=TYPING)
        assert report.problems == [] and report.saved
        for name in kinds():
            pairs = list(zip(workspace.all(name), other.all(name), strict=True))
            assert all(typed_values(one) == typed_values(two) for one, two in pairs), name
        again = import_file(other, "all", target, typing=TYPING)
        assert (again.problems, again.new, again.changed) == ([], {}, {})


def test_names_that_differ_little_come_back_as_they_are(workspace: Workspace, tmp_path: Path) -> None:
    pairs = [("ABC", None), ("ＡＢＣ", None), ("罗西", "Rossi"), ("Rossi", None)]
    (line,) = workspace.all("order")[0].lines[:1]
    for number, (company, latin) in enumerate(pairs):
        buyer = workspace.save(trade.Buyer(company=company, latin=latin))
        order = orders.Order(
            number=f"B{number}", buyer=buyer.id, ordered_on=date(2025, 1, 1), currency="CNY", lines=(line,)
        )
        workspace.save(order)
    export_file(workspace, "all", tmp_path / "all.xlsx")
    with Workspace.create(tmp_path / "other.passerella", "another") as other:
        assert import_file(other, "all", tmp_path / "all.xlsx", typing=TYPING).problems == []
        for number, (company, _latin) in enumerate(pairs):
            (order,) = other.all("order", Query(equal=(("number", f"B{number}"),)))
            assert other.get("buyer", order.buyer).company == company


def test_everything_over_itself_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    export_file(workspace, "all", target)
    before = len(workspace.changes())
    report = import_file(workspace, "all", target, typing=TYPING)
    assert (report.problems, report.new, report.changed) == ([], {}, {})
    assert len(workspace.changes()) == before


@pytest.mark.parametrize("code", CODES)
def test_choices_go_out_in_the_words_of_a_language_and_come_in_again(
    workspace: Workspace, tmp_path: Path, code: str
) -> None:
    order = workspace.save(replace(workspace.all("order")[0], appearance=None))
    source, words = tmp_path / "orders.xlsx", language(code)
    export_file(workspace, "orders", source, words)
    rows = CalamineWorkbook.from_path(str(source)).get_sheet_by_index(0).to_python()
    written = {cell for row in rows for cell in row}
    assert {words.say(orders.STATUSES[order.status]), words.say(orders.LINE_KINDS["goods"])} <= written
    report = import_file(workspace, "orders", source, typing=Typing(code, date(2025, 10, 1)))
    assert (report.problems, report.new, report.changed) == ([], {}, {})


@pytest.mark.parametrize("code", CODES)
def test_no_two_choices_of_a_field_are_called_the_same(code: str) -> None:
    for kind in kinds().values():
        for each in (*kind.fields, *(kind.lines.kind.fields if kind.lines else ())):
            if isinstance(each.kind, Choice):
                called = [language(code).say(label).casefold() for label in each.kind.options.values()]
                assert len(set(called)) == len(called), (kind.name, each.name)


def test_a_record_is_changed_by_its_key(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    export_file(workspace, "all", target)
    (buyer,) = workspace.all("buyer")
    workspace.save(replace(buyer, company="renamed", country="IT"))
    report = import_file(workspace, "all", target, typing=TYPING)
    assert report.problems == [] and report.changed == {"buyers": 1}
    (again,) = workspace.all("buyer")
    assert (again.id, again.company, again.country) == (buyer.id, LIVE, None)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("code", ["it", "en"])
def test_orders_come_back_into_an_empty_workspace(
    workspace: Workspace, tmp_path: Path, ending: str, code: str
) -> None:
    workspace.save(replace(workspace.all("order")[0], appearance=None))
    target = tmp_path / f"orders.{ending}"
    assert export_file(workspace, "orders", target, language("en") if code == "en" else None) == 2
    with Workspace.create(tmp_path / "other.passerella", "another") as other:
        report = import_file(other, "orders", target, typing=Typing(code, date(2025, 10, 1)))
        assert report.problems == []
        one, two = workspace.all("order")[0], other.all("order")[0]
        assert [row.quantity for row in two.lines] == [Decimal("1.234"), Decimal(1000)]
        assert (two.number, two.status, two.home_total) == (one.number, one.status, one.home_total)
        assert other.all("buyer")[0].company == LIVE
        assert other.all("product")[0].sku == "'=K"


def test_surveys_come_back_with_their_series(workspace: Workspace, tmp_path: Path) -> None:
    export_file(workspace, "surveys", tmp_path / "s.csv")
    with Workspace.create(tmp_path / "other.passerella", "another") as other:
        other.save(brands.Brand(name="清河羊绒"))
        assert import_file(other, "surveys", tmp_path / "s.csv", typing=TYPING).problems == []
        (series,) = other.all("survey_series")
        assert (series.name, series.country, series.audience) == ("Milan", "IT", "women")


def test_no_text_becomes_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    export_file(workspace, "buyers", tmp_path / "b.csv")
    data = (tmp_path / "b.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "b.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["company"], row["people"]) == ("'" + LIVE, "'-5")
    export_file(workspace, "buyers", tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    with CalamineWorkbook.from_path(str(tmp_path / "b.xlsx")) as read:
        assert read.get_sheet_by_index(0).to_python()[1][0] == LIVE


@given(st.text("=+-@＝;,'\t\r\n a1", max_size=8), st.booleans())
def test_any_text_comes_back_and_computes_with_no_separator(text: str, commas: bool) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "t.csv")
        write_csv(file, ["head", "next"], [[text, "x"]], commas=commas)
        table = read_tables(file)[""]
        (row,) = [row for chunk in table.chunks() for row in chunk.rows]
        assert (table.plain(row[0]), row[1]) == (text, "x")
        parts = re.split("[,\t\r\n]" if commas else "[;\t\r\n]", str(row[0]))
        assert not any(part.startswith(("=", "+", "-", "@", "＝")) for part in parts)


def test_a_list_in_italian_is_as_excel_there_wants_it(workspace: Workspace, tmp_path: Path) -> None:
    (order,) = workspace.all("order")
    workspace.save(replace(order, appearance=None))
    export_file(workspace, "orders", tmp_path / "o.csv", language("it"))
    lines = (tmp_path / "o.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].count(";") > 20 and ";40,1250;" in lines[1]
    for code in ("it", "en"):
        report = import_file(workspace, "orders", tmp_path / "o.csv", typing=replace(TYPING, code=code))
        assert (report.problems, report.known) == ([], {"orders": 1})


def test_days_and_numbers_are_real_in_excel(workspace: Workspace, tmp_path: Path) -> None:
    export_file(workspace, "orders", tmp_path / "o.xlsx")
    with CalamineWorkbook.from_path(str(tmp_path / "o.xlsx")) as book:
        header, row, *_rest = book.get_sheet_by_index(0).to_python()
    cells = dict(zip(header, row, strict=True))
    assert (cells["number"], cells["ordered_on"], cells["unit_price"]) == ("007", date(2025, 10, 1), 40.125)


@pytest.mark.parametrize(
    ("value", "text"), [("1.234", "1.2340"), ("12.000", "12"), ("1000", "1000"), ("0.5", "0.5")]
)
def test_numbers_are_never_taken_for_thousands(value: str, text: str) -> None:
    assert plain_number(Decimal(value)) == text


def test_one_kind_is_taken_from_its_sheet_of_a_workbook(workspace: Workspace, tmp_path: Path) -> None:
    export_file(workspace, "all", tmp_path / "all.xlsx")
    with Workspace.create(tmp_path / "other.passerella", "another") as other:
        assert import_file(other, "buyers", tmp_path / "all.xlsx", typing=TYPING).saved
        assert [each.company for each in other.all("buyer")] == [LIVE]
