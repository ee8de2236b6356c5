"""What has to be known of the waves of a series before their figures are read."""

from __future__ import annotations

from typing import Any

from passerella.figures.recognition import known_population
from passerella.figures.sentences import caution
from passerella.records.surveys import SAMPLINGS
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language


def wave_remarks(workspace: Workspace, series: Any, brand: int, language: Language) -> list[Label]:
    """How people were chosen, what intervals do not cover, which waves are weighted or from percentages."""
    found = sorted(
        workspace.all("survey_wave", Query(equal=(("series", series.id),))), key=lambda wave: wave.fielded_to
    )
    said = [_("{sampling}: {audience}, {method}.")(
        sampling=SAMPLINGS[series.sampling], audience=series.audience, method=series.method
    )]  # fmt: skip
    least = min((wave.asked for wave in found), default=None)
    said += filter(None, [caution(series.sampling, least)])
    if (population := known_population(series)) is not None:
        label = _("Intervals are corrected for random samples of {n} people.")
        said.append(label(n=population))
    weighted = [
        f"{language.day(wave.fielded_to)} ({language.number(wave.effective, 1)})"
        for wave in found
        if wave.effective is not None
    ]
    if weighted:
        label = _("Weighted waves, whose intervals rest on the effective sample size: {waves}.")
        said.append(label(waves=language.listed(weighted)))
    rounded = [language.day(wave.fielded_to) for wave in found if _from_percentage(wave, brand)]
    if rounded:
        label = _("Counts worked out from a rounded percentage: {waves}.")
        said.append(label(waves=language.listed(rounded)))
    return said


def _from_percentage(wave: Any, brand: int) -> bool:
    return any(row.brand == brand and row.basis == "percentage" for row in wave.results)
