"""The typefaces of an SVG inside it: its text stays text and looks the same where they are not installed."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from html import unescape
from io import BytesIO
from pathlib import Path

from passerella.charts.setup import FAMILIES, font_files

_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
_FACE = '@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/otf;base64,{data})}}'


def with_typefaces(svg: bytes) -> bytes:
    """The same picture with the letters it uses of each of our typefaces."""
    text = svg.decode("utf-8")
    letters = {letter for found in _TEXT.findall(text) for letter in unescape(found)}
    faces = "".join(_faces(letters))
    return text.replace("<defs>", f"<style>{faces}</style><defs>", 1).encode("utf-8")


def _faces(letters: Iterable[str]) -> Iterable[str]:
    from fontTools.ttLib import TTFont

    wanted = {ord(letter) for letter in letters}
    for path in font_files():
        with TTFont(path) as font:
            family = next(name for name in FAMILIES if name == font["name"].getBestFamilyName())
            has = wanted & font.getBestCmap().keys()
        if has:
            weight = "bold" if "Bold" in path.stem else "normal"
            yield _FACE.format(family=family, weight=weight, data=b64encode(_part(path, has)).decode("ascii"))


def _part(path: Path, letters: set[int]) -> bytes:
    """A typeface with these letters only."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    with TTFont(path, recalcTimestamp=False) as font:
        tool = subset.Subsetter(subset.Options(layout_features=[], notdef_outline=True))
        tool.populate(unicodes=letters)
        tool.subset(font)
        target = BytesIO()
        font.save(target)
    return target.getvalue()
