"""Tables written as files: CSV that Excel opens as it is, and Excel workbooks."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from passerella.exchange.guarding import guarded
from passerella.store.reasons import why
from passerella.texts.label import Wrong, _
from passerella.texts.whole import replacing

Written = str | Decimal | int | date | None

_EXCEL_ROWS = 1_048_576
_EXCEL_DIGITS = 15
_EXCEL_KNOWS = date(1900, 3, 1)
"""Earlier days are read as others: Excel holds 1900 to be a leap year."""


def write_csv(
    path: Path, header: Sequence[str], rows: Sequence[Sequence[Written]], *, commas: bool = False
) -> None:
    """Write a CSV in UTF-8 with a BOM; text that Excel would compute gets a ' before it. Raises `Wrong`.

    `commas`: numbers have decimal commas and semicolons part the cells, as Excel wants it where it
    computes so; else points and commas.
    """
    separator = ";" if commas else ","
    with _replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(header)
        writer.writerows([_as_text(value, separator) for value in row] for row in rows)


def _as_text(value: Written, separator: str) -> str:
    if isinstance(value, str):
        return guarded(value, separator)
    if isinstance(value, Decimal):
        return plain_number(value).replace(".", "," if separator == ";" else ".")
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

    for _header, rows in sheets.values():
        if len(rows) >= _EXCEL_ROWS:
            label = _("Excel takes {most} rows at most; with the headings these are {n}. Export them as CSV.")
            raise Wrong(label(most=_EXCEL_ROWS, n=len(rows) + 1))
    with _replacing(path) as part:
        # In memory first: on a full disk a file that is begun would be tried to be ended again and again.
        whole = BytesIO()
        book = Workbook(whole)
        day, head = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        for name, (header, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(header):
                sheet.write_string(0, column, heading, head)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    _write_cell(sheet, number, column, value, day)
        _close(book)
        part.write_bytes(whole.getbuffer())


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as reason:  # it hides what the system said
        raise (reason.args[0] if isinstance(reason.args[0], OSError) else OSError(str(reason))) from reason


def _write_cell(sheet: Any, row: int, column: int, value: Written, day: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, date) and value < _EXCEL_KNOWS:
        sheet.write_string(row, column, value.isoformat())
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > _EXCEL_DIGITS:
        sheet.write_string(row, column, plain_number(value))
    elif value is not None:
        sheet.write_number(row, column, value)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    try:
        with replacing(path) as part:
            yield part
    except OSError as reason:
        raise Wrong(_("{name} cannot be written: {reason}.")(name=path.name, reason=why(reason))) from reason
