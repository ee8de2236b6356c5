"""What every test stands on: a workspace of its own and a home of its own."""

import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, settings

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
DESKTOP = Path(__file__).resolve().parents[1] / "desktop"
if str(DESKTOP) not in sys.path:
    sys.path.insert(0, str(DESKTOP))

from passerella.records import core  # noqa: E402
from passerella.records.addresses import Email, Phone, Url  # noqa: E402
from passerella.records.brands import Brand  # noqa: E402
from passerella.records.core import Record  # noqa: E402
from passerella.records.declaring import derived, field, lines, needed, record  # noqa: E402
from passerella.records.kinds import Choice, Currency, Name, On, Reference  # noqa: E402
from passerella.records.numbers import Money, Quantity  # noqa: E402
from passerella.records.pictures import Picture  # noqa: E402
from passerella.store.workspace import Workspace  # noqa: E402
from passerella.texts.label import Label  # noqa: E402

# A busy machine fails no test: nothing here asserts a time.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder that no other test and no person has."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PASSERELLA_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style that the program starts with, on every system."""
    return ["passerella", "-style", "Fusion"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace with its enterprise in it, open for writing."""
    with Workspace.create(tmp_path / "w.passerella", "王五羊绒") as made:
        yield made


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
        mail: Email | None = field(Label("E-mail"))
        phone: Phone | None = field(Label("Telephone"))
        page: Url | None = field(Label("Web page"))
        card: Picture | None = field(Label("Card"))
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
