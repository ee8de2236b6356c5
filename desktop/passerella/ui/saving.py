"""Asking for files: where one is to be written, which tables can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from passerella.ui.home import Settings

if TYPE_CHECKING:
    from passerella.ui.context import Context

TABLES = "Excel, CSV (*.xlsx *.xlsm *.csv)"
"""What a dialog offers that asks for a table to read, those of `exchange.tables.READ`."""


def ask_target(
    asker: QWidget, settings: Settings, purpose: str, title: str, name: str, files: str
) -> Path | None:
    """Ask where to write a file; None when that is given up.

    The folder is the last one of this purpose. `files` is what a dialog offers, 'PNG (*.png);;PDF (*.pdf)': a
    name without one of these endings gets that of the chosen sort, and is asked about where such a file is.
    """
    proposed = folder(settings, purpose) / name
    while True:
        typed, chosen = QFileDialog.getSaveFileName(asker, title, str(proposed), files)
        if not typed:
            return None
        path = Path(typed)
        settings.set(f"folder/{purpose}", str(path.parent))
        if path.suffix.lower() in _endings(files):
            return path
        proposed = path.with_name(path.name + _endings(chosen or files)[0])
        if not proposed.exists():
            return proposed


def file_name(words: str, context: Context, ending: str) -> str:
    """A proposed file name: what is written and the day, fit for every system."""
    fit = re.sub(r'[\s\\/:*?"<>|·.…]+', "-", words).strip("-")
    return f"{fit[:80]}-{context.today():%Y-%m-%d}{ending}"


def folder(settings: Settings, purpose: str) -> Path:
    """The folder last used for this purpose, at first the person's own."""
    return Path(str(settings.get(f"folder/{purpose}", str(Path.home()))))


def _endings(files: str) -> list[str]:
    return re.findall(r"\*(\.\w+)", files)
