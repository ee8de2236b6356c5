"""A kind that nobody has seen gets its table, form values, history and search from its declaration."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest

from passerella.records import core
from passerella.records.brands import Brand
from passerella.records.core import Record, kind_of, kinds
from passerella.records.declaring import derived, field, lines, needed, record
from passerella.records.kinds import Choice, Currency, Money, Name, On, Quantity, Reference
from passerella.store.errors import Refused
from passerella.store.files import CannotOpen
from passerella.store.schema import statements
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label


class Declared:
    """The classes of the new kind."""

    loan: Any
    row: Any


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Declared:
    """A loan of samples with its rows, declared for one test only."""
    monkeypatch.setattr(core, "_KINDS", dict(core._KINDS))
    monkeypatch.setattr(core, "_BY_CLASS", dict(core._BY_CLASS))

    @record(label=Label("Piece"), plural=Label("Pieces"), title=("name",), inside=True)
    class LoanPiece(Record):
        name: Name = needed(Label("Name"))
        quantity: Quantity = needed(Label("Quantity"))

    @record(
        label=Label("Sample loan"), plural=Label("Sample loans"), title=("taker", "brand"), on="lent_on",
        unique=(("taker",),),
    )  # fmt: skip
    class SampleLoan(Record):
        taker: Name = needed(Label("Taker"))
        brand: Annotated[int, Reference("brand")] = needed(Label("Brand"))
        lent_on: On = needed(Label("Lent on"))
        state: Annotated[str, Choice({"out": Label("Out"), "back": Label("Back")})] = field(
            Label("State"), default="out"
        )
        currency: Currency = field(Label("Currency"), default="EUR")
        deposit: Annotated[Decimal, Money()] | None = field(Label("Deposit"))
        pieces_in_all: Quantity | None = derived(Label("Pieces in all"))
        pieces: tuple[LoanPiece, ...] = lines(Label("Pieces"))

        def derived(self, look: Any) -> dict[str, Any]:
            return {"pieces_in_all": sum((row.quantity for row in self.pieces), Decimal(0))}

    made = Declared()
    made.loan, made.row = SampleLoan, LoanPiece
    return made


@pytest.fixture
def opened(declared: Declared, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace made while the new kind is declared, with one brand in it."""
    with Workspace.create(tmp_path / "new.passerella", "E") as made:
        made.save(Brand(name="古驰"))
        yield made


def loan(declared: Declared, taker: str = "张三", **more: Any) -> Any:
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


def test_the_declaration_says_it_all(declared: Declared) -> None:
    kind = kind_of(declared.loan)
    assert (kind.name, kind.code, kind.on) == ("sample_loan", "sample_loans", "lent_on")
    assert kind.lines is not None and kind.lines.kind.name == "loan_piece"
    assert "sample_loan" in kinds() and "loan_piece" not in kinds()
    assert "pieces_in_all" not in [each.name for each in kind.typed]


def test_its_tables_are_part_of_the_schema(declared: Declared) -> None:
    made = "\n".join(statements())
    assert 'CREATE TABLE "sample_loan"' in made
    assert 'CREATE TABLE "loan_piece"' in made
    assert '"brand" INTEGER NOT NULL' in made


def test_it_is_saved_with_its_rows_and_read_back(declared: Declared, opened: Workspace) -> None:
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


def test_it_has_history(declared: Declared, opened: Workspace) -> None:
    saved = opened.save(loan(declared))
    opened.delete(saved)
    assert opened.count("sample_loan") == 0
    opened.undo()
    assert len(opened.get("sample_loan", saved.id).pieces) == 2
    opened.undo()
    assert opened.count("sample_loan") == 0
    opened.redo()
    assert opened.get("sample_loan", saved.id).pieces_in_all == Decimal("3.5")


def test_it_is_found_by_its_words_and_by_what_it_refers_to(declared: Declared, opened: Workspace) -> None:
    first, second = opened.save(loan(declared)), opened.save(loan(declared, "Rossi"))
    assert list(opened.find("sample_loan", Query(search="zs"))) == [first.id]
    assert list(opened.find("sample_loan", Query(search="rossi 古驰"))) == [second.id]
    assert list(opened.find("sample_loan", Query(equal=(("state", "back"),)))) == []


def test_its_rules_hold(declared: Declared, opened: Workspace) -> None:
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


def test_a_file_of_other_declarations_is_not_opened(workspace: Workspace, declared: Declared) -> None:
    with pytest.raises(CannotOpen):
        Workspace(workspace.path, writing=False)


def test_nothing_of_it_remains_afterwards() -> None:
    assert "sample_loan" not in kinds()
