"""The sheet 'Brand scoreboard': from manufacturing to branding, every measure on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import NamedTuple

from passerella.analysis.pace import Status
from passerella.figures import scoreboard_sentences as said
from passerella.figures.facts import Fact
from passerella.figures.scoreboard import scoreboard
from passerella.figures.scoreboard_result import Move, Row, Scoreboard
from passerella.records.goals import MEASURES
from passerella.sheets.parts import Bar, Block, Headlines, Paper, Split, Way, Ways
from passerella.sheets.pieces import marks, sources
from passerella.sheets.setting import fitting
from passerella.sheets.voice import Voice, cut, paper
from passerella.store.workspace import Workspace
from passerella.texts.label import _, _n
from passerella.texts.language import Language


class _Room(NamedTuple):
    """Whether rows have air between them, a status its grounds, or its chance at least; in how many languages
    the bar of exports has its words; whether what was reported in words is told and the second language
    stands beside every word; how many rows and reported figures of one there are at most, how many letters
    of a name, 0 for all."""

    airy: bool = True
    grounds: bool = True
    chance: bool = True
    named: int = 2
    told: bool = True
    twice: bool = True
    rows: int = 999
    facts: int = 999
    letters: int = 0

    def name(self, name: str) -> str:
        """A name no longer than there is room for."""
        return cut(name, self.letters)


_TIGHT = _Room(airy=False, grounds=False, named=0, told=False)
_TIGHTEST = _TIGHT._replace(chance=False, twice=False, facts=2, letters=60)
_ROOMS = (
    _Room(),
    _Room(airy=False),
    *(_Room(airy=False, grounds=False, named=named) for named in (2, 1, 0)),
    _TIGHT,
    *(_TIGHTEST._replace(rows=rows) for rows in (999, *range(18, 3, -1))),
)
"""What gives way, step by step, until everything stands on one page."""

_TIGHT_WIDTHS = (39, 37, 46, 26, 28, 18)
_LEFT = _n(
    "{n} more row: page {page}. Measures without a goal are left out first, then goals past, then those due "
    "last.",
    "{n} more rows: page {page}. Measures without a goal are left out first, then goals past, then those due "
    "last.",
)
_NO_BRAND = _("No brand yet: enter it on the page “{page}”.")
_SUBJECTS = 6
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
    where it leads and with what chance. Then the bar of exports has its words in the first language alone,
    at last none: the sentence above it says as much. Then what was reported in words is left out, how much
    is said. Then the second
    language says once what the first one's measures and statuses are, chances go and long names are cut. At
    last rows are left out.
    """
    voice = Voice(codes)
    found = scoreboard(workspace, voice.first, today)

    def made(room: _Room) -> Paper:
        if found is None:
            return _nothing(workspace, voice, today)
        blocks = _blocks(found, voice, room, marks(workspace, voice))
        basis = voice if room.twice else Voice([voice.first.code])
        return paper(
            workspace,
            voice,
            title=_("Brand scoreboard: {brand}")(brand=room.name(found.brand)),
            period=voice.first.day(today),
            today=today,
            blocks=blocks,
            footnotes=[*sources(workspace, voice, blocks), basis.say(said.BASIS)],
        )

    return fitting(made, _ROOMS, pages=1)


def _nothing(workspace: Workspace, voice: Voice, today: date) -> Paper:
    told = Headlines(((voice.say(_("Goals")), voice.say(_NO_BRAND(page=_("Lists")))),))
    return paper(
        workspace,
        voice,
        title=_("Brand scoreboard"),
        period=voice.first.day(today),
        today=today,
        blocks=[told],
        footnotes=[],
    )


def _blocks(found: Scoreboard, voice: Voice, room: _Room, marked: Mapping[str, str]) -> list[Block | None]:
    told = found.rows if room.told else [_without_words(row, room.facts) for row in found.rows]
    rows = _most_wanted(told, found.day, room.rows)
    headlines = (
        (voice.say(_("Exports")), voice.each(lambda words: words.say(said.moved(found, words)))),
        (voice.say(_("Goals")), voice.each(lambda words: said.goals_said(found, words))),
    )
    once = voice if room.twice else Voice([voice.first.code])
    *heads, last = map(voice.say, said.COLUMNS)
    by = {fact.source for row in rows for fact in row.reported}
    note = f" {marked[next(iter(by))]}" if len(by) == 1 else ""
    notes = [
        once.say(said.LEGEND),
        *([] if room.twice else _meanings(rows, voice)),
        *_in_words(rows, voice.first, room),
        *_words_left(found.rows, told, voice),
        *([voice.say(_LEFT(n=len(told) - len(rows), page=_("Scoreboard")))] if len(rows) < len(told) else []),
    ]
    ways = Ways(
        (*heads, last + note),
        tuple(_way(row, voice, room, marked if len(by) > 1 else {}) for row in rows),
        tuple(notes),
        room.airy,
        () if room.told else _TIGHT_WIDTHS,
    )
    return [Headlines(headlines), _split(found.move, voice, room.named) if found.move else None, ways]


