"""Figures from a terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from passerella.commands import scoreboard_answers
from passerella.commands.brand_answers import comparisons, recognitions
from passerella.commands.common import AS_JSON, FILE, LANGUAGE, words_of
from passerella.commands.planner_answers import planned
from passerella.commands.trade_answers import trade_answers
from passerella.figures.scoreboard import scoreboard
from passerella.store.workspace import Workspace
from passerella.texts.label import _


@click.command()
@click.argument("workspace", type=FILE)
@AS_JSON
@LANGUAGE
def figures(workspace: Path, as_json: bool, asked: str | None) -> None:
    """Recognition with its outlook, markets, brands, funnel, plan, exports, price and goals of WORKSPACE."""
    words = words_of(asked)
    with Workspace(workspace, writing=False) as opened:
        today = opened.today(date.today())
        known, compared = recognitions(opened, words, today), comparisons(opened, words)
        plans = planned(opened, words)
        value, price = trade_answers(opened, words)
        board = scoreboard(opened, words, today)
        sample = opened.sample
    if as_json:
        lists = {"recognition": known, **compared, "planner": plans}
        found = {
            "sample": sample,
            **{name: [each.data(words) for each in answers] for name, answers in lists.items()},
            "export_value": value.data(words),
            "average_price": price.data(words),
            "scoreboard": board and scoreboard_answers.data(board, words),
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if sample:
        click.echo(words.say(_("sample data")))
    shown = (*known, *(each for answers in compared.values() for each in answers), *plans, value, price)
    for each in shown:
        click.echo("\n".join(each.lines(words)))
    if board is not None:
        click.echo("\n".join(scoreboard_answers.lines(board, words)))


ALL: tuple[click.Command, ...] = (figures,)
