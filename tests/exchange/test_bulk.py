"""Entering many records at once gives what saving them one by one gives."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerella.exchange import tables
from passerella.exchange.exporting import export_file
from passerella.exchange.importing import Report, import_file
from passerella.exchange.sample import make_sample
from passerella.records.brands import Brand
from passerella.records.everything import kinds, orders
from passerella.records.kinds import Reference, Typing
from passerella.store import rows
from passerella.store.bulk import uids
from passerella.store.errors import CannotWrite
from passerella.store.workspace import Workspace
from passerella.texts.language import language

TYPING = Typing("en", date(2026, 3, 1))
HEAD = ["number", "date", "buyer", "market", "product", "quantity", "unit", "unit_price", "discount"]
HEAD += ["currency", "rate", "kind"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of three rows, so that records lie across their edges."""
    monkeypatch.setattr(tables, "AT_ONCE", 3)


def table(workspace: Workspace, name: str, *, ids: bool) -> list[tuple[object, ...]]:
    """What a table holds, but for the keys that differ from file to file."""
    found = workspace.read.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()
    left_out = {"uid", "created_in", "changed_in"} | (set() if ids else {"id"})
    return [tuple(row[key] for key in row.keys() if key not in left_out) for row in found]  # noqa: SIM118


def contents(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    found = {name: table(workspace, name, ids=True) for name in kinds()}
    inner = [kind.lines.kind.name for kind in kinds().values() if kind.lines is not None]
    return found | {name: table(workspace, name, ids=False) for name in inner}


def bring(workspace: Workspace, code: str, text: str, **more: object) -> Report:
    source = workspace.path.with_name("in.csv")
    source.write_text(text, encoding="utf-8", newline="")
    return import_file(workspace, code, source, typing=TYPING, **more)  # type: ignore[arg-type]


def test_every_kind_enters_as_if_saved_record_by_record(tmp_path: Path) -> None:
    make_sample(tmp_path / "sample.passerella")
    with Workspace(tmp_path / "sample.passerella", daily=False) as sample:
        export_file(sample, "all", tmp_path / "all.xlsx")
        (firm,) = sample.all("enterprise")
        ones = [each for name in kinds() if name != "enterprise" for each in sample.all(name)]
    with Workspace.create(tmp_path / "bulk.passerella", "X") as bulk:
        report = import_file(bulk, "all", tmp_path / "all.xlsx", typing=TYPING)
        assert report.saved and report.problems == []
        with Workspace.create(tmp_path / "single.passerella", "X") as single:
            single.save(replace(firm, id=1))
            new_ids: dict[tuple[str, int], int] = {}
            for each in ones:
                single.save(relinked(each, new_ids))
            assert contents(bulk) == contents(single)
            assert bulk.check() == []


def relinked(record: rows.Record, new_ids: dict[tuple[str, int], int]) -> rows.Record:
    """A record to be saved as new: ids count from 1 in a new file."""
    name = rows.kind_of(record).name
    new_ids[name, record.id] = 1 + sum(1 for kind, _id in new_ids if kind == name)
    made = replace(record, id=0)  # type: ignore[type-var]
    return point(made, new_ids)


def point(record: rows.Record, new_ids: dict[tuple[str, int], int]) -> rows.Record:
    kind = rows.kind_of(record)
    links = {
        each.name: new_ids[each.kind.kind, value]
        for each in kind.fields
        if isinstance(each.kind, Reference) and (value := getattr(record, each.name)) is not None
    }
    if kind.lines is not None:
        links[kind.lines.name] = tuple(point(row, new_ids) for row in getattr(record, kind.lines.name))
    return replace(record, **links)  # type: ignore[type-var]


def amounts(places: int, most: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=0, max_value=most, places=places, allow_nan=False, allow_infinity=False)


LINES = st.fixed_dictionaries(
    {
        "product": st.sampled_from(["KN-1", "羊绒衫", "P 3"]),
        "quantity": amounts(3, 10**6),
        "unit": st.sampled_from(["pc", "kg", ""]),
        "unit_price": amounts(4, 10**5),
        "discount": st.none() | amounts(2, 100),
        "kind": st.sampled_from(["goods", "return", "sample"]),
    }
)
ORDERS = st.fixed_dictionaries(
    {
        "ordered_on": st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        "buyer": st.none() | st.sampled_from(["Rossi Srl", "李四贸易", "Ωmega"]),
        "market": st.none() | st.sampled_from(["IT", "CN", "US"]),
        "currency": st.sampled_from(["EUR", "JPY", "CNY", "KWD"]),
        "rate": st.none() | amounts(8, 100).filter(bool),
        "lines": st.lists(LINES, min_size=1, max_size=4),
    }
)


@pytest.mark.usefixtures("small")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(orders=st.lists(ORDERS, min_size=1, max_size=5))
def test_orders_enter_as_if_saved_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, orders: list[dict]
) -> None:
    folder = tmp_path_factory.mktemp("w")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for number, order in enumerate(orders, 1):
        for line in order["lines"]:
            given = {**order, **line, "number": f"PI-{number}", "date": order["ordered_on"]}
            writer.writerow([typed(given[name]) for name in HEAD])
    with Workspace.create(folder / "bulk.passerella", "X") as bulk:
        report = bring(bulk, "orders", text.getvalue())
        assert report.problems == [] and report.saved
        with Workspace.create(folder / "single.passerella", "X") as single:
            for name in ("buyer", "product"):
                for each in sorted(bulk.all(name), key=lambda each: int(each.id)):
                    single.save(replace(each, id=0))
            for number, order in enumerate(orders, 1):
                single.save(made(single, f"PI-{number}", order))
            assert contents(bulk) == contents(single)


