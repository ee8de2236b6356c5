"""Blocks that several sheets hold: a chart, numbers as a table, and where reported facts come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from passerella.charts.colours import PRINT
from passerella.charts.drawing import draw
from passerella.charts.export import picture
from passerella.figures import telling
from passerella.figures.chart_tables import ChartTable
from passerella.figures.recognition import fact_sources
from passerella.figures.telling import Charted
from passerella.sheets.parts import Chart, Table
from passerella.sheets.voice import Voice
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language

_WIDTH, _DPI = 1028, 150


def chart_block(voice: Voice, result: Charted, height: int) -> Chart:
    """The chart of a result with its scope and what its marks mean; `height` in pixels at 150 dpi."""
    figure, _spots = draw(result, voice.first, width=_WIDTH, height=height, dpi=_DPI, colours=PRINT)
    return Chart(
        picture(figure, "svg"),
        voice.say(telling.title(result)),
        " · ".join(telling.scope(result)),
        voice.say(telling.note(result)),
        voice.short(_("sample")) if telling.sample(result) else "",
    )


def table_block(
    voice: Voice,
    title: Label,
    make: Callable[[Language], ChartTable],
    *,
    note: str = "",
    caption: Iterable[str] = (),
) -> Table:
    """What `make` answers: words in each language, figures in the first one's form."""
    made = [make(words) for words in voice.languages]
    first = made[0]
    rows = zip(*(each.rows for each in made), strict=True)
    return Table(
        voice.say(title),
        _merged([each.heads for each in made], len(first.heads)),
        tuple(_merged(row, first.words) for row in rows),
        note=note,
        caption="\n".join(caption),
        words=first.words,
    )


def sources(workspace: Workspace, voice: Voice) -> list[str]:
    """Who stated the reported facts and when, each with the mark that points at it."""
    notes = []
    for number, (source, day) in enumerate(fact_sources(workspace), 1):
        published = voice.first.day(day) if day else ""
        notes.append(f"{mark(number)} {voice.first.listed(filter(None, (source, published)))}")
    return notes


def mark(number: int) -> str:
    """The mark of a footnote: ① to ⑳, then in brackets."""
    return chr(0x245F + number) if 1 <= number <= 20 else f"({number})"


def _merged(rows: Sequence[Sequence[str]], words: int) -> tuple[str, ...]:
    cells = zip(*rows, strict=True)
    return tuple("\n".join(dict.fromkeys(cell)) if at < words else cell[0] for at, cell in enumerate(cells))
