"""The file itself refuses wrong values, whoever writes them."""

import sqlite3
from collections.abc import Iterator

import pytest

from passerella.records.brands import Brand
from passerella.records.everything import kinds
from passerella.store import rows
from passerella.store.schema import statements
from passerella.store.workspace import Query, Workspace


@pytest.fixture
def raw(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """A plain connection to the file, past all of our own rules."""
    workspace.save(Brand(name="A"))
    workspace.close()
    db = sqlite3.connect(workspace.path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    yield db
    db.close()


def insert(db: sqlite3.Connection, table: str, **values: object) -> None:
    fields = kinds()[table].fields
    own = {
        **{each.name: each.default for each in fields if each.default is not None},
        **{"uid": rows.new_uid(), "created_in": 1, "changed_in": 1, "sort_key": "", "search_text": ""},
        **values,
    }
    names = ", ".join(f'"{name}"' for name in own)
    db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(own))})', tuple(own.values()))


GOOD = {
    "brand": {"name": "B", "expires_on": "2028-02-29"},
    "price": {"product": 1, "currency": "EUR", "unit_price": 10000, "valid_from": "2026-03-05"},
    "appearance": {"show": 1, "season": "2026SS", "starts_on": "2026-03-05", "cost": 5},
    "buyer": {"company": "B", "country": "IT", "commission": 500},
}
WRONG = [
    ("brand", "expires_on", "2026-02-30"),
    ("brand", "expires_on", "2026-2-3"),
    ("brand", "expires_on", "now"),
    ("brand", "expires_on", "2026-02-03 10:00"),
    ("brand", "name", ""),
    ("brand", "name", None),
    ("brand", "name", "x" * 201),
    ("brand", "name", "A"),
    ("brand", "kind", "unknown"),
    ("brand", "kind", None),
    ("price", "list", None),
    ("appearance", "status", None),
    ("brand", "uid", b"short"),
    ("brand", "created_in", 999),
    ("price", "unit_price", -1),
    ("price", "unit_price", "cheap"),
    ("price", "unit_price", 1.5),
    ("price", "currency", "euro"),
    ("price", "valid_from", "2025-02-29"),
    ("price", "product", 77),
    ("price", "product", -1),
    ("appearance", "season", "SS26"),
    ("appearance", "cost", -5),
    ("appearance", "looks", -1),
    ("buyer", "country", "Italy"),
    ("buyer", "commission", 10001),
]


@pytest.fixture
def filled(raw: sqlite3.Connection) -> sqlite3.Connection:
    """The same connection with a product and a show to refer to."""
    insert(raw, "product", sku="P1")
    insert(raw, "show", name="S")
    return raw


@pytest.mark.parametrize("table", GOOD)
def test_good_values_are_taken(filled: sqlite3.Connection, table: str) -> None:
    insert(filled, table, **GOOD[table])


@pytest.mark.parametrize(("table", "column", "value"), WRONG)
def test_a_wrong_value_is_refused(filled: sqlite3.Connection, table: str, column: str, value: object) -> None:
    with pytest.raises(sqlite3.Error):  # for 'now' not an IntegrityError: SQLite itself will not run it
        insert(filled, table, **{**GOOD[table], column: value})


def test_every_table_is_strict() -> None:
    tables = [each for each in statements() if each.startswith("CREATE TABLE")]
    assert len(tables) > 10
    assert all(" STRICT" in each.rpartition(")")[2] for each in tables)


def test_a_uid_is_a_uuid_of_version_seven_and_never_the_same() -> None:
    made = [rows.new_uid() for _ in range(100)]
    assert len(set(made)) == 100
    assert all(len(each) == 16 and each[6] >> 4 == 7 and each[8] >> 6 == 2 for each in made)


def test_lists_are_sorted_by_sound_and_searched_by_words_and_initials(workspace: Workspace) -> None:
    for name in ("张三", "李四", "古驰", "王五", "阿玛尼", "Étoile", "曾氏", "100%"):
        workspace.save(Brand(name=name, owner="Rossi" if name == "古驰" else None))

    def found(search: str = "", **more: object) -> list[str]:
        return [each.name for each in workspace.all("brand", Query(search=search, **more))]  # type: ignore[arg-type]

    chinese = [each for each in found() if each[0] > "\u3400" and each != "曾氏"]
    assert chinese == ["阿玛尼", "古驰", "李四", "王五", "张三"]
    assert found(descending=True) == found()[::-1]
    assert found("张三") == ["张三"]
    assert found("cs") == ["曾氏"]
    assert "曾氏" in found("zs")
    assert found("etoile") == found("ÉTO") == ["Étoile"]
    assert found("rossi gc") == ["古驰"]
    assert found("rossi zs") == []
    assert found("%") == ["100%"]
    assert found("_") == found("\\") == found("' OR 1 --") == []
