"""Files as tables: CSV in the encodings and separators offices use, and Excel workbooks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from passerella.texts.label import Wrong, _

Cell = str | float | int | bool | date | None
Written = str | Decimal | int | date | None

_LIVE = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Table:
    """The headings and the rows of one sheet; each row comes with its number in the file, from 1."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_tables(path: Path) -> dict[str, Table]:
    """The tables of a file by sheet name; a CSV is one without a name. Raises `Wrong`."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".csv":
            return {"": read_csv(path.read_bytes())}
        if suffix == ".xlsx":
            return _read_xlsx(path)
    except OSError as reason:
        raise Wrong(
            _("{name} cannot be read: {reason}.")(name=path.name, reason=reason.strerror or str(reason))
        ) from reason
    raise Wrong(_("Only .csv and .xlsx files can be read, not {name}.")(name=path.name))


def read_csv(data: bytes) -> Table:
    """A CSV in UTF-8, UTF-16 with its mark, or GBK, separated as its first line shows. Raises `Wrong`."""
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    begins = 1
    try:
        for row in reader:
            rows.append((begins, tuple(map(_unescaped, row))))
            begins = reader.line_num + 1
    except csv.Error as reason:
        raise Wrong(
            _("Line {line} of the file is not proper CSV: {reason}.")(
                line=reader.line_num, reason=str(reason)
            )
        ) from reason
    return _table(rows)


def _decoded(data: bytes) -> str:
    names = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for name in names:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise Wrong(_("The text of the file is neither UTF-8 nor GBK. Save it as CSV UTF-8."))


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max((",", ";", "\t"), key=bare.count)


def _unescaped(text: str) -> str:
    return text[1:] if _ESCAPED.match(text) else text


def _table(rows: Sequence[tuple[int, tuple[Cell, ...]]]) -> Table:
    filled = [(number, row) for number, row in rows if any(not _empty(cell) for cell in row)]
    if not filled:
        raise Wrong(_("The file is empty: its first row must name the columns."))
    header = tuple("" if cell is None else str(cell).strip() for cell in filled[0][1])
    return Table(header, tuple(filled[1:]))


def _empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _read_xlsx(path: Path) -> dict[str, Table]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            found = {
                name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in book.sheet_names
            }
    except CalamineError as reason:
        raise Wrong(
            _("{name} cannot be read: {reason}.")(name=path.name, reason=str(reason) or type(reason).__name__)
        ) from reason
    sheets = {name: [tuple(map(_cell, row)) for row in rows] for name, rows in found.items()}
    kept = {
        name: rows for name, rows in sheets.items() if any(not _empty(cell) for row in rows for cell in row)
    }
    if not kept:
        raise Wrong(_("The file is empty: its first row must name the columns."))
    return {name: _table(list(enumerate(rows, 1))) for name, rows in kept.items()}


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (str, float, int, date)):
        return value
    return None if value is None else str(value)


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[Written]]) -> None:
    """Write a CSV in UTF-8 with a BOM; text that Excel would compute gets a ' before it. Raises `Wrong`."""
    with _replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([_as_text(value) for value in row] for row in rows)


def _as_text(value: Written) -> str:
    if isinstance(value, str):
        return "'" + value if _LIVE.match(value) else value
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def plain_number(value: Decimal) -> str:
    """Digits with a point, never three decimals: an Italian reader takes `1.234` for 1234, not `1.2340`."""
    text = f"{value:f}"
    whole, point, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) == 3:
        decimals += "0"
    return whole + point + decimals if decimals else whole


def write_xlsx(path: Path, sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Written]]]]) -> None:
    """Write a workbook: numbers and days as such, text always as text. Raises `Wrong`."""
    from xlsxwriter import Workbook

    with _replacing(path) as part:
        book = Workbook(str(part))
        day, head = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        for name, (header, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(header):
                sheet.write_string(0, column, heading, head)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    _write_cell(sheet, number, column, value, day)
        book.close()


def _write_cell(sheet: Any, row: int, column: int, value: Written, day: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > 15:
        sheet.write_string(row, column, plain_number(value))
    elif value is not None:
        sheet.write_number(row, column, value)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    except OSError as reason:
        raise Wrong(
            _("{name} cannot be written: {reason}.")(name=path.name, reason=reason.strerror or str(reason))
        ) from reason
    finally:
        part.unlink(missing_ok=True)
