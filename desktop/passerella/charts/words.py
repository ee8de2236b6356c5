"""What a recognition chart says, already in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from passerella.figures.recognition_result import GoalLine, ReportedBound, ShowMark, WavePoint

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The texts on a chart and the details beside the pointer.

    `format_share` writes a share of 1 exactly ('21.0%'), `format_tick` a round one ('20%'), `format_month`
    a date under the base line. The `_details` are the lines for the pointer; a point comes with its place
    in the series, from 1.
    """

    format_share: Callable[[float], str]
    format_tick: Callable[[float], str]
    format_month: Callable[[date], str]
    goal: Callable[[GoalLine], str]
    bound_value: Callable[[ReportedBound], str]
    bound_note: Callable[[ReportedBound], Lines]
    last_note: str
    empty: str
    point_details: Callable[[int, WavePoint], Lines]
    bound_details: Callable[[ReportedBound], Lines]
    show_details: Callable[[ShowMark], Lines]
    goal_details: Callable[[GoalLine], Lines]
