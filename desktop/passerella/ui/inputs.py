"""One input for every kind of field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from passerella.records.core import Field, Kind
from passerella.records.kinds import Choice, Day, LongText, Reference, Text
from passerella.records.meant import meant, spellings
from passerella.records.numbers import Number
from passerella.records.pictures import PictureKind
from passerella.texts.label import Label, Wrong, _
from passerella.texts.typed import plain
from passerella.ui.context import Context
from passerella.ui.named import full_title, likely, named, new_word
from passerella.ui.reading import read
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.dates import DateLine
from passerella.ui.widgets.lines import ParsedLine, TextBox
from passerella.ui.widgets.numbers import NumberLine
from passerella.ui.widgets.offers import OfferingLine
from passerella.ui.widgets.reference import NEW, ReferenceLine

SUGGESTED = 50
KEYS = _("Enter goes on; Ctrl+Enter saves and starts the next; Ctrl+D repeats the last")
NUMBER_KEYS = _("A sum may be typed, like 12*3+4; Enter goes on; Ctrl+D repeats the last")
LIST_KEYS = _("Type a part of the name or its pinyin initials; Down chooses, Enter goes on")
LATELY_KEYS = _("Down offers what was typed before; Enter goes on; Ctrl+D repeats the last")
CHOICE_KEYS = _("Up and Down choose, or the first letters; Alt+Down opens the list; Enter goes on")
BOX_KEYS = _("Enter goes on; Shift+Enter begins a new line; Ctrl+Enter saves and starts the next")
DAY_KEYS = _("t: today; + or -: a day on or back; +3: three days on from today; Alt+Down: calendar")


class Input(QObject):
    """A field's widget with its value and its typed text. `edited` fires when either changes."""

    edited = Signal()
    usual: Any = None

    def __init__(self, context: Context, field: Field, kind: Kind | None = None) -> None:
        super().__init__()
        self.context, self.field, self.kind = context, field, kind
        self.widget: QWidget = self._make()
        self.widget.setAccessibleName(context.say(field.label))

    def _read(self, text: str) -> Any:
        try:
            return read(self.context, self.field, text)
        except Wrong as wrong:
            raise ValueError(self.context.say(wrong.label)) from wrong

    def _show(self, value: Any) -> str:
        return self.field.kind.show(value, self.context.language)

    def _make(self) -> QWidget:
        raise NotImplementedError

    def value(self) -> Any:
        """The value, None when empty. Raises ValueError with the sentence for the person."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def text(self) -> str:
        """What is typed, for a draft."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put a draft's text back."""
        raise NotImplementedError

    @property
    def keys(self) -> Label:
        """What the keys do in it."""
        return KEYS

    def show_unit(self, unit: str) -> None:
        """Say what a number is counted in."""

    def show_stand_in(self, text: str) -> None:
        """Say what holds while nothing is typed; an empty text is nothing in particular."""

    def show_usual(self, value: Any) -> None:
        """Suggest what such a record had last, None for nothing: it is not taken unasked."""
        self.usual = value

    def show_problem(self, text: str) -> None:
        """Mark the input as wrong, or as right again when `text` is empty."""
        mark = getattr(self.widget, "show_problem", None)
        if mark is not None:
            mark(text)


class LineInput(Input):
    """Text, numbers, days, seasons, currencies, countries: typed in one line."""

    def _make(self) -> QWidget:
        kind, point = self.field.kind, self.context.language.point
        if isinstance(kind, Day):
            line: ParsedLine[Any] = DateLine(self._read, self._show, today=self.context.today)
        elif kind.right:
            line = NumberLine(self._read, self._show, point=point)
            if isinstance(kind, Number) and kind.unit is not None:
                line.set_unit(self.context.say(kind.unit))
        else:
            line = ParsedLine(self._read, self._show)
        return self._use(line)

    def _read(self, text: str) -> Any:
        """Read what is typed; what a number is counted in may be typed after it."""
        unit = self.line.unit if isinstance(self.line, NumberLine) else ""
        return super()._read(plain(text).removesuffix(unit) if unit else text)

    def _use(self, line: ParsedLine[Any]) -> QWidget:
        self.line = line
        self.show_stand_in("")
        line.textChanged.connect(self.edited)
        line.settled.connect(self._fill)
        return line

    @property
    def keys(self) -> Label:
        if isinstance(self.line, DateLine):
            return DAY_KEYS
        return NUMBER_KEYS if isinstance(self.line, NumberLine) else KEYS

    def show_unit(self, unit: str) -> None:
        if isinstance(self.line, NumberLine):
            self.line.set_unit(unit)

    def show_stand_in(self, text: str) -> None:
        hint = self.field.hint
        self.line.set_hint(text or (self.context.say(hint) if hint is not None else ""))

    def _fill(self) -> None:
        """Show the default again in an emptied line: it is what will be saved."""
        if not self.line.text():
            self.line.set_value(self.field.default)

    def value(self) -> Any:
        return self._read(self.line.text())

    def set_value(self, value: Any) -> None:
        self.line.set_value(value)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)


class OfferedInput(LineInput):
    """A value of which there is a list: suggested while one types, never taken unasked."""

    def _make(self) -> QWidget:
        return self._use(OfferingLine(self._suggest, self._read, self._show))

    def _suggest(self, text: str) -> Sequence[tuple[Any, str]]:
        found = self.field.kind.suggest(text, self.context.language)
        return found if text else sorted(found, key=lambda each: each[0] != self.usual)

    def show_usual(self, value: Any) -> None:
        super().show_usual(value)
        self.show_stand_in(self.context.say(_("last: {value}")(value=self._show(value))) if value else "")

    @property
    def keys(self) -> Label:
        return LIST_KEYS


