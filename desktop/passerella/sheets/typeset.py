"""Setting a sheet: a template, data and pictures become a PDF. What people typed is never markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from passerella.texts.places import resources


def font_folder() -> Path:
    """The only folder sheets take fonts from."""
    return resources() / "fonts"


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())]
    )


def typeset(template: str, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
    """The PDF of `resources/sheets/<template>.typ`.

    The template reads `data.json` and the pictures by their names from a folder that holds nothing else.
    """
    source = (resources() / "sheets" / f"{template}.typ").read_bytes()
    with TemporaryDirectory(prefix="passerella-sheet-") as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(source)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for picture, content in pictures.items():
            (folder / Path(picture).name).write_bytes(content)
        made = typst.compile(
            str(folder / "main.typ"), root=str(folder), font_paths=_fonts(), ignore_system_fonts=True
        )
    if not isinstance(made, bytes):
        raise TypeError("a sheet is one document")
    return made
