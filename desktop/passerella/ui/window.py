"""The main window over a workspace: its pages one at a time, and what is done from any of them.

It may be seen before it is built (see `ReturningWindow`), so what it works with is imported where it is
made, and so are Qt's enumerations.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from passerella.texts.label import Label, _
from passerella.ui.dressed import DressedWindow
from passerella.ui.home import Settings

if TYPE_CHECKING:
    from passerella.exchange.report import Report
    from passerella.store.workspace import Workspace
    from passerella.ui.context import Context
    from passerella.ui.importing import Wanted
    from passerella.ui.pages.page import Page
    from passerella.ui.pages.welcome import WelcomePage
    from passerella.ui.places import Place


class _Bell(QObject):
    """Brings word of changes from the writer's thread to the window's."""

    rang = Signal(object)


class Window(DressedWindow):
    """One window over at most one workspace."""

    def __init__(
        self, settings: Settings, today: Callable[[], date] = date.today, *, opening: Path | None = None
    ) -> None:
        """`opening`: this workspace follows as soon as the window is painted, so no welcome is made."""
        super().__init__(settings, today)
        self.workspace: Workspace | None = None
        self.context: Context | None = None
        self.page: Page | WelcomePage | None = None
        self.until: object = None
        self._explained: tuple[Place, str] = (), ""  # the page that help was asked of, and the field
        self._bell = _Bell()
        self._bell.rang.connect(self._changed)
        self._furnished = False
        if opening is not None and self.recall(opening):
            self.name_window(opening.name)
        else:
            self.build()
        if opening is None:
            self.furnish()
            self._show_place()

    def build(self) -> None:
        from passerella.ui.places import HOME

        self.place: Place = HOME
        super().build()

    def furnish(self) -> None:
        """Make what the window works with. Its first sight does without, so it can follow that."""
        if not self.built:
            self.build()
        from passerella.ui.changes import Changes
        from passerella.ui.exporting import Exporting
        from passerella.ui.importing import Importing
        from passerella.ui.workspaces import Workspaces

        self.changes, self.exporting, self.importing = Changes(self, self.tell), Exporting(self), Importing()
        self.undo, self.redo = self.changes.undo, self.changes.redo
        self.undo_action, self.redo_action = self.changes.undo_action, self.changes.redo_action
        self.importing.came_in.connect(self._came_in)
        self.importing.said.connect(self.tell)
        self.status.carry(self.importing)
        self.workspaces = Workspaces(self, self.settings, lambda label: self.words.say(label))
        self.workspaces.opened.connect(self._use)
        self.workspaces.held.connect(self.tell)
        self.workspaces.refused.connect(self._refused)
        self.setAcceptDrops(True)
        self._heed_the_desktop()
        self._equip()
        self._furnished = True

    def _heed_the_desktop(self) -> None:
        """Save when the session ends, and follow the desktop's colours."""
        from PySide6.QtCore import Qt

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.commitDataRequest.connect(self.save_state)
        app.saveStateRequest.connect(self.save_state)
        queued = Qt.ConnectionType.QueuedConnection
        app.styleHints().colorSchemeChanged.connect(self.follow_scheme, queued)

    def dress(self) -> None:
        super().dress()
        self.page = None  # it went with the old pages
        self.side.chosen.connect(self._chosen)
        if self.workspace is not None:
            self._make_context(self.workspace)

    def _equip(self) -> None:
        """Let what the window works with speak its language."""
        from passerella.ui.menus import fill, menus

        fill(self.menuBar(), menus(self), self.words.say)
        self.importing.speak(self.words)
        self.changes.use(self.workspace, self.words)

    def renew(self) -> None:
        """Make everything anew; what is half typed stays, and who was in a field that has a name is in it
        again."""
        name = self._worked_in()
        self._keep()
        super().renew()
        self._equip()
        self._show_place()
        self._work_in(name)

    def _worked_in(self) -> str:
        """The name of the field that one is in, empty where it has none."""
        field = self.page.focusWidget() if self.page is not None else None
        return field.objectName() if field is not None else ""

    def _work_in(self, name: str) -> None:
        """Go to the field of the page that is called so, if there is one."""
        again = self.page.findChild(QWidget, name) if self.page is not None and name else None
        if again is not None:
            again.setFocus()

    def asked_again(self, path: str) -> None:
        """Another start of the program: come to the front with the file it was given."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if path and (self.workspace is None or Path(path) != self.workspace.path.resolve()):
            self.open(Path(path))

    def answered(self) -> bool:
        """Whether the page shows all its figures."""
        return self.page is not None and not (self._page is not None and self._page.waiting)

    @property
    def _page(self) -> Page | None:
        """The page of a workspace that is shown."""
        from passerella.ui.pages.page import Page

        return self.page if isinstance(self.page, Page) else None

    def ready(self) -> bool:
        """Whether the page with all its figures and charts is seen, remembered or live."""
        return self.live() or (self.cover is not None and self.cover.isVisible())

    def finished(self) -> bool:
        """Whether the page is live and nothing is still to come."""
        return self.live() and not (self._page is not None and self._page.unfinished)

    def live(self) -> bool:
        """Whether the page shows all its figures, and its charts with what they explain."""
        if self.page is None or not self.answered():
            return False
        from passerella.ui.chart_card import ChartCard

        return not any(chart.waiting for chart in self.page.findChildren(ChartCard))

    def _keep(self) -> None:
        if self._page is not None:
            self._page.keep()

    def save_state(self, *_session: object) -> None:
        """Keep what is half typed and the window's size: the session may end now."""
        self._keep()
        self.keep_geometry()

    def open(self, path: Path) -> None:
        """Open a workspace. Says why it cannot."""
        self.workspaces.open(path)

    def _refused(self, why: Label) -> None:
        from passerella.ui.pages.welcome import WelcomePage

        if self.page is None:
            self._show_place()
        self.tell(why)
        if isinstance(self.page, WelcomePage):
            self.page.show_refusal(self.words.say(why))

    def _use(self, opened: Workspace) -> None:
        from passerella.ui.drafts import half_typed
        from passerella.ui.places import HOME

        stopped = self.close_workspace(show=False)
        self.workspace = opened
        opened.listeners.append(self._bell.rang.emit)
        self.place = HOME
        try:
            self._make_context(opened)
            self._show_place()
        except Exception as error:
            from passerella.store.reasons import trouble

            self.close_workspace()  # what cannot be shown is not left half open
            if (why := trouble(error)) is None:
                raise
            self._refused(why)
            return
        if self.context is not None and (left := half_typed(self.context.drafts)) is not None:
            self.tell(left)
        self._tell_stopped(stopped)
        if opened.backup_trouble is not None:
            self.tell(opened.backup_trouble)

    def _make_context(self, workspace: Workspace) -> None:
        from passerella.ui.context import Context
        from passerella.ui.drafts import Drafts

        day = workspace.day
        self.context = Context(
            workspace=workspace,
            language=self.words,
            theme=self.theme,
            settings=self.settings,
            drafts=Drafts(workspace.meta("uid")),
            today=self.today if day is None else lambda: day,
            go=self.go,
            tell=self.tell,
        )

    def close_workspace(self, show: bool = True) -> str:
        """Close what is open and show the welcome page. Returns the file whose import was stopped by it."""
        from passerella.ui.job import stop_all

        self._keep()
        stopped = self.importing.stop()
        stop_all()
        if self.workspace is not None:
            self.workspace.close()
        self.workspace = self.context = None
        self.said.clear()
        self.changes.use(None, self.words)
        if show:
            self._show_place()
            self._tell_stopped(stopped)
        return stopped

    def _tell_stopped(self, name: str) -> None:
        from passerella.ui.importing import STOPPED

        if name:
            self.tell(STOPPED(name=name))

    def tell(self, label: Label) -> None:
        """Say something in the status line."""
        self.said.setText(self.words.say(label))

    def go(self, where: str, *more: object) -> None:
        """Go to a page (see `Place`), or export, delete or erase what is named.

        'begin' is a new form that leads back here, not to its list.
        """
        if self.context is None:
            return
        if where == "export" and len(more) > 1:
            self.exporting.ask_about(self.context, str(more[0]), int(str(more[1])))
        elif where == "export":
            self.exporting.ask(self.context, str(more[0]))
        elif where == "delete":
            self.changes.delete(str(more[0]), [int(str(each)) for each in more[1:]])
        elif where == "erase":
            from passerella.ui import persons

            persons.erase(self.context, self, self.changes, *map(str, more))
        elif where == "begin":
            self._go_to(("form", str(more[0]), "0", "back", *self.place))
        else:
            self._go_to((where, *map(str, more)))

    def _go_to(self, place: Place) -> None:
        self._keep()
        self.said.clear()  # it was said of the page that is left
        self.place = place
        self._show_place()
        if place == self._explained[0]:
            self._work_in(self._explained[1])
        if place[0] != "help":
            self._explained = (), ""

    def _settled(self) -> None:
        """The first page looks as it will at the next start, but for what is said in passing."""
        if self.workspace is not None and not self.said.text() and not self.importing.running:
            self.remember(self.workspace.path, self.theme.dark)

    def _chosen(self, key: str) -> None:
        self.go(*key.split(":"))

    def _show_place(self) -> None:
        from passerella.ui.places import entry_of, page_at

        old = self.page
        if old is not None or self.context is None:
            self.lift_cover()
        if self.context is None:
            from passerella.ui.pages.welcome import WelcomePage

            self.page = WelcomePage(self.words, self.theme, self.settings)
            self.page.wanted.connect(self._welcome)
        else:
            self.page = page_at(self.place, self.context)
            self.page.wanted.connect(self.bring_in)
            self.page.complete.connect(self.lift_cover)
            self.page.settled.connect(self._settled)
        self.pages.addWidget(self.page)
        self.pages.setCurrentWidget(self.page)
        self.page.focus_first()
        if old is not None:
            self.pages.removeWidget(old)
            old.deleteLater()
        self.side.setVisible(self.context is not None)  # with the old page gone, or the window grows
        self.side.set_current(entry_of(self.place))
        self._name_workspace()
        self.changes.use(self.workspace, self.words)
        if stopped := self.settings.get("stopped", ""):
            self.settings.set("stopped", "")
            self._tell_stopped(stopped)

    def _name_workspace(self) -> None:
        name = self.workspace.path.name if self.workspace else self.words.say(_("No workspace is open"))
        if self.workspace and not self.workspace.writing:
            name = self.words.say(_("{name} (read-only)")(name=name))
        self.name_window(name if self.workspace else "")
        if self.workspace and (day := self.workspace.day):
            name = self.words.say(_("{name} – the sample; its day is {day}")(name=name, day=day))
        self.status.where.setText(name)

    def _welcome(self, what: str, path: str) -> None:
        if what == "new":
            self.workspaces.new()
        elif what == "open":
            self.workspaces.ask()
        elif what == "sample":
            self.workspaces.sample(self.words.code)
        elif what == "forget":
            self.workspaces.forget()
            self._show_place()
        elif what == "language":
            self.speak(path)
        else:
            self.open(Path(path))

    def _changed(self, touched: frozenset[str]) -> None:
        if self.context is None:
            return  # word of a workspace that was closed meanwhile
        page = self._page
        if page is not None and not page.typed_into and page.shows & touched:
            page.changed(touched)
        self.changes.name()

    def new_here(self) -> None:
        """Begin a record of the kind in sight."""
        from passerella.ui.places import kind_at

        of_its_own = self.place[0] in ("list", "form")
        self.go("form" if of_its_own else "begin", kind_at(self.place), 0)

    def cross(self) -> None:
        """Go from the page to the side bar, and from there to where one was on the page."""
        if self.side.focused() and self.page is not None:
            (self.page.focusWidget() or self.page).setFocus()
        elif self.context is not None:
            self.side.setFocus()

    def explain(self) -> None:
        """Say what the page in sight is for, the keys, and what this program is made of."""
        from passerella.ui.pages.welcome import WelcomePage

        if isinstance(self.page, WelcomePage):
            self.page.explain()
        elif self.place[0] != "help":
            self._explained = self.place, self._worked_in()
            self.go("help", *self.place)

    def find_here(self) -> None:
        """Go to the page's search line."""
        if self._page is not None:
            self._page.focus_search()

    def print_here(self) -> None:
        """Print the sheet in sight, or go where the sheets are."""
        if self._page is not None and not self._page.print_sheet():
            self.go("reports")

    def bring_in(self, wanted: Wanted) -> None:
        """Import a file, whole or not at all, while the window goes on."""
        if self.context is None or self.importing.running:
            return
        self.importing.start(self.context.workspace, self.context.typing, wanted, self.words)

    def _came_in(self, wanted: Wanted, report: Report) -> None:
        from passerella.ui.importing import outcome

        if report.problems:
            self.go("import", "", wanted.path)
        self.tell(outcome(report))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 opens the menu of whatever has the focus, also where the system does not see to it."""
        from PySide6.QtCore import Qt

        here, shift = QApplication.focusWidget(), Qt.KeyboardModifier.ShiftModifier
        if here is None or event.key() != Qt.Key.Key_F10 or event.modifiers() != shift:
            super().keyPressEvent(event)
            return
        middle, reason = here.rect().center(), QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(here, QContextMenuEvent(reason, middle, here.mapToGlobal(middle)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A workspace, and a table while one is open, may be dropped on the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped, or look at what it would bring in."""
        from passerella.exchange.tables import OLD, READ

        path = next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        if path.suffix.lower() not in READ + OLD:
            self.open(path)
        elif self.context is None:
            self.tell(_("Open a workspace first, then import {name} into it.")(name=path.name))
        else:
            self.go("import", "", path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed and the window's size; what was stopped is said at the next start."""
        self.save_state()
        if self._furnished:  # else it is closed at first sight
            self.settings.set("stopped", self.close_workspace(show=False))
        super().closeEvent(event)
