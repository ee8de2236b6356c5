"""A file that is not a sound workspace of ours is refused with words and left as it is."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

import passerella
from passerella.records.brands import Brand
from passerella.store import backups, files
from passerella.store.errors import CannotOpen, CannotWrite, Held, Refused
from passerella.store.workspace import Workspace
from passerella.texts.language import language

DESKTOP = Path(passerella.__path__[0]).parent


def sound(path: Path) -> None:
    with Workspace.create(path, "E") as made:
        made.save_all([Brand(name=f"brand {n} {'x' * 150}") for n in range(200)])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def jpeg(path: Path) -> None:
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(5000))


def foreign_database(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t (x)")
    db.commit()
    db.close()


def cut(path: Path) -> None:
    sound(path)
    path.write_bytes(path.read_bytes()[:-5000])


def cut_short(path: Path) -> None:
    sound(path)
    path.write_bytes(path.read_bytes()[:90])


def changed_by(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        sound(path)
        db = sqlite3.connect(path, isolation_level=None)
        db.execute(statement)
        db.close()

    return change


def garbled(path: Path) -> None:
    sound(path)
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xa5" * 3996
    path.write_bytes(data)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (empty, "empty"),
    "a JPEG": (jpeg, "not a Passerella workspace"),
    "a foreign database": (foreign_database, "not a Passerella workspace"),
    "cut off": (cut, "cut off"),
    "cut within its head": (cut_short, "cut off"),
    "newer": (changed_by("PRAGMA user_version = 99"), "newer version"),
    "half created": (changed_by("PRAGMA user_version = 0"), "not completely created"),
    "with a foreign trigger": (
        changed_by("CREATE TRIGGER evil AFTER INSERT ON brand BEGIN DELETE FROM brand; END"),
        "did not put there",
    ),
    "with a foreign view": (changed_by("CREATE VIEW v AS SELECT 1"), "did not put there"),
    "without an index": (changed_by("DROP INDEX history_change"), "lacks a part"),
    "garbled": (garbled, "damaged"),
}


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_words_and_not_touched(tmp_path: Path, what: str, writing: bool) -> None:
    path = tmp_path / "bad.passerella"
    make, words = BAD[what]
    make(path)
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(CannotOpen) as refused:
        Workspace(path, writing=writing)
    said = language("en").say(refused.value.label)
    assert words in said
    assert "bad.passerella" in said
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == stamp
    assert not list(tmp_path.glob("*.holder"))


def test_a_foreign_trigger_in_a_wal_file_is_refused_and_the_file_stays_wal(tmp_path: Path) -> None:
    path = tmp_path / "bad.passerella"
    sound(path)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("CREATE VIEW v AS SELECT 1")
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    before = path.read_bytes()
    with pytest.raises(CannotOpen):
        Workspace(path)
    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen) as refused:
        Workspace(tmp_path)
    assert "folder" in language("en").say(refused.value.label)
    assert not list(tmp_path.iterdir())


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen) as refused:
        Workspace(tmp_path / "gone.passerella")
    assert "not there" in language("en").say(refused.value.label)
    assert not list(tmp_path.iterdir())


def test_creating_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    path.write_bytes(b"mine")
    with pytest.raises(CannotOpen):
        Workspace.create(path, "E")
    assert path.read_bytes() == b"mine"


def test_creating_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        Workspace.create(tmp_path / "no" / "w.passerella", "E")


def test_creating_with_a_wrong_enterprise_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        Workspace.create(tmp_path / "w.passerella", "x" * 201)
    assert not list(tmp_path.glob("*.passerella"))
    Workspace.create(tmp_path / "w.passerella", "x").close()


HOLD = """
import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from passerella.store.workspace import Workspace
w = Workspace(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_file_held_by_another_process_says_by_whom_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    Workspace.create(path, "E").close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(DESKTOP), "LOGNAME": "zhangsan"},
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(Held) as refused:
            Workspace(path)
        said = language("en").say(refused.value.label)
        assert "zhangsan" in said
        assert "read-only" in said
        with Workspace(path, writing=False) as reading:
            assert reading.count("enterprise") == 1
    finally:
        holder.kill()
        holder.communicate()
    with Workspace(path) as free:
        assert free.writing


