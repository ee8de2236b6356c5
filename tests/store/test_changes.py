"""Every change has a name and can be taken back and brought again, also after reopening."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerella.records.brands import Brand, Enterprise
from passerella.records.goals import Goal
from passerella.records.orders import Order, OrderLine
from passerella.records.trade import Buyer, ExchangeRate, Product
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import language


def say(label: Label | None) -> str | None:
    return None if label is None else language("en").say(label)


def names(workspace: Workspace) -> list[str]:
    return sorted(each.name for each in workspace.all("brand"))


def order(number: str = "1", **more: Any) -> Order:
    row = OrderLine(product=1, quantity=Decimal(2), unit_price=Decimal(10))
    return Order(
        **{"number": number, "ordered_on": date(2026, 3, 5), "currency": "EUR", "lines": (row,), **more}
    )


def rate(day: int = 4, value: str = "7.5") -> ExchangeRate:
    return ExchangeRate(currency="EUR", into="CNY", day=date(2026, 3, day), rate=Decimal(value))


def test_a_new_file_has_nothing_to_undo(workspace: Workspace) -> None:
    assert workspace.next_undo() is None
    assert workspace.undo() is None
    assert workspace.redo() is None
    assert workspace.count("enterprise") == 1


def test_undo_and_redo_go_by_name_and_survive_reopening(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    with Workspace.create(path, "E") as first:
        brand = first.save(Brand(name="A"))
        first.save(replace(brand, name="B"))
        first.delete(replace(brand, name="B"))
    expected = ["Delete: Brand B", "Change: Brand B", "New: Brand A"]
    states = [["B"], ["A"], []]
    for name, state in zip(expected, states, strict=True):
        with Workspace(path) as again:
            assert say(again.next_undo()) == name
            assert say(again.undo()) == name
            assert names(again) == state
    for name, state in zip(reversed(expected), [["A"], ["B"], []], strict=True):
        with Workspace(path) as again:
            assert say(again.next_redo()) == name
            assert say(again.redo()) == name
            assert names(again) == state
            assert again.check() == []


def test_an_import_of_many_is_one_change(workspace: Workspace) -> None:
    workspace.save(Brand(name="Z"))
    workspace.save_all([Brand(name=f"B{n}") for n in range(50)], source="brands.csv")
    assert say(workspace.undo()) == "Import: 50 records of Brand"
    assert names(workspace) == ["Z"]
    workspace.redo()
    assert workspace.count("brand") == 51


def test_an_import_is_all_or_nothing(workspace: Workspace) -> None:
    with pytest.raises(Refused):
        workspace.save_all([Brand(name="A"), Brand(name="B"), Brand(name="A")])
    assert names(workspace) == []
    assert workspace.next_undo() is None


def test_an_import_that_changes_one_record_twice_goes_back_to_before_both(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="A"))
    workspace.save_all([replace(brand, name="B"), replace(brand, name="C")])
    workspace.undo()
    assert names(workspace) == ["A"]
    workspace.redo()
    assert names(workspace) == ["C"]


def test_a_new_change_ends_what_could_be_redone(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="A"))
    workspace.save(replace(brand, name="B"))
    workspace.undo()
    workspace.save(Brand(name="C"))
    assert workspace.next_redo() is None
    assert workspace.redo() is None
    assert names(workspace) == ["A", "C"]
    workspace.undo()
    workspace.undo()
    assert names(workspace) == []
    assert workspace.check() == []


def test_a_restored_record_is_still_taken_back_by_undoing_its_making(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="A"))
    workspace.delete(brand)
    workspace.undo()
    workspace.save(Brand(name="C"))
    workspace.undo()
    workspace.undo()
    assert names(workspace) == []


def test_changes_are_listed_newest_first(workspace: Workspace) -> None:
    workspace.save(Brand(name="A"))
    workspace.save(Brand(name="B"))
    assert [say(label) for _at, _who, label in workspace.changes()][:2] == ["New: Brand B", "New: Brand A"]


def test_what_others_refer_to_is_not_deleted(workspace: Workspace) -> None:
    product = workspace.save(Product(sku="P1"))
    buyer = workspace.save(Buyer(company="A"))
    workspace.save(order(buyer=buyer.id))
    for record in (product, buyer):
        with pytest.raises(Refused) as refused:
            workspace.delete(record)
        assert f"refer to {record.company if record is buyer else record.sku}." in str(
            say(refused.value.problems[0].label)
        )
    assert say(workspace.next_undo()) == "New: Order 1"
    workspace.delete(workspace.all("order")[0])
    workspace.delete(buyer)
    assert workspace.count("buyer") == 0


def test_many_are_deleted_as_one_change(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    workspace.save_all([order(str(number)) for number in range(4)])
    workspace.delete_all(workspace.all("order")[1:])
    assert workspace.count("order") == 1
    assert say(workspace.next_undo()) == "Delete: 3 records of Order"
    workspace.undo()
    assert workspace.count("order") == 4 and workspace.check() == []
    workspace.redo()
    assert workspace.count("order") == 1


def test_of_many_none_is_deleted_when_others_refer_to_some_and_those_are_named(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    buyers = workspace.save_all([Buyer(company=name) for name in "ABCDEF"])
    workspace.save_all([order(each.company, buyer=each.id) for each in buyers[1:]])
    for left, named in ((3, "B, C."), (6, "B, C, D and 2 more.")):
        with pytest.raises(Refused) as refused:
            workspace.delete_all(buyers[:left])
        assert f"refer to {named}" in str(say(refused.value.problems[0].label))
    assert workspace.count("buyer") == 6


def test_the_enterprise_of_the_home_currency_stays_until_that_is_changed_itself(workspace: Workspace) -> None:
    first = workspace.all("enterprise")[0]
    second = workspace.save(Enterprise(name="Milan branch", home="EUR"))
    with pytest.raises(Refused) as refused:
        workspace.delete(first)
    assert "home currency CNY is this enterprise's" in str(say(refused.value.problems[0].label))
    assert workspace.count("enterprise") == 2
    workspace.delete(second)
    workspace.undo()
    workspace.save(replace(workspace.get("enterprise", first.id), home="EUR"))
    workspace.delete(workspace.get("enterprise", first.id))
    assert workspace.lookup().home == "EUR"


def test_what_was_deleted_meanwhile_is_not_saved(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="A"))
    workspace.delete(brand)
    for work in (lambda: workspace.save(brand), lambda: workspace.delete(brand)):
        with pytest.raises(Refused):
            work()


def test_a_rate_saved_later_completes_orders_and_undo_takes_it_back(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    made = workspace.save(order())

    def total() -> Decimal | None:
        return workspace.get("order", made.id).home_total

    assert total() is None
    workspace.save(rate())
    assert total() == 150
    saved = workspace.all("exchange_rate")[0]
    workspace.save(replace(saved, rate=Decimal(8)))
    assert total() == 160
    workspace.undo()
    assert total() == 150
    workspace.save(replace(workspace.all("exchange_rate")[0], day=date(2026, 3, 6)))
    assert total() is None
    workspace.undo()
    assert total() == 150
    workspace.undo()
    assert total() is None
    workspace.redo()
    assert total() == 150
    workspace.delete(workspace.all("exchange_rate")[0])
    assert total() is None
    workspace.undo()
    assert total() == 150
    assert workspace.check() == []


def test_lines_come_back_with_their_order(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    made = workspace.save(order())
    row = OrderLine(product=1, quantity=Decimal(1), unit_price=Decimal(1))
    workspace.save(replace(made, lines=(*made.lines, row)))
    workspace.undo()
    assert len(workspace.get("order", made.id).lines) == 1
    workspace.redo()
    assert len(workspace.get("order", made.id).lines) == 2


def test_listeners_hear_which_kinds_changed(workspace: Workspace) -> None:
    heard: list[frozenset[str]] = []
    workspace.listeners.append(heard.append)
    workspace.save(rate())
    workspace.undo()
    assert {"exchange_rate", "order"} <= heard[0]
    assert "exchange_rate" in heard[1]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["new", "change", "delete", "undo", "redo"]), max_size=14))
def test_any_way_through_undo_and_redo_gives_the_states_that_were(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("walk") / "w.passerella"
    with Workspace.create(path, "E") as walked:
        past: list[list[str]] = [[]]
        future: list[list[str]] = []
        for n, step in enumerate(steps):
            brands = walked.all("brand")
            works: dict[str, Callable[[], object]] = {"new": lambda n=n: walked.save(Brand(name=f"new {n}"))}
            if brands:
                works["change"] = lambda n=n, one=brands[0]: walked.save(replace(one, name=f"changed {n}"))
                works["delete"] = lambda one=brands[-1]: walked.delete(one)
            if step in works:
                works[step]()
                past.append(names(walked))
                future.clear()
            elif step == "undo":
                assert (walked.undo() is not None) == (len(past) > 1)
                if len(past) > 1:
                    future.append(past.pop())
            elif step == "redo":
                assert (walked.redo() is not None) == bool(future)
                if future:
                    past.append(future.pop())
            assert names(walked) == past[-1]
        assert walked.check() == []


def test_a_change_is_named_in_the_language_of_who_reads_it(workspace: Workspace) -> None:
    workspace.save(rate())
    label = workspace.next_undo()
    assert [language(code).say(label) for code in ("en", "it")] == [  # type: ignore[arg-type]
        "New: Exchange rate EUR 4 Mar 2026",
        language("it").say(_("New: {kind} {title}")(kind=_("Exchange rate"), title="EUR 04/03/2026")),
    ]


def test_a_name_in_a_change_stays_as_it_was(workspace: Workspace) -> None:
    brand = workspace.save(Brand(name="A"))
    goal = Goal(
        brand=brand.id, measure="press", target=Decimal(9), set_on=date(2026, 1, 1), by=date(2027, 1, 1)
    )
    workspace.save(goal)
    workspace.save(replace(brand, name="B"))
    assert "Goal A Press mentions" in [str(say(label)) for _at, _who, label in workspace.changes()][1]


def test_names_handed_on_within_one_import_go_back_and_forth(workspace: Workspace) -> None:
    one, two = workspace.save_all([Brand(name="A"), Brand(name="B")])
    workspace.save_all([replace(two, name="C"), replace(one, name="B"), Brand(name="A")])
    for _each in range(2):
        workspace.undo()
        assert names(workspace) == ["A", "B"]
        workspace.redo()
        assert [each.name for each in workspace.all("brand")] == ["A", "B", "C"]
        assert [workspace.get("brand", each.id).name for each in (one, two)] == ["B", "C"]
    assert workspace.check() == []


def test_what_was_deleted_meanwhile_is_not_referred_to(workspace: Workspace) -> None:
    workspace.save(Product(sku="P1"))
    buyer = workspace.save(Buyer(company="A"))
    workspace.delete(buyer)
    with pytest.raises(Refused) as refused:
        workspace.save(order(buyer=buyer.id, lines=(replace(order().lines[0], brand=7),)))
    assert [each.field for each in refused.value.problems] == ["buyer", "lines.1.brand"]
    assert say(refused.value.problems[0].label) == "It was deleted meanwhile. Choose another."
