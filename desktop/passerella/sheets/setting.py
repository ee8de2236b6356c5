"""From a paper to its PDF and its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import pypdfium2

from passerella.sheets.parts import Paper
from passerella.sheets.typeset import typeset

_TEMPLATE = "sheet"


def pdf(paper: Paper) -> bytes:
    """The paper as a PDF."""
    pictures: dict[str, bytes] = {}
    return typeset(_TEMPLATE, _plain(asdict(paper), pictures), pictures)


def fitting(tried: Iterable[Paper], pages: int) -> Paper:
    """The first of the papers that takes no more than so many pages, else the last. ValueError without
    any."""
    paper = None
    for paper in tried:
        with pypdfium2.PdfDocument(pdf(paper)) as document:
            if len(document) <= pages:
                return paper
    if paper is None:
        raise ValueError("no paper to try")
    return paper


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
