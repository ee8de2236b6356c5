"""The titles of the menus: all that is seen of them until one is opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QMenuBar

from passerella.texts.label import Label, _

TITLES = (_("&File"), _("&Edit"), _("&View"), _("&Language"), _("&Help"))


def make(bar: QMenuBar, say: Callable[[Label], str]) -> list[QMenu]:
    """Empty menus by these titles, in the place of those that are there."""
    bar.clear()
    return [bar.addMenu(say(title)) for title in TITLES]
