"""Files read as tables: CSV in the encodings and separators offices use, and Excel workbooks."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import accumulate, islice, zip_longest
from pathlib import Path
from typing import Any, TextIO

from passerella.exchange.encodings import codec_of, errors_of, guessed, lines_in
from passerella.exchange.failed_cells import Failed, failed_cells
from passerella.exchange.guarding import unguarded
from passerella.store.reasons import why
from passerella.texts.label import Label, Wrong, _

Cell = str | float | int | date | None

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
    return unguarded(cell, separator) if isinstance(cell, str) else cell


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
    """The rows of a sheet, with what failed in them and what is joined over several."""
    rows, before = sheet.iter_rows(), 0
    first = sheet.start[1] if sheet.start else 0  # its rows are whole, but begin with the first column in use
    joined = _Joined(sheet.merged_cell_ranges or (), first)
    while some := [list(map(_cell, row)) for row in islice(rows, at_once)]:
        places = range(before, before + len(some))
        for place in filter(failed.__contains__, places):
            cells = some[place - before]
            for column, shown in failed[place].items():
                if 0 <= column - first < len(cells):
                    cells[column - first] = shown
        for place in filter(joined.rows.__contains__, places):
            joined.fill(place, some[place - before])
        yield Chunk(range(before + 1, before + 1 + len(some)), some)
        before += len(some)


class _Joined:
    """What is joined over several rows holds for each; a number that is may be their sum and stays in the
    first. `rows` has those rows with the column and the first row of each join, all counted from 0."""

    def __init__(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], first: int) -> None:
        """`ranges` are pairs of corners in the whole sheet; the rows to fill begin with column `first`."""
        self.rows: dict[int, list[tuple[int, int]]] = {}
        self._kept: dict[tuple[int, int], Cell] = {}
        for (top, left), (bottom, _right) in ranges:
            for row in range(top, bottom + 1 if bottom > top else top):
                self.rows.setdefault(row, []).append((left - first, top))

    def fill(self, row: int, cells: list[Cell]) -> None:
        """Put what holds for a row into its cells. Rows come in order."""
        for place in self.rows[row]:
            left, top = place
            if not 0 <= left < len(cells):
                continue  # beside the table
            if row == top:
                self._kept[place] = cells[left]
            elif isinstance(self._kept.get(place), (str, date)):
                cells[left] = self._kept[place]


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, float, int, date)):
        return value
    return None if value is None else str(value)
