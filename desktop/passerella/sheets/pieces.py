"""What several sheets hold: what moved, a chart, and where reported facts come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from passerella.charts.colours import PRINT
from passerella.charts.drawing import Drawn, draw
from passerella.charts.export import picture
from passerella.charts.speech import words_on
from passerella.figures import telling
from passerella.figures.recognition import fact_sources, source_line
from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.sentences import NO_WAVE, mark, moved
from passerella.figures.telling import Charted
from passerella.sheets.parts import Block, Chart
from passerella.sheets.voice import Voice
from passerella.store.workspace import Workspace
from passerella.texts.label import _, _n
from passerella.texts.language import Language

_WIDTH, _HIGHEST, _DPI = 1028, 1250, 150
_EXPLAINED = 12
_APART, _MOST = 3, 12


def what_moved(voice: Voice, known: RecognitionResult | None) -> tuple[str, str]:
    """The headline on recognition: what moved between the last two waves and how surely."""
    said = voice.say(NO_WAVE) if known is None else voice.each(lambda words: words.say(moved(known, words)))
    return voice.say(_("What moved")), said


def chart_blocks(
    voice: Voice, make: Callable[[Language], Charted], height: int, *, explained: bool = True
) -> list[Chart]:
    """The chart of a result with its scope and what its marks mean; `height` in pixels at 150 dpi.

    Its own words are the first language's; what they are in the second one stands below if they are to be
    `explained`. What has more
    panels than that height holds is higher, and goes on in further charts where a page is not enough.
    """
    first, *others = (make(words) for words in voice.languages)
    figures = [_drawn(voice, first, height)]
    tall = min(height * figures[0].pages, _HIGHEST)
    if tall > height:
        figures = [_drawn(voice, first, tall)]
    figures += [_drawn(voice, first, tall, page) for page in range(1, figures[0].pages)]
    note = voice.sentences(lambda _words: [telling.note(first)])
    whole = Chart(
        picture(figures[0].figure, "svg"),
        voice.say(telling.title(first)),
        " · ".join(telling.scope(first)),
        "\n".join((note, *(_glossary(voice, first, others) if explained else ()))),
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
        said = list(dict.fromkeys(f"{one} = {two}" for one, two in pairs if one != two))
        if said:
            few = [*said[:_EXPLAINED], *(["…"] if len(said) > _EXPLAINED else [])]
            yield words.say(_("In the chart: {words}.")(words="; ".join(few)))


def sources(
    workspace: Workspace, voice: Voice, blocks: Iterable[Block | None], name: Callable[[str], str] = str
) -> list[str]:
    """Who stated the reported facts on a sheet and when, each with the mark that points at it.

    Many stand in one paragraph, and the rest of very many in the list of facts; `name` may shorten names.
    """
    there = "".join(map(_told, blocks))
    found = [
        f"{mark(number)} {source_line(name(stated_by), day, voice.first)}"
        for number, (stated_by, day) in enumerate(fact_sources(workspace), 1)
        if mark(number) in there
    ]
    if len(found) <= _APART:
        return found
    rest = _n("{n} more in the list “{list}”", "{n} more in the list “{list}”")
    left = len(found) - _MOST
    more = [voice.short(rest(n=left, list=_("Reported facts")))] if left > 0 else []
    return [voice.first.apart([*found[:_MOST], *more])]


def _told(block: Block | None) -> str:
    """The texts of a block, those in its picture among them."""
    return str(block) + (block.svg.decode() if isinstance(block, Chart) else "")


def marks(workspace: Workspace, voice: Voice) -> dict[str, str]:
    """The mark of each source of reported facts, by the line that names it."""
    return {
        source_line(stated_by, day, voice.first): mark(number)
        for number, (stated_by, day) in enumerate(fact_sources(workspace), 1)
    }
