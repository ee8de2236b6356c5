"""Counts of people that are given as a percentage: `15%` is a count once it is known of how many."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from passerella.records.kinds import Typing
from passerella.records.numbers import Number
from passerella.texts.label import Label, Wrong, _
from passerella.texts.language import Language
from passerella.texts.typed import plain, read_number


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage (0 to 100) as typed, with the number of its decimals."""

    percent: Decimal
    decimals: int

    def of(self, asked: int) -> int:
        """The whole count nearest to this percentage of the people asked, halves up."""
        return int((self.percent * asked / 100).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class People(Number):
    """A whole number of people, or a `Percentage` of those asked; saving turns it into the nearest count."""

    def read(self, text: str, typing: Typing) -> Any:
        said = plain(text)
        if not said.endswith("%"):
            return super().read(text, typing)
        percent = read_number(said[:-1], code=typing.code)
        if percent is None or not 0 <= percent <= 100:
            raise Wrong(_("A percentage lies between 0 and 100."))
        return Percentage(percent, max(0, -int(percent.as_tuple().exponent)))

    def show(self, value: Any, language: Language) -> str:
        if isinstance(value, Percentage):
            return language.number(value.percent, value.decimals) + "%"
        return super().show(value, language)

    def problem(self, value: Any) -> Label | None:
        return None if isinstance(value, Percentage) else super().problem(value)


PeopleCount = Annotated[int, People()]