def test_read_only_refuses_every_way_of_writing(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    with Workspace.create(path, "E") as made:
        brand = made.save(Brand(name="A"))
    before = path.read_bytes()
    with Workspace(path, writing=False) as reading:
        assert not reading.writing
        for work in (
            lambda: reading.save(Brand(name="B")),
            lambda: reading.delete(brand),
            reading.undo,
        ):
            with pytest.raises(CannotWrite) as refused:
                work()
            assert "read-only" in language("en").say(refused.value.label)
        with pytest.raises(sqlite3.OperationalError):
            reading.read.execute("DELETE FROM brand")
    assert path.read_bytes() == before


SAVE = """
import os, signal, sys
from datetime import date
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from passerella.records.brands import Brand
from passerella.store.workspace import Workspace
w = Workspace(Path(sys.argv[1]))
w.save(Brand(name="saved", expires_on=date(2030, 2, 28)))
if sys.argv[2] == "half":
    w._db.execute("PRAGMA cache_size = 1")
    w._db.execute("PRAGMA cache_spill = 1")
    w._db.execute("BEGIN IMMEDIATE")
    for n in range(2000):
        w._db.execute("INSERT INTO meta VALUES (?, ?)", (f"m{n}", "x" * 900))
print("done", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX systems")
@pytest.mark.parametrize("when", ["after", "half"])
def test_what_was_saved_survives_a_kill_and_what_was_half_written_does_not(tmp_path: Path, when: str) -> None:
    path = tmp_path / "w.passerella"
    Workspace.create(path, "E").close()
    killed = subprocess.run(
        [sys.executable, "-c", SAVE, str(path), when],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(DESKTOP)},
        check=False,
    )
    assert killed.returncode == -9, killed.stderr
    if when == "half":
        assert path.with_name(path.name + "-journal").stat().st_size > 0
        with pytest.raises(CannotOpen) as refused:
            Workspace(path, writing=False)
        assert "being saved" in language("en").say(refused.value.label)
        with path.open("r+b") as file:  # killed after the head, before the pages it counts
            file.seek(28)
            file.write((10_000).to_bytes(4, "big"))
    with Workspace(path) as again:
        found = again.all("brand")
        assert [(each.name, each.expires_on) for each in found] == [("saved", date(2030, 2, 28))]
        assert (
            again.read.execute(
                "SELECT COUNT(*) FROM meta WHERE name LIKE 'm%' AND name <> 'meta'"
            ).fetchone()[0]
            == 0
        )
        assert again.check() == []
        assert again.next_undo() is not None


def half_saved(path: Path) -> bytes:
    """The journal of a save that is never finished."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in ("cache_size", "cache_spill"):
            db.execute(f"PRAGMA {pragma} = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE brand SET search_text = hex(randomblob(2000))")
        return path.with_name(path.name + "-journal").read_bytes()


def restored(copy: Path, path: Path) -> Workspace:
    backups.restore(copy, path)
    return Workspace(path)


@pytest.mark.parametrize("back", [False, True])
def test_what_a_file_that_is_gone_left_behind_does_not_harm_the_next_one(tmp_path: Path, back: bool) -> None:
    path = tmp_path / "w.passerella"
    sound(path)
    copy = backups.make(path)
    with Workspace(path, daily=False) as later:
        later.save_all([Brand(name=f"later {n} {'x' * 150}") for n in range(200)])
    journal = half_saved(path)
    path.unlink()
    path.with_name(path.name + "-journal").write_bytes(journal)
    with restored(copy, path) if back else Workspace.create(path, "New") as opened:
        assert opened.check() == []
        assert (opened.count("brand") > 0) is back


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"C:\Büro\a b.passerella"), "file:///C:/B%C3%BCro/a%20b.passerella"),
        (PureWindowsPath(r"\\server\share\a.passerella"), "file:////server/share/a.passerella"),
        (PurePosixPath("/home/a?b"), "file:///home/a%3Fb"),
    ],
)
def test_every_path_is_an_address_without_a_host(path: PurePath, uri: str) -> None:
    assert files.address(path) == uri


def test_a_save_waits_longer_than_a_reader_for_who_is_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    sound(path)
    with (
        closing(files.connect(path, writing=True)) as writer,
        closing(files.connect(path, writing=False)) as reader,
    ):
        waits = [db.execute("PRAGMA busy_timeout").fetchone()[0] for db in (writer, reader)]
    assert waits[0] > waits[1] > 0


def test_check_finds_nothing_in_a_sound_file(workspace: Workspace) -> None:
    assert workspace.check() == []


def test_check_finds_a_damaged_page(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    sound(path)
    db = sqlite3.connect(path)
    page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'brand'").fetchone()[0]
    db.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with Workspace(path, writing=False) as damaged:
        assert damaged.check()


def test_check_finds_a_text_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    sound(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE brand SET owner = CAST(x'ff41' AS TEXT) WHERE id = 7")
        db.commit()
    with Workspace(path, writing=False) as damaged:
        (said,) = damaged.check()
    assert language("en").say(said).startswith("Brand: a text cannot be read")


def test_a_schema_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.passerella"
    sound(path)
    path.write_bytes(path.read_bytes().replace(b"CREATE INDEX brand_sort", b"CREATE INDEX brand_s\xff\xfft"))
    with pytest.raises(CannotOpen) as refused:
        Workspace(path, writing=False)
    assert "damaged" in language("en").say(refused.value.label)


def test_check_finds_a_row_that_refers_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    sound(path)
    db = sqlite3.connect(path)
    db.execute("UPDATE brand SET created_in = 999 WHERE id = 1")
    db.commit()
    db.close()
    with Workspace(path) as damaged:
        (said,) = damaged.check()
    assert language("en").say(said).startswith("Brand no. 1 refers to something that is not there")


@pytest.mark.parametrize("writing", [True, False])
def test_connections_guard_against_what_a_file_may_hold(tmp_path: Path, writing: bool) -> None:
    path = tmp_path / "w.passerella"
    Workspace.create(path, "E").close()
    with closing(files.connect(path, writing=writing)) as db:
        for pragma, value in (("trusted_schema", 0), ("mmap_size", 0), ("cell_size_check", 1)):
            assert db.execute(f"PRAGMA {pragma}").fetchone()[0] == value
        with pytest.raises(sqlite3.DataError, match="too big"):
            db.execute("SELECT zeroblob(200000000)")
        with pytest.raises(sqlite3.OperationalError, match="too many terms in compound SELECT"):
            db.execute(" UNION ALL ".join(["SELECT 1"] * 60))
        with pytest.raises(sqlite3.OperationalError, match="too many arguments"):
            db.execute(f"SELECT max({', '.join(['1'] * 60)})")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="this Python has no Connection.setconfig")
def test_the_schema_cannot_be_written_past_the_statements(tmp_path: Path) -> None:
    path = tmp_path / "w.passerella"
    Workspace.create(path, "E").close()
    with closing(files.connect(path, writing=True)) as db:
        db.execute("PRAGMA writable_schema = ON")
        with pytest.raises(sqlite3.OperationalError, match="may not be modified"):
            db.execute("UPDATE sqlite_schema SET sql = ''")
