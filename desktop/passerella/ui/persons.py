"""What a person or firm may ask for: everything about them in a file, or to be erased."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from passerella.records.core import Kind
from passerella.store import backups
from passerella.store.errors import CannotWrite
from passerella.texts.label import Wrong, _, _n
from passerella.ui.context import Context
from passerella.ui.widgets.buttons import PlainButton

KINDS = frozenset({"buyer"})


def button(context: Context, kind: Kind, id: int) -> PlainButton:
    """A button whose menu exports everything about a saved record, or erases it."""
    made = PlainButton(context.say(_("Personal data")))
    menu = QMenu(made)
    for label, act in ((_("Export everything…"), ask_export), (_("Erase…"), ask_erase)):
        menu.addAction(context.say(label)).triggered.connect(partial(act, context, kind, id, made))
    made.setMenu(menu)
    return made


def ask_export(context: Context, kind: Kind, id: int, near: PlainButton, _checked: bool = False) -> None:
    """Ask where, then write everything about a record."""
    from passerella.exchange.exporting import export_about

    folder = Path(context.settings.get("folder/export", str(Path.home())))
    proposed = folder / f"{kind.name}-{id}-{context.today():%Y-%m-%d}.xlsx"
    title = context.say(_("Export everything…"))
    name, _filter = QFileDialog.getSaveFileName(near, title, str(proposed), "Excel (*.xlsx)")
    if not name:
        return
    context.settings.set("folder/export", str(Path(name).parent))
    try:
        export_about(context.workspace, kind, id, Path(name), context.language)
    except Wrong as reason:
        context.tell(reason.label)
    else:
        context.tell(_("Exported to {name}")(name=Path(name).name))


def ask_erase(context: Context, kind: Kind, id: int, near: PlainButton, _checked: bool = False) -> None:
    """Say what will be gone and what stays, then erase when that is wanted."""
    say, kept = context.say, backups.backups(context.workspace.path)
    box = QMessageBox(near)
    box.setText(say(_("Erase the words of this record for good?")))
    what = _("Names and notes are overwritten here and in the history. Orders stay. It cannot be undone.")
    still = _n("{n} backup still holds them.", "{n} backups still hold them.")(n=len(kept))
    box.setInformativeText(" ".join([say(what), *([say(still)] if kept else [])]))
    box.addButton(say(_("Erase")), QMessageBox.ButtonRole.DestructiveRole)
    both = say(_("Erase, and delete the backups"))
    thorough = box.addButton(both, QMessageBox.ButtonRole.DestructiveRole) if kept else None
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    if box.buttonRole(box.clickedButton()) == QMessageBox.ButtonRole.DestructiveRole:
        erase(context, kind, id, kept if box.clickedButton() is thorough else [])


def erase(context: Context, kind: Kind, id: int, copies: list[Path]) -> None:
    """Erase a record's words in the workspace and the drafts, and delete these backups."""
    try:
        words = context.workspace.erase(kind.name, id)
    except CannotWrite as reason:
        context.tell(reason.label)
        return
    context.drafts.drop(kind.name, id)
    context.drafts.replace(words, f"#{id}")
    for copy in copies:
        copy.unlink(missing_ok=True)
    context.go("list", kind.name, id)
    context.tell(_("Erased."))
