"""Files as tables: CSV in the encodings and separators offices use, and Excel workbooks."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from itertools import accumulate, islice, zip_longest
from pathlib import Path
from typing import Any, TextIO

from passerella.exchange.encodings import codec_of, errors_of, guessed, lines_in
from passerella.exchange.failed_cells import Failed, failed_cells
from passerella.store.reasons import why
from passerella.texts.label import Label, Wrong, _
from passerella.texts.whole import replacing

Cell = str | float | int | date | None
Written = str | Decimal | int | date | None

_EXCEL_ROWS = 1_048_576
_EXCEL_KNOWS = date(1900, 3, 1)
"""Earlier days are read as others: Excel holds 1900 to be a leap year."""
READ = (".csv", ".xlsx", ".xlsm")
"""How the names of files end that can be read."""
OLD = (".xls", ".et")
"""What is a table, too, but has to be saved as another first."""
AT_ONCE = 500
"""Rows a chunk: few enough that their cells stay in a processor's cache from one step to the next."""

IsHeading = Callable[[str], bool]
_TITLES = 10
"""Among so many rows the one with the headings is looked for."""
_FOR_SURE = 2
"""So many headings in a row are no chance: one may be a value."""

_BREAK = re.compile("\r\n|\r|\n")
_OTHERS = {",": ";\t", ";": ",\t", "\t": ",;"}
_COMPUTED = r"(?='*[=+\-@＝＋－＠\t\r])"
_LIVE = {own: re.compile(rf"(^|[{more}\r\n]){_COMPUTED}") for own, more in _OTHERS.items()}
_GUARDED = {own: re.compile(rf"(^|[{more}\r\n])'{_COMPUTED}") for own, more in _OTHERS.items()}
"""Before what would be computed, by the file's separator: where a cell begins, or what a program with
another separator takes for one."""


