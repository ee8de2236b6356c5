"""The results of a survey wave as they are typed: percentages become counts of the people asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex

from passerella.figures import sentences
from passerella.records.core import Field, Kind, Record
from passerella.records.percentages import Percentage
from passerella.records.surveys import BASES
from passerella.ui.context import Context
from passerella.ui.lines_table import Index, LinesTable


class WaveLines(LinesTable):
    """Results by brand. `asked` is how many people the percentages are of, None while not known.

    `percentages` holds those that were typed, by row and field.
    """

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__(context, kind)
        self.asked: int | None = None
        self.percentages: dict[tuple[int, str], Percentage] = {}

    def set_records(self, records: Sequence[Record]) -> None:
        self.percentages.clear()
        super().set_records(records)

    def kept(self) -> list[list[str]]:
        """Percentages stay what they are: of as many people as are asked when they are back."""
        texts = super().kept()
        for (row, name), each in self.percentages.items():
            texts[row][self.column(name)] = self._said(each)
        return texts

    def set_texts(self, texts: list[list[str]]) -> None:
        self.percentages.clear()
        super().set_texts(texts)
        for row, cells in enumerate(self.texts):
            for at, field in enumerate(self.columns):
                if cells[at].strip().endswith("%"):
                    cells[at] = self._tidy(field, cells[at], row)

    def set_asked(self, asked: int | None) -> None:
        """Count what was typed as a percentage again, of so many people."""
        if asked == self.asked:
            return
        self.asked = asked
        self._count_again()

    def _count_again(self) -> None:
        for (row, name), percentage in self.percentages.items():
            self.texts[row][self.column(name)] = self._counted(percentage)
            self._say_basis(row)
        if self.percentages:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _known(self) -> dict[tuple[int, str], Percentage]:
        return dict(self.percentages)

    def _know(self, known: dict[tuple[int, str], Percentage]) -> None:
        """The percentages that were typed: of as many people as are asked by now."""
        self.percentages = dict(known)
        self._count_again()

    def said(self) -> list[str]:
        """What each percentage became, row by row."""
        brand, language = self.column("brand"), self._context.language
        if self.asked is None:
            return []
        return [
            f"{self.texts[row][brand]} {language.say(sentences.fitting(each, self.asked, language))}".strip()
            for (row, _name), each in sorted(self.percentages.items(), key=lambda item: item[0])
        ]

    def column(self, name: str) -> int:
        """The place of a field among the columns."""
        return [field.name for field in self.columns].index(name)

    def _counted(self, percentage: Percentage) -> str:
        if self.asked is None:
            return self._said(percentage)
        return self._context.language.number(percentage.of(self.asked))

    def _said(self, percentage: Percentage) -> str:
        return self._context.language.number(percentage.percent, percentage.decimals) + "%"

    def _say_basis(self, row: int) -> None:
        given = any(place[0] == row for place in self.percentages)
        self.texts[row][self.column("basis")] = self._context.say(BASES["percentage" if given else "counts"])

    def _tidy(self, field: Field, text: str, row: int) -> str:
        was = self.percentages.pop((row, field.name), None)
        shown = super()._tidy(field, text, row)
        try:
            value = self._read(field, text)
        except ValueError:
            value = None
        if isinstance(value, Percentage):
            self.percentages[row, field.name] = value
            shown = self._counted(value)
        if was is not None or isinstance(value, Percentage):
            self._say_basis(row)
        return shown

    def removeRows(self, row: int, count: int, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        self._past.remember(self._state())  # the step begins before percentages move with their rows
        self.percentages = {
            (at if at < row else at - count, name): each
            for (at, name), each in self.percentages.items()
            if not row <= at < row + count
        }
        return super().removeRows(row, count, parent)
