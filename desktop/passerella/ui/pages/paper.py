"""One sheet as PDF: previewed, saved and printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QVBoxLayout

from passerella.charts.setup import ALONE, missing_glyphs
from passerella.sheets.catalogue import SHEETS, Sheet, questionnaire_of
from passerella.store.reasons import why
from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import ON_PAPER
from passerella.texts.whole import write_whole
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.pages.page import Page
from passerella.ui.printers import keep_printer, printer_of
from passerella.ui.saving import ask_target, file_name
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, NoticeBar, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.pages import Pages

SCREEN_DPI = 110
PRINT_DPI = 300
_CHOICE, _LEAST = 320, 72
_KEPT = "paper/languages"
_NOT_PRINTED = _("{name} does not print this. Look whether it is ready, or save the sheet as PDF.")


def pages(pdf: bytes, dpi: float) -> list[QImage]:
    """The pages of a PDF as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    made = []
    for page in document:
        bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=True)
        form = QImage.Format.Format_RGBX8888
        made.append(QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy())
    document.close()
    return made


def print_pages(pdf: bytes, printer: QPrinter) -> bool:
    """Print the pages of a PDF on a printer set up for them; False when it does not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, image in enumerate(pages(pdf, PRINT_DPI)):
        if number and not printer.newPage():
            return False
        paper = painter.viewport()
        size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), size)
        place.moveCenter(paper.center())
        painter.drawImage(place, image)
    return painter.end()


@dataclass(frozen=True, slots=True)
class Preview:
    """A sheet as PDF and as pictures, and the characters on it that no font here can show."""

    pdf: bytes
    pictures: list[QImage]
    missing: str


def preview(workspace: Workspace, kind: Sheet, codes: Sequence[str], today: date) -> Preview:
    """Typeset a sheet; to be called away from the window's thread."""
    with ALONE:
        data = kind.build(workspace, codes, today)
        missing = missing_glyphs(kind.texts(data))
        pdf = kind.pdf(data)
        return Preview(pdf, pages(pdf, SCREEN_DPI), " ".join(sorted(missing)))


