"""What several sheets hold: a chart, and where reported facts come from."""

from __future__ import annotations

from passerella.charts.colours import PRINT
from passerella.charts.drawing import draw
from passerella.charts.export import picture
from passerella.figures import telling
from passerella.figures.recognition import fact_sources
from passerella.figures.telling import Charted
from passerella.sheets.parts import Chart
from passerella.sheets.voice import Voice
from passerella.store.workspace import Workspace
from passerella.texts.label import _

_WIDTH, _DPI = 1028, 150


def chart_block(voice: Voice, result: Charted, height: int) -> Chart:
    """The chart of a result with its scope and what its marks mean; `height` in pixels at 150 dpi."""
    figure, _spots = draw(result, voice.first, width=_WIDTH, height=height, dpi=_DPI, colours=PRINT)
    return Chart(
        picture(figure, "svg"),
        voice.say(telling.title(result)),
        " · ".join(telling.scope(result)),
        voice.sentences(lambda _words: [telling.note(result)]),
        voice.short(_("sample")) if telling.sample(result) else "",
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
