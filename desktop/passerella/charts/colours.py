"""The colours of a chart on light and dark screens and on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Every colour a chart uses, by role."""

    ground: str
    text: str
    quiet: str
    grid: str
    base: str
    data: str
    goal: str
    show: str


LIGHT = ChartColours(
    ground="#FFFFFF",
    text="#23262B",
    quiet="#636973",
    grid="#E9E6DF",
    base="#8A8F98",
    data="#0072B2",
    goal="#C04A00",
    show="#7A5C00",
)
DARK = ChartColours(
    ground="#26292E",
    text="#E8E6E1",
    quiet="#A2A8B1",
    grid="#353A41",
    base="#7C828C",
    data="#56B4E9",
    goal="#F08A4B",
    show="#E0B64A",
)
PRINT = ChartColours(
    ground="#FFFFFF",
    text="#23262B",
    quiet="#4A4F57",
    grid="#DEDAD2",
    base="#636973",
    data="#0072B2",
    goal="#C04A00",
    show="#7A5C00",
)
