"""Results in words: the same sentences on screen, on paper and in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import ceil
from typing import Protocol

from passerella.analysis.planning import people_needed, power
from passerella.analysis.tallies import compatible_counts
from passerella.figures.recognition_result import (
    GoalLine,
    RecognitionResult,
    ReportedBound,
    WaveChange,
    WavePoint,
)
from passerella.records.goals import MEASURES
from passerella.records.percentages import Percentage
from passerella.records.surveys import SMALL_BASE
from passerella.texts.label import Label, _, _c, _n
from passerella.texts.language import Language, percentage

NO_SURVEY = _("No survey yet. Enter the first one to see the curve begin.")
NO_WAVE = _("No survey of this brand yet.")
NO_GOAL = _("No goal is set for this series and measure.")
TWO_WAVES = _("Two waves of one series are needed: there is nothing to compare yet.")
_BARELY = 0.01
_LEAST = Decimal("0.1")
_COUNTING_ONLY = ("convenience", "visitors")
ROUNDED = _("from a rounded %")
CHART_NOTE = _(
    "Dots: survey waves; bars: 95% interval; diamonds: shows; grey marks: milestones and press; "
    "thick bars: reported bounds, never computed with. After is not because."
)


def mark(number: int) -> str:
    """The mark of a footnote: ① to ⑳, then in brackets."""
    return chr(0x245F + number) if 1 <= number <= 20 else f"({number})"


def span(low: float, high: float, language: Language) -> str:
    """An interval of shares as percentages: `17.3–25.3%`."""
    return f"{language.percent(low)[:-1]}–{language.percent(high)}"


def with_span(share: float, low: float, high: float, language: Language) -> str:
    """A share with its interval: `21.0% (17.3–25.3%)`."""
    return language.aside(language.percent(share), span(low, high, language))


def points_span(change: WaveChange, language: Language) -> str:
    """The interval of a change in points: `0.7 – 11.3`."""
    low, high = (language.number(percentage(each), 1) for each in (change.low, change.high))
    return f"{low} – {high}" if change.low < 0 else f"{low}–{high}"


def verdict(change: WaveChange) -> Label:
    """Whether a change is more than chance, in a layman's words."""
    if not change.more_than_chance:
        return _("no change proved")
    near = min(abs(change.low), abs(change.high))
    return _("more than chance, but perhaps barely") if near < _BARELY else _("more than chance")


def moved(result: RecognitionResult, language: Language) -> Label:
    """What moved between the last two waves and how surely."""
    if not result.points:
        return NO_WAVE
    last = result.points[-1]
    if result.change is None:
        return single(last, language)
    return moved_between(result.points[-2], last, result.change, language)


def single(point: WavePoint, language: Language) -> Label:
    """What the only wave says."""
    label = _("One wave: {share} ({span}). A change needs a second one.")
    return label(share=language.percent(point.share), span=span(point.low, point.high, language))


def moved_between(before: WavePoint, after: WavePoint, change: WaveChange, language: Language) -> Label:
    """What moved between two waves and how surely."""
    return _("From {before} to {share}: {points} points ({span}), {verdict}.")(
        before=language.percent(before.share),
        share=language.percent(after.share),
        points=language.points(change.points),
        span=points_span(change, language),
        verdict=verdict(change),
    )


def against_goal(result: RecognitionResult, language: Language) -> Label | None:
    """Where the last wave up to the goal's day stands to it, as far as its interval allows; of a goal that
    is settled, where it stood. None without a goal or a wave.
    """
    goal = result.around.goal
    if goal is None or not result.points:
        return None
    values = {"goal": target(goal, language), "by": goal.by}
    timely = [point for point in result.points if point.day <= goal.by]
    if not timely:
        return _("The goal of {goal} by {by} cannot be judged: no wave had been asked by that day.")(**values)
    last = timely[-1]
    said = _stood(last, goal)(day=last.day) if result.settled else _stands(last, goal)
    return said(span=span(last.low, last.high, language), **values)


def to_gain(points: Decimal, language: Language, sign: str = "") -> str:
    """What is to be gained, in points, after a sign; what is still something is never said to be nothing:
    `<0.1`."""
    return sign + language.number(points, 1) if points >= _LEAST else "<" + language.number(_LEAST, 1)


def target(goal: GoalLine, language: Language) -> str:
    """What a goal asks for, with the decimals that it has: `25%`, `12.5%`."""
    return language.number(percentage(goal.share).normalize()) + "%"


def _stands(point: WavePoint, goal: GoalLine) -> Label:
    if point.low >= goal.share:
        return _("The goal of {goal} by {by} is reached: the interval {span} lies at or above it.")
    if point.high < goal.share:
        return _("The goal of {goal} by {by} is not reached yet: the interval {span} lies below it.")
    return _(
        "The goal of {goal} by {by} lies within the interval {span}: whether it is reached is not known."
    )


def _stood(point: WavePoint, goal: GoalLine) -> Label:
    if point.low >= goal.share:
        return _(
            "The goal of {goal} by {by} was reached, as far as surveys tell: in the last wave up to that day "
            "({day}) the interval {span} lay at or above it."
        )
    if point.high < goal.share:
        return _(
            "The goal of {goal} by {by} was not reached, as far as surveys tell: in the last wave up to that "
            "day ({day}) the interval {span} lay below it."
        )
    return _(
        "Whether the goal of {goal} by {by} was reached is not known: it lies within the interval {span} of "
        "the last wave up to that day ({day})."
    )


