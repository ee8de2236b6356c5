"""The sheet 'Brand scoreboard': from manufacturing to branding, every measure on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import NamedTuple

from passerella.analysis.pace import Status
from passerella.figures import scoreboard_sentences as said
from passerella.figures.facts import Fact
from passerella.figures.scoreboard import scoreboard
from passerella.figures.scoreboard_result import Move, Row, Scoreboard
from passerella.figures.sentences import mark
from passerella.records.goals import MEASURES
from passerella.sheets.parts import Bar, Block, Headlines, Paper, Split, Way, Ways
from passerella.sheets.pieces import sources
from passerella.sheets.setting import fitting
from passerella.sheets.voice import Voice, paper
from passerella.store.workspace import Workspace
from passerella.texts.label import _, _n
from passerella.texts.language import Language


class _Room(NamedTuple):
    """Whether rows have air between them, a status its grounds, the bar of exports its words, and whether
    what was reported in words is told."""

    airy: bool = True
    grounds: bool = True
    named: bool = True
    told: bool = True


_ROOMS = (
    _Room(),
    _Room(airy=False),
    _Room(airy=False, grounds=False),
    _Room(airy=False, grounds=False, named=False),
    _Room(airy=False, grounds=False, named=False, told=False),
)
"""What gives way, step by step, until everything stands on one page."""

_BELOW = _("in words, below")
_MOODS = {
    Status.REACHED: "good",
    Status.ON_TRACK: "good",
    Status.BEHIND: "bad",
    Status.MISSED: "bad",
}


def scoreboard_data(workspace: Workspace, codes: Sequence[str], today: date) -> Paper:
    """What stands on the one page of the sheet, in one language or in two.

    Where it is tight rows are closer, then a status stands without the sentence on what it rests, beside
    where it leads, then the bar of exports without words of its own: the sentence above it says as much.
    At last what was reported in words is left out; how much is said.
    """
    voice = Voice(codes)
    found = scoreboard(workspace, voice.first, today)

    def made(room: _Room) -> Paper:
        blocks = _blocks(found, voice, room) if found else []
        return paper(
            workspace,
            voice,
            title=_("Brand scoreboard: {brand}")(brand=found.brand if found else ""),
            period=voice.first.day(today),
            today=today,
            blocks=blocks,
            footnotes=[*sources(workspace, voice, blocks), voice.say(said.BASIS)] if found else [],
        )

    return fitting(made, _ROOMS, pages=1)


def _blocks(found: Scoreboard, voice: Voice, room: _Room) -> list[Block | None]:
    rows = found.rows if room.told else [_without_words(row) for row in found.rows]
    headlines = (
        (voice.say(_("Exports")), voice.each(lambda words: words.say(said.moved(found, words)))),
        (voice.say(_("Goals")), voice.each(lambda words: said.goals_said(found, words))),
    )
    *heads, last = map(voice.say, said.COLUMNS)
    note = f" {mark(1)}" if any(row.reported for row in rows) else ""
    ways = Ways(
        (*heads, last + note),
        tuple(_way(row, voice, room.grounds) for row in rows),
        (voice.say(said.LEGEND), *_in_words(rows, voice.first), *_words_left(found.rows, rows, voice)),
        room.airy,
    )
    return [Headlines(headlines), _split(found.move, voice, room.named) if found.move else None, ways]


def _split(move: Move, voice: Voice, named: bool) -> Split:
    bar = Split(move.share, move.before)
    if not named:
        return bar
    return replace(
        bar,
        first=voice.each(lambda words: said.parts(move, words)[0]),
        rest=voice.each(lambda words: said.parts(move, words)[1]),
        was=voice.each(lambda words: said.was(move, words)),
    )


def _way(row: Row, voice: Voice, grounds: bool) -> Way:
    """Names in each language; what they rest on in the first one, or a page would not hold it."""
    first = voice.first
    cells = (
        (voice.short(MEASURES[row.measure]), " · ".join(map(first.say, row.scope))),
        (said.latest(row, first), said.latest_basis(row, first)),
        ("", said.way(row, first)),
        (said.pace(row, first), said.needed_by_now(row, first)),
        (voice.short(said.status(row)), _grounds(row, first, grounds)),
        _reported(row, first),
    )
    mood = _MOODS.get(row.status, "") if row.status else ""
    return Way(cells, Bar(**asdict(row.marks)) if row.marks else None, mood)


def _grounds(row: Row, words: Language, whole: bool) -> str:
    if row.terms is None:
        return ""
    return said.grounds(row, words) if whole else said.leads(row, words)


def _reported(row: Row, words: Language) -> tuple[str, str]:
    figures = [fact.figure for fact in row.reported if fact.numbered]
    about = [words.say(_BELOW) if _needs_words(fact) else fact.period for fact in row.reported]
    return "\n".join(figures), "\n".join(dict.fromkeys(about))


def _needs_words(fact: Fact) -> bool:
    return not (fact.numbered and fact.period)


def _without_words(row: Row) -> Row:
    return replace(row, reported=tuple(fact for fact in row.reported if not _needs_words(fact)))


def _in_words(rows: Sequence[Row], words: Language) -> Iterator[str]:
    """Whose the reported figures are, and what was reported without a number or with one that needs words."""
    subjects = dict.fromkeys(fact.subject for row in rows for fact in row.reported)
    if not subjects:
        return
    end = words.full_stop
    parts = [words.say(_("Reported of {subjects}.")(subjects=words.listed(subjects)))]
    for row in rows:
        if told := [fact.words.rstrip(end) for fact in row.reported if _needs_words(fact)]:
            parts.append(words.headed(words.say(MEASURES[row.measure]), words.apart(told)) + end)
    yield words.in_a_row(parts)


def _words_left(rows: Sequence[Row], shown: Sequence[Row], voice: Voice) -> Iterator[str]:
    """How many reported facts there was no room for."""
    count = sum(len(row.reported) for row in rows) - sum(len(row.reported) for row in shown)
    if count:
        label = _n("{n} fact reported in words is left out.", "{n} facts reported in words are left out.")
        yield voice.short(label(n=count), " ")
