"""Surveys from a terminal: the questionnaire, a table for answers, and answers counted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from passerella.commands.common import (
    AS_JSON,
    FILE,
    LANGUAGE,
    Failed,
    check_ending,
    code_of,
    failed,
    words_of,
    wrong_usage,
)
from passerella.commands.sheets import languages, write
from passerella.exchange.answers import Counted, count_answers, read_answers, said, write_entry_sheet
from passerella.figures.questionnaire import NOTHING_TO_ASK, asked_brands, spoken_in
from passerella.figures.recognition import main_series
from passerella.records.core import Problem, kind_of
from passerella.records.kinds import Day, Typing
from passerella.records.surveys import COUNTS, SurveyResult, SurveyWave
from passerella.sheets.catalogue import questionnaire_of
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import _
from passerella.texts.language import ON_PAPER, Language


@click.command()
@click.argument("answers", type=FILE)
@click.argument("workspace", type=FILE)
@click.option("--series", required=True, help="Name of the survey series.")
@click.option("--day", required=True, help="Day on which fieldwork ended.")
@click.option("--begun", help="Day on which fieldwork began.")
@click.option("--dry-run", is_flag=True, help="Count only, write nothing.")
@AS_JSON
@LANGUAGE
def tally(
    answers: Path,
    workspace: Path,
    series: str,
    day: str,
    begun: str | None,
    dry_run: bool,
    as_json: bool,
    asked: str | None,
) -> None:
    """Count ANSWERS (.csv, .xlsx; one row a person) into a new wave of WORKSPACE.

    Columns: a brand, or a brand and a step ("Yuanrong unaided"; first_named, unaided, aided,
    considered, inquired, bought), and "weight" if there are any. Cells: 1/0, x, yes/no, 是/否, √. To
    import counts by brand, where a cell may also say 15%, use: passerella import surveys.
    """
    words, typing = words_of(asked), Typing(code_of(asked), date.today())
    with Workspace(workspace, writing=not dry_run) as opened:
        owner = _series(opened, series, words)
        found = count_answers(opened, read_answers(answers), code=typing.code, shown_to=owner.shown_to)
        for each in found.problems:
            click.echo(words.say(each.said), err=True)
        if found.problems:
            raise Failed("")
        wave = _wave(found, owner.id, day, begun, typing)
        problems = opened.problems(wave)
        for problem in problems:
            click.echo(_headed(problem, words), err=True)
        if not all(each.notice for each in problems):
            raise Failed("")
        if not dry_run:
            opened.save(wave)
        names = {each.id: each.name for each in opened.all("brand")}
    lines = (
        [json.dumps(_as_data(found, names), ensure_ascii=False, indent=2)]
        if as_json
        else said(found, names, words)
    )
    click.echo("\n".join(lines))


def _headed(problem: Problem, words: Language) -> str:
    """What is wrong with a wave, after the name of the field, which may be one of its results'."""
    kind = kind_of(SurveyResult if "." in problem.field else SurveyWave)
    field = next((each for each in kind.fields if each.name == problem.field.rpartition(".")[2]), None)
    said = words.say(problem.label)
    return words.headed(words.say(field.label), said) if field else said


def _wave(found: Counted, series: int, day: str, begun: str | None, typing: Typing) -> SurveyWave:
    first, last = (Day().read(each or "", typing) for each in (begun, day))
    if last is None:
        raise wrong_usage(_("Name the day on which fieldwork ended: --day."))
    return SurveyWave(
        series=series,
        fielded_from=first,
        fielded_to=last,
        asked=found.asked,
        effective=found.effective,
        results=found.results,
    )


def _as_data(found: Counted, names: dict[int, str]) -> dict[str, Any]:
    return {
        "asked": found.asked,
        "left_out": found.left_out,
        "effective": None if found.effective is None else str(found.effective),
        "moved_by_rounding": round(found.shift, 6),
        "results": [
            {"brand": names[row.brand], **{each: getattr(row, each) for each in COUNTS}}
            for row in found.results
        ],
    }


@click.command("questionnaire")
@click.argument("workspace", type=FILE)
@click.argument("target", type=FILE)
@click.option("--series", help="Name of the survey series; the latest asked one unless given.")
@click.option(
    "--language",
    "codes",
    type=click.Choice(list(ON_PAPER)),
    multiple=True,
    help="On paper; up to two, the market's unless given.",
)
def questionnaire(workspace: Path, target: Path, series: str | None, codes: tuple[str, ...]) -> None:
    """Typeset the questionnaire of a series in WORKSPACE to TARGET (.pdf)."""
    wanted = languages(target, codes)
    words = words_of(wanted[0])
    with Workspace(workspace, writing=False) as opened:
        owner = _series(opened, series, words) if series else main_series(opened)
        kind = questionnaire_of(owner.id if owner else None)
        on_paper = wanted if codes else (spoken_in(owner, wanted[0]),)
        data = kind.build(opened, on_paper, opened.today(date.today()))
    if not data.brands:
        raise Failed(data.intro)
    write(kind, data, target, words)


@click.command("answers")
@click.argument("workspace", type=FILE)
@click.argument("target", type=FILE)
@click.option("--series", required=True, help="Name of the survey series.")
@LANGUAGE
def answers_table(workspace: Path, target: Path, series: str, asked: str | None) -> None:
    """Write an empty table for the answers to a series in WORKSPACE to TARGET (.xlsx), for `tally`."""
    check_ending(target, ("xlsx",))
    words = words_of(asked)
    with Workspace(workspace, writing=False) as opened:
        brands = asked_brands(opened, _series(opened, series, words).id)
    if not brands:
        raise failed(NOTHING_TO_ASK, words)
    write_entry_sheet(target, brands, words)
    click.echo(str(target))


def _series(workspace: Workspace, name: str, words: Language) -> Any:
    found = workspace.all("survey_series", Query(equal=(("name", name),)))
    if not found:
        raise failed(_("There is no series called {name}.")(name=name), words)
    return found[0]


SHEETS: tuple[click.Command, ...] = (questionnaire, answers_table)