def _nothing(_cell: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a table, none of them empty, and the number of each in the file, from 1."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its headings and a way to read its rows, a chunk at a time, again and again.

    The headings stand in the row `at`. `size` says about how many rows there are. `plain` gives a cell as it
    was before an export guarded it. `encoding` is that of a text file, of `encodings.ENCODINGS`.
    """

    header: tuple[str, ...]
    at: int
    size: int
    chunks: Callable[[], Iterator[Chunk]]
    plain: Callable[[Cell], Cell]
    encoding: str = ""

    def first(self, count: int) -> list[Sequence[Cell]]:
        """The first rows, as they stand in the file."""
        return list(islice((row for chunk in self.chunks() for row in chunk.rows), count))


def read_tables(path: Path, encoding: str = "", is_heading: IsHeading = _nothing) -> dict[str, Table]:
    """The tables of a file by sheet name; a CSV is one without a name. Raises `Wrong`, then and later.

    `encoding` is that of a text file, else it is guessed. The first row names the columns, unless one
    soon after it has more cells that are headings: what stands above is a title.
    """
    suffix = path.suffix.lower()
    with _reading(path):
        if suffix == ".csv":
            return {"": _read_csv(path, encoding, is_heading)}
        if suffix in READ:
            return _read_workbook(path, is_heading)
    if suffix in OLD:
        label = _("{name} is in an old format. Open it, save it as .xlsx and import that.")
        raise Wrong(label(name=path.name))
    raise Wrong(_("Only CSV and Excel files (.csv, .xlsx) can be read, not {name}.")(name=path.name))


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise Wrong(_("{name} cannot be read: {reason}.")(name=path.name, reason=why(reason))) from reason


def _read_csv(path: Path, encoding: str, is_heading: IsHeading) -> Table:
    """A CSV, separated as its first line shows. Raises `Wrong`."""
    encoding = encoding or guessed(path)
    codec = codec_of(path, encoding)
    size = lines_in(path, encoding)

    def opened() -> TextIO:
        file = path.open(encoding=codec, errors=errors_of(encoding), newline="")
        if encoding == "utf-8" and file.read(1) != "\ufeff":
            file.seek(0)
        return file

    with opened() as file:
        separator = _separator(next((line for line in file if line.strip()), ""))

    def chunks(at_once: int) -> Iterator[Chunk]:
        with _reading(path), opened() as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            try:
                while rows := _some(reader, at_once):
                    yield rows
            except csv.Error as reason:
                with opened() as again:
                    rows_again = csv.reader(again, delimiter=separator, strict=True)
                    raise Wrong(_improper(reason, rows_again)) from reason

    return replace(_table(chunks, size, partial(_unguarded, separator), is_heading), encoding=encoding)


def _improper(reason: csv.Error, rows: Any) -> Label:
    """What is wrong with a CSV, whose `rows` are read anew to find it: the reader's own words are English."""
    line = 1
    with suppress(csv.Error):
        for _row in rows:
            line = rows.line_num + 1
    if "end of data" in str(reason):
        return _('A quotation mark (") in line {line} of the file or below is never closed.')(line=line)
    if "limit" in str(reason):
        label = _('Line {line} of the file has a cell that is too long; a quotation mark (") may be missing.')
        return label(line=line)
    label = _(
        'Line {line} of the file is not proper CSV: a cell must end after its closing quotation mark (").'
    )
    return label(line=line)


def _some(reader: Any, at_once: int) -> Chunk | None:
    """The next rows of a CSV reader, None at its end. A row's number is that of its first line."""
    before = reader.line_num
    rows = list(islice(reader, at_once))
    if not rows:
        return None
    numbers: Sequence[int] = range(before + 1, before + 1 + len(rows))
    if reader.line_num != before + len(rows):
        lines = (1 + sum(len(_BREAK.findall(cell)) for cell in row) for row in rows)
        numbers = list(accumulate(lines, initial=before + 1))[:-1]
    return Chunk(numbers, rows)


def _separator(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    return max((",", ";", "\t"), key=bare.count)


def _as_it_is(cell: Cell) -> Cell:
    return cell


def _unguarded(separator: str, cell: Cell) -> Cell:
    return _GUARDED[separator].sub(r"\1", cell) if isinstance(cell, str) and "'" in cell else cell


def _table(
    read: Callable[[int], Iterator[Chunk]],
    size: int,
    plain: Callable[[Cell], Cell],
    is_heading: IsHeading,
) -> Table:
    rows = ((number, row) for chunk in read(1) for number, row in zip(chunk.numbers, chunk.rows, strict=True))
    first = list(islice((pair for pair in rows if _filled(pair[1])), _TITLES))
    if not first:
        raise Wrong(_("The file is empty: its first row must name the columns."))
    texts = [["" if cell is None else str(plain(cell)).strip() for cell in row] for _number, row in first]
    known = [sum(map(is_heading, filter(None, row))) for row in texts]
    at = max(range(len(texts)), key=lambda place: known[place])  # the first of several
    if known[at] < _FOR_SURE:
        at = 0
    header = _with_above(texts[: at + 1], is_heading)
    last = first[at][0]

    def chunks() -> Iterator[Chunk]:
        for chunk in read(AT_ONCE):
            if chunk.numbers[0] > last and _all_begin(chunk.rows):
                yield chunk
                continue
            pairs = zip(chunk.numbers, chunk.rows, strict=True)
            kept = [pair for pair in pairs if pair[0] > last and _filled(pair[1])]
            if kept:
                numbers, rows = zip(*kept, strict=True)
                yield Chunk(numbers, rows)

    return Table(header, last, size, chunks, plain)


def _with_above(rows: Sequence[Sequence[str]], is_heading: IsHeading) -> tuple[str, ...]:
    """The headings of the last of these rows; where it is empty, the one above that it hangs under."""
    above = [row[at] if at < len(row) else "" for row in rows[-2:-1] for at in range(max(map(len, rows)))]
    header = [*rows[-1], *[""] * (len(above) - len(rows[-1]))]
    return tuple(
        own or (over if is_heading(over) else "") for own, over in zip_longest(header, above, fillvalue="")
    )


def _all_begin(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first cell of each row says something."""
    return all(rows) and not any(map(empty, {row[0] for row in rows}))


def _filled(row: Sequence[Cell]) -> bool:
    return bool(row and not empty(row[0])) or any(not empty(cell) for cell in row)


def empty(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _read_workbook(path: Path, is_heading: IsHeading) -> dict[str, Table]:
    from python_calamine import CalamineError, CalamineWorkbook

    with path.open("rb"):
        pass  # the system's reasons are said in words, the reader's are not
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    except CalamineError as reason:
        label = _("{name} is no Excel workbook, or it is damaged or locked by a password.")
        raise Wrong(label(name=path.name)) from reason
    found, failed = {}, failed_cells(path)
    for name, sheet in sheets.items():
        with suppress(Wrong):
            chunks = partial(_sheet_chunks, sheet, failed.get(name, {}))
            found[name] = _table(chunks, sheet.height, _as_it_is, is_heading)
    if not found:
        raise Wrong(_("The file is empty: its first row must name the columns."))
    return found


def _sheet_chunks(sheet: Any, failed: Failed, at_once: int) -> Iterator[Chunk]:
    """The rows of a sheet. What is joined over several rows holds for each; a number that is may be their
    sum and stays in the first."""
    rows, before = sheet.iter_rows(), 0
    first = sheet.start[1] if sheet.start else 0  # its rows are whole, but begin with the first column in use
    joined: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in range(top, bottom + 1 if bottom > top else top):
            joined.setdefault(row, []).append((left - first, top))
    kept: dict[tuple[int, int], Cell] = {}
    while some := [list(map(_cell, row)) for row in islice(rows, at_once)]:
        for row in filter(failed.__contains__, range(before, before + len(some))):
            cells = some[row - before]
            for column, shown in failed[row].items():
                if 0 <= column - first < len(cells):
                    cells[column - first] = shown
        for place in filter(joined.__contains__, range(before, before + len(some))):
            cells = some[place - before]
            for left, top in joined[place]:
                if not 0 <= left < len(cells):
                    continue  # beside the table
                if place == top:
                    kept[left, top] = cells[left]
                elif isinstance(kept.get((left, top)), (str, date)):
                    cells[left] = kept[left, top]
        yield Chunk(range(before + 1, before + 1 + len(some)), some)
        before += len(some)


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, float, int, date)):
        return value
    return None if value is None else str(value)


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
        return _LIVE[separator].sub(r"\1'", value)
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
    elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > 15:
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
