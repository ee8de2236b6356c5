"""Reports: one PDF, previewed, saved and printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from passerella.charts.setup import ALONE
from passerella.records.everything import kinds
from passerella.records.sheets import SHEETS as TYPED
from passerella.sheets.catalogue import SHEETS, Sheet, sheet
from passerella.store.workspace import Workspace
from passerella.texts.label import _
from passerella.texts.language import NAMES
from passerella.ui.context import Context
from passerella.ui.layouts import clear
from passerella.ui.pages.page import Page
from passerella.ui.printers import keep_printer, printer_of
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, NoticeBar, PageFrame, PlainButton, PrimaryButton

SCREEN_DPI = 110
PRINT_DPI = 300
PAPER = (*((code,) for code in NAMES), ("zh", "en"), ("zh", "it"))


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


@dataclass(frozen=True, slots=True)
class Preview:
    """A sheet as PDF and as pictures, and the characters on it that no font here can show."""

    pdf: bytes
    pictures: list[QImage]
    missing: str


def preview(workspace: Workspace, kind: Sheet, codes: Sequence[str], today: date) -> Preview:
    """Typeset a sheet; to be called away from the window's thread."""
    from passerella.sheets.typeset import missing_glyphs

    with ALONE:
        data = kind.build(workspace, codes, today)
        missing = missing_glyphs(kind.texts(data))
        pdf = kind.pdf(data)
        return Preview(pdf, pages(pdf, SCREEN_DPI), " ".join(sorted(missing)))


class ReportsPage(Page):
    """A sheet as it will come out of the printer."""

    shows = frozenset(kinds())

    def __init__(self, context: Context, name: str = "") -> None:
        super().__init__(context)
        say = context.say
        self.pdf = b""
        self.frame = PageFrame(say(_("Reports")), say(_("What you see is what is printed.")))
        self._choices(name)
        self._buttons()
        self.notice = NoticeBar("")
        self.notice.hide()
        self.frame.body.addWidget(self.notice)
        self._preview()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.asked.done.connect(self._show)
        self.refresh()

    def _choices(self, name: str) -> None:
        say = self.context.say
        self.kind, self.paper = ChoiceBox(), ChoiceBox()
        self.kind.setAccessibleName(say(_("Sheet")))
        for each in SHEETS:
            self.kind.addItem(say(each.label), each.name)
        self.kind.setCurrentIndex(max(self.kind.findData(name), 0))
        self.paper.setAccessibleName(say(_("Language on paper")))
        for codes in PAPER:
            self.paper.addItem(" + ".join(NAMES[code] for code in codes), codes)
        self.paper.setCurrentIndex(list(NAMES).index(self.context.language.code))
        for box in (self.kind, self.paper):
            box.currentIndexChanged.connect(self.refresh)
            self.frame.add_button(box)

    def _buttons(self) -> None:
        say = self.context.say
        self.words = PlainButton(say(_("Next steps…")))
        self.save_button = PlainButton(say(_("Save PDF…")))
        self.print_button = PrimaryButton(say(_("Print…")))
        for button, slot in (
            (self.words, self._words),
            (self.save_button, self._ask_save),
            (self.print_button, self._print),
        ):
            button.clicked.connect(slot)
            self.frame.add_button(button)

    def _preview(self) -> None:
        self.sheets = QVBoxLayout()
        inner = QWidget()
        inner.setLayout(self.sheets)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        area.setAccessibleName(self.context.say(_("Preview")))
        card = Card("")
        card.body.addWidget(area, 1)
        self.frame.body.addWidget(card, 1)

    def sheet(self) -> Sheet:
        """The chosen sheet."""
        return sheet(str(self.kind.currentData()))

    def codes(self) -> Sequence[str]:
        """The chosen languages on paper."""
        return tuple(self.paper.currentData())

    def focus_first(self) -> None:
        """The print button; the choice of a sheet until there is something to print."""
        (self.print_button if self.print_button.isEnabled() else self.kind).setFocus()

    def refresh(self) -> None:
        """Typeset again; until that is done the sheet before is shown and nothing can be printed."""
        for each in (self.save_button, self.print_button):
            each.setEnabled(False)
        workspace, today = self.context.workspace, self.context.today()
        kind, codes = self.sheet(), self.codes()
        self.words.setVisible(kind.name in TYPED)
        self.asked.start(lambda _watch: preview(workspace, kind, codes, today))

    def _show(self, made: Preview) -> None:
        begins = not self.pdf and self.kind.hasFocus()
        self.pdf = made.pdf
        clear(self.sheets)
        for image in made.pictures:
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(image))
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.sheets.addWidget(label)
        self.notice.set_text(
            self.context.say(_("No font here can show: {characters}.")(characters=made.missing))
        )
        self.notice.setVisible(bool(made.missing))
        for each in (self.save_button, self.print_button):
            each.setEnabled(True)
        if begins:
            self.focus_first()

    def _words(self) -> None:
        self.context.go("list", "sheet_text")

    def _ask_save(self) -> None:
        folder = self.context.settings.get("folder/pdf", str(Path.home()))
        proposed = Path(folder) / f"{self.sheet().name}-{self.context.today():%Y-%m-%d}.pdf"
        name, _filter = QFileDialog.getSaveFileName(
            self, self.context.say(_("Save PDF…")), str(proposed), "PDF (*.pdf)"
        )
        if name:
            self.context.settings.set("folder/pdf", str(Path(name).parent))
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the previewed PDF; says when that fails."""
        try:
            path.write_bytes(self.pdf)
        except OSError as reason:
            label = _("{name} cannot be written: {reason}.")(name=path.name, reason=reason.strerror or "")
            self.context.tell(label)
        else:
            self.context.tell(_("Saved as {name}")(name=path.name))

    def _print(self) -> None:
        printer = printer_of(self.context.settings)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            keep_printer(self.context.settings, printer)
            print_pages(self.pdf, printer)


def print_pages(pdf: bytes, printer: QPrinter) -> None:
    """Print the pages of a PDF on a printer set up for them."""
    painter = QPainter(printer)
    for number, image in enumerate(pages(pdf, PRINT_DPI)):
        if number:
            printer.newPage()
        paper = painter.viewport()
        size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), size)
        place.moveCenter(paper.center())
        painter.drawImage(place, image)
    painter.end()
