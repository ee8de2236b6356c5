"""Any kind's record as a form: typed, checked, kept as a draft, saved."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import date
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QHeaderView, QLabel, QScrollArea, QVBoxLayout, QWidget

from passerella.records.core import Kind, Problem
from passerella.records.kinds import LongText, Reference
from passerella.store.errors import CannotWrite, Refused
from passerella.store.workspace import Query
from passerella.texts.label import Label, _, _n
from passerella.ui import look, persons
from passerella.ui.context import Context
from passerella.ui.inputs import Input, input_for
from passerella.ui.lines_table import LinesTable
from passerella.ui.pages.form_totals import Notices, Totals
from passerella.ui.pages.list_blocks import READ_ONLY
from passerella.ui.pages.page import Page
from passerella.ui.widgets.choice import ChoiceBox
from passerella.ui.widgets.frame import Card, NoticeBar, PageFrame, PlainButton, PrimaryButton
from passerella.ui.widgets.grid import ROW_HEIGHT, Grid
from passerella.ui.widgets.lines import ParsedLine, TextLine
from passerella.ui.widgets.paint import Words
from passerella.ui.widgets.reference import ReferenceLine

FEW, COLUMNS, MORE = 8, 4, 5  # fields up to which a form has four columns, else five
_DRAFT_MS, _TOTALS_MS = 1500, 150


def _places(problems: Sequence[Problem]) -> Label:
    """How much is to be mended."""
    return _n("{n} place to mend", "{n} places to mend")(n=len(problems))


class _Answer(QObject):
    """Carries the writer's answer back to the window's thread."""

    came = Signal(object)


class FormPage(Page):
    """A record of one kind; id 0 begins a new one, with a `day` (ISO) where its kind has one."""

    typed_into = True

    def __init__(self, context: Context, kind: Kind, id: int = 0, day: str = "") -> None:
        super().__init__(context)
        self.kind, self.id, self._day = kind, id, day
        self.inputs: dict[str, Input] = {field.name: input_for(context, field) for field in kind.typed}
        self.notes: dict[str, QLabel] = {}
        self.lines = self._make_lines(kind.lines.kind) if kind.lines else None
        self.dirty = False
        self._again = False
        self._saving: Future[Any] | None = None
        self._answer = _Answer()
        self._answer.came.connect(self._answered)
        self._drafting = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._drafting.timeout.connect(self.keep)
        self._counting = QTimer(self, singleShot=True, interval=_TOTALS_MS)
        self._counting.timeout.connect(self._count_again)
        self._lay_out()
        self._fill()
        self._show_totals()
        for each in self.inputs.values():
            each.edited.connect(self._edited)
        if self.lines is not None:
            self.lines.edited.connect(self._edited)
        self._shortcuts()

    def _make_lines(self, kind: Kind) -> LinesTable:
        return LinesTable(self.context, kind)

    def _lay_out(self) -> None:
        say = self.context.say
        self.frame = PageFrame("")
        back = PlainButton(say(_("Back to the list")))
        back.clicked.connect(self._leave)
        self.frame.add_button(back)
        if self.id and self.kind.name in persons.KINDS and self.context.workspace.writing:
            self.frame.add_button(persons.button(self.context, self.kind, self.id))
        if not self.context.workspace.writing:
            self.frame.body.addWidget(NoticeBar(say(READ_ONLY)))
        card = Card("")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        columns = COLUMNS if len(self.inputs) <= FEW else MORE
        row = column = 0
        for name, each in self.inputs.items():
            each.widget.setObjectName(name)
            wide = isinstance(each.field.kind, LongText)
            if wide and columns - column < 2:
                row, column = row + 1, 0
            span = columns - column if wide else 1
            cell = QVBoxLayout()
            cell.setSpacing(2)
            self.notes[name] = self._note()
            for part in (self._label(each), each.widget, self.notes[name]):
                cell.addWidget(part)
            cell.addStretch()
            grid.addLayout(cell, row, column, 1, span)
            column += span
            if column >= columns:
                row, column = row + 1, 0
        for at in range(columns):
            grid.setColumnStretch(at, 1)
        self.inner = inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 8, 0)
        body.setSpacing(8)
        body.addLayout(grid)
        self._notices = Notices(self.context, self.kind)
        self._notices.cured.connect(self._cure)
        body.addLayout(self._notices)
        if self.lines is not None:
            body.addWidget(self._grid())
        body.addStretch(1)
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        if self.lines is not None:
            area.verticalScrollBar().rangeChanged.connect(self._reveal_cell)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        card.body.addWidget(area, 1)
        self.totals = Totals(self.context, self.kind)
        card.body.addLayout(self.totals)
        card.body.addLayout(self._foot())
        self.frame.body.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _label(self, each: Input) -> QLabel:
        text = escape(self.context.say(each.field.label))
        if each.field.required:
            mark = escape(self.context.say(_("needed")))
            text += f'&nbsp; <span style="color:{self.context.theme.quiet}">{mark}</span>'
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setFont(look.font("quiet"))
        label.setBuddy(each.widget)
        if each.field.hint is not None:
            each.widget.setToolTip(self.context.say(each.field.hint))
        return label

    def _note(self) -> QLabel:
        note = QLabel()
        note.setWordWrap(True)
        note.setFont(look.font("quiet"))
        note.hide()
        return note

    def _grid(self) -> QWidget:
        assert self.kind.lines is not None and self.lines is not None
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._lines_head(Words(self.context.say(self.kind.lines.label), "card")))
        self.grid = Grid()
        self.grid.setModel(self.lines)
        self.grid.setObjectName(self.kind.lines.name)
        self.grid.setAccessibleName(self.context.say(self.kind.lines.label))
        self.grid.verticalHeader().setFixedWidth(28)
        self.lines.rowsInserted.connect(self._fit_grid)
        self.lines.rowsRemoved.connect(self._fit_grid)
        self.lines.modelReset.connect(self._fit_grid)
        self._fit_grid()
        self.grid.selectionModel().currentChanged.connect(self._reveal_cell)
        header = self.grid.horizontalHeader()
        for at, field in enumerate(self.lines.columns):
            wanted = max(90, field.kind.width * 9, header.sectionSizeHint(at) + 16)
            self.grid.setColumnWidth(at, wanted)
        names = [at for at, field in enumerate(self.lines.columns) if isinstance(field.kind, Reference)]
        for at in names[:1]:
            self.grid.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.grid)
        self.notes["lines"] = self._note()
        column.addWidget(self.notes["lines"])
        for each in self._under_lines():
            column.addWidget(each)
        return holder

    def _lines_head(self, title: QWidget) -> QHBoxLayout:
        """The title of the rows; a page may put buttons beside it."""
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch()
        return head

    def _under_lines(self) -> Sequence[QWidget]:
        """What a page puts under the rows."""
        return ()

    def _fit_grid(self) -> None:
        """As high as its rows, from three to eight."""
        assert self.lines is not None
        rows = max(3, min(8, self.lines.rowCount()))
        self.grid.setFixedHeight((rows + 1) * ROW_HEIGHT + 4)

    def _reveal_cell(self) -> None:
        """Scroll to the cell one works in: the area itself follows only the focus."""
        if not (self.grid.hasFocus() or self.grid.isAncestorOf(self.focusWidget())):
            return
        cell = self.grid.visualRect(self.grid.currentIndex()).center()
        middle = self.grid.viewport().mapTo(self.inner, cell)
        self.area.ensureVisible(middle.x(), middle.y(), 0, ROW_HEIGHT)

    def _provisional(self) -> Any | None:
        """The record as it would be with the rows that are complete; None when a needed field is empty."""
        values, _wrong = self._values()
        if any(values[name] is None for name, each in self.inputs.items() if each.field.required):
            return None
        if self.lines is not None and self.kind.lines is not None:
            rows, _cells = self.lines.records()
            needed = [field.name for field in self.kind.lines.kind.typed if field.required]
            values[self.kind.lines.name] = tuple(
                row for row in rows if all(getattr(row, name) is not None for name in needed)
            )
        return self.kind.make(id=self.id, **values)

    def _count_again(self) -> None:
        if self.isVisible():
            self._show_totals()

    def _show_totals(self) -> None:
        """The derived amounts and the notices of what is typed so far."""
        record = self._provisional()
        derived: dict[str, Any] = {}
        notices: list[Problem] = []
        if record is not None:
            try:
                derived = dict(record.derived(self.context.workspace.lookup()))
                notices = [each for each in self.context.workspace.problems(record) if each.notice]
            except ArithmeticError:
                derived = {}
        self._show_derived(record, derived)
        self._notices.show_problems(notices)

    def _show_derived(self, record: Any, derived: dict[str, Any]) -> None:
        """What is derived of the record as it would be; a page may show more."""
        self.totals.show_record(record, derived)

    @property
    def notices(self) -> Sequence[NoticeBar]:
        """The notices on what is typed so far."""
        return self._notices.bars

    def _cure(self) -> None:
        """Go to where the missing rate is entered, with its currencies and day filled in."""
        context, record = self.context, self._provisional()
        if record is not None and context.drafts.find("exchange_rate", 0) is None:
            home, day = context.workspace.lookup().home, context.language.day(record.ordered_on)
            texts = {"currency": record.currency, "into": home, "day": day, "per": "1"}
            context.drafts.keep("exchange_rate", 0, texts)
        self.keep()
        context.go("form", "exchange_rate", 0)

    def _foot(self) -> QHBoxLayout:
        say = self.context.say
        foot = QHBoxLayout()
        keys = _("Enter goes on; Ctrl+Enter saves and starts the next; Ctrl+D repeats the last")
        self.hint = Words(say(keys), "quiet", quiet=True)
        self.count = QLabel()
        palette = self.count.palette()
        palette.setColor(self.count.foregroundRole(), QColor(self.context.theme.bad))
        self.count.setPalette(palette)
        cancel, again = PlainButton(say(_("Cancel"))), PlainButton(say(_("Save and new")))
        self.save_button = PrimaryButton(say(_("Save")))
        cancel.clicked.connect(self.give_up)
        again.clicked.connect(self.save_and_new)
        self.save_button.clicked.connect(self.save)
        for button in (again, self.save_button):
            button.setEnabled(self.context.workspace.writing)
        foot.addWidget(self.hint)
        foot.addStretch()
        for each in (self.count, cancel, again, self.save_button):
            foot.addWidget(each)
        return foot

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+Return", self.save_and_new),
            ("Ctrl+Enter", self.save_and_new),
            ("Ctrl+S", self.save),
            ("Ctrl+D", self.repeat_last),
            ("Esc", self._leave),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        for name, each in self.inputs.items():
            if isinstance(each.widget, TextLine | ChoiceBox):
                each.widget.gone_on.connect(self._next_field)
            if isinstance(each.widget, ParsedLine | ReferenceLine):
                each.widget.settled.connect(partial(self._say_why, name, each.widget))

    def _next_field(self) -> None:
        self.focusNextChild()

    def _fill(self) -> None:
        record = self.context.workspace.get(self.kind.name, self.id) if self.id else None
        if self.id and record is None:
            self.id = 0
        say, kind = self.context.say, self.kind
        title = self.context.workspace.title(record, self.context.language) if record else say(_("new"))
        for name, each in self.inputs.items():
            each.set_value(getattr(record, name) if record else each.field.default)
        if self._day and not record:
            self.inputs[kind.on].set_value(date.fromisoformat(self._day))
        if self.lines is not None and kind.lines is not None:
            self.lines.set_records(getattr(record, kind.lines.name) if record else ())
        draft = self.context.drafts.find(kind.name, self.id)
        if draft is not None:
            self._take_draft(draft)
        note = say(_("Not saved yet: what was typed before is here again.")) if draft is not None else ""
        self.frame.set_title(f"{say(kind.label)} › {title}", note)
        self.dirty = draft is not None
        self._show_problems([])

    def _take_draft(self, draft: dict[str, Any]) -> None:
        for name, each in self.inputs.items():
            if isinstance(draft.get(name), str):
                each.set_text(draft[name])
        if self.lines is not None and isinstance(draft.get("lines"), list):
            self.lines.set_texts(draft["lines"])

    def _edited(self) -> None:
        self.dirty, self._saving = True, None
        self._drafting.start()
        self._counting.start()

    def keep(self) -> None:
        """Keep what is typed as a draft."""
        self._drafting.stop()
        if self._saving is not None and self._saving.exception() is None:
            self.context.drafts.drop(self.kind.name, self.id)
            return
        if not self.dirty:
            return
        texts: dict[str, Any] = {name: each.text() for name, each in self.inputs.items()}
        if self.lines is not None:
            texts["lines"] = self.lines.texts
        self.context.drafts.keep(self.kind.name, self.id, texts)

    def repeat_last(self) -> None:
        """Fill the empty fields of a new record from the one entered last."""
        entered = self.context.workspace.find(self.kind.name, Query())
        if self.id or not entered:
            return
        newest = self.context.workspace.get(self.kind.name, max(entered))
        own = set(self.kind.title) | {name for group in self.kind.unique for name in group}
        for name, each in self.inputs.items():
            empty_or_default = not each.text() or each.text() == str(each.field.default or "")
            if empty_or_default and (name not in own or len(self.kind.title) > 1):
                each.set_value(getattr(newest, name))

    def save(self) -> None:
        """Save and go back to the list."""
        self._save(again=False)

    def save_and_new(self) -> None:
        """Save and begin the next record."""
        self._save(again=True)

    def _save(self, *, again: bool) -> None:
        if not self.context.workspace.writing:
            self.context.tell(READ_ONLY)
            return
        self.save_button.setFocus()
        record, problems = self._record()
        if record is None:
            self._refuse(problems)
            return
        self._again = again
        workspace = self.context.workspace
        self._saving = workspace.post(lambda: workspace.save_now([record])[0])
        self._saving.add_done_callback(self._answer.came.emit)

    def _values(self) -> tuple[dict[str, Any], list[Problem]]:
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

    def _record(self) -> tuple[Any | None, list[Problem]]:
        values, problems = self._values()
        if self.lines is not None and self.kind.lines is not None:
            rows, wrong = self.lines.records()
            values[self.kind.lines.name] = tuple(rows)
            problems += [
                Problem(f"{self.kind.lines.name}.{row}.{name}", Label(text))
                for (row, name), text in wrong.items()
            ]
        if problems:
            return None, problems
        return self.kind.make(id=self.id, **values), []

    def _answered(self, future: Future[Any]) -> None:
        try:
            record = future.result()
        except Refused as refused:
            self._refuse(refused.problems)
            return
        except CannotWrite as reason:
            self.context.tell(reason.label)
            return
        self._drafting.stop()
        self.context.drafts.drop(self.kind.name, self.id)
        self.dirty = False
        if not self.context.workspace.writing:
            return  # it was closed meanwhile
        title = self.context.workspace.title(record, self.context.language)
        noticed = [each.label for each in self.context.workspace.problems(record) if each.notice]
        said = _("Saved: {kind} {title}")(kind=self.kind.label, title=title)
        for notice in noticed[:1]:
            said = _("Saved: {kind} {title}. {notice}")(kind=self.kind.label, title=title, notice=notice)
        if self._again:
            day = (getattr(record, self.kind.on).isoformat(),) if self.kind.on in self.inputs else ()
            self.context.go("form", self.kind.name, 0, *day)
        else:
            self.context.go("list", self.kind.name, record.id)
        self.context.tell(said)

    def _refuse(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong and go to the first of it; what was said of an earlier save no longer holds."""
        self._show_problems(problems)
        first = next((p.field for p in problems if p.field in self.inputs), None)
        said = _places(problems)
        if first is not None:
            self.inputs[first].widget.setFocus()
        elif self.lines is not None:
            self.grid.setFocus()
            self.grid.setCurrentIndex(self.lines.first_wrong())
        else:
            said = problems[0].label
        self.context.tell(said)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        say = self.context.say
        inner = self.kind.lines.name + "." if self.kind.lines else "\0"
        own = {p.field: say(p.label) for p in reversed(problems) if not p.field.startswith(inner)}
        for name, each in self.inputs.items():
            text = own.pop(name, "")
            each.show_problem(text)
            self._say_note(self.notes[name], text)
        if self.lines is not None:
            cells = {}
            for p in problems:
                if p.field.startswith(inner):
                    _unused, row, name = p.field.split(".")
                    cells[int(row), name] = say(p.label)
            self.lines.show_problems(cells)
            of_row = _("Row {row}: {text}")
            rows = (say(of_row(row=row, text=text)) for (row, _name), text in cells.items())
            said = [*own.values(), *rows]
            self._say_note(self.notes["lines"], "  ".join(said))
        self.count.setText(say(_places(problems)) if problems else "")

    def _say_why(self, name: str, line: TextLine) -> None:
        self._say_note(self.notes[name], line.problem())

    def _say_note(self, note: QLabel, text: str) -> None:
        palette = note.palette()
        palette.setColor(note.foregroundRole(), QColor(self.context.theme.bad))
        note.setPalette(palette)
        note.setText(text)
        note.setVisible(bool(text))

    def give_up(self) -> None:
        """Forget what was typed and go back to the list."""
        self._drafting.stop()
        self.dirty = False
        self.context.drafts.drop(self.kind.name, self.id)
        self.context.go("list", self.kind.name, self.id)

    def _leave(self) -> None:
        self.keep()
        self.context.go("list", self.kind.name, self.id)

    def focus_first(self) -> None:
        """The first field."""
        next(iter(self.inputs.values())).widget.setFocus()
