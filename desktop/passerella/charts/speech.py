"""The words of a recognition chart in a language."""

from __future__ import annotations

from decimal import Decimal

from passerella.charts.words import ChartWords
from passerella.figures.recognition_result import (
    GoalLine,
    RecognitionResult,
    ReportedBound,
    ShowMark,
    WavePoint,
)
from passerella.figures.sentences import bound_value, span
from passerella.texts.label import _
from passerella.texts.language import Language


def words_for(language: Language, result: RecognitionResult) -> ChartWords:
    """Everything the chart says about this result."""
    say = language.say

    def point(number: int, at: WavePoint) -> tuple[str, ...]:
        asked = _("{hits} of {asked} people")(hits=at.hits, asked=at.asked)
        return (
            say(_("Wave {number}, {day}")(number=number, day=at.day)),
            f"{language.percent(at.share)} ({span(at.low, at.high, language)})",
            say(asked),
        )

    def goal(line: GoalLine) -> str:
        share = language.number(Decimal(repr(line.share)) * 100, 0) + "%"
        return say(_("goal {share} by {day}")(share=share, day=line.by))

    def bound(fact: ReportedBound) -> tuple[str, ...]:
        return fact.subject, say(_("reported {note}")(note=_circled(fact.note)))

    def show(mark: ShowMark) -> tuple[str, ...]:
        return f"{mark.place} {mark.season}", language.day(mark.day)

    sample = say(_("sample"))
    return ChartWords(
        format_share=language.percent,
        format_tick=lambda share: language.percent(share, 0),
        format_month=lambda day: f"{day:%Y-%m}",
        goal=goal,
        bound_value=lambda fact: bound_value(fact, language),
        bound_note=bound,
        last_note=f"{result.brand} ({sample})" if result.sample else result.brand,
        empty=say(_("No survey yet. Enter the first one to see the curve begin.")),
        point_details=point,
        bound_details=lambda fact: (bound_value(fact, language), *bound(fact), language.day(fact.day)),
        show_details=show,
        goal_details=lambda line: (goal(line), say(_("set on {day}")(day=line.set_on))),
    )


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else f"({number})"
