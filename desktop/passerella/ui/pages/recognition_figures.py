"""What the Recognition page shows, asked away from the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from passerella.figures import sentences
from passerella.figures.recognition import (
    BrandRow,
    WaveRow,
    brand_results,
    main_brand,
    main_series,
    recognition,
    waves,
)
from passerella.figures.recognition_result import RecognitionResult
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language


@dataclass(frozen=True, slots=True)
class Wish:
    """Which series and brand (ids, None: the main one) and which measure."""

    series: int | None
    brand: int | None
    measure: str


@dataclass(frozen=True, slots=True)
class Series:
    """One series and brand: what is offered and chosen, the result, its waves, who was asked."""

    offered_series: dict[int, str]
    offered_brands: dict[int, str]
    series: int | None
    brand: int | None
    result: RecognitionResult | None
    caution: Label | None
    rows: list[WaveRow]
    about: str
    sample: bool


@dataclass(frozen=True, slots=True)
class WaveResults:
    """One wave: who was asked, and its results by brand."""

    about: str
    asked: int
    rows: list[BrandRow]


def ask_series(workspace: Workspace, language: Language, wish: Wish) -> Series:
    """Ask for everything about a series, its wave list and its curve."""
    owner = workspace.get("survey_series", wish.series or 0) or main_series(workspace)
    chosen = workspace.get("brand", wish.brand or 0) or main_brand(workspace)
    series, brand = (each.id if each is not None else None for each in (owner, chosen))
    result = recognition(workspace, language, series=series, brand=brand, measure=wish.measure)
    last = result.points[-1].asked if result and result.points else None
    about = [owner.audience, owner.place or "", owner.method] if owner else []
    return Series(
        offered_series=_names(workspace, "survey_series"),
        offered_brands=_names(workspace, "brand"),
        series=series,
        brand=brand,
        result=result,
        caution=sentences.caution(owner.sampling, last) if owner else None,
        rows=waves(workspace, owner.id, brand, wish.measure) if owner and brand else [],
        about=language.listed(filter(None, about)),
        sample=workspace.meta("sample") == "1",
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
    caution = sentences.caution(series.sampling, wave.asked) if series else None
    if caution is not None:
        parts.append(say(caution))
    return WaveResults(" · ".join(parts), wave.asked, brand_results(workspace, wave))
