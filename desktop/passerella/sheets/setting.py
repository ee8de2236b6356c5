"""From a paper to its PDF and its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any, TypeVar

import pypdfium2

from passerella.sheets.parts import Paper
from passerella.sheets.typeset import typeset

_TEMPLATE = "sheet"
Room = TypeVar("Room")


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF."""
    pictures: dict[str, bytes] = {}
    return typeset(_TEMPLATE, _plain(asdict(paper), pictures), pictures)


def fitting(make: Callable[[Room], Paper], rooms: Sequence[Room], pages: int) -> Paper:
    """The paper made for the first of the rooms, each tighter than the one before, that takes no more than
    so many pages; that for the last where none does."""
    made, low, high = cache(make), 0, len(rooms) - 1
    while low < high:
        middle = (low + high) // 2 if low else 0  # mostly the first one does
        if _fits(made(rooms[middle]), pages):
            high = middle
        else:
            low = middle + 1
    return made(rooms[low])


def _fits(paper: Paper, pages: int) -> bool:
    with pypdfium2.PdfDocument(pdf(paper)) as document:
        return len(document) <= pages


def texts(paper: Paper) -> list[str]:
    """Every text on the paper, for `missing_glyphs`."""
    return list(_strings(asdict(paper)))


def _plain(value: Any, pictures: dict[str, bytes]) -> Any:
    """The value with each picture replaced by the name it is kept under."""
    if isinstance(value, bytes):
        name = f"picture-{len(pictures) + 1}.svg"
        pictures[name] = value
        return name
    if isinstance(value, dict):
        return {key: _plain(item, pictures) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, pictures) for item in value]
    return value


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