def _most_wanted(rows: Sequence[Row], today: date, most: int) -> list[Row]:
    """So many rows in their order, goals to come before goals past and measures without one."""

    def wanted(row: Row) -> tuple[int, date]:
        if row.terms is None:
            return 2, today
        return int(row.terms.by < today), row.terms.by

    kept = sorted(range(len(rows)), key=lambda at: wanted(rows[at]))[:most]
    return [rows[at] for at in sorted(kept)]


def _split(move: Move, voice: Voice, named: int) -> Split:
    bar = Split(move.share, move.before)
    if not named:
        return bar
    voice = Voice([each.code for each in voice.languages[:named]])
    return replace(
        bar,
        first=voice.each(lambda words: said.parts(move, words)[0]),
        rest=voice.each(lambda words: said.parts(move, words)[1]),
        was=voice.each(lambda words: said.was(move, words)),
    )


def _way(row: Row, voice: Voice, room: _Room, marked: Mapping[str, str]) -> Way:
    """Names in each language; what they rest on in the first one, or a page would not hold it."""
    first = voice.first
    name = voice.short if room.twice else first.say
    cells = (
        (name(MEASURES[row.measure]), room.name(" · ".join(map(first.say, row.scope)))),
        (said.latest(row, first), said.latest_basis(row, first)),
        ("", _apart(said.way(row, first)) if room.airy else said.way(row, first)),
        (said.pace(row, first), said.needed_by_now(row, first)),
        (name(said.status(row)), _grounds(row, first, room)),
        _reported(row, first, room.told, marked),
    )
    mood = _MOODS.get(row.status, "") if row.status else ""
    return Way(cells, Bar(**asdict(row.marks)) if row.marks else None, mood)


def _grounds(row: Row, words: Language, room: _Room) -> str:
    """Where it leads and how sure that is, as far as there is room."""
    if row.terms is None:
        return ""
    likely = room.chance and row.prospect is not None and row.prospect.chances is not None
    return _apart(said.grounds(row, words)) if room.grounds or likely else said.leads(row, words)


def _apart(said: str) -> str:
    """Parts in a line each, so that none is broken."""
    return said.replace(" · ", "\n")


def _reported(row: Row, words: Language, told: bool, marked: Mapping[str, str]) -> tuple[str, str]:
    figures = [_marked(fact, marked) for fact in row.reported if fact.numbered]
    about = [words.say(_BELOW) if _needs_words(fact) else fact.period for fact in row.reported if told]
    return "\n".join(figures), "\n".join(dict.fromkeys(about))


def _marked(fact: Fact, marked: Mapping[str, str]) -> str:
    """A figure with the mark of its source, where there are several."""
    return f"{fact.figure} {marked[fact.source]}" if marked else fact.figure


def _meanings(rows: Sequence[Row], voice: Voice) -> Iterator[str]:
    """The measures and statuses on the sheet in the second language, once each."""
    labels = [label for row in rows for label in (MEASURES[row.measure], said.status(row))]
    for words in voice.languages[1:]:
        pairs = dict.fromkeys((voice.first.say(label), words.say(label)) for label in labels)
        yield words.apart(f"{one} = {other}" for one, other in pairs if one != other) + words.full_stop


def _needs_words(fact: Fact) -> bool:
    return not (fact.numbered and fact.period)


def _without_words(row: Row, most: int) -> Row:
    """The row with the last so many of the reported figures that need no words."""
    return replace(row, reported=tuple(fact for fact in row.reported if not _needs_words(fact))[-most:])


def _in_words(rows: Sequence[Row], words: Language, room: _Room) -> Iterator[str]:
    """Whose the reported figures are, and what was reported without a number or with one that needs words;
    when the others held too, where their column has no room for it."""
    subjects = list(dict.fromkeys(room.name(fact.subject) for row in rows for fact in row.reported))
    if not subjects:
        return
    if len(subjects) > _SUBJECTS:
        subjects[_SUBJECTS:] = ["…"]
    end = words.full_stop
    parts = [words.say(_("Reported of {subjects}.")(subjects=words.listed(subjects)))]
    for row in rows:
        told = [fact.words.rstrip(end) for fact in row.reported if _needs_words(fact)]
        if not room.told:
            told += [words.clauses((each.figure, each.period)) for each in row.reported if each.period]
        if told:
            parts.append(words.headed(words.say(MEASURES[row.measure]), words.apart(told)) + end)
    yield words.in_a_row(parts)


def _words_left(rows: Sequence[Row], shown: Sequence[Row], voice: Voice) -> Iterator[str]:
    """How many reported facts there was no room for."""
    count = sum(len(row.reported) for row in rows) - sum(len(row.reported) for row in shown)
    if count:
        label = _n("{n} reported fact is left out here.", "{n} reported facts are left out here.")
        yield voice.short(label(n=count), " ")
