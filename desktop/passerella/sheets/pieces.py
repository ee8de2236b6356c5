"""What several sheets hold: what moved, a chart, and where reported facts come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from passerella.charts.colours import PRINT
from passerella.charts.drawing import Drawn, draw
from passerella.charts.export import picture
from passerella.charts.speech import words_on
from passerella.figures import telling
from passerella.figures.recognition import fact_sources, source_line
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.sentences import mark, moved
from passerella.figures.telling import Charted
from passerella.sheets.parts import Chart
from passerella.sheets.voice import Voice
from passerella.store.workspace import Workspace
from passerella.texts.label import _
from passerella.texts.language import Language

_WIDTH, _HIGHEST, _DPI = 1028, 1250, 150


def what_moved(voice: Voice, known: RecognitionResult | None) -> tuple[str, str]:
    """The headline on recognition: what moved between the last two waves and how surely."""
    if known is None:
        said = voice.say(_("No survey of this brand yet."))
    else:
        said = voice.each(lambda words: words.say(moved(known, words)))
    return voice.say(_("What moved")), said


def chart_blocks(voice: Voice, make: Callable[[Language], Charted], height: int) -> list[Chart]:
    """The chart of a result with its scope and what its marks mean; `height` in pixels at 150 dpi.

    Its own words are the first language's; what they are in the second one stands below. What has more
    panels than that height holds is higher, and goes on in further charts where a page is not enough.
    """
    first, *others = (make(words) for words in voice.languages)
    pages = _drawn(voice, first, height).pages
    tall = min(height * pages, _HIGHEST)
    figures = [_drawn(voice, first, tall)]
    figures += [_drawn(voice, first, tall, page) for page in range(1, figures[0].pages)]
    note = voice.sentences(lambda _words: [telling.note(first)])
    whole = Chart(
        picture(figures[0].figure, "svg"),
        voice.say(telling.title(first)),
        " · ".join(telling.scope(first)),
        "\n".join((note, *_glossary(voice, first, others))),
        voice.short(_("sample")) if telling.sample(first) else "",
        "".join(sorted(set[str]().union(*(each.missing for each in figures)))),
    )
    rest = (replace(whole, svg=picture(each.figure, "svg"), caption="") for each in figures[1:])
    return [whole, *rest]


def _drawn(voice: Voice, result: Charted, height: int, page: int = 0) -> Drawn:
    return draw(result, voice.first, width=_WIDTH, height=height, dpi=_DPI, colours=PRINT, page=page)


def _glossary(voice: Voice, first: Charted, others: Sequence[Charted]) -> Iterator[str]:
    """The words in the chart, each beside what it is in another language."""
    for words, other in zip(voice.languages[1:], others, strict=True):
        pairs = zip(words_on(first, voice.first), words_on(other, words), strict=True)
        said = dict.fromkeys(f"{one} = {two}" for one, two in pairs if one != two)
        if said:
            yield words.say(_("In the chart: {words}.")(words="; ".join(said)))


def sources(workspace: Workspace, voice: Voice) -> list[str]:
    """Who stated the reported facts and when, each with the mark that points at it."""
    return [
        f"{mark(number)} {source_line(stated_by, day, voice.first)}"
        for number, (stated_by, day) in enumerate(fact_sources(workspace), 1)
    ]
