"""Fonts and defaults of every chart, and where matplotlib keeps what it remembers."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from passerella.texts.places import resources

REACHES = (25, 50, 100)
"""How far an axis of shares can be told to go at least, in percent."""
ALONE = threading.Lock()
"""Held while drawing: matplotlib's fonts and settings are common to all threads."""

FAMILIES = ("Noto Sans", "Passerella Sans SC")
_UNSEEN, _BOX = {"\n", "\r", "\t"}, "□"
PARAMETERS: dict[Any, Any] = {
    "font.family": list(FAMILIES),
    "axes.unicode_minus": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "passerella",
    "pdf.fonttype": 42,
    "text.usetex": False,
    "text.parse_math": False,
    "path.simplify": True,
}


def font_files() -> list[Path]:
    """The fonts that travel with the program."""
    return sorted(
        path for path in (resources() / "fonts").rglob("*") if path.suffix.lower() in (".ttf", ".otf")
    )


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset[int]().union(*(FT2Font(str(path)).get_charmap() for path in font_files()))


def missing_glyphs(texts: Iterable[str]) -> set[str]:
    """The characters that no shipped font can show."""
    characters = {character for text in texts for character in text} - _UNSEEN
    return {character for character in characters if ord(character) not in _covered()}


def shown(text: str) -> str:
    """The text with a box in the place of each character that no shipped font can show."""
    if missing := missing_glyphs((text,)):
        return "".join(_BOX if character in missing else character for character in text)
    return text


def use_cache(folder: Path) -> None:
    """Let matplotlib keep its font list in `folder`, unless told otherwise. Before it is imported."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("MPLCONFIGDIR", str(folder))


@lru_cache(maxsize=1)
def prepare() -> None:
    """Make our fonts known to matplotlib and set its defaults, once."""
    import matplotlib
    from matplotlib import font_manager

    for path in font_files():
        font_manager.fontManager.addfont(str(path))
    matplotlib.rcParams.update(PARAMETERS)
