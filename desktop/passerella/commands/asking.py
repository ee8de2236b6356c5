"""What a chart is asked of from a terminal: brands and series by name, waves by their last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from passerella.commands.common import Failed, failed
from passerella.figures.recognition import main_brand, main_series
from passerella.figures.sentences import NO_SURVEY
from passerella.store.workspace import Query, Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chart is asked of, and the workspace to look it up in."""

    workspace: Workspace
    words: Language
    measure: str
    brands: tuple[str, ...]
    series: tuple[str, ...]
    waves: tuple[datetime, ...]

    def failed(self, label: Label) -> Failed:
        """A failure in the language asked for."""
        return failed(label, self.words)

    def chosen_brands(self) -> list[int]:
        """The ids of the brands named, in any language."""
        return [self._brand(name) for name in self.brands]

    def _brand(self, name: str) -> int:
        for each in self.workspace.all("brand"):
            if name in (each.name, each.name_en, each.name_it):
                return int(each.id)
        raise self.failed(_("There is no brand called {name}.")(name=name))

    def chosen_series(self) -> list[int]:
        """The ids of the series named."""
        return [self._series(name) for name in self.series]

    def _series(self, name: str) -> int:
        found = self.workspace.find("survey_series", Query(equal=(("name", name),)))
        if not found:
            raise self.failed(_("There is no series called {name}.")(name=name))
        return found[0]

    def one_series(self) -> int:
        """The series named, else the one with the latest wave."""
        if named := self.chosen_series():
            return named[0]
        found = main_series(self.workspace)
        if found is None:
            raise self.failed(NO_SURVEY)
        return int(found.id)

    def one_brand(self) -> int | None:
        """The brand named, else the main one."""
        named, found = self.chosen_brands(), main_brand(self.workspace)
        return named[0] if named else found and int(found.id)

    def chosen_waves(self, series: int) -> list[int]:
        """The ids of the waves whose fieldwork ended on the days given."""
        return [self._wave(series, each.date()) for each in self.waves]

    def _wave(self, series: int, day: date) -> int:
        for each in self.workspace.all("survey_wave", Query(equal=(("series", series),))):
            if each.fielded_to == day:
                return int(each.id)
        raise self.failed(_("No wave of this series ended on {day}.")(day=day))
