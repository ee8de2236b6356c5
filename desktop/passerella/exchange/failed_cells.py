"""The cells of a workbook in which a formula failed: its reader takes them for empty.

Taken for empty they would clear what stands in a record, without a word. So they are looked up in the
workbook's own text (ECMA-376, part 1, 18.3.1.4: a cell of the type `e`) and hold what Excel shows in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error

_BLOCK, _LONGEST = 2**20, 2**14
"""Bytes that are read at once; bytes that are looked at again, as a cell may begin in them."""
_SHEET = re.compile(r'<(?:\w+:)?sheet\s[^>]*?name="([^"]*)"[^>]*?\w+:id="([^"]*)"')
_PART = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_FAILED = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]{0,200}\bt="e")[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,200}>'
    rb"(?:(?!</(?:\w+:)?c>).){0,10000}?"
    rb"<(?:\w+:)?v>([^<]*)</",
    re.DOTALL,
)

Failed = Mapping[int, Mapping[int, str]]
"""What failed cells show, by row and column, both from 0."""


def failed_cells(path: Path) -> dict[str, Failed]:
    """The failed cells of each sheet, by its name; none where that cannot be made out."""
    found: dict[str, Failed] = {}
    unknown = suppress(OSError, BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, error)
    with unknown, ZipFile(path) as book:
        for name, part in _parts(book).items():
            rows: dict[int, dict[int, str]] = {}
            for row, column, shown in _failed(book, part):
                rows.setdefault(row, {})[column] = shown
            found[name] = rows
    return found


def _parts(book: ZipFile) -> dict[str, str]:
    """Where in the workbook each sheet lies."""
    rels = book.read("xl/_rels/workbook.xml.rels").decode("utf-8")
    targets = {}
    for each in _PART.findall(rels):
        id, target = re.search(r'\bId="([^"]*)"', each), re.search(r'\bTarget="([^"]*)"', each)
        if id and target:
            targets[id[1]] = target[1]
    sheets = _SHEET.findall(book.read("xl/workbook.xml").decode("utf-8"))
    places = {unescape(name): targets[id] for name, id in sheets if id in targets}
    return {
        name: place.lstrip("/") if place.startswith("/") else f"xl/{place}" for name, place in places.items()
    }


def _failed(book: ZipFile, part: str) -> Iterator[tuple[int, int, str]]:
    """A block at a time: a sheet's text may be larger than the memory."""
    with book.open(part) as file:
        before = b""
        while block := file.read(_BLOCK):
            text = before + block
            if b't="e"' in text:
                for column, row, shown in _FAILED.findall(text):
                    yield int(row) - 1, _number(column), unescape(shown.decode("utf-8"))
            before = text[-_LONGEST:]


def _number(column: bytes) -> int:
    """The number of a column, from 0, from its letters."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number - 1
