"""A kind that nobody has seen gets its table, form values, history and search from its declaration."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from passerella.records.core import kind_of, kinds
from passerella.store.errors import Refused
from passerella.store.files import CannotOpen
from passerella.store.schema import statements
from passerella.store.workspace import Query, Workspace


def loan(declared: Any, taker: str = "张三", **more: Any) -> Any:
    rows = (
        declared.row(name="coat", quantity=Decimal("1.5")),
        declared.row(name="scarf", quantity=Decimal(2)),
    )
    values = {
        "taker": taker,
        "brand": 1,
        "lent_on": date(2026, 3, 5),
        "deposit": Decimal("12.50"),
        "pieces": rows,
    }
    return declared.loan(**{**values, **more})


def test_the_declaration_says_it_all(declared: Any) -> None:
    kind = kind_of(declared.loan)
    assert (kind.name, kind.code, kind.on) == ("sample_loan", "sample_loans", "lent_on")
    assert kind.lines is not None and kind.lines.kind.name == "loan_piece"
    assert "sample_loan" in kinds() and "loan_piece" not in kinds()
    assert "pieces_in_all" not in [each.name for each in kind.typed]


def test_its_tables_are_part_of_the_schema(declared: Any) -> None:
    made = "\n".join(statements())
    assert 'CREATE TABLE "sample_loan"' in made
    assert 'CREATE TABLE "loan_piece"' in made
    assert '"brand" INTEGER NOT NULL' in made


def test_it_is_saved_with_its_rows_and_read_back(declared: Any, opened: Workspace) -> None:
    saved = opened.save(loan(declared))
    read = opened.get("sample_loan", saved.id)
    assert (read.taker, read.deposit, read.state, read.lent_on) == (
        "张三",
        Decimal("12.50"),
        "out",
        date(2026, 3, 5),
    )
    assert read.pieces_in_all == Decimal("3.5")
    assert [(row.name, row.quantity) for row in read.pieces] == [("coat", Decimal("1.5")), ("scarf", 2)]


def test_it_has_history(declared: Any, opened: Workspace) -> None:
    saved = opened.save(loan(declared))
    opened.delete(saved)
    assert opened.count("sample_loan") == 0
    opened.undo()
    assert len(opened.get("sample_loan", saved.id).pieces) == 2
    opened.undo()
    assert opened.count("sample_loan") == 0
    opened.redo()
    assert opened.get("sample_loan", saved.id).pieces_in_all == Decimal("3.5")


def test_it_is_found_by_its_words_and_by_what_it_refers_to(declared: Any, opened: Workspace) -> None:
    first, second = opened.save(loan(declared)), opened.save(loan(declared, "Rossi"))
    assert list(opened.find("sample_loan", Query(search="zs"))) == [first.id]
    assert list(opened.find("sample_loan", Query(search="rossi 古驰"))) == [second.id]
    assert list(opened.find("sample_loan", Query(equal=(("state", "back"),)))) == []


def test_its_rules_hold(declared: Any, opened: Workspace) -> None:
    opened.save(loan(declared))
    for wrong in (
        loan(declared),
        loan(declared, "B", deposit=Decimal(-1)),
        loan(declared, "C", state="lost"),
        loan(declared, "D", pieces=(declared.row(name=None, quantity=Decimal(1)),)),
    ):
        with pytest.raises(Refused):
            opened.save(wrong)
    with pytest.raises(Refused):
        opened.delete(opened.get("brand", 1))


def test_a_file_of_other_declarations_is_not_opened(workspace: Workspace, declared: Any) -> None:
    with pytest.raises(CannotOpen):
        Workspace(workspace.path, writing=False)


def test_nothing_of_it_remains_afterwards() -> None:
    assert "sample_loan" not in kinds()
