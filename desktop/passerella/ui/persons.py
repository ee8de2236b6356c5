"""What a person or firm may ask for: everything about them in a file, or to be erased."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from passerella.records.core import Kind
from passerella.store import backups
from passerella.texts.label import _, _n
from passerella.ui.context import Context
from passerella.ui.widgets.buttons import PlainButton

KINDS = frozenset({"buyer"})


def button(context: Context, kind: Kind, id: int) -> PlainButton:
    """A button whose menu exports everything about a saved record, or erases it."""
    made = PlainButton(context.say(_("Personal data")))
    menu = QMenu(made)
    for label, where in ((_("Export everything…"), "export"), (_("Erase…"), "erase")):
        menu.addAction(context.say(label)).triggered.connect(partial(_go, context, where, kind, id))
    made.setMenu(menu)
    return made


def _go(context: Context, where: str, kind: Kind, id: int, _checked: bool = False) -> None:
    context.go(where, kind.name, id)


def asked(context: Context, window: QWidget) -> list[Path] | None:
    """Say what would be gone and what stays. Returns the backups to be deleted too, None for no erasing."""
    say, kept = context.say, backups.backups(context.workspace.path)
    box = QMessageBox(window)
    box.setText(say(_("Erase the words of this record for good?")))
    what = _("Names and notes are overwritten here and in the history. Orders stay. It cannot be undone.")
    still = _n("{n} backup still holds them.", "{n} backups still hold them.")(n=len(kept))
    box.setInformativeText(" ".join([say(what), *([say(still)] if kept else [])]))
    box.addButton(say(_("Erase")), QMessageBox.ButtonRole.DestructiveRole)
    both = say(_("Erase, and delete the backups"))
    thorough = box.addButton(both, QMessageBox.ButtonRole.DestructiveRole) if kept else None
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    if box.buttonRole(box.clickedButton()) != QMessageBox.ButtonRole.DestructiveRole:
        return None
    return kept if box.clickedButton() is thorough else []
