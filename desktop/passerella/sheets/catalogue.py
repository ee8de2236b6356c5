"""Every sheet there is: the Reports page, the terminal and the tour ask here.

What a sheet needs is imported when it is made: a list of names costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerella.store.workspace import Workspace
from passerella.texts.label import Label, _
from passerella.texts.language import CODES, ON_PAPER

Build = Callable[[Workspace, Sequence[str], date], Any]


def _brand_progress(workspace: Workspace, codes: Sequence[str], today: date) -> Any:
    from passerella.sheets.progress import progress_data

    return progress_data(workspace, codes, today)


def _scoreboard(workspace: Workspace, codes: Sequence[str], today: date) -> Any:
    from passerella.sheets.scoreboard import scoreboard_data

    return scoreboard_data(workspace, codes, today)


def _recognition(workspace: Workspace, codes: Sequence[str], today: date) -> Any:
    from passerella.sheets.recognition import recognition_data

    return recognition_data(workspace, codes, today)


def _pdf(data: Any) -> bytes:
    from passerella.sheets.setting import pdf

    return pdf(data)


def _texts(data: Any) -> list[str]:
    from passerella.sheets.setting import texts

    return texts(data)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `build` asks a workspace for what stands on it, in one language or two, with the day
    that is printed on it; `pdf` sets that; `texts` are the texts on it, for `missing_glyphs`."""

    name: str
    label: Label
    build: Build
    pdf: Callable[[Any], bytes] = _pdf
    texts: Callable[[Any], list[str]] = _texts
    codes: tuple[str, ...] = CODES

    @property
    def papers(self) -> tuple[tuple[str, ...], ...]:
        """What can stand on one paper: each language alone, each beside Chinese."""
        return (*((each,) for each in self.codes), *(("zh", each) for each in self.codes if each != "zh"))


def questionnaire_of(series: int | None) -> Sheet:
    """The questionnaire of a survey series, by its id; of the main one for None."""

    def build(workspace: Workspace, codes: Sequence[str], today: date) -> Any:
        from passerella.sheets.questionnaire import questionnaire_data

        return questionnaire_data(workspace, codes, today, series)

    def pdf(data: Any) -> bytes:
        from passerella.sheets.questionnaire import questionnaire

        return questionnaire(data)

    def texts(data: Any) -> list[str]:
        from passerella.sheets.questionnaire import texts

        return texts(data)

    return Sheet("questionnaire", _("Questionnaire"), build, pdf, texts, tuple(ON_PAPER))


SHEETS = (
    Sheet("brand-progress", _("Brand progress"), _brand_progress),
    Sheet("scoreboard", _("Brand scoreboard"), _scoreboard),
    Sheet("recognition", _("Recognition progress"), _recognition),
)


def sheet(name: str) -> Sheet:
    """The sheet of a name; KeyError where there is none."""
    return {each.name: each for each in SHEETS}[name]
