"""What a person or firm may ask for: everything about them in a file, or to be erased."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from passerella.records.core import Kind, kinds
from passerella.store import backups, traces
from passerella.store.errors import READ_ONLY
from passerella.texts.label import Label, _, _n
from passerella.ui.changes import Changes
from passerella.ui.context import Context
from passerella.ui.widgets.buttons import PlainButton
from passerella.ui.widgets.dialogs import CANCEL, Choosing

if TYPE_CHECKING:
    from passerella.store.erasing import Person
    from passerella.ui.window import Window


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


def erase(context: Context, window: QWidget, changes: Changes, kind: str = "", id: str = "") -> None:
    """Ask, then erase a record, or one of those that were deleted."""
    if not context.workspace.writing:
        context.tell(READ_ONLY)
        return
    chosen = standing(context, kind, int(id)) if kind else deleted(context, window)
    if chosen is None:
        return
    kind, uid, title = chosen
    copies = asked(context, window, title)
    if copies is not None:
        # The form goes first: it keeps a draft on its way out.
        context.go("list", kind, *([id] if id else []))
        changes.erase(kind, uid, copies)


def standing(context: Context, kind: str, id: int) -> tuple[str, bytes, str]:
    """The kind, key and title of a record that is to be erased."""
    workspace = context.workspace
    (record,) = workspace.page(kind, [id])
    return kind, workspace.uid(kind, id), workspace.title(record, context.language)


def deleted(context: Context, window: QWidget) -> tuple[str, bytes, str] | None:
    """Let one of those be chosen who were deleted and stand in the history still: kind, key and title."""
    asking = _("Deleted, but kept for Undo. Whom to erase for good?")
    chosen = _chosen(context, window, _("Erase who was deleted"), asking)
    return chosen and (chosen[0].name, chosen[1].uid, chosen[1].title.said(context.language))


def export_deleted(window: Window) -> None:
    """Ask who of those that were deleted, then write everything that is kept of them to a file."""
    if (context := window.context) is None:
        return
    asking = _("Deleted, but kept for Undo. Of whom is everything to be exported?")
    if chosen := _chosen(context, window, _("Export who was deleted"), asking):
        context.go("export", chosen[0].name, chosen[1].id)


def _chosen(context: Context, window: QWidget, title: Label, asking: Label) -> tuple[Kind, Person] | None:
    from passerella.store import erasing

    say, db = context.say, context.workspace.read
    found = [
        (kind, person) for kind in kinds().values() if kind.personal for person in erasing.deleted(db, kind)
    ]
    if not found:
        context.tell(_("No one who was deleted is kept in the history."))
        return None
    named = _("{n}. {kind} {title}")
    names = [
        say(named(n=at, kind=kind.label, title=person.title)) for at, (kind, person) in enumerate(found, 1)
    ]
    question = Choosing(window, say, say(title), say(asking), names)
    return found[question.box.currentIndex()] if question.exec() else None


def asked(context: Context, window: QWidget, title: str) -> list[Path] | None:
    """Say whose words would be gone and what stays. Returns the backups to be deleted too, None for no
    erasing."""
    say, path = context.say, context.workspace.path
    kept = traces.copies(path)
    box = QMessageBox(window)
    box.setText(say(_("Erase the words of {title} for good?")(title=title)))
    what = _(
        "Names and notes are overwritten in the workspace, its history, half-typed forms and remembered "
        "pictures. Orders stay. It cannot be undone. Files you exported or printed are yours to delete."
    )
    still = _n(
        "{n} backup in the folder {folder} may still hold them.",
        "{n} backups in the folder {folder} may still hold them.",
    )(n=len(kept), folder=backups.folder(path).name)
    box.setInformativeText("\n".join([say(what), *([say(still)] if kept else [])]))
    erasing, thorough, cancel = (
        PlainButton(say(label), parent=box)
        for label in (_("Erase"), _("Erase, and delete the backups"), CANCEL)
    )
    box.addButton(erasing, QMessageBox.ButtonRole.DestructiveRole)
    if kept:
        box.addButton(thorough, QMessageBox.ButtonRole.DestructiveRole)
    thorough.setVisible(bool(kept))
    box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    if box.buttonRole(box.clickedButton()) != QMessageBox.ButtonRole.DestructiveRole:
        return None
    return kept if box.clickedButton() is thorough else []
