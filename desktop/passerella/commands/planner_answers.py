"""The next survey planned from a terminal, with the numbers that the planner begins with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from passerella.commands.answers import Answer, plain
from passerella.figures.planner import CHANGE, Wish, offer, plan
from passerella.figures.planner_sentences import POWERS, overlap, said, when
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language

_BASIS = _("Basis: two proportions, two-sided 5% level (Fleiss, Levin, Paik); one sample size for each wave.")


def planned(workspace: Workspace, words: Language) -> list[Answer]:
    """What as many people as in the last wave can show, in each series that was asked."""
    found = []
    for series in workspace.all("survey_series", Query(sort="name")):
        begin = offer(workspace, series.id)
        wish = Wish(
            series=series.id,
            share=begin.share,
            change=CHANGE if begin.share + CHANGE < 1 else -CHANGE,
            power=POWERS["80"][0],
            people=begin.people,
            waves=1,
            per_interview=begin.per_interview,
            fixed=Decimal(0),
            currency=begin.currency,
        )
        result = plan(workspace, wish, words, workspace.today(date.today()))
        lines: list[Label | str] = [*said(result, words)]
        for window in result.windows:
            lines += [each for each in (when(window), overlap(window)) if each is not None]
        name = _("Survey planner: {series}")(series=series.name)
        found.append(Answer(name, lines, _BASIS, [], plain(result, words)))
    return found
