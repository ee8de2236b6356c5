"""What every test stands on: a workspace of its own and a home of its own."""

import gettext
import os
import re
import shutil
import string
import sys
from collections.abc import Iterable, Iterator
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

from passerella.exchange.sample import make_sample  # noqa: E402
from passerella.records import core  # noqa: E402
from passerella.records.addresses import Email, Phone, Url  # noqa: E402
from passerella.records.brands import Brand  # noqa: E402
from passerella.records.core import Record  # noqa: E402
from passerella.records.countries import countries_like, country_name  # noqa: E402
from passerella.records.declaring import derived, field, lines, needed, record  # noqa: E402
from passerella.records.kinds import Choice, Currency, LongText, Name, On, Reference, Text  # noqa: E402
from passerella.records.numbers import Money, Quantity  # noqa: E402
from passerella.records.pictures import Picture  # noqa: E402
from passerella.store.workspace import Workspace  # noqa: E402
from passerella.texts import language as texts  # noqa: E402
from passerella.texts.label import Label  # noqa: E402
from passerella.texts.language import Language  # noqa: E402

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


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, made once to be copied."""
    folder = tmp_path_factory.mktemp("pattern")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PASSERELLA_HOME", str(folder))
        make_sample(folder / "sample.passerella")
    return folder / "sample.passerella"


@pytest.fixture
def sample_file(pattern: Path, tmp_path: Path) -> Path:
    """A sample workspace of the test's own."""
    return Path(shutil.copy(pattern, tmp_path / "sample.passerella"))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace with its enterprise in it, open for writing."""
    with Workspace.create(tmp_path / "w.passerella", "王五羊绒") as made:
        yield made


class Pseudo(gettext.NullTranslations):
    """Words in other letters: what still stands in Latin ones was not looked up."""

    _latin, _others = string.ascii_lowercase, "абвгдежзиклмнопрстуфхцчшщю"
    _letters = str.maketrans(_latin + _latin.upper(), _others + _others.upper())

    def gettext(self, message: str) -> str:
        parts = re.split(r"(\{[^}]*\}|<[^>]*>|&\w+;)", message)
        return "".join(part if at % 2 else part.translate(self._letters) for at, part in enumerate(parts))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(many)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


@pytest.fixture
def pseudo() -> Iterator[Language]:
    """Every language is one that shows what was looked up, in modules loaded before and meanwhile."""
    real, pretended = texts.language, Language("en", Pseudo())

    def spoken(_code: str) -> Language:
        return pretended

    def exchange(old: object, new: object) -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith("passerella.") and getattr(module, "language", None) is old:
                module.language = new  # type: ignore[attr-defined]
                for each in vars(module).values():
                    if hasattr(each, "cache_clear"):  # it may remember the other words
                        each.cache_clear()

    exchange(real, spoken)
    yield pretended
    exchange(spoken, real)


class Unspoken:
    """Finds in texts what was not looked up, but for what people typed and what every language writes so."""

    usual = (
        *("Passerella", "Qt", "PySide6", "Python", "SQLite", "x86_64", "with", *texts.ON_PAPER.values()),
        *("Ctrl", "Shift", "Enter", "Tab", "Esc", "Del", r"F\d", "[A-Z]{3}"),
        r"\b(?:SS\d\d|AW\d\d(?:-\d\d)?)\b",
        r"\d+ (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}",
    )

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        named = (country_name(each, "en") for each in countries_like(""))
        self._allowed = re.compile("|".join([*self.usual, *allowed, *map(re.escape, named)]))

    @classmethod
    def amid(cls, workspace: Workspace, allowed: Iterable[str] = ()) -> "Unspoken":
        """One that knows the Latin words that people typed into the records."""
        typed = set()
        for kind in core.kinds().values():
            names = [each.name for each in kind.fields if isinstance(each.kind, Text | LongText)]
            for each in workspace.all(kind.name):
                for name in names:
                    typed |= set(re.findall(r"[A-Za-z][A-Za-z0-9-]+", str(getattr(each, name))))
        return cls([*map(re.escape, sorted(typed, key=len, reverse=True)), *allowed])

    def __call__(self, text: str) -> list[str]:
        plain = re.sub(r"<[^>]*>|&nbsp;", " ", text)
        return re.findall(r"[A-Za-z]{2,}", self._allowed.sub("", plain))


@pytest.fixture
def unspoken() -> type[Unspoken]:
    """What finds in texts the words that were not looked up."""
    return Unspoken


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
