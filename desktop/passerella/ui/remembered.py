"""Pictures of charts, and of the window with the Overview, as they were last seen.

A picture is found again by everything that went into it (the data themselves or the state of their
file, language, colours, size, program version), so a remembered picture is never of other data.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCryptographicHash
from PySide6.QtGui import QImage

from passerella import __version__
from passerella.store.stamp import stamp
from passerella.texts.home import pictures_folder

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from passerella.figures.telling import Charted

KEPT = 50
_QUICKLY = 80
"""Qt's 'quality' of a PNG: half the time of writing it and of reading it, hardly larger."""
_ABOUT = "about"
"""The name under which the picture's file holds what is known of it."""
Size = tuple[int, int, float]
"""Width and height in logical pixels, and the pixels in each."""
Spot = list[Any]
"""Across and down in logical pixels, and the lines that explain what is there, as JSON knows it."""


class ChartLook(NamedTuple):
    """What makes two pictures of the same data differ: the language's `code`, the colours, the size of the
    `letters` in percent of the usual one, the picture's size, how far an axis of shares goes at least, in
    percent, and which page it is."""

    code: str
    dark: bool
    letters: int
    size: Size
    reach: int = 0
    page: int = 0


class Picture(NamedTuple):
    """A drawn page of `pages` of a chart, its hover spots, and the characters that no font here can show."""

    image: QImage
    spots: list[Spot]
    pages: int
    missing: str


def key(result: Charted, chart: ChartLook) -> str:
    """The name under which the picture of a result is remembered."""
    return _name(result, chart)


def window_key(path: Path, today: date, window: ChartLook) -> str:
    """The name under which the window over a workspace is remembered, as long as its file is not written
    to; '' when it cannot be told. A `window` looks as the chart in it does."""
    found = stamp(path)
    return _name("window", found, today, window) if found else ""


def _name(*parts: object) -> str:
    told = repr((*parts, __version__)).encode()
    # Qt's is loaded already when the window is to be seen, `hashlib` is not.
    mark = QCryptographicHash.hash(told, QCryptographicHash.Algorithm.Sha256)
    return mark.toHex().toStdString()[:32]


def kept(name: str) -> bool:
    """Whether a picture of this name is remembered."""
    return (pictures_folder() / f"{name}.png").exists()


def find(name: str, ratio: float) -> QImage | None:
    """The remembered picture of a name, None when there is none."""
    image = QImage(str(pictures_folder() / f"{name}.png"))
    if image.isNull():
        return None
    image.setDevicePixelRatio(ratio)
    return image


def find_chart(name: str, ratio: float) -> Picture | None:
    """The remembered chart of a name with all that is known of it, None when there is none."""
    image = find(name, ratio)
    if image is None:
        return None
    try:
        spots, pages, missing = json.loads(image.text(_ABOUT))
    except ValueError:
        return None
    return Picture(image, spots, pages, missing)


def keep_chart(name: str, made: Picture) -> None:
    """Remember a chart."""
    image = made.image.copy()
    image.setText(_ABOUT, json.dumps(made[1:]))
    keep(name, image)


def keep(name: str, image: QImage) -> None:
    """Remember a picture; the oldest beyond fifty are forgotten."""
    folder = pictures_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        image.save(str(folder / f"{name}.png"), "PNG", _QUICKLY)  # type: ignore[call-overload]
        for old in sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink()
