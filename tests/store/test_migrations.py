"""A file of every released version opens, with all that is in it and the way back through its changes."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

import passerella
from passerella.records.everything import kinds
from passerella.store import backups, migrations
from passerella.store.errors import CannotOpen, Refused
from passerella.store.schema import EARLIER, VERSION, fingerprint
from passerella.store.workspace import Workspace
from passerella.texts.language import language

DATA = Path(__file__).resolve().parents[1] / "data"
DESKTOP = Path(passerella.__path__[0]).parent
EN = language("en")
old_versions = pytest.mark.parametrize("version", EARLIER)


def put(version: int, folder: Path) -> Path:
    path = folder / "old.passerella"
    path.write_bytes(gzip.decompress((DATA / f"schema-{version}.passerella.gz").read_bytes()))
    return path


def query(path: Path, text: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return [tuple(row) for row in db.execute(text)]


def schema(path: Path) -> set[object]:
    return {row[0] for row in query(path, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}


def tables(path: Path) -> list[str]:
    names = query(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [str(row[0]) for row in names]


def ids(path: Path, names: Iterable[str]) -> dict[str, list[tuple[object, ...]]]:
    return {name: query(path, f'SELECT * FROM "{name}" ORDER BY 1') for name in names}


@old_versions
def test_the_kept_file_is_of_the_released_schema(tmp_path: Path, version: int) -> None:
    path = put(version, tmp_path)
    assert query(path, "PRAGMA user_version") == [(version,)]
    texts = {str(each) for each in schema(path)} - {"CREATE TABLE sqlite_sequence(name,seq)"}
    assert fingerprint(texts) == EARLIER[version]


def test_every_earlier_version_has_its_file_and_its_step() -> None:
    assert list(EARLIER) == list(range(1, VERSION))
    assert len(migrations._STEPS) == VERSION - 1


@old_versions
def test_a_migrated_file_is_like_a_new_one(tmp_path: Path, version: int) -> None:
    old, new = put(version, tmp_path), tmp_path / "new.passerella"
    Workspace.create(new, "E").close()
    Workspace(old).close()
    assert schema(old) == schema(new)
    for name in tables(new):
        for pragma, text in (
            ("table_xinfo", "*"),
            ("index_list", 'name, "unique", origin, partial'),
            ("foreign_key_list", "*"),
        ):
            asked = f"SELECT {text} FROM pragma_{pragma}('{name}')"
            assert sorted(query(old, asked), key=str) == sorted(query(new, asked), key=str)
    assert query(old, "PRAGMA user_version") == [(VERSION,)]


@old_versions
def test_what_was_in_it_is_in_it_still(tmp_path: Path, version: int) -> None:
    path = put(version, tmp_path)
    before, used = {}, query(path, "SELECT * FROM sqlite_sequence")
    for name in tables(path):
        with closing(sqlite3.connect(path)) as db:
            db.row_factory = sqlite3.Row
            before[name] = [dict(row) for row in db.execute(f'SELECT * FROM "{name}" ORDER BY 1')]
    assert all(before.values())
    with Workspace(path) as opened:
        assert opened.check() == []
        del before["sqlite_sequence"]  # compared below: it may have more
        for name, rows in before.items():
            after = [dict(row) for row in opened.read.execute(f'SELECT * FROM "{name}" ORDER BY 1')]
            kept = rows[0].keys() - {"sort_key"}  # lists are sorted as they are today
            assert [{key: row[key] for key in kept} for row in after] == [
                {key: row[key] for key in kept} for row in rows
            ], name
        assert all(opened.all(name) for name in kinds() if name in before)
    assert set(used) <= set(query(path, "SELECT * FROM sqlite_sequence"))


@old_versions
def test_the_way_back_leads_through_the_migration(tmp_path: Path, version: int) -> None:
    path = put(version, tmp_path)
    with Workspace(path) as opened:
        again = opened.next_redo()
        assert again is not None and opened.redo() == again
        undone = 0
        while opened.undo() is not None:
            undone += 1
            assert opened.check() == []
        assert undone > 10
        assert sum(opened.count(name) for name in kinds()) == 1
        while opened.redo() is not None:
            undone -= 1
        assert undone == 0 and opened.check() == []
        assert opened.count("order") == 4


@old_versions
def test_a_verified_copy_of_the_old_file_is_kept(tmp_path: Path, version: int) -> None:
    path = put(version, tmp_path)
    rows = ids(path, tables(path))
    Workspace(path).close()
    (copy,) = backups.backups(path)
    assert query(copy, "PRAGMA user_version") == [(version,)]
    assert ids(copy, rows) == rows


@old_versions
def test_a_copy_of_an_earlier_version_is_restored_and_migrated(tmp_path: Path, version: int) -> None:
    copy, path = put(version, tmp_path), tmp_path / "w.passerella"
    backups.restore(copy, path)
    with Workspace(path) as opened:
        assert opened.count("order") == 4


@old_versions
def test_reading_alone_migrates_nothing_and_says_so(tmp_path: Path, version: int) -> None:
    path = put(version, tmp_path)
    before = path.read_bytes()
    with pytest.raises(CannotOpen) as refused:
        Workspace(path, writing=False)
    assert "earlier version" in EN.say(refused.value.label)
    assert path.read_bytes() == before and not backups.folder(path).exists()


def test_an_old_file_with_something_foreign_in_it_is_refused_untouched(tmp_path: Path) -> None:
    path = put(1, tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON meta BEGIN DELETE FROM brand; END")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(CannotOpen) as refused:
        Workspace(path)
    assert "did not put there" in EN.say(refused.value.label)
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def orphaned(database: object) -> None:
        database.execute("DELETE FROM buyer")  # type: ignore[attr-defined]

    def forgotten(database: object) -> None:
        database.execute("DROP INDEX order_shipped")  # type: ignore[attr-defined]

    path = put(1, tmp_path)
    before = path.read_bytes()
    for wrong in (orphaned, forgotten):

        def step(database: object, wrong: object = wrong) -> None:
            migrations.to_2(database)  # type: ignore[arg-type]
            wrong(database)  # type: ignore[operator]

        monkeypatch.setattr(migrations, "_STEPS", (step,))
        with pytest.raises(CannotOpen) as refused:
            Workspace(path)
        assert "old.passerella" in EN.say(refused.value.label)
        assert path.read_bytes() == before
    monkeypatch.undo()
    Workspace(path).close()


def twice(path: Path, table: str, **other: object) -> None:
    """Put the first record of a table into it once more, with other values where they are given."""
    with closing(sqlite3.connect(path)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        taken: dict[str, object] = {"id": None, "uid": os.urandom(16), **other}
        marks = ", ".join("?" if name in taken else f'"{name}"' for name in names)
        values = [taken[name] for name in names if name in taken]
        query = f'INSERT INTO "{table}" SELECT {marks} FROM "{table}" WHERE id = 1'
        second = db.execute(query, values).lastrowid
        inner = {"survey_wave": "survey_result"}.get(table)
        if inner is not None:
            names = [row[0] for row in db.execute("SELECT name FROM pragma_table_info(?)", (inner,))]
            marks = ", ".join({"id": "NULL", "owner": "?"}.get(name, f'"{name}"') for name in names)
            db.execute(f'INSERT INTO "{inner}" SELECT {marks} FROM "{inner}" WHERE owner = 1', (second,))
        db.commit()


def test_what_was_empty_and_never_is_any_more_takes_its_default_also_on_the_way_back(tmp_path: Path) -> None:
    path = put(1, tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute('UPDATE "order" SET status = NULL')
        db.execute("UPDATE order_line SET unit = NULL, kind = NULL")
        db.execute("UPDATE price SET list = NULL")
        for name in ("status", "unit", "list"):
            pattern = f'"{name}": "'
            db.execute(
                "UPDATE history SET image = substr(image, 1, instr(image, ?1) + length(?1) - 2) || 'null' ||"
                " substr(substr(image, instr(image, ?1) + length(?1)), instr(substr(image, instr(image, ?1)"
                " + length(?1)), '\"') + 1) WHERE instr(image, ?1) > 0",
                (pattern,),
            )
        db.commit()
    with Workspace(path) as opened:

        def all_filled() -> bool:
            orders = opened.all("order")
            lines = [line for each in orders for line in each.lines]
            named = [*(each.status for each in orders), *(each.list for each in opened.all("price"))]
            return None not in (*named, *(line.unit for line in lines), *(line.kind for line in lines))

        assert {each.status for each in opened.all("order")} == {"confirmed"}
        while opened.undo() is not None:
            assert all_filled() and opened.check() == []
        while opened.redo() is not None:
            assert all_filled() and opened.check() == []


NOW_ONCE = ("appearance", "goal", "price", "reported_fact", "survey_wave")


@pytest.mark.parametrize("table", NOW_ONCE)
def test_what_stands_twice_in_an_old_file_and_is_the_same_becomes_one(tmp_path: Path, table: str) -> None:
    path = put(1, tmp_path)
    (before,) = query(path, f'SELECT count(*) FROM "{table}"')
    twice(path, table)
    with Workspace(path) as opened:
        assert (opened.count(table),) == before
        assert opened.check() == []


def test_what_referred_to_the_second_refers_to_the_first_also_after_undoing(tmp_path: Path) -> None:
    path = put(1, tmp_path)
    twice(path, "appearance")
    with closing(sqlite3.connect(path)) as db:
        (second,) = db.execute("SELECT max(id) FROM appearance").fetchone()
        db.execute('UPDATE "order" SET appearance = ? WHERE appearance = 1', (second,))
        db.execute(
            "UPDATE history SET image = replace(image, '\"appearance\": 1,', ?)",
            (f'"appearance": {second},',),
        )
        db.commit()
    with Workspace(path) as opened:
        assert {each.appearance for each in opened.all("order")} <= {None, 1}
        while opened.undo() is not None:
            assert opened.check() == []
        while opened.redo() is not None:
            assert opened.check() == []


@pytest.mark.parametrize(
    ("table", "other", "said"),
    [
        (
            "goal",
            {"target": 310000},
            "Aided recognition, 意大利采购商, 31 Dec 2027” stands twice under Goals",
        ),
        ("price", {"unit_price": 1}, "Unit price"),
        ("appearance", {"notes": "x"}, "Notes"),
        ("reported_fact", {"value": 1, "as_of": "2025-01-01"}, "differ in Value, "),
        ("survey_wave", {"asked": 401}, "Survey waves"),
    ],
)
def test_what_stands_twice_and_differs_is_named_and_the_file_left_as_it_was(
    tmp_path: Path, table: str, other: dict[str, object], said: str
) -> None:
    path = put(1, tmp_path)
    twice(path, table, **other)
    before = path.read_bytes()
    with pytest.raises(CannotOpen) as refused:
        Workspace(path)
    assert said in EN.say(refused.value.label)
    assert path.read_bytes() == before


def test_a_table_made_anew_keeps_rows_references_and_used_ids(tmp_path: Path) -> None:
    own = 'CREATE TABLE "a" (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT) STRICT'
    with closing(sqlite3.connect(tmp_path / "t.db", isolation_level=None)) as db:
        db.execute(own)
        db.execute('CREATE TABLE "b" (a INTEGER REFERENCES "a" (id) ON DELETE CASCADE) STRICT')
        db.execute("CREATE INDEX a_x ON a (x)")
        db.execute("INSERT INTO a (x) VALUES ('1'), ('2'), ('3')")
        db.execute("INSERT INTO b VALUES (1), (2)")
        db.execute("DELETE FROM a WHERE id = 3")
        db.execute("PRAGMA foreign_keys = OFF")
        wider = own.replace("x TEXT", 'x TEXT, "y" INTEGER CHECK ("y" > 0)')
        migrations.rebuild_table(db, "a", wider, {"a.y": "CAST(x AS INTEGER) * 10"})
        db.execute("CREATE INDEX a_x ON a (x)")
        db.execute("PRAGMA foreign_keys = ON")
        texts = [row[0] for row in db.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = 'a'")]
        assert texts == [wider, "CREATE INDEX a_x ON a (x)"]
        assert db.execute("INSERT INTO a (x) VALUES ('4')").lastrowid == 4
        assert db.execute("SELECT * FROM a").fetchall() == [(1, "1", 10), (2, "2", 20), (4, "4", None)]
        db.execute("DELETE FROM a WHERE id = 1")
        assert db.execute("SELECT * FROM b").fetchall() == [(2,)]


LOOK = """
import sys
from pathlib import Path
from passerella.store.workspace import Workspace
with Workspace(Path(sys.argv[1])) as opened:
    opened.undo()
