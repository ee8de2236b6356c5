"""The fields of a form: each with its label above and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from passerella.records.core import Field, Kind, Lookup, Problem, Record
from passerella.records.kinds import LongText, Reference, Text
from passerella.records.numbers import Money
from passerella.texts.label import Label, _
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.inputs import Input, ReferenceInput, input_for
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.dates import DateLine
from passerella.ui.widgets.lines import ParsedLine, TextBox, TextLine
from passerella.ui.widgets.paint import Note

AFTER_KEYS = _("t: today; + or -: a day on or back; +3: three days on from “{day}”; Alt+Down: calendar")
FEW, COLUMNS, MORE, FEWEST = 8, 4, 5, 2  # fields up to which a form has four columns, else five
_NARROWEST, _TEXT_SPAN = 140, 2
Place = tuple[int, int, int]
"""Row, column and how many columns a field takes."""


class FormFields(QGridLayout):
    """One input a typed field. `edited` when one is typed into, `gone_on` on Enter."""

    edited = Signal()
    begun = Signal(str, str)
    gone_on = Signal()

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self.inputs: dict[str, Input] = {each.name: input_for(context, each, kind) for each in kind.typed}
        self.notes: dict[str, Note] = {name: Note(context.theme.bad) for name in self.inputs}
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(8)
        self._cells = {name: self._cell(name, each) for name, each in self.inputs.items()}
        self._columns = 0
        self._lay_out(self._most)

    @property
    def _most(self) -> int:
        return COLUMNS if len(self.inputs) <= FEW else MORE

    def fit(self, width: int) -> None:
        """Stand in as many columns as have room side by side."""
        fitting = (columns for columns in range(self._most, FEWEST, -1) if self._least(columns) <= width)
        if (columns := next(fitting, FEWEST)) != self._columns:
            self._lay_out(columns)

    def _least(self, columns: int) -> int:
        """The width that so many columns need."""
        wide = [look.scaled(_NARROWEST)] * columns
        for cell, (_row, column, span) in zip(self._cells.values(), self._places(columns), strict=True):
            if span == 1:
                wide[column] = max(wide[column], cell.minimumSizeHint().width())
        return sum(wide) + (columns - 1) * self.horizontalSpacing()

    def _places(self, columns: int) -> Iterator[Place]:
        """Where the fields stand: notes have the rest of a row, the text at the end of a form two columns."""
        row = column = 0
        for at, each in enumerate(self.inputs.values(), 1):
            noted = isinstance(each.field.kind, LongText)
            wide = noted or (at == len(self.inputs) and isinstance(each.field.kind, Text))
            if wide and columns - column < _TEXT_SPAN:
                row, column = row + 1, 0
            span = columns - column if noted else _TEXT_SPAN if wide else 1
            yield row, column, span
            column += span
            if column >= columns:
                row, column = row + 1, 0

    def _lay_out(self, columns: int) -> None:
        for at in range(max(columns, self._columns)):
            self.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns
        for cell, (row, column, span) in zip(self._cells.values(), self._places(columns), strict=True):
            self.removeWidget(cell)
            self.addWidget(cell, row, column, 1, span)

    def _cell(self, name: str, each: Input) -> QWidget:
        if isinstance(each.widget, DateLine) and each.field.after:
            each.widget.start = partial(self._after, each.field.after)
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._label(each), each.widget, self.notes[name]):
            column.addWidget(part)
        column.addStretch()
        each.widget.setObjectName(name)
        if isinstance(each.widget, TextLine | TextBox | ChoiceBox):
            each.widget.gone_on.connect(self.gone_on)
        if isinstance(each.widget, ParsedLine):
            each.widget.settled.connect(partial(self._say_why, name, each.widget))
        return cell

    def _label(self, each: Input) -> QLabel:
        text = escape(self._context.say(each.field.label))
        if each.field.required:
            mark = escape(self._context.say(_("needed")))
            text += f'&nbsp; <span style="color:{self._context.theme.quiet}">{mark}</span>'
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setFont(look.font("quiet"))
        label.setBuddy(each.widget)
        if each.field.hint is not None:
            each.widget.setToolTip(self._context.say(each.field.hint))
        return label

    def _after(self, name: str) -> date | None:
        """The day in a field, None where there is none."""
        try:
            day: date | None = self.inputs[name].value()
        except ValueError:
            return None
        return day

    def keys(self, name: str) -> list[Label]:
        """What there is to know of a field while one is in it."""
        each = self.inputs[name]
        keys = each.keys
        if each.field.after:
            keys = AFTER_KEYS(day=self._kind.field(each.field.after).label)
        return [each.field.hint, keys] if each.field.hint is not None else [keys]

    def show_beside(self) -> dict[str, str]:
        """Let each field show what others say of it: what its number is counted in, what holds while it is
        empty. Returns what numbers that are no fields here are counted in."""
        values, _wrong = self.values()
        look = self._context.workspace.lookup()
        units: dict[str, Label | str] = {}
        for name, each in self.inputs.items():
            if isinstance(each.field.kind, Money):
                units[name] = values[each.field.kind.currency] or ""
            if each.field.follows:
                each.show_stand_in(self._followed(each.field, values, look))
            if each.field.like and not each.text():
                each.show_usual(self._usual(each.field, values, look))
        record = self._kind.make(**values)
        looked_up = _("{value} (looked up)")
        for name, value in record.stands_in(look).items():
            shown = self.inputs[name].field.kind.show(value, self._context.language)
            self.inputs[name].show_stand_in(self._context.say(looked_up(value=shown)) if shown else "")
        units |= record.units(look)
        said = {name: self._context.say(unit) for name, unit in units.items()}
        for name in said.keys() & self.inputs.keys():
            self.inputs[name].show_unit(said.pop(name))
        return said

    def _followed(self, field: Field, values: Mapping[str, Any], look: Lookup) -> str:
        """What holds in a field of the record that another one names."""
        beside, name = field.follows.split(".")
        there = self._kind.field(beside)
        assert isinstance(there.kind, Reference)
        found = look.get(there.kind.kind, values[beside]) if values[beside] else None
        shown = field.kind.show(getattr(found, name), self._context.language) if found is not None else ""
        of_other = _("{value} (from: {field})")
        return self._context.say(of_other(value=shown, field=there.label)) if shown else ""

    def _usual(self, field: Field, values: Mapping[str, Any], look: Lookup) -> Any:
        """What the latest record with the same reference beside it has in a field."""
        same = values[field.like]
        kind = self._kind
        last = look.latest(kind.name, kind.on, date.max, **{field.like: same}) if same else None
        return getattr(last, field.name) if last is not None else None

    def repeat(self, last: Record, name: str) -> None:
        """Fill from a record, or with what is usual: the field of that name if it is empty and others may
        have its value, else every such field."""
        empty = [
            each
            for each in self.inputs.values()
            if each.field.name not in self._kind.names and each.text() in ("", str(each.field.default or ""))
        ]
        for each in [each for each in empty if each.field.name == name] or empty:
            each.set_value(getattr(last, each.field.name) if each.usual is None else each.usual)

    def listen(self) -> None:
        """Tell from now on when something is typed."""
        for each in self.inputs.values():
            each.edited.connect(self.edited)
            if isinstance(each, ReferenceInput) and self._context.workspace.writing:
                each.may_begin = True
                each.begun.connect(self.begun)

    def values(self) -> tuple[dict[str, Any], list[Problem]]:
        """What the fields hold, None where a text cannot be read, and what is wrong with them."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, each in self.inputs.items():
            try:
                values[name] = each.field.or_default(each.value())
            except ValueError as reason:
                problems.append(Problem(name, Label(str(reason))))
                values[name] = None
            else:
                if values[name] is None and each.field.required:
                    problems.append(Problem(name, _("This must be filled in.")))
        return values, problems

    def texts(self) -> dict[str, str]:
        """What is typed, for a draft."""
        return {name: each.text() for name, each in self.inputs.items()}

    def set_texts(self, texts: Mapping[str, Any]) -> None:
        """Put a draft's texts back."""
        for name, each in self.inputs.items():
            if isinstance(texts.get(name), str):
                each.set_text(texts[name])

    def show_problems(self, said: Mapping[str, str]) -> None:
        """Mark the fields that are named here as wrong, all others as right."""
        for name, each in self.inputs.items():
            each.show_problem(said.get(name, ""))
            self.notes[name].say(said.get(name, ""))

    def of(self, widget: QWidget | None) -> str:
        """The name of the field that a widget belongs to, or nothing."""
        return next((name for name, each in self.inputs.items() if each.widget is widget), "")

    def _say_why(self, name: str, line: TextLine) -> None:
        self.notes[name].say(line.problem())