def typed(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def made(workspace: Workspace, number: str, given: dict) -> orders.Order:
    buyers = {each.company: each.id for each in workspace.all("buyer")}
    products = {each.sku: each.id for each in workspace.all("product")}
    lines = tuple(
        orders.OrderLine(**{**line, "product": products[line["product"]], "unit": line["unit"] or "pc"})
        for line in given["lines"]
    )
    day = given["ordered_on"]
    own = {**given, "number": number, "buyer": buyers.get(given["buyer"]), "lines": lines}
    return orders.Order(**own, status="shipped", confirmed_on=day, shipped_on=day)


def order_rows(*numbers: int) -> str:
    head = "number,date,buyer,product,quantity,unit_price,currency,rate\n"
    return head + "".join(
        f"PI-{n},2025-03-05,Rossi,K{place},1,{place + 1},EUR,7.8\n" for place, n in enumerate(numbers)
    )


@pytest.mark.usefixtures("small")
def test_rows_of_one_order_may_lie_anywhere(workspace: Workspace) -> None:
    report = bring(workspace, "orders", order_rows(1, 1, 2, 3, 2, 1, 4, 3))
    assert report.problems == [] and report.new["orders"] == 4 and report.rows == 8
    found = {each.number: [int(row.unit_price) for row in each.lines] for each in workspace.all("order")}
    assert found == {"PI-1": [1, 2, 6], "PI-2": [3, 5], "PI-3": [4, 8], "PI-4": [7]}


@pytest.mark.usefixtures("small")
def test_problems_in_scattered_rows_name_their_rows(workspace: Workspace) -> None:
    text = order_rows(1, 2, 3, 4, 1).replace("K4,1,5", "K4,1,five")
    assert [(each.row, each.column) for each in bring(workspace, "orders", text).problems] == [
        (6, "unit_price")
    ]
    assert workspace.count("order") == 0


@pytest.mark.usefixtures("small")
def test_prices_that_overlap_far_apart_are_both_named(workspace: Workspace) -> None:
    head = "product,currency,unit_price,valid_from,valid_to\n"
    others = "".join(f"K{n},EUR,1,2025-01-01,\n" for n in range(2, 9))
    text = head + "K1,EUR,4,2025-01-01,2025-06-30\n" + others + "K1,EUR,5,2025-03-01,2025-12-31\n"
    assert [each.row for each in bring(workspace, "prices", text).problems] == [2, 10]
    assert workspace.count("price") == workspace.count("product") == 0


@pytest.mark.usefixtures("small")
def test_numbers_of_rows_count_the_lines_of_quoted_cells(workspace: Workspace) -> None:
    text = 'company,notes,country\r\nA,"one\r\ntwo",IT\r\n\r\nB,,Atlantis\r\n"C","x\ny",IT\r\nD,,Nowhere\r\n'
    assert [each.row for each in bring(workspace, "buyers", text).problems] == [5, 8]
    assert bring(workspace, "buyers", text.replace("Atlantis", "").replace("Nowhere", "")).new == {
        "buyers": 4
    }
    assert workspace.all("buyer")[0].notes == "one\r\ntwo"


def test_an_order_without_status_is_confirmed_and_shipped_on_its_day(workspace: Workspace) -> None:
    assert bring(workspace, "orders", order_rows(1)).saved
    (order,) = workspace.all("order")
    day = date(2025, 3, 5)
    assert (order.status, order.confirmed_on, order.shipped_on) == ("shipped", day, day)


def test_columns_that_a_file_lacks_keep_what_stands(workspace: Workspace) -> None:
    bring(workspace, "orders", order_rows(1))
    (order,) = workspace.all("order")
    workspace.save(replace(order, status="production", shipped_on=None, terms="30 days"))
    report = bring(workspace, "orders", order_rows(1).replace(",7.8", ",7.9"))
    assert report.changed == {"orders": 1}
    (order,) = workspace.all("order")
    assert (order.status, order.shipped_on, order.terms) == ("production", None, "30 days")
    assert order.rate == Decimal("7.9") and order.home_total == Decimal("7.90")


@pytest.mark.usefixtures("small")
def test_what_stands_already_is_known_among_new_and_changed(workspace: Workspace) -> None:
    bring(workspace, "orders", order_rows(1, 1, 2))
    changes = len(workspace.changes())
    report = bring(workspace, "orders", order_rows(1, 1, 2).replace(",3,EUR", ",9,EUR") + order_rows(3)[62:])
    assert (report.known, report.changed, report.new) == ({"orders": 1}, {"orders": 1}, {"orders": 1})
    assert len(workspace.changes()) == changes + 1
    workspace.undo()
    assert [int(each.total) for each in workspace.all("order")] == [3, 3]


def test_a_kind_without_identity_knows_what_says_the_same(workspace: Workspace) -> None:
    text = "subject,measure,comparator,value,unit,stated_by\n清河,export_value,>,20,%,Xinhua\n"
    assert bring(workspace, "facts", text).new == {"facts": 1}
    again = bring(workspace, "facts", text)
    assert (again.new, again.known) == ({}, {"facts": 1})
    assert workspace.count("reported_fact") == 1


def test_money_with_more_decimals_than_its_currency_has_is_refused(workspace: Workspace) -> None:
    workspace.save(kinds()["show"].make(name="MFW"))
    head = "show,season,starts_on,currency,cost\n"
    text = head + "MFW,SS26,2025-09-25,EUR,10.555\nMFW,AW26,2026-02-25,JPY,10.5\n"
    text += "MFW,SS27,2026-09-25,KWD,10.555\n"
    problems = bring(workspace, "appearances", text).problems
    assert [(each.row, each.column, language("en").say(each.reason)) for each in problems] == [
        (2, "cost", "Amounts in EUR have at most 2 decimals."),
        (3, "cost", "Amounts in JPY have no decimals."),
    ]


@pytest.mark.usefixtures("small")
def test_progress_is_told_and_ends_full(workspace: Workspace) -> None:
    heard: list[tuple[int, int]] = []
    bring(workspace, "orders", order_rows(*range(20)), watch=lambda *told: heard.append(told))
    assert len(heard) > 7 and heard == sorted(heard)
    assert {total for _done, total in heard} == {heard[0][1]} and heard[-1][0] == heard[-1][1]


class Enough(Exception):
    """The watcher wants no more."""


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("when", [1, 5, 9])
def test_stopping_at_any_time_leaves_the_file_as_it_was(workspace: Workspace, when: int) -> None:
    before, heard = contents(workspace), []

    def watch(*told: int) -> None:
        heard.append(told)
        if len(heard) == when:
            raise Enough

    with pytest.raises(Enough):
        bring(workspace, "orders", order_rows(*range(20)), watch=watch)
    assert contents(workspace) == before and len(workspace.changes()) == 1
    assert bring(workspace, "orders", order_rows(*range(20))).saved and workspace.check() == []


def test_a_failing_disk_leaves_the_file_as_it_was(workspace: Workspace) -> None:
    before = contents(workspace)
    workspace.post(lambda: limit(workspace)).result()
    with pytest.raises(CannotWrite):
        bring(workspace, "orders", order_rows(*range(3000)))
    assert contents(workspace) == before and workspace.check() == []


def limit(workspace: Workspace) -> None:
    pages = workspace.read.execute("PRAGMA page_count").fetchone()[0]
    workspace._db.execute(f"PRAGMA max_page_count = {pages + 3}")


def test_uids_drawn_at_once_are_of_version_seven_and_never_the_same() -> None:
    made = uids(5000)
    assert len(set(made)) == 5000
    assert all(len(each) == 16 and each[6] >> 4 == 7 and each[8] >> 6 == 2 for each in made)


def test_nothing_is_left_in_the_temporary_folder(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert bring(workspace, "orders", order_rows(1)).saved
    bring(workspace, "orders", "number,date\nPI-9,never\n")
    assert list(folder.iterdir()) == []


def test_names_that_two_records_would_exchange_are_refused_by_name(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "w.passerella", "X") as workspace:
        one, two = workspace.save_all([Brand(name="A"), Brand(name="B")])
        keys = [workspace.uid("brand", each.id).hex() for each in (one, two)]
        report = bring(workspace, "brands", f"key,name\n{keys[0]},B\n{keys[1]},A\n")
        assert not report.saved
        assert [language("en").say(each.reason) for each in report.problems] == ["Already recorded as B."]
        assert [each.name for each in workspace.all("brand")] == ["A", "B"]