class PaperPage(Page):
    """A sheet as it will come out of the printer, in the languages that are chosen.

    The sheets stand in `kind`. A subclass says which `sheet` it shows, by what is chosen there and in its
    own `choices`, and calls `refresh` when it is made; `extras` are its own buttons. `papers` are the
    languages to choose from.
    """

    papers = SHEETS[0].papers

    def __init__(
        self,
        context: Context,
        name: str,
        note: Label,
        choices: Sequence[ChoiceBox],
        extras: Sequence[PlainButton],
    ) -> None:
        super().__init__(context)
        say = context.say
        self.pdf, self.another = b"", True
        self.kind, self.paper = self._kinds(name), self._languages()
        self.save_button = PlainButton(say(_("Save PDF…")))
        self.save_button.clicked.connect(self.ask_save)
        self.print_button = PrimaryButton(say(_("Print…")))
        self.print_button.clicked.connect(self.print_sheet)
        self.frame = PageFrame(say(_("Reports")), say(note))
        for each in (self.kind, *choices, self.paper, *extras, self.save_button, self.print_button):
            self.frame.add_button(each)
        self.kind.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.setMaximumWidth(_CHOICE)
        for box in (self.kind, *choices, self.paper):
            box.setMinimumWidth(look.scaled(_LEAST))  # where the window is narrow their words are cut
            box.currentIndexChanged.connect(self._choose)
        self.notice = NoticeBar("")
        self.notice.hide()
        self.frame.body.addWidget(self.notice)
        self._make_preview()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.asked.done.connect(self._show)

    def _kinds(self, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(self.context.say(_("Sheet")))
        for each in (*SHEETS, questionnaire_of(None)):
            box.addItem(self.context.say(each.label), each.name)
        box.setCurrentIndex(max(box.findData(name), 0))
        return box

    def _languages(self) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(self.context.say(_("Language on paper")))
        for codes in self.papers:
            box.addItem(" + ".join(ON_PAPER[code] for code in codes), codes)
        kept = tuple(self.context.settings.get(_KEPT, "").split("+"))
        box.setCurrentIndex(self.papers.index(kept if kept in self.papers else (self.context.language.code,)))
        box.currentIndexChanged.connect(self.keep_codes)
        return box

    def keep_codes(self) -> None:
        """Keep the chosen languages for every sheet."""
        self.context.settings.set(_KEPT, "+".join(self.codes()))

    def _make_preview(self) -> None:
        self.sheets = Pages(self.context.say(_("Preview")))
        self.card = Card("")
        self.card.body.addWidget(self.sheets, 1)
        self.frame.body.addWidget(self.card, 1)

    def sheet(self) -> Sheet:
        """The chosen sheet."""
        raise NotImplementedError

    def codes(self) -> Sequence[str]:
        """The chosen languages on paper."""
        return tuple(self.paper.currentData())

    def focus_first(self) -> None:
        """The print button; the sheet's name until there is something to print."""
        (self.print_button if self.print_button.isEnabled() else self.kind).setFocus()

    def refresh(self) -> None:
        """Typeset again; until that is done the sheet before is shown and nothing can be printed."""
        self._allow(False)
        workspace, today = self.context.workspace, self.context.today()
        kind, codes = self.sheet(), self.codes()
        self.asked.start(lambda _watch: preview(workspace, kind, codes, today))

    def _choose(self) -> None:
        """Another sheet begins at its top; the same one, typeset again, stays where it is."""
        self.another = True
        self.refresh()

    def forget(self) -> None:
        """Typeset nothing: there is nothing to print."""
        self.asked.drop()
        self._allow(False)

    def _allow(self, printing: bool) -> None:
        for each in (self.save_button, self.print_button):
            each.setEnabled(printing)

    def _show(self, made: Preview) -> None:
        begins = not self.pdf and self.kind.hasFocus()
        self.pdf = made.pdf
        self.sheets.show_pages(made.pictures, stay=not self.another)
        self.another = False
        self.notice.set_text(
            self.context.say(_("No font here can show: {characters}.")(characters=made.missing))
        )
        self.notice.setVisible(bool(made.missing))
        self._allow(True)
        if begins:
            self.focus_first()

    def ask_path(self, title: Label, what: Label, ending: str, kinds: str) -> Path | None:
        """Ask where to write a file; None when that is given up."""
        context, name = self.context, self._file_name(what, ending)
        return ask_target(self, context.settings, "pdf", context.say(title), name, kinds)

    def _file_name(self, what: Label, ending: str = "") -> str:
        return file_name(self.context.say(what), self.context, ending)

    def ask_save(self) -> None:
        """Ask where, then write the sheet as PDF."""
        if (path := self.ask_path(_("Save PDF…"), self.sheet().label, ".pdf", "PDF (*.pdf)")) is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the previewed PDF; says when that fails."""
        try:
            write_whole(path, self.pdf)
        except OSError as reason:
            label = _("{name} cannot be written: {reason}.")(name=path.name, reason=why(reason))
            self.context.tell(label)
        else:
            self.context.tell(_("Saved as {name}")(name=path.name))

    def print_sheet(self) -> bool:
        """Print the previewed PDF; says where it went, or that it did not."""
        if not self.print_button.isEnabled():
            return True
        printer = printer_of(self.context.settings)
        printer.setDocName(self._file_name(self.sheet().label))
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            keep_printer(self.context.settings, printer)
            to_file = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
            name = Path(printer.outputFileName()).name if to_file else printer.printerName()
            if not print_pages(self.pdf, printer):
                self.context.tell(_NOT_PRINTED(name=name))
            else:
                self.context.tell((_("Saved as {name}") if to_file else _("Sent to {name}"))(name=name))
        return True
