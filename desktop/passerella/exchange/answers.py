"""Interviews to counts: a table with one row a person becomes the results of a survey wave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

from passerella.analysis.tallies import Answer, tally
from passerella.exchange.columns import NO_COLUMN, folded, spoken
from passerella.exchange.report import Trouble
from passerella.exchange.tables import Cell, read_tables
from passerella.exchange.written import write_xlsx
from passerella.figures.questionnaire import LABELS, AskedBrand
from passerella.figures.recognition import STEPS
from passerella.records.core import kind_of
from passerella.records.goals import MEASURES
from passerella.records.surveys import COUNTS, SurveyResult
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, Wrong, _, _n
from passerella.texts.language import ON_PAPER, Language, language, percentage
from passerella.texts.typed import plain, read_number

PERSON, WEIGHT = _("Person no."), _("Weight")
_YES = {"1", "x", "√", "✓", "✔", "☑", "y", "yes", "true", "是", "s", "si", "sì", "vero"}
_YES |= {"oui", "ja", "sí", "sim", "да", "はい"}
_NO = {"0", "n", "no", "false", "否", "falso", "☐", "non", "nein", "não", "нет", "いいえ"}
_IGNORED = {"#", "no", "no.", "n", "n.", "nr", "nr.", "id", "person", "编号", "序号", "persona", "numero"}
_IGNORED |= {"n°", "n.º", "№", "番号"}
_WEIGHTS = {"weight", "权重", "权数", "peso", "poids", "gewicht", "ponderación", "вес", "ウェイト"}
_ALSO_CALLED = {"提示前": "unaided", "提示后": "aided", "知道": "aided"}
_AFTER_KNOWING = ("considered", "inquired", "bought")
_BETWEEN = " ·•:：-–—/|()（）,，、"

_WORTH_SAYING = 0.0005
"""From what one decimal of a percentage shows it is said how far shares move."""

Place = tuple[int, str]
"""A brand's id and what was asked about it."""


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Headings and rows of answers; each row comes with the number it is known by, that of the headings is
    `at`."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    at: int = 1


def read_answers(path: Path) -> AnswerTable:
    """The first table of a CSV or Excel file. Raises `Wrong`."""
    table = next(iter(read_tables(path).values()))
    rows = (
        (number, tuple(row))
        for chunk in table.chunks()
        for number, row in zip(chunk.numbers, chunk.rows, strict=True)
    )
    return AnswerTable(table.header, tuple(rows), table.at)


@dataclass(slots=True)
class Counted:
    """What answers came to: people with complete answers, those left out, results or problems.

    `effective` is the number of people that a weighted tally is worth, None where weights change nothing;
    `shift` is the most that a weighted share moves as it becomes a share of whole people.
    """

    asked: int = 0
    left_out: int = 0
    effective: Decimal | None = None
    shift: float = 0.0
    results: tuple[SurveyResult, ...] = ()
    problems: list[Trouble] = field(default_factory=list)


def count_answers(
    workspace: Workspace, table: AnswerTable, *, code: str, shown_to: str = "everyone"
) -> Counted:
    """Tally a table of answers, or say by row and column what is wrong with it.

    Headings are a brand, or a brand and a step; `Weight` is taken as such. An empty cell means no in a
    column that holds marks only, else the person is left out; so a person who marks nothing needs a
    number. `code`: the language of weights.
    """
    return _Tallying(workspace, table, code, shown_to).counted()


