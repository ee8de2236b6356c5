"""What has to be known of the waves of a series before their figures are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from passerella.figures.recognition_result import RecognitionResult
from passerella.figures.sentences import caution
from passerella.records.surveys import SAMPLINGS
from passerella.texts.label import Label, _, _n

_WEIGHTED = _n(
    "The wave of {day} is weighted: its counts are rounded to whole people, its interval rests on the "
    "effective sample size, {people}.",
    "{n} waves are weighted: their counts are rounded to whole people, intervals rest on the effective "
    "sample size, in the last ({day}) {people}.",
)
_OVERLAPPING = _n(
    "Fieldwork of the wave of {day} overlaps the one before: people may have been asked twice.",
    "Fieldwork of {n} waves overlaps the one before, the last of {day}: people may have been asked twice.",
)
_ROUNDED = _n(
    "Counts of the wave of {day} were worked out from a rounded percentage.",
    "Counts of {n} waves were worked out from a rounded percentage, the last of {day}.",
)


def wave_remarks(result: RecognitionResult) -> list[Label]:
    """How people were chosen, what the intervals rest on, which counts are from percentages."""
    said = [*filter(None, [result.about]), *result.reservations]
    if rounded := [point.day for point in result.points if point.rounded]:
        said.append(_ROUNDED(n=len(rounded), day=rounded[-1]))
    return said


def asked_how(series: Any) -> Label:
    """Who is asked in the waves of a series, and how."""
    label = _("{sampling}: {audience}, {method}.")
    return label(sampling=SAMPLINGS[series.sampling], audience=series.audience, method=series.method)


def reservations(series: Any, waves: Sequence[Any]) -> Iterator[Label]:
    """What the intervals of some waves of a series, by day, do not cover, and what they rest on besides
    counts of people."""
    cautious = caution(series.sampling, *waves)
    if cautious is not None:
        yield cautious
    if series.known_population is not None:
        yield _("Intervals are corrected for random samples from {n} people in all.")(
            n=series.known_population
        )
    weighted = [wave for wave in waves if wave.effective is not None]
    if weighted:
        last = weighted[-1]
        yield _WEIGHTED(n=len(weighted), day=last.fielded_to, people=last.effective)
    overlapping = [
        after.fielded_to
        for before, after in pairwise(waves)
        if (after.fielded_from or after.fielded_to) <= before.fielded_to
    ]
    if overlapping:
        yield _OVERLAPPING(n=len(overlapping), day=overlapping[-1])
