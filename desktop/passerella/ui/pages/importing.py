"""Import: a file, what its columns mean, how it would be read, what would come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from passerella.exchange.columns import ALL, kind_by_code
from passerella.exchange.encodings import ENCODINGS
from passerella.exchange.report import Report
from passerella.records.core import Kind
from passerella.records.everything import kinds
from passerella.records.kinds import Typing
from passerella.store.errors import CannotWrite
from passerella.texts.label import Label, Wrong, _, _n
from passerella.texts.language import Language
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.importing import Wanted, bring_in
from passerella.ui.job import Cancelled, Job, why
from passerella.ui.pages.import_memory import Taken, recall, remember
from passerella.ui.pages.import_tables import FirstRows, Meanings, Troubles
from passerella.ui.pages.page import Page
from passerella.ui.saving import TABLES
from passerella.ui.widgets.buttons import TickBox
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, EmptyState, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.paint import Words

if TYPE_CHECKING:
    from passerella.exchange.recognising import Source

_ROWS = 20
_MADE = 8


class ImportPage(Page):
    """Everything to see and decide before a file goes in. `code`: the kind it was asked for, if any."""

    def __init__(self, context: Context, code: str = "", path: Path | None = None) -> None:
        super().__init__(context)
        self._asked_for = code
        self.source: Source | None = None
        self.report: Report | None = None
        self.reading = Job(self)
        self.reading.done.connect(self._read)
        self.reading.failed.connect(self._unread)
        self.asked.done.connect(self._checked)
        self.asked.failed.connect(self._unread)
        self._lay_out()
        if path is not None:
            self.read(path)

    def _lay_out(self) -> None:
        say = self.context.say
        self.frame = PageFrame(say(_("Import")), say(_("Nothing is saved before you say so.")))
        self._add_choices()
        self._add_commands()
        for widget in (self.kind, self.encoding, self.choose, self.bring):
            self.frame.add_button(widget)
        for widget in (self.kind, self.encoding, self.choose, self.bring):
            widget.hide()
        self.empty = EmptyState(
            "import",
            say(_("Drop a CSV or Excel file here, or choose one.")),
            say(_("Choose a file…")),
            button_icon="folder",
        )
        self.empty.acted.connect(self.ask)
        self.content = self._content()
        self.content.hide()
        self.frame.body.addWidget(self.empty, 1)
        self.frame.body.addWidget(self.content, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _add_choices(self) -> None:
        say = self.context.say
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(say(_("What the file holds")))
        self.kind.setToolTip(say(_("What the file holds")))
        for each in kinds().values():
            self.kind.addItem(say(each.plural), each.code)
        self.kind.addItem(say(_("A workbook of everything")), ALL)
        self.encoding = ChoiceBox()
        self.encoding.setAccessibleName(say(_("Encoding of the text")))
        self.encoding.setToolTip(say(_("Encoding of the text: choose another when letters look wrong")))
        for encoding, label in ENCODINGS.items():
            self.encoding.addItem(say(label), encoding)
        self.encoding.activated.connect(self._encoding_chosen)
        self.kind.currentIndexChanged.connect(self._kind_chosen)

    def _add_commands(self) -> None:
        say = self.context.say
        self.choose, self.bring = PlainButton(say(_("Choose a file…"))), PrimaryButton(say(_("Import")))
        self.choose.clicked.connect(self.ask)
        self.bring.clicked.connect(self.begin)
        keys = QKeySequence("Ctrl+Return")
        self.bring.setToolTip("Ctrl+Enter")
        for pressed in (keys, QKeySequence("Ctrl+Enter")):
            shortcut = QShortcut(pressed, self)
            shortcut.activated.connect(self.bring.click)
        self.bring.setEnabled(False)

    def _content(self) -> QWidget:
        say, whole = self.context.say, QWidget()
        self.meanings, self.rows = Meanings(self.context), FirstRows(self.context)
        self.troubles = Troubles(self.context)
        self.meanings.changed.connect(self._meaning_chosen)
        self.columns_card = Card(say(_("Columns of the file")))
        self.columns_card.setMinimumWidth(look.scaled(360))
        self.columns_card.setMaximumWidth(look.scaled(430))
        self.columns_card.body.addWidget(self.meanings)
        self.rows_card = Card(say(_("The first rows, as they will be read")))
        self.rows_card.body.addWidget(self.rows)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.rows_card, 1)
        right.addWidget(self._verdict(), 1)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.columns_card, 1)
        row.addLayout(right, 1)
        return whole

    def _verdict(self) -> Card:
        card = Card(self.context.say(_("What will come in")))
        self.skip = TickBox(self.context.say(_("Leave out rows with problems")))
        self.skip.toggled.connect(self.check)
        self.verdict, self.made = Words("", "strong"), Words("", "quiet", quiet=True)
        for words in (self.verdict, self.made):
            words.setWordWrap(True)
            card.body.addWidget(words)
        card.body.addWidget(self.skip)
        card.body.addWidget(self.troubles, 1)
        card.body.addStretch()  # the words stay at the top where there are no troubles
        return card

    @property
    def waiting(self) -> bool:
        return super().waiting or self.reading.running

    @property
    def code(self) -> str:
        """The kind that is chosen, by its code."""
        return str(self.kind.currentData() or "")

    def ask(self) -> None:
        """Ask which file, then look at it."""
        settings = self.context.settings
        name, _filter = QFileDialog.getOpenFileName(
            self,
            self.context.say(_("Import")),
            str(settings.get("folder/import", str(Path.home()))),
            TABLES,
        )
        if name:
            settings.set("folder/import", str(Path(name).parent))
            self.read(Path(name))

    def read(self, path: Path, encoding: str = "") -> None:
        """Look at a file; the encoding of its text is guessed unless it is named."""
        self.bring.setEnabled(False)
        typing, language = self.context.typing, self.context.language
        self.reading.start(lambda _watch: _look(path, encoding, typing, language))

    def _encoding_chosen(self) -> None:
        if self.source is not None and self.encoding.currentData() != self.source.encoding:
            self._asked_for = self.code
            self.read(self.source.path, self.encoding.currentData())

    def _read(self, found: tuple[Source, str]) -> None:
        self.source, likely = found
        self.empty.hide()
        for each in (self.content, self.kind, self.choose, self.bring):
            each.show()
        self.encoding.setVisible(bool(self.source.encoding))
        self.encoding.setCurrentIndex(self.encoding.findData(self.source.encoding))
        self.frame.set_title(
            self.context.say(_("Import: {name}")(name=self.source.path.name)),
            self.context.say(_("Nothing is saved before you say so.")),
        )
        taken = recall(self.context.settings, self.source.table("").header)
        code = self._asked_for or (taken.code if taken else "") or likely
        self._asked_for = ""
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(max(self.kind.findData(code), 0))
        self.kind.blockSignals(False)
        self._kind_chosen()
        self.meanings.setFocus()

    def _unread(self, reason: Cancelled | CannotWrite | Wrong) -> None:
        if self.source is not None:
            self.encoding.setCurrentIndex(self.encoding.findData(self.source.encoding))
        self.verdict.setText(self.context.say(why(reason)))
        self.context.tell(why(reason))

    def _kind_chosen(self) -> None:
        if self.source is None:
            return
        kind = kind_by_code(self.code)
        for each in (self.columns_card, self.rows_card):
            each.setVisible(kind is not None)
        if kind is not None:
            from passerella.exchange.recognising import meanings

            table = self.source.table(self.code)
            taken = recall(self.context.settings, table.header)
            meant = meanings(kind, table)
            if taken is not None and taken.code == self.code:
                meant |= taken.columns
            self.meanings.show_table(kind, table, meant)
        self._meaning_chosen()

    def _meaning_chosen(self) -> None:
        if self.source is None:
            return
        if (kind := kind_by_code(self.code)) is not None:
            self._show_rows(kind, self.source)
        self.check()

    def _show_rows(self, kind: Kind, source: Source) -> None:
        from passerella.exchange.recognising import first_rows

        meant, context = self.meanings.meant, self.context
        rows = first_rows(kind, source.table(self.code), meant, context.typing, context.language, _ROWS)
        self.rows.show_rows(kind, meant, rows)

    def check(self) -> None:
        """Try the import without writing anything, and show what would happen."""
        if self.source is None:
            return
        wanted, workspace, typing = self._wanted(self.source), self.context.workspace, self.context.typing
        self.report = None
        self.bring.setEnabled(False)
        self.verdict.setText(self.context.say(_("Looking at the rows…")))

        self.asked.start(lambda watch: bring_in(workspace, typing, wanted, watch, dry_run=True))

    def _wanted(self, source: Source) -> Wanted:
        mapping = self.meanings.meant if self.code != ALL else {}
        return Wanted(self.code, source.path, mapping, self.skip.isChecked(), source.encoding)

    def _checked(self, report: Report) -> None:
        self.report = report
        say, listed = self.context.say, self.context.language.listed
        self.verdict.setText(listed(map(say, counts(report))))
        made = [f"{self._plural(code)} {title}" for code, title in report.made]
        more = [say(_("and {n} more")(n=len(made) - _MADE))] if len(made) > _MADE else []
        created = say(_("Made new with it: {names}")(names=listed([*made[:_MADE], *more])))
        self.made.setText(created if made else "")
        self.made.setVisible(bool(made))
        troubles = [*report.problems, *report.skipped, *report.notices]
        self.troubles.show_troubles(troubles, kind_by_code(self.code), self.meanings.meant)
        self.troubles.setVisible(bool(self.troubles.rowCount()))
        self.bring.setEnabled(not report.problems and self.context.workspace.writing)
        if self.bring.isEnabled() and self.meanings.hasFocus():
            self.bring.setFocus()

    def _plural(self, code: str) -> str:
        kind = kind_by_code(code)
        return self.context.say(kind.label) if kind is not None else code

    def begin(self) -> None:
        """Let the window import what is shown, and go to the list it comes into."""
        if self.source is None or self.report is None or self.report.problems:
            return
        wanted = self._wanted(self.source)
        header = self.source.table(self.code).header
        remember(self.context.settings, header, Taken(wanted.code, wanted.mapping))
        self.wanted.emit(wanted)
        kind = kind_by_code(wanted.code)
        self.context.go(*(("list", kind.name) if kind is not None else ("records",)))

    def focus_first(self) -> None:
        """The button to choose a file, or the columns."""
        (self.empty.button if self.source is None else self.meanings).setFocus()


def counts(report: Report) -> list[Label]:
    """What would come in, in a few words."""
    if report.problems:
        bad = _n("{n} problem; as it is nothing comes in", "{n} problems; as it is nothing comes in")
        return [bad(n=len(report.problems))]
    parts = (
        (_n("{n} row", "{n} rows"), report.rows - report.skipped_rows),
        (_n("{n} new record", "{n} new records"), sum(report.new.values())),
        (_n("{n} changed", "{n} changed"), sum(report.changed.values())),
        (_n("{n} known already", "{n} known already"), sum(report.known.values())),
        (_n("{n} row left out", "{n} rows left out"), report.skipped_rows),
    )
    return [label(n=n) for label, n in parts if n]


def _look(path: Path, encoding: str, typing: Typing, language: Language) -> tuple[Source, str]:
    """A file and the code of the kind it likely holds; what showing its rows needs is loaded on the way."""
    from passerella.exchange.recognising import Source, first_rows, meanings

    source = Source(path, encoding)
    likely = source.likely()
    if (kind := kind_by_code(likely)) is not None:
        table = source.table(likely)
        first_rows(kind, table, meanings(kind, table), typing, language, _ROWS)
    return source, likely
