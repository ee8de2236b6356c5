"""The brand scoreboard: plain values, no store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from passerella.analysis.pace import Status
from passerella.figures.facts import Fact
from passerella.texts.label import Label


@dataclass(frozen=True, slots=True)
class Unit:
    """What a measure is counted in: `percent`, an amount of a currency, that per unit, or plain numbers."""

    percent: bool = False
    currency: str = ""
    each: Label | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A measured figure on a day, what it rests on and what was left out.

    `low` and `high` bound it where it was sampled; `high` is None where what was left out could only
    add to it. A counted figure is its own bounds.
    """

    value: Decimal
    day: date
    low: Decimal
    high: Decimal | None
    basis: Label
    sampled: bool = False
    left_out: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """A goal as it was set. `baseline` is where the measure stood then: as typed, else as measured."""

    id: int
    target: Decimal
    set_on: date
    by: date
    baseline: Decimal | None
    typed: bool


@dataclass(frozen=True, slots=True)
class Prospect:
    """Where it leads: the value on the goal's day, its interval if there is one, and the tenths of a chance.

    `chances` are the lowest and the highest of the courses that stand side by side, `ends` their values.
    """

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    chances: tuple[int, int] | None = None
    ends: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """Places on a bar from 0 (its left end) to 1: where it began and has come, should be, and is to come.

    `low` and `high` are the ends of the interval of what it has come to, where it has one.
    """

    start: float
    done: float
    target: float
    needed: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One measure with or without a goal: where it stood, stands, should stand and leads.

    `needed` is the straight line's value on the latest figure's day, `pace` what is to be gained a
    quarter from that day on, `why` what the status rests on. `status` is None without a goal. What
    others reported of the measure stands in its first row only.
    """

    measure: str
    scope: tuple[Label | str, ...]
    unit: Unit
    latest: Standing | None
    reported: tuple[Fact, ...] = ()
    terms: Terms | None = None
    status: Status | None = None
    needed: Decimal | None = None
    pace: Decimal | None = None
    prospect: Prospect | None = None
    why: tuple[Label, ...] = ()

    @property
    def marks(self) -> Marks | None:
        """The places of a goal's bar, from the lowest to the highest of what it shows."""
        terms, latest = self.terms, self.latest
        if terms is None or latest is None or terms.baseline is None:
            return None
        low, high = (latest.low, latest.high) if latest.sampled else (None, None)
        shown = [terms.baseline, terms.target, latest.value]
        shown += [each for each in (low, high) if each is not None]
        left, span = min(shown), max(shown) - min(shown)

        def place(value: Decimal | None) -> float | None:
            return None if value is None else float((value - left) / span) if span else 0.0

        return Marks(
            start=place(terms.baseline) or 0.0,
            done=place(latest.value) or 0.0,
            target=place(terms.target) or 0.0,
            needed=place(self.needed),
            low=place(low),
            high=place(high),
        )


@dataclass(frozen=True, slots=True)
class Move:
    """From manufacturing to branding: what own brands and contract work were of twelve months' exports.

    Amounts in the home currency, shares of 1, `before` a year earlier.
    """

    day: date
    currency: str
    own: Decimal
    contract: Decimal
    share: float
    before: float | None


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """All measures of one brand on a day."""

    brand: str
    day: date
    rows: tuple[Row, ...]
    move: Move | None
    sample: bool
    brands: dict[int, str] = field(default_factory=dict)

    def count(self, *statuses: Status) -> int:
        """How many goals are so."""
        return sum(row.status in statuses for row in self.rows)

    @property
    def goals(self) -> int:
        """How many goals there are."""
        return sum(row.terms is not None for row in self.rows)
