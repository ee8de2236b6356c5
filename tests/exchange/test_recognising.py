"""A file is recognised by its columns, and shown as it would be read, before anything is imported."""

from __future__ import annotations

from datetime import date

import pytest

from passerella.exchange.columns import ALL, kind_by_code
from passerella.exchange.exporting import export_file
from passerella.exchange.importing import import_file
from passerella.exchange.recognising import Source, first_rows, meanings
from passerella.records.kinds import Typing
from passerella.records.trade import Buyer
from passerella.texts.label import Wrong
from passerella.texts.language import language

TYPING = Typing("en", date(2025, 10, 31))


def written(tmp_path, text):
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("company,country", "buyers"),
        ("number,date,buyer,product,quantity,unit_price,currency", "orders"),
        ("订单号,客户,货号,数量", "orders"),
        ("market,audience,method,fielded_from,fielded_to,asked,aided", "surveys"),
        ("eins,zwei", ""),
    ],
)
def test_the_kind_is_the_one_whose_columns_fit(tmp_path, header, code):
    assert Source(written(tmp_path, f"{header}\n1,2\n")).likely() == code


def test_a_workbook_of_everything_is_known_by_its_sheets(workspace, tmp_path):
    path = tmp_path / "all.xlsx"
    workspace.save(Buyer(company="Fiorella", country="IT"))
    export_file(workspace, ALL, path, None)
    assert Source(path).likely() == ALL


def test_headings_in_any_language_are_understood_and_unknown_ones_stay_open(tmp_path):
    kind = kind_by_code("buyers")
    label = language("it").say(kind.field("country").label)
    table = Source(written(tmp_path, f"Company,{label},Nickname\nHarrow,GB,H\n")).table("buyers")
    meant = meanings(kind, table)
    assert meant["Company"] == "company" and meant[label] == "country"
    assert "Nickname" not in meant


def test_the_first_rows_are_shown_as_they_would_be_read(tmp_path):
    kind = kind_by_code("rates")
    table = Source(
        written(tmp_path, "currency,into,day,rate\nEUR,CNY,2025-10-01,8.1\nEUR,CNY,never,8\n")
    ).table("")
    rows = first_rows(kind, table, meanings(kind, table), TYPING, language("en"), 5)
    assert rows[0]["day"].text == language("en").day(date(2025, 10, 1))
    assert rows[0]["day"].problem is None
    assert rows[1]["day"].text == "never" and rows[1]["day"].problem is not None


def test_a_heading_that_is_left_out_is_no_problem(workspace, tmp_path):
    path = written(tmp_path, "company,country,nickname\nHarrow,GB,H\n")
    assert import_file(workspace, "buyers", path, typing=TYPING, dry_run=True).problems
    report = import_file(workspace, "buyers", path, typing=TYPING, mapping={"nickname": ""})
    assert report.saved and workspace.count("buyer") == 1


def test_an_import_is_watched_to_its_end(workspace, tmp_path):
    told = []
    path = written(tmp_path, "company,country\n" + "".join(f"B{n},GB\n" for n in range(20)))
    import_file(workspace, "buyers", path, typing=TYPING, watch=lambda done, total: told.append(done / total))
    assert told == sorted(told) and told[0] < 0.1 and 0.9 < told[-1] <= 1


@pytest.mark.parametrize("reached", [0.1, 0.5, 0.9])
def test_an_import_that_is_stopped_leaves_the_file_as_it_was(workspace, tmp_path, reached):
    class Stopped(Exception):
        pass

    def watch(done, total):
        if done / total > reached:
            raise Stopped

    path = written(tmp_path, "company,country\n" + "".join(f"B{n},GB\n" for n in range(20)))
    with pytest.raises(Stopped):
        import_file(workspace, "buyers", path, typing=TYPING, watch=watch)
    assert workspace.count("buyer") == 0 and workspace.next_undo() is None
    assert len(workspace.changes()) == 1
    workspace.save(Buyer(company="Fiorella", country="IT"))


def test_a_file_that_is_no_table_is_refused_with_words(tmp_path):
    with pytest.raises(Wrong):
        Source(written(tmp_path, ""))