class _Tallying:
    def __init__(self, workspace: Workspace, table: AnswerTable, code: str, shown_to: str) -> None:
        self.table, self.code, self.shown_to = table, code, shown_to
        self.found = Counted()
        self.places: dict[int, Place] = {}
        self.weight: int | None = None
        self._name_columns(_brand_names(workspace))

    def trouble(self, row: int, column: int, reason: Label) -> None:
        head = self.table.header[column] if 0 <= column < len(self.table.header) else str(column + 1)
        self.found.problems.append(Trouble(row, head or str(column + 1), reason))

    def _column_trouble(self, column: int, reason: Label) -> None:
        """Note what is wrong with a column as a whole, at its heading."""
        self.trouble(self.table.at, column, reason)

    def _name_columns(self, brands: Mapping[str, int]) -> None:
        for at, heading in enumerate(self.table.header):
            word = folded(plain(heading))
            place = _place(word, brands)
            if word in _words(WEIGHT, _WEIGHTS):
                self.weight = at
            elif place is not None and place in self.places.values():
                self._column_trouble(at, _("This column stands here twice."))
            elif place is not None:
                self.places[at] = place
            elif word and word not in _words(PERSON, _IGNORED):
                self._column_trouble(at, NO_COLUMN)
        if not self.places and not self.found.problems:
            self._column_trouble(0, _("No column is called like a brand."))
        for at, (brand, _step) in self.places.items():
            if (brand, "aided") not in self.places.values():
                self._column_trouble(at, _("A column is missing: whether this brand is known when shown."))

    def counted(self) -> Counted:
        answers = [
            (number, {place: self._answer(number, row, at) for at, place in self.places.items()})
            for number, row in self.table.rows
        ]
        weights = self._weights()
        self._fill_blanks([given for _number, given in answers])
        for number, given in answers:
            self._judge(number, given)
        kept = [at for at, (_number, given) in enumerate(answers) if None not in given.values()]
        if not kept and not self.found.problems:
            self._column_trouble(0, _("There is no row with an answer in every column."))
        if not self.found.problems:
            self._count([answers[at][1] for at in kept], [weights[at] for at in kept])
            self.found.left_out = len(answers) - len(kept)
        self.found.problems.sort(key=lambda each: each.row)
        return self.found

    def _answer(self, number: int, row: Sequence[Cell], at: int) -> Answer:
        word = _word(row[at]) if at < len(row) else ""
        if not word:
            return None
        if word in _YES:
            return True
        if word not in _NO:
            self.trouble(number, at, _("Neither yes nor no. Write 1 or 0, x, √, yes or no, 是 or 否."))
        return False

    def _weights(self) -> list[float]:
        """The weight of each person; all alike where the column is missing or quite empty."""
        at, rows = self.weight, self.table.rows
        if at is None or not any(at < len(row) and _word(row[at]) for _number, row in rows):
            return [1.0] * len(rows)
        return [self._weight(number, row[at] if at < len(row) else None) for number, row in rows]

    def _weight(self, number: int, cell: Cell) -> float:
        assert self.weight is not None
        try:
            value = read_number(_word(cell), code="en" if isinstance(cell, float | int) else self.code)
        except Wrong as reason:
            self.trouble(number, self.weight, reason.label)
            return 1.0
        if value is None or value <= 0:
            self.trouble(number, self.weight, _("A weight must be above 0."))
            return 1.0
        return float(value)

    def _fill_blanks(self, answers: Sequence[dict[Place, Answer]]) -> None:
        """In a column of marks alone what is not marked is a no."""
        for place in self.places.values():
            if not any(given[place] is False for given in answers):
                for given in answers:
                    given[place] = bool(given[place])

    def _judge(self, number: int, given: dict[Place, Answer]) -> None:
        """Fill in what follows from the other answers of a person; say what cannot be."""
        for brand in {brand for brand, _step in given}:
            self._judge_brand(number, brand, given)
        first = [place for place, answer in given.items() if place[1] == "first_named" and answer]
        for place in first[1:]:
            self.trouble(number, self._at(place), _("Only one brand is named first."))

    def _judge_brand(self, number: int, brand: int, given: dict[Place, Answer]) -> None:
        named, shown = given.get((brand, "unaided")), given.get((brand, "aided"))
        if given.get((brand, "first_named")) and named is False:
            self.trouble(number, self._at((brand, "first_named")), _("Named first, but not unaided."))
        if named and shown is None and (brand, "aided") in given:
            given[brand, "aided"] = True
        if named or shown is not False:
            return
        for step in _AFTER_KNOWING:
            if given.get((brand, step)):
                self.trouble(number, self._at((brand, step)), _("This person does not know the brand."))
            elif (brand, step) in given:
                given[brand, step] = False

    def _at(self, place: Place) -> int:
        return next(at for at, each in self.places.items() if each == place)

    def _count(self, people: Sequence[Mapping[Place, Answer]], weights: Sequence[float]) -> None:
        columns = {place: [_total(person, place) for person in people] for place in self.places.values()}
        weighted = weights if len(set(weights)) > 1 else None
        tallies = tally(list(zip(*columns.values(), strict=True)), weighted)
        self.found.asked = len(people)
        shares = {place: each.share or 0.0 for place, each in zip(columns, tallies, strict=True)}
        counts = {place: floor(share * len(people) + 0.5) for place, share in shares.items()}
        if weighted is not None:
            self.found.shift = max(
                abs(counts[place] / len(people) - share) for place, share in shares.items()
            )
            effective = Decimal(repr(tallies[0].effective))
            self.found.effective = effective.quantize(Decimal("0.1"), ROUND_DOWN)
        brands = list(dict.fromkeys(brand for brand, _step in self.places.values()))
        self.found.results = tuple(self._result(brand, counts) for brand in brands)

    def _result(self, brand: int, counts: Mapping[Place, int]) -> SurveyResult:
        given: dict[str, Any] = {step: counts[brand, step] for step in STEPS if (brand, step) in counts}
        if self.shown_to == "not_named" and "unaided" in given:
            given["recognised"] = given.pop("aided") - given["unaided"]
        return SurveyResult(brand=brand, **given)


