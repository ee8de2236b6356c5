"""The main window: side bar, pages, menus, status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QWidget,
)

from passerella.store.errors import CannotOpen, CannotWrite, Held, Refused
from passerella.texts.label import Label, Wrong, _
from passerella.texts.language import NAMES, language
from passerella.ui import look, qt_words
from passerella.ui.home import Settings, home
from passerella.ui.widgets.sidebar import Entry, Group, SideBar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from passerella.exchange.report import Report, Trouble
    from passerella.store.workspace import Workspace
    from passerella.ui.chart_card import ChartCard
    from passerella.ui.context import Context
    from passerella.ui.pages.page import Page
    from passerella.ui.pages.welcome import WelcomePage

GROUPS: tuple[tuple[Label, tuple[tuple[str, str, Label], ...]], ...] = (
    (Label(""), (("overview", "overview", _("Overview")),)),
    (
        _("Brand"),
        (
            ("recognition", "recognition", _("Recognition")),
            ("list:survey_wave", "list", _("Survey waves")),
            ("list:goal", "goals", _("Goals")),
        ),
    ),
    (_("Shows"), (("list:appearance", "appearances", _("Appearances")),)),
    (
        _("Trade"),
        (("list:order", "orders", _("Orders")), ("list:price", "prices", _("Prices"))),
    ),
    (
        _("Records"),
        (("records", "records", _("Lists")), ("reports", "reports", _("Reports"))),
    ),
)


class _Bell(QObject):
    """Brings word of changes from the writer's thread to the window's."""

    rang = Signal(object)


class Window(QMainWindow):
    """One window over at most one workspace."""

    def __init__(
        self, settings: Settings, today: Callable[[], date] = date.today, *, opening: bool = False
    ) -> None:
        """`opening`: a workspace follows as soon as the window is painted, so no welcome is made."""
        super().__init__()
        self.settings, self.today = settings, today
        self.workspace: Workspace | None = None
        self.context: Context | None = None
        self.page: Page | WelcomePage | None = None
        self._place: tuple[str, ...] = ("overview",)
        self.until: object = None
        self._troubles: tuple[str, list[Trouble]] = ("", [])
        self._bell = _Bell()
        self._bell.rang.connect(self._changed)
        self.resize(QSize(1366, 696))
        saved = settings.get("geometry", "")
        if saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii")))
        self.setAcceptDrops(True)
        self._build()
        if not opening:
            self._show_place()

    @property
    def language_code(self) -> str:
        """The window's language."""
        return str(self.settings.get("language", "zh"))

    def _build(self) -> None:
        """Make everything that holds words, in the language of the settings."""
        self.words = language(self.language_code)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        qt_words.speak(app, self.language_code)
        self.theme = look.apply(app, self.settings.get("theme", "system"), language=self.language_code)
        if self.workspace is not None:
            self._make_context(self.workspace)
        self.side = SideBar([self._group(heading, entries) for heading, entries in GROUPS])
        self.side.chosen.connect(self._chosen)
        self.pages = QStackedWidget()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.pages, 1)
        self.page = None
        self.setCentralWidget(body)
        self._status()
        self._menus()

    def _group(self, heading: Label, entries: Sequence[tuple[str, str, Label]]) -> Group:
        say = self.words.say
        return Group(
            [Entry(key, say(label), icon) for key, icon, label in entries],
            say(heading) if heading.message else "",
        )

    def _status(self) -> None:
        bar = self.statusBar()
        for old in bar.findChildren(QLabel):
            bar.removeWidget(old)
            old.deleteLater()
        bar.setContentsMargins(10, 0, 10, 0)
        bar.setSizeGripEnabled(False)
        self.said = QLabel()
        self.where = QLabel()
        bar.addWidget(self.where)
        bar.addWidget(self.said, 1)
        bar.addPermanentWidget(QLabel(NAMES[self.language_code]))

    def _menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        say = self.words.say
        names = (_("&File"), _("&Edit"), _("&View"), _("&Language"), _("&Help"))
        file, edit, view, tools, aid = (bar.addMenu(say(label)) for label in names)
        self._action(file, _("&New workspace…"), self.new, QKeySequence.StandardKey.New)
        self._action(file, _("&Open…"), self.ask_open, QKeySequence.StandardKey.Open)
        self._action(file, _("&Close workspace"), self.close_workspace)
        file.addSeparator()
        self._action(file, _("E&xit"), self.close, "Ctrl+Q")
        self.undo_action = self._action(edit, _("&Undo"), self.undo, QKeySequence.StandardKey.Undo)
        self.redo_action = self._action(edit, _("&Redo"), self.redo, "Ctrl+Y")
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._action(edit, _("&Find"), self.find_here, QKeySequence.StandardKey.Find)
        for label, choice in ((_("&As the system"), "system"), (_("&Light"), "light"), (_("&Dark"), "dark")):
            self._action(view, label, partial(self.set_theme, choice))
        self.help_action = self._action(aid, _("&Keys, figures, versions"), self.help, "F1")
        for number, (code, name) in enumerate(NAMES.items(), 1):
            self._action(tools, Label(f"&{number}  {name}"), partial(self.speak, code))

    def _action(
        self,
        menu: QMenu,
        label: Label,
        slot: Callable[..., object],
        keys: QKeySequence.StandardKey | str | None = None,
    ) -> QAction:
        action = QAction(self.words.say(label), self)
        action.triggered.connect(lambda _checked=False: slot())
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        menu.addAction(action)
        return action

    def asked_again(self, path: str) -> None:
        """Another start of the program: come to the front with the file it was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if path and (self.workspace is None or Path(path) != self.workspace.path.resolve()):
            self.open(Path(path))

    def ready(self) -> bool:
        """Whether the page shows all its figures and a picture of its chart, remembered or live."""
        return self.page is not None and all(chart.pictured for chart in self._charts(self.page))

    def live(self) -> bool:
        """Whether the page shows all its figures and its chart."""
        return self.page is not None and not any(chart.waiting for chart in self._charts(self.page))

    def _charts(self, page: QWidget) -> list[ChartCard]:
        from passerella.ui.chart_card import ChartCard

        return page.findChildren(ChartCard)

    def speak(self, code: str) -> None:
        """Change the language; what is half typed stays."""
        self._keep()
        self.settings.set("language", code)
        self._renew()

    def set_theme(self, choice: str) -> None:
        """Follow the system's colours, or force light or dark."""
        self._keep()
        self.settings.set("theme", choice)
        self._renew()

    def _renew(self) -> None:
        self._build()
        self._show_place()

    def _keep(self) -> None:
        from passerella.ui.pages.page import Page

        if isinstance(self.page, Page):
            self.page.keep()

    def open(self, path: Path) -> None:
        """Open a workspace; a file that someone else holds opens read-only. Says why it cannot."""
        from passerella.store.workspace import Workspace

        try:
            try:
                opened = Workspace(path)
            except Held:
                opened = Workspace(path, writing=False)
        except CannotOpen as reason:
            if self.page is None:
                self._show_place()
            self.tell(reason.label)
            return
        self._use(opened)

    def _use(self, opened: Workspace) -> None:
        self.close_workspace(show=False)
        self.workspace = opened
        opened.listeners.append(self._bell.rang.emit)
        self._remember(opened.path)
        self._place = ("overview",)
        self._make_context(opened)
        self._show_place()
        if opened.backup_trouble is not None:
            self.tell(opened.backup_trouble)
        if not opened.writing:
            self.tell(_("Read-only: someone else has this workspace open."))

    def _make_context(self, workspace: Workspace) -> None:
        from passerella.ui.context import Context
        from passerella.ui.drafts import Drafts

        self.context = Context(
            workspace=workspace,
            language=self.words,
            theme=self.theme,
            settings=self.settings,
            drafts=Drafts(workspace.meta("uid")),
            today=self.today,
            go=self.go,
            tell=self.tell,
        )

    def _remember(self, path: Path) -> None:
        recent = [each for each in self.settings.get("recent", []) if each != str(path)]
        self.settings.set("recent", [str(path), *recent][:10])

    def close_workspace(self, show: bool = True) -> None:
        """Close what is open and show the welcome page."""
        self._keep()
        if self.workspace is not None:
            self.workspace.close()
        self.workspace = self.context = None
        if show:
            self._show_place()

    def new(self) -> None:
        """Ask where, then make a new workspace."""
        from passerella.store.workspace import Workspace

        name, _kind = QFileDialog.getSaveFileName(
            self, self.words.say(_("New workspace")), self._folder("new"), "Passerella (*.passerella)"
        )
        if name:
            path = Path(name)
            path = path if path.suffix else path.with_suffix(".passerella")
            try:
                self._use(Workspace.create(path, path.stem))
            except CannotOpen as reason:
                self.tell(reason.label)

    def ask_open(self) -> None:
        """Ask which file, then open it."""
        name, _kind = QFileDialog.getOpenFileName(
            self, self.words.say(_("Open a workspace")), self._folder("open"), "Passerella (*.passerella)"
        )
        if name:
            self.settings.set("folder/open", str(Path(name).parent))
            self.open(Path(name))

    def open_sample(self) -> None:
        """Make the sample workspace beside the settings if needed, and open it."""
        from passerella.exchange.sample import make_sample

        path = home() / "sample.passerella"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            make_sample(path, self.words.code)
        self.open(path)

    def _folder(self, purpose: str) -> str:
        return str(self.settings.get(f"folder/{purpose}", str(Path.home())))

    def tell(self, label: Label) -> None:
        """Say something in the status line."""
        self.said.setText(self.words.say(label))

    def go(self, where: str, *more: object) -> None:
        """Go to a page: 'list', kind, id; 'form', kind, id; a page by its key; or export, delete a record."""
        if where == "export":
            self._export(str(more[0]))
        elif where == "import":
            self._ask_import(str(more[0]))
        elif where == "delete":
            self._delete(str(more[0]), int(str(more[1])))
        else:
            self._keep()
            self._place = (where, *map(str, more))
            self._show_place()

    def _chosen(self, key: str) -> None:
        self.go(*key.split(":"))

    def _show_place(self) -> None:
        old = self.page
        if self.context is None:
            from passerella.ui.pages.welcome import WelcomePage

            self.page = WelcomePage(self.words, self.theme, self.settings)
            self.page.wanted.connect(self._welcome)
        else:
            self.page = self._make_page(self.context)
        self.side.setVisible(self.context is not None)
        self.pages.addWidget(self.page)
        self.pages.setCurrentWidget(self.page)
        self.page.focus_first()
        if old is not None:
            self.pages.removeWidget(old)
            old.deleteLater()
        where, *more = self._place
        self.side.set_current(self._entry(where, *more))
        name = self.workspace.path.name if self.workspace else self.words.say(_("No workspace is open"))
        self.where.setText(name)
        self.setWindowTitle(f"{name} – Passerella" if self.workspace else "Passerella")
        self._name_undo()

    def _entry(self, where: str, *more: str) -> str:
        if where not in ("list", "form"):
            return where
        from passerella.ui.pages.records import KINDS

        return "records" if more[0] in KINDS else f"list:{more[0]}"

    def _make_page(self, context: Context) -> Page:
        where, *more = self._place
        if where == "list":
            from passerella.records.core import kinds
            from passerella.ui.pages.listing import ListPage

            page = ListPage(context, kinds()[more[0]])
            if len(more) > 1:
                page.stand_on(int(more[1]))
            return page
        if where == "form":
            from passerella.records.core import kinds
            from passerella.ui.pages.form import FormPage

            return FormPage(context, kinds()[more[0]], int(more[1]))
        if where == "recognition":
            from passerella.ui.pages.recognition import RecognitionPage

            return RecognitionPage(context)
        if where == "records":
            from passerella.ui.pages.records import RecordsPage

            return RecordsPage(context)
        if where == "troubles":
            from passerella.ui.pages.troubles import TroublesPage

            return TroublesPage(context, *self._troubles)
        if where == "help":
            from passerella.ui.pages.help import HelpPage

            return HelpPage(context)
        if where == "reports":
            from passerella.ui.pages.reports import ReportsPage

            return ReportsPage(context)
        from passerella.ui.pages.overview import OverviewPage

        return OverviewPage(context)

    def _welcome(self, what: str, path: str) -> None:
        if what == "new":
            self.new()
        elif what == "open":
            self.ask_open()
        elif what == "sample":
            self.open_sample()
        elif what == "language":
            self.speak(path)
        else:
            self.open(Path(path))

    def _changed(self, touched: frozenset[str]) -> None:
        from passerella.ui.pages.page import Page

        if isinstance(self.page, Page) and not self.page.typed_into and self.page.shows & touched:
            self.page.refresh()
        self._name_undo()

    def _name_undo(self) -> None:
        for action, base, label in (
            (self.undo_action, _("&Undo"), self.workspace.next_undo() if self.workspace else None),
            (self.redo_action, _("&Redo"), self.workspace.next_redo() if self.workspace else None),
        ):
            action.setEnabled(label is not None)
            more = f" {self.words.say(label)}" if label else ""
            action.setText(self.words.say(base) + more)

    def undo(self) -> None:
        """Take the last change back."""
        if self.workspace is not None and (label := self.workspace.undo()) is not None:
            self.tell(_("Undone: {what}")(what=label))

    def redo(self) -> None:
        """Bring the change last undone again."""
        if self.workspace is not None and (label := self.workspace.redo()) is not None:
            self.tell(_("Done again: {what}")(what=label))

    def help(self) -> None:
        """Show the keys, how figures are made, and versions."""
        if self.context is not None:
            self.go("help")

    def find_here(self) -> None:
        """Go to the page's search line."""
        from passerella.ui.pages.page import Page

        if isinstance(self.page, Page):
            self.page.focus_search()

    def _delete(self, kind: str, id: int) -> None:
        assert self.workspace is not None
        record = self.workspace.get(kind, id)
        if record is None:
            return
        try:
            self.workspace.delete(record)
        except Refused as refused:
            self.tell(refused.problems[0].label)
        except CannotWrite as reason:
            self.tell(reason.label)
        else:
            self.tell(_("Deleted. Ctrl+Z brings it back."))

    def _export(self, kind: str) -> None:
        from passerella.records.core import kinds

        assert self.workspace is not None
        declared = kinds()[kind]
        proposed = Path(self._folder("export")) / f"{declared.code}-{self.today():%Y-%m-%d}.xlsx"
        name, _filter = QFileDialog.getSaveFileName(
            self, self.words.say(_("Export")), str(proposed), "Excel (*.xlsx);;CSV (*.csv)"
        )
        if name:
            self.settings.set("folder/export", str(Path(name).parent))
            from passerella.exchange.exporting import export_file

            try:
                export_file(self.workspace, declared.code, Path(name), self.words)
            except Wrong as reason:
                self.tell(reason.label)
            else:
                self.tell(_("Exported to {name}")(name=Path(name).name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A workspace file may be dropped on the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        path = next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        self.open(Path(path))

    def _ask_import(self, kind: str) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, self.words.say(_("Import")), self._folder("import"), "Excel, CSV (*.xlsx *.csv)"
        )
        if name:
            self.settings.set("folder/import", str(Path(name).parent))
            self.bring_in(kind, Path(name))

    def bring_in(self, kind: str, source: Path) -> None:
        """Import a file into a kind, whole or not at all, while the window goes on."""
        from passerella.exchange.importing import import_file
        from passerella.records.core import kinds
        from passerella.ui.job import Job

        assert self.workspace is not None and self.context is not None
        work = partial(import_file, self.workspace, kinds()[kind].code, source, typing=self.context.typing)
        self.tell(_("Importing {name}…")(name=source.name))
        Job(work, self).done.connect(partial(self._brought_in, kind))

    def _brought_in(self, kind: str, done: Future[Report]) -> None:
        try:
            report = done.result()
        except (Wrong, CannotWrite) as reason:
            self.tell(reason.label)
            return
        if report.problems:
            self._troubles = (report.source, report.problems)
            self.go("troubles")
            return
        self.go("list", kind)
        self.tell(_("Imported {name}: {n} rows. Ctrl+Z takes them back.")(name=report.source, n=report.rows))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed and the window's size."""
        self._keep()
        self.settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.close_workspace(show=False)
        event.accept()
