"""Backups: whole, few, made in time, and never lost by restoring."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from passerella.records.everything import brands
from passerella.store import backups, files
from passerella.store.errors import CannotOpen, CannotWrite, Held
from passerella.store.workspace import Workspace
from passerella.texts.language import language


def names(path: Path) -> list[str]:
    with Workspace(path, writing=False) as opened:
        return [each.name for each in opened.all("brand")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with Workspace.create(tmp_path / "w.passerella", "王五") as made:
        made.save(brands.Brand(name="A"))
    return tmp_path / "w.passerella"


def test_a_backup_is_a_workspace_beside_it(file: Path) -> None:
    made = backups.make(file)
    assert made.parent == file.with_name("w-backups") and names(made) == ["A"]
    assert [each.name for each in made.parent.iterdir()] == [made.name]


def test_what_a_kill_left_of_a_copy_goes_after_a_day(file: Path) -> None:
    made = backups.make(file)
    left, making = (made.with_name(made.name.replace("-01.", f"-0{n}.") + ".part") for n in (7, 8))
    strange = made.with_name("mine.part")
    for each in (left, making, strange):
        each.write_bytes(b"half")
    for each in (left, strange):
        os.utime(each, (1, 1))
    backups.make(file)
    assert not left.exists() and making.exists() and strange.exists()


def test_ten_are_kept_and_strange_files_stay(file: Path) -> None:
    strange = file.with_name("w-backups") / "note.txt"
    first = backups.make(file)
    strange.write_text("mine")
    last = [backups.make(file) for _each in range(11)][-1]
    assert len(backups.backups(file)) == 10 and backups.backups(file)[-1] == last
    assert not first.exists() and strange.exists()


def test_the_first_opening_of_a_day_makes_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Workspace(file).close()
    assert len(backups.backups(file)) == 1
    with Workspace(file) as opened:
        opened.save(brands.Brand(name="B"))
    assert len(backups.backups(file)) == 1

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2999, 1, 1)

    monkeypatch.setattr(backups, "date", Tomorrow)
    Workspace(file).close()
    assert len(backups.backups(file)) == 2 and names(backups.backups(file)[-1]) == ["A", "B"]
    Workspace(file).close()
    assert len(backups.backups(file)) == 2


def test_reading_makes_none_and_a_backup_that_fails_does_not_stop_opening(file: Path) -> None:
    Workspace(file, writing=False).close()
    assert not backups.folder(file).exists()
    backups.folder(file).write_text("in the way")
    opened = Workspace(file)
    opened.close()
    assert opened.backup_trouble is not None
    with pytest.raises(CannotWrite):
        backups.make(file)


def test_a_copy_that_lost_rows_is_no_backup(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = files.connect

    def lossy(path: Path, *, writing: bool) -> object:
        class Lossy:
            def __init__(self) -> None:
                self.db = real(path, writing=writing)

            def __getattr__(self, name: str) -> object:
                return getattr(self.db, name)

            def backup(self, copy: object) -> None:
                self.db.backup(copy)  # type: ignore[arg-type]
                copy.execute("DELETE FROM brand")  # type: ignore[attr-defined]
                copy.commit()  # type: ignore[attr-defined]

        return Lossy()

    monkeypatch.setattr(backups.files, "connect", lossy)
    with pytest.raises(CannotWrite):
        backups.make(file)
    assert list(backups.folder(file).iterdir()) == []


def test_restoring_refuses_backs_up_and_evicts_nothing(file: Path) -> None:
    copies = [backups.make(file) for _each in range(10)]
    with Workspace(file, daily=False) as opened:
        opened.save(brands.Brand(name="B"))
        with pytest.raises(Held):
            backups.restore(copies[0], file, force=True)
    with pytest.raises(CannotOpen):
        backups.restore(copies[0], file)
    before = backups.restore(copies[0], file, force=True)
    assert before is not None and names(before) == ["A", "B"] and names(file) == ["A"]
    assert len(backups.backups(file)) == 11


def test_a_damaged_workspace_is_kept_when_a_backup_replaces_it(file: Path) -> None:
    copy = backups.make(file)
    file.write_bytes(file.read_bytes()[:5000])
    damaged = file.read_bytes()
    kept = backups.restore(copy, file, force=True)
    assert kept is not None and kept.suffix == ".damaged" and kept.read_bytes() == damaged
    assert names(file) == ["A"]


def test_no_copy_is_made_of_damage_and_words_say_so(file: Path) -> None:
    with Workspace(file, daily=False) as opened:
        opened.save_all([brands.Brand(name=f"B{n}") for n in range(2_000)])
    pages = bytearray(file.read_bytes())
    late = len(pages) * 3 // 4
    pages[late : late + 9_000] = b"A" * 9_000
    file.write_bytes(pages)
    with pytest.raises(CannotWrite) as reason:
        backups.make(file)
    assert language("en").say(reason.value.label).startswith("The workspace is damaged in places")
    assert list(backups.folder(file).iterdir()) == []


def test_what_is_no_workspace_is_not_restored(tmp_path: Path, file: Path) -> None:
    (tmp_path / "x.passerella").write_text("hello")
    with pytest.raises(CannotOpen):
        backups.restore(tmp_path / "x.passerella", file, force=True)
    assert names(file) == ["A"]


def test_restoring_to_a_folder_or_into_none_says_so(tmp_path: Path, file: Path) -> None:
    copy = backups.make(file)
    for target, said in ((tmp_path, "is a folder"), (tmp_path / "no" / "w.passerella", "There is no folder")):
        with pytest.raises(CannotOpen) as refused:
            backups.restore(copy, target, force=True)
        assert said in language("en").say(refused.value.label)
    assert not (tmp_path / "no").exists()
