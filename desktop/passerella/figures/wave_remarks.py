"""What has to be known of the waves of a series before their figures are read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from passerella.figures.recognition import known_population
from passerella.figures.sentences import caution
from passerella.records.surveys import SAMPLINGS
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _, _n
from passerella.texts.language import Language

_WEIGHTED = _n(
    "The wave of {day} is weighted: its interval rests on the effective sample size, {people}.",
    "{n} waves are weighted: intervals rest on the effective sample size, in the last ({day}) {people}.",
)
_OVERLAPPING = _n(
    "Fieldwork of the wave of {day} overlaps the one before: people may have been asked twice.",
    "Fieldwork of {n} waves overlaps the one before, the last of {day}: people may have been asked twice.",
)
_ROUNDED = _n(
    "Counts of the wave of {day} were worked out from a rounded percentage.",
    "Counts of {n} waves were worked out from a rounded percentage, the last of {day}.",
)


def wave_remarks(workspace: Workspace, series: Any, brand: int, language: Language) -> list[Label]:
    """How people were chosen, what the intervals rest on, which counts are from percentages."""
    said = [_("{sampling}: {audience}, {method}.")(
        sampling=SAMPLINGS[series.sampling], audience=series.audience, method=series.method
    )]  # fmt: skip
    said += reservations(workspace, series, language)
    rounded = [wave.fielded_to for wave in _waves(workspace, series) if _from_percentage(wave, brand)]
    if rounded:
        said.append(_ROUNDED(n=len(rounded), day=rounded[-1]))
    return said


def reservations(workspace: Workspace, series: Any, language: Language) -> Iterator[Label]:
    """What the intervals of a series do not cover, and what they rest on besides counts of people."""
    found = _waves(workspace, series)
    cautious = caution(series.sampling, min((wave.asked for wave in found), default=None))
    if cautious is not None:
        yield cautious
    if (population := known_population(series)) is not None:
        yield _("Intervals are corrected for random samples of {n} people.")(n=population)
    weighted = [wave for wave in found if wave.effective is not None]
    if weighted:
        people = language.number(weighted[-1].effective, 1)
        yield _WEIGHTED(n=len(weighted), day=weighted[-1].fielded_to, people=people)
    overlapping = [
        after.fielded_to
        for before, after in pairwise(found)
        if (after.fielded_from or after.fielded_to) <= before.fielded_to
    ]
    if overlapping:
        yield _OVERLAPPING(n=len(overlapping), day=overlapping[-1])


def _waves(workspace: Workspace, series: Any) -> list[Any]:
    found = workspace.all("survey_wave", Query(equal=(("series", series.id),)))
    return sorted(found, key=lambda wave: wave.fielded_to)


def _from_percentage(wave: Any, brand: int) -> bool:
    return any(row.brand == brand and row.basis == "percentage" for row in wave.results)