print(*[name in sys.modules for name in ("sqlite_utils", "passerella.store.migrations")])
"""


def test_a_current_file_opens_without_sqlite_utils(tmp_path: Path) -> None:
    path = put(1, tmp_path)
    command = [sys.executable, "-c", LOOK, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(DESKTOP)}
    said = [
        subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout.strip()
        for _each in range(2)
    ]
    assert said == ["True True", "False False"]


def test_names_of_old_changes_stay_and_lists_go_by_days_no_language_writes(tmp_path: Path) -> None:
    path = put(1, tmp_path)
    with Workspace(path) as opened:
        told = [EN.say(label) for _at, _who, label in opened.changes()]
        assert "Change: Price C-100 圆领套衫 1 Jan 2025" in told
        keys = [row[0] for row in opened.read.execute("SELECT sort_key FROM price")]
        assert keys and not any("jan" in key for key in keys)


def test_what_stands_twice_on_the_way_back_is_said_and_nothing_lost(tmp_path: Path) -> None:
    path = put(1, tmp_path)
    twice(path, "goal", by="2030-12-31")
    with closing(sqlite3.connect(path)) as db:
        uid, image = db.execute("SELECT record, image FROM history WHERE kind = 'goal' LIMIT 1").fetchone()
        (second,) = db.execute("SELECT max(id) FROM goal").fetchone()
        (own,) = db.execute("SELECT uid FROM goal WHERE id = ?", (second,)).fetchone()
        last = db.execute("SELECT max(id) FROM change WHERE undone = 0").fetchone()[0]
        there = db.execute('SELECT "by" FROM goal WHERE uid = ?', (uid,)).fetchone()[0]
        assert f'"by": "{there}"' in image
        db.execute(
            "INSERT INTO history (change, kind, record, image, redo) VALUES (?, 'goal', ?, ?, 0)",
            (last, own, image.replace('"id": 1,', f'"id": {second},', 1)),
        )
        db.commit()
    with Workspace(path) as opened:
        before = opened.all("goal")
        with pytest.raises(Refused) as refused:
            opened.undo()
        said = EN.say(refused.value.problems[0].label)
        assert "would come back under Goals, where it stands already" in said and "王五" in said
        assert list(map(vars, opened.all("goal"))) == list(map(vars, before))
        assert opened.check() == [] and opened.next_undo() is not None