class RepeatedInput(LineInput):
    """A text that may have been typed before: what was typed lately is suggested."""

    def _make(self) -> QWidget:
        return self._use(OfferingLine(self._lately, self._read, self._show))

    def _lately(self, text: str) -> list[tuple[str, str]]:
        assert self.kind is not None
        found = self.context.workspace.typed_lately(self.kind.name, self.field.name, text)
        return [(each, each) for each in found if each != text]

    @property
    def keys(self) -> Label:
        return LATELY_KEYS


class BoxInput(Input):
    """Several lines of text."""

    def _make(self) -> QWidget:
        self.box = TextBox()
        self.box.textChanged.connect(self.edited)
        self.box.textChanged.connect(self._fit)
        self._fit()
        return self.box

    @property
    def keys(self) -> Label:
        return BOX_KEYS

    def _fit(self) -> None:
        """As high as its lines, from one to five."""
        lines = max(1, min(5, self.box.blockCount()))
        self.box.setFixedHeight(22 + lines * self.box.fontMetrics().lineSpacing())

    def value(self) -> Any:
        return self._read(self.box.toPlainText())

    def set_value(self, value: Any) -> None:
        self.set_text(value or "")

    def text(self) -> str:
        return self.box.toPlainText()

    def set_text(self, text: str) -> None:
        self.box.setPlainText(text)
        self.box.moveCursor(QTextCursor.MoveOperation.End)


class ChoiceInput(Input):
    """One of a few words."""

    def _make(self) -> QWidget:
        assert isinstance(self.field.kind, Choice)
        self.box = ChoiceBox()
        if self.field.default is None:
            self.box.addItem("", None)
        words = {code: self.context.say(label) for code, label in self.field.kind.options.items()}
        for code, word in words.items():
            self.box.addItem(word, code)
        self._spelt = {code: spellings([word]) for code, word in words.items()}
        self.box.meant = self._meant
        self.box.currentIndexChanged.connect(self.edited)
        return self.box

    def _meant(self, typed: str) -> list[str]:
        return meant(typed, self._spelt)

    @property
    def keys(self) -> Label:
        return CHOICE_KEYS

    def show_stand_in(self, text: str) -> None:
        self.box.set_stand_in(text)

    def value(self) -> Any:
        return self.box.currentData()

    def set_value(self, value: Any) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def text(self) -> str:
        return self.box.currentData() or ""

    def set_text(self, text: str) -> None:
        self.set_value(text or None)


class ReferenceInput(Input):
    """Another record, found by typing a part of its name. Where it `may_begin` one, a name that no record has
    is offered as a new one: `begun` brings the kind and the name."""

    begun = Signal(str, str)
    may_begin = False

    def _make(self) -> QWidget:
        self.line = ReferenceLine(self._suggest, self._exact)
        self.line.textChanged.connect(self.edited)
        self.line.settled.connect(self._judge)
        self.line.begun.connect(self._begin)
        return self.line

    @property
    def keys(self) -> Label:
        return LIST_KEYS

    def _judge(self) -> None:
        """Say what is wrong on leaving; a workspace that closes under the line is not asked any more."""
        if not self.context.workspace.writing:
            return
        try:
            self.value()
        except ValueError as reason:
            self.line.show_problem(str(reason))

    @property
    def _named(self) -> str:
        assert isinstance(self.field.kind, Reference)
        return self.field.kind.kind

    def _suggest(self, text: str) -> list[tuple[int, str]]:
        found = likely(self.context, self._named, text, SUGGESTED)
        if self.may_begin and text and self._exact(text) is None:
            found.append((NEW, new_word(self.context, self._named, text)))
        return found

    def _begin(self, name: str) -> None:
        self.begun.emit(self._named, name)

    def _exact(self, text: str) -> int | None:
        try:
            return named(self.context, self._named, text)
        except Wrong:
            return None

    def value(self) -> Any:
        found = self.line.value()
        if found is not None:
            return found
        try:
            return named(self.context, self._named, self.line.text())
        except Wrong as wrong:
            raise ValueError(self.context.say(wrong.label)) from wrong

    def set_value(self, value: Any) -> None:
        workspace, words = self.context.workspace, self.context.language
        found = workspace.get(self._named, value) if value else None
        title = workspace.title(found, words) if found is not None else ""
        if found is not None and self._exact(title) is None:  # others are called so too
            title = full_title(self.context, self._named, found, words)
        self.line.set_value(value, title)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)


def input_for(context: Context, field: Field, kind: Kind | None = None) -> Input:
    """The input that a field wants; one of a `kind` may offer what that kind's records hold."""
    makers: tuple[tuple[type, type[Input]], ...] = (
        (Reference, ReferenceInput),
        (Choice, ChoiceInput),
        (LongText, BoxInput),
    )
    for each, make in makers:
        if isinstance(field.kind, each):
            return make(context, field)
    if isinstance(field.kind, PictureKind):
        from passerella.ui.picture_input import PictureInput

        return PictureInput(context, field)
    if field.kind.suggests:
        return OfferedInput(context, field)
    if kind is not None and isinstance(field.kind, Text) and field.name not in kind.names:
        return RepeatedInput(context, field, kind)
    return LineInput(context, field)
