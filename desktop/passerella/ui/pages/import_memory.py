"""What the headings of files were taken for, remembered by the set of headings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from passerella.exchange.columns import folded
from passerella.ui.home import Settings

_NAME, _KEPT = "headings", 50


@dataclass(frozen=True, slots=True)
class Taken:
    """The kind a file was taken for, by its code, and the column each heading stood for."""

    code: str
    columns: dict[str, str]


def recall(settings: Settings, header: Sequence[str]) -> Taken | None:
    """What a file with these headings was taken for the last time."""
    found = settings.get(_NAME, {}).get(_mark(header))
    if not isinstance(found, dict) or not isinstance(found.get("columns"), dict):
        return None
    columns = {
        name: column
        for name, column in found["columns"].items()
        if name in header and isinstance(column, str)
    }
    return Taken(str(found.get("code", "")), columns)


def remember(settings: Settings, header: Sequence[str], taken: Taken) -> None:
    """Remember it; the oldest beyond fifty are forgotten."""
    mark = _mark(header)
    others = {name: each for name, each in settings.get(_NAME, {}).items() if name != mark}
    kept = dict(list(others.items())[-_KEPT + 1 :])
    settings.set(_NAME, {**kept, mark: {"code": taken.code, "columns": taken.columns}})


def _mark(header: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(map(folded, header))).encode()).hexdigest()[:16]
