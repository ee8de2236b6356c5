"""What the Recognition page shows, asked away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from passerella.figures import sentences
from passerella.figures.recognition import (
    BrandRow,
    WaveRow,
    between,
    brand_results,
    main_brand,
    main_series,
    recognition,
    waves,
)
from passerella.figures.recognition_result import RecognitionResult, WavePoint
from passerella.records.surveys import SAMPLINGS
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language

if TYPE_CHECKING:
    from passerella.figures.telling import Charted, Told

VIEWS: dict[str, Label] = {
    "waves": _("Wave by wave"),
    "course": _("Course and goal"),
    "markets": _("Markets side by side"),
    "brands": _("Brands of the series"),
    "slope": _("Between two waves"),
    "funnel": _("Purchase funnel"),
}
OF_WAVES = frozenset({"slope", "funnel"})
"""The views that depend on which waves are chosen."""
_NO_STEPS = _("This wave has no steps from asked to bought that can be drawn.")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which series and brand (ids, None: the main one) and which measure."""

    series: int | None
    brand: int | None
    measure: str


@dataclass(frozen=True, slots=True)
class Series:
    """One series and brand: what is offered and chosen, its waves, who was asked and
    how."""

    offered_series: dict[int, str]
    offered_brands: dict[int, str]
    series: int | None
    brand: int | None
    measure: str
    result: RecognitionResult | None
    rows: list[WaveRow]
    about: str
    sample: bool


@dataclass(frozen=True, slots=True)
class WaveResults:
    """One wave: who was asked, and its results by brand."""

    about: str
    asked: int
    rows: list[BrandRow]


@dataclass(frozen=True, slots=True)
class Pair:
    """A wave of a list and the one it is compared with, by their ids; unless one is chosen it is the
    wave before, or the `first` of all."""

    wave: int | None
    against: int | None
    first: bool = False


def ask_series(workspace: Workspace, language: Language, wish: Wish, today: date) -> Series:
    """Ask for everything about a series, its wave list and its curve."""
    owner = workspace.get("survey_series", wish.series or 0) or main_series(workspace)
    chosen = workspace.get("brand", wish.brand or 0) or main_brand(workspace)
    series, brand = (each.id if each is not None else None for each in (owner, chosen))
    result = recognition(workspace, language, series=series, brand=brand, measure=wish.measure, today=today)
    about = []
    if owner is not None:
        about = [language.say(SAMPLINGS[owner.sampling]), owner.audience, owner.place or "", owner.method]
    return Series(
        offered_series=_names(workspace, "survey_series"),
        offered_brands=_names(workspace, "brand"),
        series=series,
        brand=brand,
        measure=wish.measure,
        result=result,
        rows=waves(workspace, owner.id, brand, wish.measure) if owner and brand else [],
        about=" · ".join(filter(None, about)),
        sample=workspace.sample,
    )


def _names(workspace: Workspace, kind: str) -> dict[int, str]:
    return {each.id: each.name for each in workspace.all(kind, Query(sort="name"))}


def ask_wave(workspace: Workspace, language: Language, id: int) -> WaveResults | None:
    """Ask for the results of one wave; None when it is gone."""
    wave = workspace.get("survey_wave", id)
    if wave is None:
        return None
    say = language.say
    parts = [language.day(wave.fielded_to)]
    if wave.approached is not None:
        parts.append(say(_("{n} approached")(n=wave.approached)))
    parts.append(say(_("{n} asked")(n=wave.asked)))
    series = workspace.get("survey_series", wave.series)
    caution = sentences.caution(series.sampling, wave) if series else None
    if caution is not None:
        parts.append(say(caution))
    return WaveResults(" · ".join(parts), wave.asked, brand_results(workspace, wave))


def compared(rows: list[WaveRow], pair: Pair, language: Language) -> tuple[Label, Label | None]:
    """What moved up to a wave of a list, newest first, and between which two waves that was."""
    at = next((n for n, row in enumerate(rows) if row.id == pair.wave), 0)
    chosen = rows[at] if rows else None
    if chosen is None or chosen.point is None:
        return (sentences.NO_WAVE if chosen is None else _("This wave did not ask for it.")), None
    earlier = [row for row in rows[at + 1 :] if row.point is not None]
    before = next((row for row in earlier if row.id == pair.against), None)
    if before is None and earlier:
        before = earlier[-1 if pair.first else 0]
    if before is None or before.point is None:
        return _alone(chosen.point, len(rows), language), None
    moved = sentences.moved_between(before.point, chosen.point, between(before.point, chosen.point), language)
    return moved, _("wave {after} against wave {before}")(after=chosen.number, before=before.number)


def _alone(point: WavePoint, waves: int, language: Language) -> Label:
    if waves == 1:
        return sentences.single(point, language)
    label = _("{share} ({span}): no earlier wave to compare it with.")
    return label(share=language.percent(point.share), span=sentences.span(point.low, point.high, language))


def ask_chart(workspace: Workspace, language: Language, found: Series, view: str, pair: Pair) -> Told | Label:
    """Ask for what a view shows, or why it shows nothing."""
    from passerella.figures.telling import told

    result = found.result
    if result is None:
        return sentences.NO_WAVE
    made = _MAKERS[view](workspace, language, found, pair)
    if isinstance(made, Label):
        return made
    return told(made, language)


def _waves(_workspace: Workspace, _language: Language, found: Series, _pair: Pair) -> Charted | Label:
    return found.result or sentences.NO_WAVE


def _course(_workspace: Workspace, _language: Language, found: Series, _pair: Pair) -> Charted | Label:
    from passerella.figures.course import course

    return course(found.result) if found.result is not None and found.result.points else sentences.NO_WAVE


def _markets(workspace: Workspace, language: Language, found: Series, _pair: Pair) -> Charted | Label:
    from passerella.figures.comparing import markets

    made = markets(workspace, language, found.brand or 0, found.measure)
    return made if made is not None and made.lines else sentences.NO_WAVE


def _brands(workspace: Workspace, language: Language, found: Series, _pair: Pair) -> Charted | Label:
    from passerella.figures.comparing import brands

    made = brands(workspace, language, found.series or 0, found.measure)
    return made if made is not None and made.lines else sentences.NO_WAVE


def _slope(workspace: Workspace, language: Language, found: Series, pair: Pair) -> Charted | Label:
    """From the wave chosen to compare with, or the first; the first itself goes on to the last."""
    from passerella.figures.comparing import slope

    series, measure = found.series or 0, found.measure
    made = slope(workspace, language, series, measure, first=pair.against, last=pair.wave)
    made = made or slope(workspace, language, series, measure, first=pair.wave)
    return made if made is not None and made.slopes else sentences.TWO_WAVES


def _funnel(workspace: Workspace, language: Language, found: Series, pair: Pair) -> Charted | Label:
    from passerella.figures.comparing import funnel_of

    made = funnel_of(workspace, language, found.series or 0, wave=pair.wave)
    return made if made is not None and made.funnels else _NO_STEPS


_MAKERS: dict[str, Callable[[Workspace, Language, Series, Pair], Charted | Label]] = {
    "waves": _waves,
    "course": _course,
    "markets": _markets,
    "brands": _brands,
    "slope": _slope,
    "funnel": _funnel,
}
