"""The sample workspace, and what can be read from a sheet's PDF."""

import re
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from passerella.sheets.catalogue import sheet
from passerella.store.workspace import Workspace

TODAY = date(2025, 10, 28)


@pytest.fixture
def sample(sample_file):
    with Workspace(sample_file) as workspace:
        yield workspace


class Printed:
    """A PDF as a reader finds it."""

    def __init__(self, pdf):
        self.pdf = pdf
        with pypdfium2.PdfDocument(pdf) as document:
            self.pages = len(document)
            self.text, self.sizes, self.boxes, self.images = "", set(), [], 0
            for page in document:
                self._read(page)
        self.fonts = {name.decode() for name in re.findall(rb"/BaseFont ?/(?:[A-Z]{6}\+)?([\w-]+)", pdf)}

    def _read(self, page):
        self.images += sum(each.type == pdfium.FPDF_PAGEOBJ_IMAGE for each in page.get_objects())
        text = page.get_textpage()
        for at in range(text.count_chars()):
            letter = text.get_text_range(at, 1)
            if letter.strip():
                self.text += letter
                self.sizes.add(round(pdfium.FPDFText_GetFontSize(text, at), 1))
                self.boxes.append(text.get_charbox(at))


@pytest.fixture
def printed():
    """What a sheet of a workspace reads like, all white space left out."""

    def made(workspace, codes, name="brand-progress"):
        kind = sheet(name)
        return Printed(kind.pdf(kind.build(workspace, codes, TODAY)))

    return made