def planner(point: WavePoint, goal: GoalLine | None, language: Language) -> Label | None:
    """How many people a wave needs to see the way to the goal, and what the present number can show.

    As the last wave was: of so known a population, and its answers weighted as unevenly. Nothing where the
    way left is none as shares are said: nobody asks how to see 12.0% become 12%.
    """
    if goal is None or goal.over or not 0 < point.share < goal.share < 1:
        return None
    if language.percent(point.share) == language.percent(goal.share):
        return None
    weighted = point.asked / point.tally[1]
    people = ceil(people_needed(point.share, goal.share, population=point.population) * weighted)
    if point.population is not None:
        people = min(people, point.population)
    chance = power(point.share, goal.share, point.tally[1], population=point.population)
    return _(
        "To see {share} become {goal} in 4 of 5 tries, a wave needs about {n} people; "
        "with {asked} the chance is {power}."
    )(
        share=language.percent(point.share),
        goal=target(goal, language),
        n=people,
        asked=point.asked,
        power=odds(chance, language),
    )


def odds(chance: float, language: Language) -> str:
    """A chance in whole percent; what is neither certain nor impossible is never said to be: `>99%`."""
    if 0.995 <= chance < 1:
        return ">" + language.percent(0.99, 0)
    return "<" + language.percent(0.01, 0) if 0 < chance < 0.005 else language.percent(chance, 0)


class Base(Protocol):
    """A wave, a point of a chart: people asked and, of a weighted one, how many they are worth."""

    @property
    def asked(self) -> int: ...
    @property
    def effective(self) -> float | Decimal | None: ...


def worth(base: Base) -> Decimal:
    """The people that intervals rest on."""
    return Decimal(base.asked if base.effective is None else str(base.effective))


def small_base(base: Base, *, counted: bool = False) -> Label | None:
    """That few people stand behind a wave; of a weighted one, those that its answers are worth. Where it is
    `counted` beside it, the people asked are not said again."""
    if worth(base) >= SMALL_BASE:
        return None
    if base.effective is None:
        return _("Small base.") if counted else _("Small base: {n} people.")(n=base.asked)
    label = _("Small base: {asked} people, weighted, are worth {n}.")
    return label(asked=base.asked, n=worth(base))


def of_people(point: WavePoint) -> Label:
    """How many of those asked: counts, or what weights made of them."""
    weighted = point.effective is not None
    label = _("{hits} of {asked} people, weighted") if weighted else _("{hits} of {asked} people")
    return label(hits=point.hits, asked=point.asked)


def caution(sampling: str, *bases: Base, counted: bool = False) -> Label | None:
    """What the intervals of waves do not cover, and how small the least base of them is, unless that is
    `counted` beside it."""
    found = []
    if sampling in _COUNTING_ONLY:
        what = _("Own visitors: counting error only.")
        found.append(what if sampling == "visitors" else _("Convenience sample: counting error only."))
    if bases and (small := small_base(min(bases, key=worth), counted=counted)) is not None:
        found.append(small)
    if len(found) == 2:
        return _("{said} {caution}")(said=found[0], caution=found[1])
    return found[0] if found else None


def rounded_note(result: RecognitionResult) -> Label | None:
    """Which waves were worked out from percentages, None where none was."""
    days = [point.day for point in result.points if point.rounded]
    if not days:
        return None
    label = _n("From a rounded %: the wave of {day}.", "From a rounded %: {n} waves, the last of {day}.")
    return label(n=len(days), day=max(days))


def fitting(percentage: Percentage, asked: int, language: Language) -> Label:
    """What count a percentage became, and which other counts of the people asked would fit it."""
    found = compatible_counts(percentage.percent, percentage.decimals, asked)
    values = {
        "percent": language.number(percentage.percent, percentage.decimals) + "%",
        "count": percentage.of(asked),
        "asked": asked,
    }
    if not found:
        return _("{percent}: {count} of {asked} is nearest; no count makes it.")(**values)
    if len(found) == 1:
        return _("{percent}: {count} of {asked}")(**values)
    label = _("{percent}: {count} of {asked}; {low} to {high} fit")
    return label(**values, low=found[0], high=found[-1])


def terms(share: float, language: Language) -> Label:
    """What the value of goods shipped is, and the share of it that counts as invoiced."""
    label = _("Value FOB; EXW or unknown terms count as invoiced: {share} of it.")
    return label(share=language.percent(share))


def joined(said: Iterable[Label], language: Language) -> str:
    """Sentences one after the other."""
    return language.in_a_row(map(language.say, said))


def comparator_sign(comparator: str) -> str:
    """A comparator as it stands before a figure; 'exactly' is silent."""
    return {"=": "", "~": "≈", "<=": "≤", ">=": "≥"}.get(comparator, comparator)


def bound_value(bound: ReportedBound, language: Language) -> str:
    """A reported share with its comparator, short: `>20%`."""
    places = 0 if round(bound.share * 100, 6).is_integer() else 1
    return comparator_sign(bound.comparator) + language.percent(bound.share, places)


def measure_label(result: RecognitionResult) -> Label:
    """The name of the measure that a result is about."""
    return MEASURES[result.measure]


def amount(value: Decimal, currency: str, language: Language) -> tuple[str, str]:
    """A large amount for a tile: figure and unit, rounded (`2,143`, `万元`)."""
    if language.code == "zh":
        yuan = currency == "CNY"
        step, unit = (Decimal(10) ** 8, "亿元" if yuan else "亿 " + currency)
        if abs(value) < step:
            step, unit = Decimal(10) ** 4, "万元" if yuan else "万 " + currency
        return language.number(value / step, 0 if value / step >= 100 else _places(value / step)), unit
    for step, word in (
        (Decimal(10) ** 9, _c("amount", "billion")),
        (Decimal(10) ** 6, _c("amount", "million")),
    ):
        if abs(value) >= step:
            return language.number(value / step, _places(value / step)), f"{language.say(word)} {currency}"
    return language.number(value, 0), currency


def _places(value: Decimal) -> int:
    return 2 if value % 1 else 0
