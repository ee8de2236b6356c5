"""The fields of a form: each with its label above and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from passerella.records.core import Kind, Problem
from passerella.records.kinds import LongText
from passerella.texts.label import Label, _
from passerella.ui import look
from passerella.ui.context import Context
from passerella.ui.inputs import Input, input_for
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.lines import ParsedLine, TextLine
from passerella.ui.widgets.paint import Note
from passerella.ui.widgets.reference import ReferenceLine

FEW, COLUMNS, MORE = 8, 4, 5  # fields up to which a form has four columns, else five


class FormFields(QGridLayout):
    """One input a typed field. `edited` when one is typed into, `gone_on` on Enter."""

    edited = Signal()
    gone_on = Signal()

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__()
        self._context = context
        self.inputs: dict[str, Input] = {field.name: input_for(context, field) for field in kind.typed}
        self.notes: dict[str, Note] = {name: Note(context.theme.bad) for name in self.inputs}
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(8)
        self._lay_out()

    def _lay_out(self) -> None:
        columns = COLUMNS if len(self.inputs) <= FEW else MORE
        row = column = 0
        for name, each in self.inputs.items():
            wide = isinstance(each.field.kind, LongText)
            if wide and columns - column < 2:
                row, column = row + 1, 0
            span = columns - column if wide else 1
            self.addLayout(self._cell(name, each), row, column, 1, span)
            column += span
            if column >= columns:
                row, column = row + 1, 0
        for at in range(columns):
            self.setColumnStretch(at, 1)

    def _cell(self, name: str, each: Input) -> QVBoxLayout:
        cell = QVBoxLayout()
        cell.setSpacing(2)
        for part in (self._label(each), each.widget, self.notes[name]):
            cell.addWidget(part)
        cell.addStretch()
        each.widget.setObjectName(name)
        if isinstance(each.widget, TextLine | ChoiceBox):
            each.widget.gone_on.connect(self.gone_on)
        if isinstance(each.widget, ParsedLine | ReferenceLine):
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

    def listen(self) -> None:
        """Tell from now on when something is typed."""
        for each in self.inputs.values():
            each.edited.connect(self.edited)

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
