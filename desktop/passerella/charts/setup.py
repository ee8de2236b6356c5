"""Fonts and defaults of every chart. The caller sets MPLCONFIGDIR before this is imported."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib import font_manager

from passerella.texts.places import resources

FAMILIES = ("Noto Sans", "Passerella Sans SC")
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
def prepare() -> None:
    """Make our fonts known to matplotlib and set its defaults, once."""
    for path in font_files():
        font_manager.fontManager.addfont(str(path))
    matplotlib.rcParams.update(PARAMETERS)
