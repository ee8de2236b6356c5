"""Names of changes, how far undo goes, and amounts that follow the home currency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from passerella.exchange.importing import import_file
from passerella.exchange.sample import make_sample
from passerella.records.everything import brands, orders, surveys, trade
from passerella.records.kinds import Typing
from passerella.store import rows
from passerella.store.backups import backups
from passerella.store.workspace import Workspace
from passerella.texts.language import language

say = language("en").say


def order(**more: object) -> orders.Order:
    line = orders.OrderLine(kind="freight", quantity=Decimal(1), unit_price=Decimal(10))
    values = {"number": "1", "ordered_on": date(2025, 3, 5), "currency": "EUR", "lines": (line,), **more}
    return orders.Order(**values)  # type: ignore[arg-type]


def test_an_import_is_named_after_its_kind_and_backed_up_first(workspace: Workspace) -> None:
    source = workspace.path.with_name("in.csv")
    source.write_text(
        "number,date,buyer,product,quantity,unit,unit_price,currency\n"
        "1,2025-03-05,Rossi,K,1,pc,1,CNY\n2,2025-03-05,Rossi,K,1,pc,1,CNY\n"
    )
    typing = Typing("en", date(2025, 10, 1))
    import_file(workspace, "orders", source, typing=typing, dry_run=True)
    assert backups(workspace.path) == []
    assert import_file(workspace, "orders", source, typing=typing).saved
    assert say(workspace.next_undo()) == "Import: 2 records of Order"  # type: ignore[arg-type]
    (copy,) = backups(workspace.path)
    with Workspace(copy, writing=False) as opened:
        assert opened.count("order") == 0


def test_records_of_several_kinds_are_named_as_such(workspace: Workspace) -> None:
    workspace.save_all([brands.Brand(name="A"), trade.Buyer(company="B")])
    assert say(workspace.next_undo()) == "Import: 2 records"  # type: ignore[arg-type]


def test_saving_nothing_is_no_change(workspace: Workspace) -> None:
    assert workspace.save_all([]) == [] and len(workspace.changes()) == 1


def test_undo_stops_at_the_sample(tmp_path: Path) -> None:
    file = tmp_path / "s.passerella"
    make_sample(file)
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".lock"] == [file.name]
    with Workspace(file) as opened:
        assert opened.next_undo() is None and opened.undo() is None
        opened.save(brands.Brand(name="Another"))
        assert opened.undo() is not None and opened.undo() is None
        assert opened.redo() is not None and opened.count("order") > 0


def test_orders_follow_the_home_currency_and_back(workspace: Workspace) -> None:
    workspace.save(order())
    assert workspace.all("order")[0].home_total is None
    (firm,) = workspace.all("enterprise")
    workspace.save(replace(firm, home="EUR"))
    (found,) = workspace.all("order")
    assert (found.home, found.home_total, found.lines[0].home_value) == ("EUR", 10, 10)
    workspace.undo()
    assert workspace.all("order")[0].home == "CNY" and workspace.all("order")[0].home_total is None


def test_days_of_an_order(workspace: Workspace) -> None:
    early = date(2025, 3, 4)
    found = workspace.problems(order(confirmed_on=early, ship_by=early, rate=Decimal(8)))
    assert [(each.field, each.notice) for each in found] == [("confirmed_on", False), ("ship_by", True)]


def test_no_more_consider_than_were_asked(workspace: Workspace) -> None:
    brand = workspace.save(brands.Brand(name="A")).id
    series = workspace.save(surveys.SurveySeries(name="S", audience="a", method="m")).id
    row = surveys.SurveyResult(brand=brand, aided=100, considered=101, inquired=100, bought=102)
    wave = surveys.SurveyWave(series=series, fielded_to=date(2025, 3, 5), asked=100, results=(row,))
    assert [each.field for each in workspace.problems(wave)] == ["results.1.considered", "results.1.bought"]


def test_many_are_fetched_in_their_order(workspace: Workspace) -> None:
    made = workspace.save_all([brands.Brand(name=f"{n:04}") for n in range(1203)])
    ids = [each.id for each in reversed(made)]
    kind = rows.kind_of(brands.Brand)
    assert [each.id for each in rows.fetch(workspace.read, kind, [*ids, 99999])] == ids
