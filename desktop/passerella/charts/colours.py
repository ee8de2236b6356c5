"""The colours of a chart on light and dark screens and on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Every colour a chart uses, by role; `others` tell several lines apart beside `data`, and none of them
    is taken for a goal or a show."""

    ground: str
    text: str
    quiet: str
    grid: str
    base: str
    data: str
    goal: str
    show: str
    others: tuple[str, ...]
    badge: str = "#7A5C00"
    badge_ground: str = "#FFF4D6"


LIGHT = ChartColours(
    ground="#FFFFFF",
    text="#23262B",
    quiet="#636973",
    grid="#E9E6DF",
    base="#8A8F98",
    data="#0072B2",
    goal="#C04A00",
    show="#7A5C00",
    others=("#00694E", "#8F3F7C", "#9E2B25", "#2B2F77", "#4A6B7C", "#4E7000", "#6B5344"),
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
    others=("#4CC3A0", "#DC92C8", "#FF8A80", "#A9AEF0", "#A9C4D2", "#B5CF5A", "#CDB49A"),
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
    others=("#00694E", "#8F3F7C", "#9E2B25", "#2B2F77", "#4A6B7C", "#4E7000", "#6B5344"),
)


def mixed(colour: str, ground: str, part: float) -> str:
    """`part` of a colour on a ground, as one opaque colour (both '#RRGGBB')."""
    both = [[int(each[at : at + 2], 16) for at in (1, 3, 5)] for each in (colour, ground)]
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in zip(*both, strict=True))
