"""The menu bar, made of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from passerella.texts.label import Label, _
from passerella.texts.language import NAMES
from passerella.ui import titles

if TYPE_CHECKING:
    from passerella.ui.window import Window

Keys = QKeySequence.StandardKey | str
_KEYS = QKeySequence.StandardKey


class Command(NamedTuple):
    """An entry of a menu, what it does and the keys that do the same."""

    label: Label
    does: Callable[[], object]
    keys: tuple[Keys, ...] = ()


Entries = Sequence[Command | QAction | None]
"""What a menu holds; None is a line."""


def menus(window: Window) -> tuple[Entries, ...]:
    """What the window's menus hold, in the order of `TITLES`."""
    file = (
        Command(_("&New workspace…"), window.workspaces.new, ("Ctrl+Shift+N",)),
        Command(_("&Open…"), window.workspaces.ask, (_KEYS.Open,)),
        Command(_("&Close workspace"), window.close_workspace),
        None,
        Command(_("&Import…"), partial(window.go, "import"), ("Ctrl+I",)),
        Command(_("Prin&t…"), window.print_here, ("Ctrl+P",)),
        Command(_("Export who was &deleted…"), partial(_export_deleted, window)),
        Command(_("E&rase who was deleted…"), partial(window.go, "erase")),
        None,
        Command(_("&Preferences…"), window.prefer, ("Ctrl+,",)),
        None,
        Command(_("E&xit"), window.close, ("Ctrl+Q",)),
    )
    changes = window.changes
    edit = (
        Command(_("&New record"), window.new_here, (_KEYS.New,)),
        changes.undo_action,
        changes.redo_action,
        Command(_("&Find"), window.find_here, (_KEYS.Find,)),
        Command(_("&Side bar and page"), window.cross, ("F6",)),
    )
    looks = ((_("&As the system"), "system"), (_("&Light"), "light"), (_("&Dark"), "dark"))
    languages = [
        Command(Label(f"&{number}  {name}"), partial(window.speak, code))
        for number, (code, name) in enumerate(NAMES.items(), 1)
    ]
    help = Command(_("&This page, keys, versions"), window.explain, ("F1",))
    view = [Command(label, partial(window.set_theme, choice)) for label, choice in looks]
    return file, edit, view, languages, (help,)


def _export_deleted(window: Window) -> None:
    from passerella.ui import persons  # seldom wanted

    persons.export_deleted(window)


def fill(bar: QMenuBar, menus: Sequence[Entries], say: Callable[[Label], str]) -> None:
    """Put these menus in the place of those that are there."""
    for menu, entries in zip(titles.make(bar, say), menus, strict=True):
        for each in entries:
            if each is None:
                menu.addSeparator()
            elif isinstance(each, QAction):
                menu.addAction(each)
            else:
                menu.addAction(_action(each, say, bar))


def _action(command: Command, say: Callable[[Label], str], bar: QMenuBar) -> QAction:
    action = QAction(say(command.label), bar)
    action.triggered.connect(lambda _checked=False: command.does())
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    return action
