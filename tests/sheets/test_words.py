"""Every word on a sheet is looked up."""

from datetime import date

import pypdfium2
import pytest

from passerella.sheets.catalogue import SHEETS, questionnaire_of


@pytest.mark.parametrize("sheet", (*SHEETS, questionnaire_of(None)), ids=lambda each: each.name)
@pytest.mark.usefixtures("pseudo")
def test_no_source_text_is_left_over_on_a_sheet(sample, unspoken, sheet):
    left_over = unspoken.amid(sample)
    with pypdfium2.PdfDocument(sheet.pdf(sheet.build(sample, ["en"], date(2025, 10, 31)))) as pdf:
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert len(words) > 500
    assert left_over(words) == []
