"""The sheet 'Questionnaire' of a survey series: its questions, and boxes to tick, one row a person."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from pypdfium2 import PdfDocument

from passerella import __version__
from passerella.figures.questionnaire import LABELS, NOTHING_TO_ASK, AskedBrand, asked_brands
from passerella.figures.recognition import STEPS, main_series
from passerella.figures.sentences import joined
from passerella.sheets.typeset import typeset
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import ON_PAPER, Language, language

TEMPLATE = "questionnaire"
LABEL = _("Questionnaire")
_PEOPLE, _PEOPLE_BESIDE, _PEOPLE_LEAST, _BRANDS_A_LINE = 28, 20, 5, 3
_MOST_BOXES = 64
_TOO_MANY = _("{n} boxes a person do not fit on a page, {most} do: ask about fewer brands, or fewer steps.")
_AFTER_KNOWING = STEPS[3:]


@dataclass(frozen=True, slots=True)
class Part:
    """A question and what the interviewer has to mind."""

    question: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ticked:
    """A brand and the letters of the boxes for it."""

    name: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The whole sheet; empty parts are left out. `people` is the number of rows to tick."""

    title: str
    intro: str
    foot: str
    language: str
    code: str = ""
    fields: tuple[str, ...] = ()
    unaided: Part | None = None
    aided: Part | None = None
    steps: Part | None = None
    brands: tuple[Ticked, ...] = ()
    legend: str = ""
    person: str = ""
    people: int = 0


def questionnaire(data: Questionnaire) -> bytes:
    """The sheet as a PDF: one page, with fewer rows to tick where long questions take their room."""
    while True:
        made = typeset(TEMPLATE, asdict(data), {})
        with PdfDocument(made) as document:
            if len(document) == 1 or data.people <= _PEOPLE_LEAST:
                return made
        data = replace(data, people=max(_PEOPLE_LEAST, data.people - 3))


def texts(data: Questionnaire) -> list[str]:
    """Every character on the sheet, for `missing_glyphs`."""
    return [json.dumps(asdict(data), ensure_ascii=False)]


def questionnaire_data(
    workspace: Workspace, codes: Sequence[str], today: date, series: int | None = None
) -> Questionnaire:
    """What stands on the sheet of a series, by default the main one; says so when there is nothing to ask."""
    owner = workspace.get("survey_series", series) if series else main_series(workspace)
    brands = asked_brands(workspace, owner.id) if owner is not None else ()
    waves = len(workspace.find("survey_wave", Query(equal=(("series", owner.id),)))) if owner else 0
    made = _Sheet(owner, brands, waves + 1, [language(code) for code in codes])
    return made.data(today, sample=workspace.sample)


