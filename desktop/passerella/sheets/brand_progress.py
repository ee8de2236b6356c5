"""The director's sheet on a brand's progress: texts already in the language or languages wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from passerella.sheets.typeset import typeset

TEMPLATE = "brand-progress"
_CHART = "chart.svg"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with what it is, its unit, what changed and what it rests on.

    `change` is the bold part ('+6.0 points'), `against` the quiet one after it ('on the wave before');
    `mood` colours the change: 'good', 'bad' or ''.
    """

    what: str
    figure: str
    unit: str = ""
    change: str = ""
    basis: str = ""
    against: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported figure and what it speaks of."""

    figure: str
    about: str


@dataclass(frozen=True, slots=True)
class ReportedStrip:
    """Reported figures, apart from measured ones."""

    title: str
    subject: str
    items: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG with its title, note and caption."""

    svg: bytes
    title: str
    note: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first column is words, the others figures; `total` is a row of its own."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done, by whom, when, for how much."""

    what: str
    owner: str = ""
    day: str = ""
    money: str = ""


@dataclass(frozen=True, slots=True)
class BrandProgress:
    """The whole sheet; empty parts are left out.

    `page_of` holds {x} and {y}; `language` is 'zh', 'en' or 'it'.
    """

    sender: str
    period: str
    title: str
    foot: str
    page_of: str
    language: str = "zh"
    sample_badge: str = ""
    headlines: tuple[tuple[str, str], ...] = ()
    tiles: tuple[Tile, ...] = ()
    reported: ReportedStrip | None = None
    chart: Chart | None = None
    table: Table | None = None
    steps_title: str = ""
    steps: tuple[Step, ...] = ()
    footnotes: tuple[str, ...] = field(default=())


def brand_progress(data: BrandProgress) -> bytes:
    """The sheet as a PDF."""
    pictures = {_CHART: data.chart.svg} if data.chart else {}
    return typeset(TEMPLATE, _plain(data), pictures)


def texts(data: BrandProgress) -> list[str]:
    """Every text on the sheet, for `missing_glyphs`."""
    return list(_strings(_plain(data)))


def _plain(data: BrandProgress) -> dict[str, Any]:
    plain = asdict(data)
    if plain["chart"]:
        plain["chart"]["svg"] = _CHART
    return plain


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
