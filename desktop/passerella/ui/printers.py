"""The printer and paper that the next print begins with."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from passerella.ui.home import Settings

PAPER = QPageSize.PageSizeId.A4
_PAPERS = frozenset(QPageSize.PageSizeId) - {QPageSize.PageSizeId.Custom}


def printer_of(settings: Settings) -> QPrinter:
    """The printer and paper of the last print; at first the system's printer and A4 upright."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    name = settings.get("printer/name", "")
    if name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)
    kept = settings.get("printer/paper", PAPER.value)
    printer.setPageSize(QPageSize(next((each for each in _PAPERS if each.value == kept), PAPER)))
    landscape = settings.get("printer/landscape", False)
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    )
    printer.setFullPage(True)
    return printer


def keep_printer(settings: Settings, printer: QPrinter) -> None:
    """Remember printer and paper for the next print."""
    layout = printer.pageLayout()
    settings.set("printer/name", printer.printerName())
    settings.set("printer/paper", layout.pageSize().id().value)
    settings.set("printer/landscape", layout.orientation() == QPageLayout.Orientation.Landscape)