class _Sheet:
    def __init__(
        self, series: Any | None, brands: Sequence[AskedBrand], wave: int, languages: list[Language]
    ) -> None:
        self.series, self.brands, self.wave, self.languages = series, brands, wave, languages
        asked = {step for brand in brands for step in brand.steps}
        self.letters = dict(zip((each for each in STEPS if each in asked), "abcdef", strict=False))

    def say(self, text: Label) -> str:
        return self.each(lambda words: words.say(text))

    def each(self, make: Callable[[Language], str]) -> str:
        return "\n".join(dict.fromkeys(make(words) for words in self.languages))

    def data(self, today: date, *, sample: bool) -> Questionnaire:
        foot = self.say(_("Made by Passerella {version}, {day}")(version=__version__, day=today))
        boxes = sum(len(brand.steps) for brand in self.brands)
        if self.series is None or not boxes:
            return Questionnaire(self.say(LABEL), self.say(NOTHING_TO_ASK), foot, self.languages[0].code)
        if boxes > _MOST_BOXES:
            reason = self.say(_TOO_MANY(n=boxes, most=_MOST_BOXES))
            return Questionnaire(self.say(LABEL), reason, foot, self.languages[0].code)
        series, code = self.series, _("Series {series}, wave {wave}")
        badge = [" / ".join(words.say(_("sample data")) for words in self.languages)] if sample else []
        fields = (_("Interviewer"), _("Date"), _("Place"), _("Sheet no."))
        return Questionnaire(
            title=" / ".join(dict.fromkeys(words.say(LABEL) for words in self.languages)),
            code="\n".join((series.name, self.say(code(series=series.id, wave=self.wave)), *badge)),
            fields=tuple(map(self.say, fields)),
            intro=self.say(
                _("“We ask what people in your trade know of brands: two minutes, no name is kept.”")
            ),
            unaided=self._unaided(),
            aided=self._aided(),
            steps=self._steps(),
            brands=tuple(map(self._ticked, self.brands)),
            legend=self._legend(),
            person=self.say(_("No.")),
            foot=foot,
            people=self._people(),
            language=self.languages[0].code,
        )

    def _asked(self, usual: Label, *, names: bool) -> str:
        """The question as it was entered: in each language, else in English or whichever it was entered in,
        else the usual one."""
        entered = {code: self.series.asked_in(code, names=names) for code in ON_PAPER} if self.series else {}
        other = entered.get("en") or next(filter(None, entered.values()), "")
        return self.each(lambda words: entered.get(words.code) or other or words.say(usual))

    def _unasked(self, *, names: bool) -> str:
        """Of each language that a question was not entered in, that it was not, in that language."""
        series = self.series
        if series is None or not any(series.asked_in(code, names=names) for code in ON_PAPER):
            return ""
        note = _("No wording was entered for this language: the question stands as it was asked.")
        lacking = (words for words in self.languages if not series.asked_in(words.code, names=names))
        return "\n".join(words.say(note) for words in lacking)

    def _people(self) -> int:
        """As many rows as fit on the page."""
        most = _PEOPLE if len(self.languages) == 1 else _PEOPLE_BESIDE
        taken = len(self.languages) * -(-len(self.brands) // _BRANDS_A_LINE)
        return max(_PEOPLE_LEAST, most + 1 - taken)

    def _part(self, usual: Label, note: Label, steps: Sequence[str], *, names: bool) -> Part:
        notes = filter(None, (self._marked(note, steps), self._unasked(names=names)))
        return Part(self._asked(usual, names=names), "\n".join(notes))

    def _marked(self, label: Label, steps: Sequence[str]) -> str:
        """A note with the letters of the boxes that belong to a question."""
        found = [self.letters[step] for step in steps if step in self.letters]
        boxes = _("{note} ({letters})")(note=label, letters=" ".join(found))
        return self.say(boxes if found else label)

    def _unaided(self) -> Part:
        note = _("Say no name; write other brands down as heard.")
        usual = _("Which brands of this kind do you know?")
        return self._part(usual, note, ("first_named", "unaided"), names=False)

    def _aided(self) -> Part:
        note = _("Show the names; begin with another one each time.")
        if self.series is not None and self.series.shown_to == "not_named":
            note = _("Show only the names not yet said; begin with another one each time.")
        return self._part(_("Which of these do you know?"), note, ("aided",), names=True)

    def _steps(self) -> Part | None:
        questions = {
            "considered": _("Would you consider buying it?"),
            "inquired": _("Have you asked for an offer?"),
            "bought": _("Have you bought it?"),
        }
        asked = [questions[step] for step in _AFTER_KNOWING if step in self.letters]
        if not asked:
            return None
        question = self.each(lambda words: joined(asked, words))
        return Part(question, self._marked(_("Only of brands this person knows."), _AFTER_KNOWING))

    def _ticked(self, brand: AskedBrand) -> Ticked:
        name = self.each(lambda words: brand.called(words.code))
        return Ticked(name, tuple(self.letters[step] for step in STEPS if step in brand.steps))

    def _legend(self) -> str:
        def one(words: Language) -> str:
            said = (
                f"{letter}\N{NO-BREAK SPACE}{words.say(LABELS[step])}"
                for step, letter in self.letters.items()
            )
            return words.say(_("One row a person; tick what holds.")) + "  " + " · ".join(said)

        return self.each(one)
