"""Answers counted from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from passerella.commands.cli import run
from passerella.exchange.answers import read_answers
from passerella.store.workspace import Query, Workspace

SERIES = "意大利时尚界（米兰）"


@pytest.fixture
def file(sample_file: Path) -> Path:
    return sample_file


def tally(file: Path, text: str, *more: str) -> int:
    source = file.with_name("in.csv")
    source.write_text(text, encoding="utf-8")
    words = ("--series", SERIES, "--day", "2025-10-20", "--language", "en", *more)
    return run(["tally", str(source), str(file), *words])


def latest(file: Path) -> object:
    with Workspace(file, writing=False) as opened:
        return opened.all("survey_wave", Query(sort="fielded_to", descending=True))[0]


def test_answers_become_a_wave(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally(file, "no,远绒 unaided,远绒\n1,1,1\n2,0,1\n3,0,0\n4,0,0\n") == 0
    assert "远绒: 2 (50.0%)" in capsys.readouterr().out
    wave = latest(file)
    assert (wave.fielded_to.isoformat(), wave.asked, wave.results[0].aided) == ("2025-10-20", 4, 2)


def test_few_people_and_overlapping_fieldwork_are_flagged(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tally(file, "远绒\n1\n0\n", "--begun", "2025-10-10") == 0
    told = capsys.readouterr().err
    assert "Few people asked: the interval will be wide." in told
    assert "Overlaps the wave that ended on 17 Oct 2025." in told


def test_many_people_who_are_worth_few_are_flagged(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = "\n".join(f"{n % 2},{200 if n == 1 else 1}" for n in range(150))
    assert tally(file, f"远绒,weight\n{people}\n") == 0
    assert "Weighted, they are worth few people" in capsys.readouterr().err


def test_a_dry_run_counts_and_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = latest(file).id
    assert tally(file, "远绒\n1\n0\n", "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["asked"] == 2
    assert latest(file).id == before


def test_bad_answers_are_named_and_nothing_is_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = latest(file).id
    assert tally(file, "远绒,weight\n1,-2\n0,1\n") == 1
    assert "row 2, column weight: A weight must be above 0." in capsys.readouterr().err
    assert latest(file).id == before


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_wave_that_cannot_be_is_refused_in_words_also_when_only_tried(
    file: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    before = latest(file).id
    assert tally(file, "远绒\n1\n0\n", "--begun", "2025-11-20", *more) == 1
    assert "Fieldwork ended: Not before the start day 20 Nov 2025." in capsys.readouterr().err
    assert latest(file).id == before


def test_a_later_step_that_more_took_is_flagged(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tally(file, "no,远绒,远绒 inquired,远绒 bought\n1,1,0,1\n2,1,0,0\n", "--dry-run") == 0
    assert "Bought: More than inquired (0)." in capsys.readouterr().err


def test_how_far_rounding_moves_weighted_shares_is_in_the_report(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tally(file, "no,远绒,weight\n1,1,2\n2,0,1\n3,0,1\n", "--dry-run", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["results"][0]["aided"], found["moved_by_rounding"]) == (2, 0.166667)


def test_an_unknown_series_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--series", "?", "--day", "2025-10-20", "--language", "en")
    assert run(["tally", str(file), str(file), *words]) == 1
    assert "There is no series called ?." in capsys.readouterr().err


def test_the_questionnaire_and_the_table_for_answers_are_written(file: Path) -> None:
    paper, table = file.with_name("q.pdf"), file.with_name("answers.xlsx")
    asked = ("--series", SERIES, "--language", "it")
    assert run(["sheet", "questionnaire", str(file), str(paper), *asked]) == 0
    assert paper.read_bytes().startswith(b"%PDF")
    assert run(["sheet", "answers", str(file), str(table), *asked]) == 0
    assert len(read_answers(table).header) == 20


def test_without_a_language_the_questionnaire_is_in_the_market_s(file: Path) -> None:
    paper = file.with_name("q.pdf")
    assert run(["sheet", "questionnaire", str(file), str(paper)]) == 0
    with pypdfium2.PdfDocument(paper) as document:
        assert "Quali marchi di cashmere conosce" in document[0].get_textpage().get_text_range()


def test_a_french_series_is_asked_in_french_and_in_any_other_language_on_request(file: Path) -> None:
    paper = file.with_name("q.pdf")
    asked = ["sheet", "questionnaire", str(file), str(paper), "--series", "法国买手（巴黎）"]
    for more, words in (
        ([], "De quelles autres marques de cachemire"),
        (["--language", "ja"], "見積もりを依頼"),
        (["--language", "zh", "--language", "de"], "Befragt von"),
    ):
        assert run([*asked, *more]) == 0
        with pypdfium2.PdfDocument(paper) as document:
            assert words in document[0].get_textpage().get_text_range()


def test_an_empty_workspace_has_nothing_to_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "e.passerella"
    assert run(["new", str(empty)]) == 0
    assert run(["sheet", "questionnaire", str(empty), str(tmp_path / "q.pdf"), "--language", "en"]) == 1
    assert "no survey series" in capsys.readouterr().err
