"""The questionnaire of a series as it will come out of the printer, and the table for its answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from passerella.charts.setup import ALONE
from passerella.figures.questionnaire import asked_brands
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, Wrong, _
from passerella.texts.language import NAMES
from passerella.ui.context import Context
from passerella.ui.job import Job, why
from passerella.ui.layouts import clear
from passerella.ui.pages.page import Page
from passerella.ui.pages.reports import PAPER, SCREEN_DPI, Preview, pages, print_pages
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, PageFrame, PlainButton, PrimaryButton


def preview(workspace: Workspace, codes: Sequence[str], today: date, series: int | None) -> Preview:
    """Typeset the sheet away from the window's thread."""
    from passerella.sheets.questionnaire import questionnaire, questionnaire_data, texts
    from passerella.sheets.typeset import missing_glyphs

    with ALONE:
        data = questionnaire_data(workspace, codes, today, series)
        pdf = questionnaire(data)
        return Preview(pdf, pages(pdf, SCREEN_DPI), " ".join(sorted(missing_glyphs(texts(data)))))


class QuestionnairePage(Page):
    """One series' questionnaire. `series` is its id, 0 for the main one."""

    shows = frozenset({"survey_series", "survey_wave", "brand"})

    def __init__(self, context: Context, series: int = 0) -> None:
        super().__init__(context)
        self.pdf = b""
        self.asked.done.connect(self._show)
        self.writing = Job(self)
        self.writing.done.connect(self._written)
        self.writing.failed.connect(self._unwritten)
        self._lay_out()
        for each in context.workspace.all("survey_series", Query(sort="name")):
            self.series.addItem(each.name, each.id)
        self.series.setCurrentIndex(max(0, self.series.findData(series)))
        self.paper.setCurrentIndex(list(NAMES).index(context.language.code))
        for box in (self.series, self.paper):
            box.currentIndexChanged.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        say = self.context.say
        note = _("One page for the interviewer; the table takes the answers, one row a person.")
        self.frame = PageFrame(say(_("Questionnaire")), say(note))
        self.series, self.paper = ChoiceBox(), ChoiceBox()
        self.series.setAccessibleName(say(_("Series")))
        self.paper.setAccessibleName(say(_("Language on paper")))
        for codes in PAPER:
            self.paper.addItem(" + ".join(NAMES[code] for code in codes), codes)
        self.table_button = PlainButton(say(_("Table for answers…")))
        self.save_button, self.print_button = (
            PlainButton(say(_("Save PDF…"))),
            PrimaryButton(say(_("Print…"))),
        )
        for button, slot in (
            (self.table_button, self._ask_table),
            (self.save_button, self._ask_pdf),
            (self.print_button, self._print),
        ):
            button.clicked.connect(slot)
        for each in (self.series, self.paper, self.table_button, self.save_button, self.print_button):
            self.frame.add_button(each)
        self.sheets = QVBoxLayout()
        inner = QWidget()
        inner.setLayout(self.sheets)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        area.setAccessibleName(say(_("Preview")))
        card = Card("")
        card.body.addWidget(area, 1)
        self.frame.body.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    @property
    def chosen(self) -> int | None:
        """The id of the chosen series."""
        found: int | None = self.series.currentData()
        return found

    def focus_first(self) -> None:
        """The print button; the series until there is something to print."""
        (self.print_button if self.print_button.isEnabled() else self.series).setFocus()

    def refresh(self) -> None:
        """Typeset again; until that is done nothing can be printed."""
        for each in (self.save_button, self.print_button):
            each.setEnabled(False)
        self.table_button.setEnabled(self.chosen is not None)
        workspace, today = self.context.workspace, self.context.today()
        codes, series = tuple(self.paper.currentData()), self.chosen
        self.asked.start(lambda _watch: preview(workspace, codes, today, series))

    def _show(self, made: Preview) -> None:
        begins = not self.pdf and self.series.hasFocus()
        self.pdf = made.pdf
        clear(self.sheets)
        for image in made.pictures:
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(image))
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.sheets.addWidget(label)
        if made.missing:
            self.context.tell(_("No font here can show: {characters}.")(characters=made.missing))
        for each in (self.save_button, self.print_button):
            each.setEnabled(True)
        if begins:
            self.focus_first()

    def _asked_path(self, title: Label, name: str, kinds: str) -> Path | None:
        settings = self.context.settings
        folder = Path(str(settings.get("folder/pdf", str(Path.home()))))
        found, _filter = QFileDialog.getSaveFileName(self, self.context.say(title), str(folder / name), kinds)
        if found:
            settings.set("folder/pdf", str(Path(found).parent))
        return Path(found) if found else None

    def _ask_pdf(self) -> None:
        name = f"questionnaire-{self.context.today():%Y-%m-%d}.pdf"
        if (path := self._asked_path(_("Save PDF…"), name, "PDF (*.pdf)")) is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the previewed PDF; says when that fails."""
        try:
            path.write_bytes(self.pdf)
        except OSError as reason:
            label = _("{name} cannot be written: {reason}.")(name=path.name, reason=reason.strerror or "")
            self.context.tell(label)
        else:
            self._written(path)

    def _ask_table(self) -> None:
        path = self._asked_path(_("Table for answers…"), "answers.xlsx", "Excel (*.xlsx)")
        if path is not None:
            self.save_table(path)

    def save_table(self, path: Path) -> None:
        """Write an empty table for the answers, in the first language on paper."""
        from passerella.exchange.answers import write_entry_sheet
        from passerella.texts.language import language

        workspace, series, words = self.context.workspace, self.chosen, language(self.paper.currentData()[0])

        def work(_watch: object) -> Path:
            write_entry_sheet(path, asked_brands(workspace, series or 0), words)
            return path

        self.writing.start(work)

    def _written(self, path: Path) -> None:
        self.context.tell(_("Saved as {name}")(name=path.name))

    def _unwritten(self, reason: Wrong) -> None:
        self.context.tell(why(reason))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            print_pages(self.pdf, printer)
