"""Pictures of charts as they were last drawn, shown until the live chart is there.

A picture is found again by everything that went into it (the data themselves, language, colours,
size, program version), so a remembered picture is never of other data.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from passerella import __version__
from passerella.texts.home import pictures_folder

if TYPE_CHECKING:
    from passerella.figures.telling import Charted

KEPT = 50


def key(result: Charted, code: str, dark: bool, size: tuple[int, int, float], page: int = 0) -> str:
    """The name under which a page of the picture of a result is remembered."""
    return hashlib.sha256(repr((result, code, dark, size, page, __version__)).encode()).hexdigest()[:32]


def find(name: str, ratio: float) -> QImage | None:
    """The remembered picture of a name, None when there is none."""
    image = QImage(str(pictures_folder() / f"{name}.png"))
    if image.isNull():
        return None
    image.setDevicePixelRatio(ratio)
    return image


def keep(name: str, image: QImage) -> None:
    """Remember a picture; the oldest beyond fifty are forgotten."""
    folder = pictures_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        image.save(str(folder / f"{name}.png"))
        for old in sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink()
