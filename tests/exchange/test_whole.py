"""What a program writes over a file is there whole, or the file is as it was."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from passerella.exchange.tables import read_tables
from passerella.exchange.written import write_xlsx
from passerella.texts.label import Wrong
from passerella.texts.language import language
from passerella.texts.whole import write_whole


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def fails(path: Path, content: bytes) -> int:
        write(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", fails)


def test_a_sheet_or_picture_stays_where_the_new_one_finds_no_room(tmp_path: Path, full_disk: None) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_text("as it was")
    with pytest.raises(OSError, match="No space left"):
        write_whole(target, b"new" * 100)
    assert target.read_text() == "as it was" and list(tmp_path.iterdir()) == [target]


def test_a_workbook_on_a_full_disk_is_told_in_words(tmp_path: Path, full_disk: None) -> None:
    target = tmp_path / "book.xlsx"
    target.write_text("as it was")
    with pytest.raises(Wrong) as reason:
        write_xlsx(target, {"orders": (["number"], [["A-1"]])})
    assert language("en").say(reason.value.label) == "book.xlsx cannot be written: the disk is full."
    assert target.read_text() == "as it was" and list(tmp_path.iterdir()) == [target]


def test_the_first_days_of_1900_come_back_from_a_workbook(tmp_path: Path) -> None:
    days = [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)]
    write_xlsx(tmp_path / "book.xlsx", {"orders": (["day"], [[each] for each in days])})
    found = read_tables(tmp_path / "book.xlsx")["orders"].first(9)
    assert [str(row[0]) for row in found] == [each.isoformat() for each in days]


def test_rows_that_excel_cannot_hold_are_not_dropped_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerella.exchange.written._EXCEL_ROWS", 3)
    write_xlsx(tmp_path / "book.xlsx", {"orders": (["number"], [["A-1"], ["A-2"]])})
    with pytest.raises(Wrong):
        write_xlsx(tmp_path / "more.xlsx", {"orders": (["number"], [["A-1"], ["A-2"], ["A-3"]])})
    assert not (tmp_path / "more.xlsx").exists()
