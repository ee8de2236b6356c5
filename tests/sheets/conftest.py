"""The sample workspace, and what can be read from a sheet's PDF."""

import re
from datetime import date
from functools import cached_property

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
    """A PDF as a reader finds it, each thing read when it is asked for."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.fonts = {name.decode() for name in re.findall(rb"/BaseFont ?/(?:[A-Z]{6}\+)?([\w-]+)", pdf)}

    def _all(self, read):
        with pypdfium2.PdfDocument(self.pdf) as document:
            return [found for page in document for found in read(page)]

    @cached_property
    def pages(self):
        return len(self._all(lambda page: [page]))

    @cached_property
    def images(self):
        kinds = self._all(lambda page: [each.type for each in page.get_objects()])
        return kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE)

    @cached_property
    def text(self):
        return "".join("".join(self._all(lambda page: page.get_textpage().get_text_range())).split())

    @cached_property
    def _letters(self):
        return self._all(_letters)

    @property
    def sizes(self):
        return {size for size, _box in self._letters}

    @property
    def boxes(self):
        return [box for _size, box in self._letters]


def _letters(page):
    """The size and the box of each letter."""
    text = page.get_textpage()
    for at in range(text.count_chars()):
        if text.get_text_range(at, 1).strip():
            yield round(pdfium.FPDFText_GetFontSize(text, at), 1), text.get_charbox(at)


@pytest.fixture
def printed():
    """What a sheet of a workspace reads like, all white space left out."""

    def made(workspace, codes, name="brand-progress"):
        kind = sheet(name)
        return Printed(kind.pdf(kind.build(workspace, codes, TODAY)))

    return made