def _total(person: Mapping[Place, Answer], place: Place) -> bool:
    """A person's answer; who named a brand unprompted knows it when shown."""
    brand, step = place
    return bool(person[place] or (step == "aided" and person.get((brand, "unaided"))))


def _word(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else plain(str(cell)).casefold()


def _words(label: Label, more: set[str]) -> set[str]:
    return more | {folded(words.say(label)) for words in spoken()}


def _brand_names(workspace: Workspace) -> dict[str, int]:
    """The folded names of brands in all languages, the longest first."""
    found = {
        folded(plain(name)): brand.id
        for brand in workspace.all("brand", Query(sort="name"))
        for name in (brand.name, brand.name_en, brand.name_it)
        if name
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _step_names() -> dict[str, str]:
    """The folded names of the steps: in code form, as records, figures and questionnaires call them."""
    fields = {each.name: each.label for each in kind_of(SurveyResult).typed if each.name in COUNTS}
    found = {folded(words.say(label)): name for words in spoken() for name, label in fields.items()}
    measures = {name: label for name, label in MEASURES.items() if name in COUNTS}
    found |= {folded(words.say(label)): name for words in spoken() for name, label in measures.items()}
    asked = [language(code) for code in ON_PAPER]
    found |= {folded(words.say(label)): name for words in asked for name, label in LABELS.items()}
    found |= _ALSO_CALLED
    found |= {folded(name): name for name in COUNTS}
    return {word: "aided" if name == "recognised" else name for word, name in found.items()}


def _place(heading: str, brands: Mapping[str, int]) -> Place | None:
    """The brand and the step that a folded heading names; a brand alone is asked 'do you know it'."""
    for name, id in brands.items():
        if heading.startswith(name):
            step = heading[len(name) :].strip(_BETWEEN)
            if not step:
                return id, "aided"
            if (found := _step_names().get(step)) is not None:
                return id, found
    return None


def entry_header(brands: Sequence[AskedBrand], language: Language) -> list[str]:
    """The columns of a table to type answers into: the person, then each brand and step, weights last."""
    asked = [
        f"{brand.called(language.code)} · {language.say(LABELS[step])}"
        for brand in brands
        for step in brand.steps
    ]
    return [language.say(PERSON), *asked, language.say(WEIGHT)]


def write_entry_sheet(path: Path, brands: Sequence[AskedBrand], language: Language) -> None:
    """An empty Excel table to type answers into and tally. Raises `Wrong`."""
    write_xlsx(path, {language.say(_("Answers")): (entry_header(brands, language), [])})


def said(found: Counted, names: Mapping[int, str], language: Language) -> Iterator[str]:
    """What was counted, in words, line by line."""
    people = _n("{n} person counted", "{n} people counted")(n=found.asked)
    parts = [language.say(people)]
    if found.left_out:
        label = _n("{n} left out for want of an answer", "{n} left out for want of an answer")
        parts.append(language.say(label(n=found.left_out)))
    if found.effective is not None:
        parts.append(language.say(_("weighted, worth {n} people")(n=found.effective)))
    if found.shift >= _WORTH_SAYING:
        label = _("counts are whole people: weighted shares move by up to {points} points")
        parts.append(language.say(label(points=language.number(percentage(found.shift), 1))))
    yield language.clauses(parts)
    for row in found.results:
        total = row.total
        if total is not None:
            share = language.percent(total / found.asked)
            yield language.headed(names[row.brand], language.aside(language.number(total), share))
