"""A pasted block becomes new records, whole or with every reason."""

from __future__ import annotations

from datetime import date

import pytest

from passerella.exchange.pasting import paste_rows
from passerella.records.everything import kinds
from passerella.records.kinds import Typing
from passerella.texts.language import language

COMPANY = language("zh").say(kinds()["buyer"].field("company").label)
TYPING = Typing("zh", date(2026, 1, 5))


@pytest.fixture
def paste(workspace):
    def put(*block):
        columns = ["company", "country"]
        return paste_rows(workspace, kinds()["buyer"], block, columns, typing=TYPING, name="clipboard")

    return put


def where(report):
    return [(each.row, each.column) for each in report.problems]


def companies(workspace):
    return [(each.company, each.country) for each in workspace.all("buyer")]


def test_without_headings_cells_belong_to_the_shown_columns(workspace, paste):
    assert paste(("Maison, Aubrelle", "法国"), ("=Armani", "IT")).saved
    assert sorted(companies(workspace)) == [("=Armani", "IT"), ("Maison, Aubrelle", "FR")]


def test_headings_in_any_language_name_the_columns(workspace, paste):
    assert paste(("Country or region", COMPANY), ("FR", "Maison")).saved
    assert companies(workspace) == [("Maison", "FR")]


def test_refusals_name_the_row_of_the_block_and_nothing_goes_in(workspace, paste):
    assert where(paste(("a", "FR"), ("c", "nowhere"))) == [(2, "country")]
    assert where(paste((COMPANY, "country"), ("a", "nowhere\nelse"), ("c", "nowhere"))) == [
        (2, "country"),
        (3, "country"),
    ]
    assert companies(workspace) == []


def test_a_cell_beside_the_columns_is_refused(workspace, paste):
    assert where(paste(("a", "FR", "", "more"))) == [(1, "more")]


def test_one_undo_takes_the_whole_block_back(workspace, paste):
    paste(("a", "FR"), ("b", "IT"))
    workspace.undo()
    assert companies(workspace) == []
