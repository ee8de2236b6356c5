"""From answers to counts: weighted tallies, and the counts behind a rounded percentage."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, fsum, inf

from passerella.analysis.shares import Interval, check_count, wilson

Answer = bool | None


class WeightRefused(ValueError):
    """A weight that is zero, negative or no number; `row` counts from 0."""

    def __init__(self, row: int) -> None:
        super().__init__(f"the weight in row {row} is not a number above 0")
        self.row = row


@dataclass(frozen=True, slots=True)
class Tally:
    """One brand: people aware, people who answered, rows without an answer.

    `share`, `interval` and `effective` people are weighted where weights were given; None and 0
    where nobody answered.
    """

    aware: int
    answered: int
    unanswered: int
    share: float | None
    effective: float
    interval: Interval | None


def effective_size(weights: Sequence[float]) -> float:
    """Effective number of people: (sum w)^2 / sum w^2 (Kish, Survey Sampling, 1965).

    WeightRefused: a weight <= 0 or not a number. ValueError: no weights.
    """
    if not weights:
        raise ValueError("there must be weights")
    for row, weight in enumerate(weights):
        if not 0 < weight < inf:
            raise WeightRefused(row)
    top = max(weights)
    scaled = [weight / top for weight in weights]
    return fsum(scaled) ** 2 / fsum(weight * weight for weight in scaled)


def tally(
    rows: Sequence[Sequence[Answer]], weights: Sequence[float] | None = None, confidence: float = 0.95
) -> list[Tally]:
    """Counts by brand: a row is a person, a column a brand, None no answer (left out, and counted).

    Weighted: share = sum of w over the aware / sum of w, with Wilson's interval on the effective number
    of people. ValueError: rows of unequal length, weights fewer or more than rows; WeightRefused.
    """
    if len({len(row) for row in rows}) > 1:
        raise ValueError("every person needs one answer for each brand")
    if weights is not None:
        if len(weights) != len(rows):
            raise ValueError("every person needs one weight")
        if rows:
            effective_size(weights)
    heavy = [1.0] * len(rows) if weights is None else weights
    return [_brand(column, heavy, confidence) for column in zip(*rows, strict=True)]


def _brand(answers: Sequence[Answer], weights: Sequence[float], confidence: float) -> Tally:
    said = [(answer, weight) for answer, weight in zip(answers, weights, strict=True) if answer is not None]
    aware = sum(1 for answer, _ in said if answer)
    if not said:
        return Tally(0, 0, len(answers), None, 0.0, None)
    everyone = [weight for _, weight in said]
    people = effective_size(everyone)
    share = fsum(weight for answer, weight in said if answer) / fsum(everyone)
    interval = wilson(min(people, share * people), people, confidence=confidence)
    return Tally(aware, len(said), len(answers) - len(said), share, people, interval)


def compatible_counts(percent: Decimal, decimals: int, asked: int) -> range:
    """Every count of asked people whose percentage rounds to `percent` at that many decimals.

    Halves are taken both ways, as it is not known how they were rounded. Several: the percentage does
    not tell; none: it cannot be of `asked` people. ValueError: percent outside 0 to 100, decimals < 0.
    """
    if decimals < 0:
        raise ValueError("decimals must not be negative")
    people = _people(percent, asked)
    half = Fraction(asked, 200 * 10**decimals)
    return range(max(0, ceil(people - half)), min(asked, floor(people + half)) + 1)


def _people(percent: Decimal, asked: int) -> Fraction:
    check_count(0, asked)
    if not (percent.is_finite() and 0 <= percent <= 100):
        raise ValueError("percent must lie between 0 and 100")
    return Fraction(percent) * asked / 100
