"""The scoreboard from a terminal: as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from passerella.figures import scoreboard_sentences as said
from passerella.figures.scoreboard_result import Row, Scoreboard
from passerella.texts.label import _
from passerella.texts.language import Language


def lines(found: Scoreboard, words: Language) -> Iterator[str]:
    """As a terminal shows it: the move, then three lines a measure at most."""
    yield words.say(_("Brand scoreboard: {brand}")(brand=found.brand))
    yield f"  {words.say(said.moved(found, words))}"
    yield f"  {said.goals_said(found, words)}"
    for row in found.rows:
        yield from (f"  {each}" for each in _row(row, words))
    yield f"  {words.say(said.BASIS)}"


def _row(row: Row, words: Language) -> Iterator[str]:
    latest = row.latest
    figure = (said.figure(latest.value, row.unit, words), words.day(latest.day)) if latest else ()
    yield words.headed(said.name(row, words), words.clauses((*figure, said.latest_basis(row, words))))
    if row.terms is not None:
        ends = words.clauses((said.ends(row.terms, row.unit, words), words.day(row.terms.by)))
        status = (words.say(said.status(row)), said.needed_by_now(row, words), said.to_do(row, words))
        yield "  " + words.headed(ends, words.apart(filter(None, (*status, said.grounds(row, words)))))
    if row.reported:
        label = _("reported, never computed with: {facts}")
        facts = words.apart(" ".join(each).rstrip() for each in said.reported(row))
        yield f"  {words.say(label(facts=facts))}"


def data(found: Scoreboard, words: Language) -> dict[str, Any]:
    """As JSON holds it: every figure with what it rests on and what was left out."""
    move = found.move
    return {
        "brand": found.brand,
        "day": found.day.isoformat(),
        "said": [words.say(said.moved(found, words)), said.goals_said(found, words)],
        "basis": words.say(said.BASIS),
        "move": move
        and {
            "day": move.day.isoformat(),
            "currency": move.currency,
            "own": str(move.own),
            "contract": str(move.contract),
            "own_share": move.share,
            "own_share_year_before": move.before,
        },
        "measures": [_measure(row, words) for row in found.rows],
    }


def _measure(row: Row, words: Language) -> dict[str, Any]:
    latest, terms, prospect = row.latest, row.terms, row.prospect
    return {
        "measure": row.measure,
        "scope": [words.say(each) for each in row.scope],
        "unit": _unit(row, words),
        "latest": latest
        and {
            "value": str(latest.value),
            "day": latest.day.isoformat(),
            "interval": [str(latest.low), _text(latest.high)] if latest.sampled else None,
            "basis": words.say(latest.basis),
            "left_out": [words.say(each) for each in latest.left_out],
        },
        "goal": terms
        and {
            "target": str(terms.target),
            "set_on": terms.set_on.isoformat(),
            "by": terms.by.isoformat(),
            "baseline": _text(terms.baseline),
            "baseline_typed": terms.typed,
        },
        "due_on_that_day": _text(row.needed),
        "needed_a_quarter": _text(row.pace),
        "projected": prospect
        and {
            "value": str(prospect.value),
            "interval": None if prospect.low is None else [str(prospect.low), _text(prospect.high)],
            "by_ceiling": prospect.ends and [str(each) for each in prospect.ends],
            "chance_in_tenths": prospect.chances,
        },
        "status": row.status and row.status.value,
        "how_sure": [words.say(each) for each in row.why],
        "reported": [
            {"figure": each.figure, "words": each.words, "source": each.source} for each in row.reported
        ],
    }


def _unit(row: Row, words: Language) -> str:
    if row.unit.percent:
        return "%"
    return f"{row.unit.currency}/{words.say(row.unit.each)}" if row.unit.each else row.unit.currency


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
