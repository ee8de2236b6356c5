"""Any kind's record as a form: typed, checked, kept as a draft, saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from passerella.records.core import Field, Kind, Problem, Record, kinds
from passerella.records.kinds import Reference, Text, Typing
from passerella.store.errors import READ_ONLY, Refused
from passerella.texts.label import Label, _, _n
from passerella.ui import persons
from passerella.ui.context import Context
from passerella.ui.job import Expected, Job, why
from passerella.ui.lines_table import LinesTable
from passerella.ui.pages.form_body import FormBody
from passerella.ui.pages.form_cancelled import SAID, Cancelled
from passerella.ui.pages.form_draft import FormDraft
from passerella.ui.pages.form_fields import FormFields
from passerella.ui.pages.form_foot import FormFoot
from passerella.ui.pages.form_return import Return
from passerella.ui.pages.form_rows import KEYS as ROW_KEYS
from passerella.ui.pages.form_rows import FormRows
from passerella.ui.pages.form_totals import Notices, Totals
from passerella.ui.pages.page import Page
from passerella.ui.widgets.frame import Card, NoticeBar, PageFrame, PlainButton

_DRAFT_MS, _TOTALS_MS = 1500, 150
Then = Callable[[Any], None]


def _places(problems: Sequence[Problem]) -> Label:
    """How much is to be mended."""
    return _n("{n} place to mend", "{n} places to mend")(n=len(problems))


def written(record: Record, field: Field) -> str:
    """A value in the way that a form's `given` is handed over, the same in every language."""
    return f"{field.name}={field.kind.write(getattr(record, field.name))}"


class FormPage(Page):
    """A record of one kind; id 0 begins a new one with what is `given`, as files write it.

    `back` is the place to which saving and leaving go, the list where none is named.
    """

    typed_into = True

    def __init__(
        self,
        context: Context,
        kind: Kind,
        id: int = 0,
        given: Mapping[str, str] | None = None,
        back: tuple[str, ...] = (),
    ) -> None:
        super().__init__(context)
        self.kind, self.id = kind, id
        self._given, self._back = dict(given or {}), back
        self.fields = FormFields(context, kind)
        self.inputs, self.notes = self.fields.inputs, self.fields.notes
        self.rows = self._make_rows()
        self.lines = self.rows.table if self.rows is not None else None
        if self.rows is not None:
            self.grid = self.rows.grid
        self._return = Return(context, self.fields, self.rows)
        self.dirty = False
        self.saving = Job(self)
        self.saving.done.connect(self._saved)
        self.saving.failed.connect(self._unsaved)
        self._then: Then | None = None
        self.drafting = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self.drafting.timeout.connect(self._put_by)
        self.counting = QTimer(self, singleShot=True, interval=_TOTALS_MS)
        self.counting.timeout.connect(self._count_again)
        self._lay_out()
        self._fill()
        self._show_totals()
        self.fields.listen()
        self.fields.edited.connect(self._edited)
        self.fields.begun.connect(self._begin)
        self.fields.gone_on.connect(self._next_field)
        if self.rows is not None:
            self.rows.table.edited.connect(self._edited)
            self.rows.table.begun.connect(self._begin_in_rows, Qt.ConnectionType.QueuedConnection)
            self.rows.grid.typed.connect(self._typed)
            self.rows.wrong.connect(self.foot.show_wrong)
        self._shortcuts()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._worked_in)

    def _make_rows(self) -> FormRows | None:
        inner = self.kind.lines
        return FormRows(self.context, inner, LinesTable(self.context, inner.kind)) if inner else None

    def _lay_out(self) -> None:
        say = self.context.say
        self.frame = PageFrame("")
        back = PlainButton(say(_("Back")) if self._back else say(_("Back to the list")))
        back.clicked.connect(self._leave)
        self.frame.add_button(back)
        if self.id and self.kind.personal and self.context.workspace.writing:
            self.frame.add_button(persons.button(self.context, self.kind, self.id))
        if not self.context.workspace.writing:
            self.frame.body.addWidget(NoticeBar(say(READ_ONLY)))
        self.cancelled = Cancelled(self.context, self.kind, self.id)
        self.cancelled.wanted.connect(self._bring_back)
        self.frame.body.addWidget(self.cancelled)
        card = Card("")
        last = list(self.inputs.values())[-1].widget
        self._notices = Notices(self.context, self.kind, last)
        self._notices.cured.connect(self._cure)
        self.area = FormBody(self.fields, self._notices, self.rows)
        card.body.addWidget(self.area, 1)
        self.totals = Totals(self.context, self.kind)
        card.body.addLayout(self.totals)
        self.foot = FormFoot(self.context)
        self.save_button = self.foot.save
        self.foot.cancel.clicked.connect(self.give_up)
        self.foot.again.clicked.connect(self.save_and_new)
        self.foot.save.clicked.connect(self.save)
        card.body.addLayout(self.foot)
        self.frame.body.addWidget(card, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.foot.order_tabs()
        QWidget.setTabOrder(self.cancelled.button, next(iter(self.inputs.values())).widget)

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+Return", self.save_and_new),
            ("Ctrl+Enter", self.save_and_new),
            ("Ctrl+S", self.save),
            ("Ctrl+D", self.repeat_last),
            ("Esc", self._escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _worked_in(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Say at the foot what the keys do where one works now."""
        if now is None or not self.isAncestorOf(now):
            return
        if name := self.fields.of(now):
            self.foot.show_keys(self.fields.keys(name))
        elif self.rows is not None and self.rows.isAncestorOf(now):
            self.foot.show_keys([ROW_KEYS])

    def _next_field(self) -> None:
        """Go on to what is typed next: no other button than that for saving is pressed by chance."""
        ways = [each.widget for each in self.inputs.values()]
        if self.rows is not None:
            ways.append(self.grid)
        following = dict(pairwise([*ways, self.foot.save]))
        if (way := following.get(self.focusWidget())) is not None:
            way.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        record = self.context.workspace.get(self.kind.name, self.id) if self.id else None
        if self.id and record is None:
            self.id = 0
        say = self.context.say
        title = self.context.workspace.title(record, self.context.language) if record else say(_("new"))
        for name, each in self.inputs.items():
            each.set_value(getattr(record, name) if record else self._begins_with(each.field))
        if self.lines is not None and self.kind.lines is not None:
            self.lines.set_records(getattr(record, self.kind.lines.name) if record else ())
        self._draft = FormDraft(self.context.drafts, self.kind.name, self.id, self._given)
        draft, note = self._draft.find(), ""
        if draft is not None:
            self._take_draft(draft)
            note = say(_("Not saved yet: what was typed before is here again."))
        elif self._draft.waits:
            note = say(_("What was half typed in this form before waits until this one is done."))
        self.frame.set_title(f"{say(self.kind.label)} › {title}", note)
        self.dirty = draft is not None
        self._show_problems([])

    def _begins_with(self, field: Field) -> Any:
        """What stands in a field of a new record."""
        if field.name not in self._given:
            return field.default
        text = self._given[field.name]
        if isinstance(field.kind, Reference):
            return int(text) if text else None
        return field.kind.read(text, Typing("en", self.context.today()))

    def _take_draft(self, draft: Mapping[str, Any]) -> None:
        self.fields.set_texts(draft)
        if self.lines is not None and isinstance(draft.get("lines"), list):
            self.lines.set_texts(draft["lines"])
        self._return.take(draft)

    def _bring_back(self, texts: Mapping[str, Any]) -> None:
        self._take_draft(texts)
        self._edited()
        self.focus_first()

    def _edited(self) -> None:
        self._typed()
        self.counting.start()

    def _typed(self) -> None:
        """Something will be worth keeping: soon, however long one goes on typing."""
        self.dirty = True
        self.cancelled.hide()
        if not self.drafting.isActive():
            self.drafting.start()

    def keep(self) -> None:
        """Keep what is typed as a draft. What is being saved is waited for, and goes nowhere any more."""
        self.drafting.stop()
        self._then = None
        if not self.saving.finish():
            self._put_by()

    def _put_by(self) -> None:
        if self.saving.running:
            self.drafting.start()  # a draft is wanted only if that comes to nothing
        elif self.dirty:
            self._draft.keep(self._texts())

    def _texts(self) -> dict[str, Any]:
        """What is typed, as drafts are kept."""
        texts: dict[str, Any] = {**self.fields.texts(), **self._return.texts(self.focusWidget())}
        if self.rows is not None:
            texts["lines"] = self.rows.texts()
        return texts

    def _provisional(self) -> Any | None:
        """The record as it would be with the rows that are complete; None when a needed field is empty."""
        values, _wrong = self.fields.values()
        if any(values[name] is None for name, each in self.inputs.items() if each.field.required):
            return None
        if self.rows is not None and self.kind.lines is not None:
            values[self.kind.lines.name] = self.rows.table.complete()
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
        units = self.fields.show_beside()
        if self.lines is not None and self.kind.lines is not None:
            before = self.kind.lines.name + "."
            self.lines.set_units({name.removeprefix(before): unit for name, unit in units.items()})
        self._show_derived(record, derived)
        self._notices.show_problems(notices)
        if self.foot.refused:
            self._say_places(self._record()[1])

    def _show_derived(self, record: Any, derived: dict[str, Any]) -> None:
        """What is derived of the record as it would be; a page may show more."""
        self.totals.show_record(record, derived)
        if self.lines is not None and self.kind.lines is not None:
            self.lines.show_derived(derived.get(self.kind.lines.name, ()))

    @property
    def notices(self) -> Sequence[NoticeBar]:
        """The notices on what is typed so far."""
        return self._notices.bars

    def _cure(self) -> None:
        """Go to where the missing rate is entered, with its currencies and day, and come back from there."""
        record = self._provisional()
        if record is None:
            return
        home = self.context.workspace.lookup().home
        given = f"currency={record.currency}", f"into={home}", f"day={record.ordered_on.isoformat()}"
        self._go_and_come_back("exchange_rate", *given)

    def _begin(self, kind: str, name: str) -> None:
        """Make another record that this one is to name."""
        self._typed()
        self._return.await_one(kind)
        first = kinds()[kind].field(kinds()[kind].title[0])
        given = (f"{first.name}={name}",) if isinstance(first.kind, Text) else ()
        self._go_and_come_back(kind, *given)

    def _begin_in_rows(self, kind: str, name: str, row: int, column: int) -> None:
        assert self.rows is not None
        self.rows.go_to(self.rows.at(row, column))
        self._begin(kind, name)

    def _go_and_come_back(self, kind: str, *given: str) -> None:
        here = "form", self.kind.name, self.id, *self._and_back()
        self.context.go("form", kind, 0, *given, "back", *here)

    def repeat_last(self) -> None:
        """Fill from the record entered last: the empty field that one is in, else all that are empty; in
        the rows the current cell from the one above."""
        last = self.context.workspace.newest(self.kind.name)
        if last is None:
            return
        if self.rows is not None and self.rows.isAncestorOf(self.focusWidget()):
            self.rows.repeat(last if last.id != self.id else None)
        elif not self.id:
            self.fields.repeat(last, self.fields.of(self.focusWidget()))

    def save(self) -> None:
        """Save and go back."""
        self._save(self._go_back)

    def save_and_new(self) -> None:
        """Save and begin the next record."""
        self._save(self._go_to_next)

    def _save(self, then: Then) -> None:
        if not self.context.workspace.writing:
            self.context.tell(READ_ONLY)
            return
        if self.saving.running:
            return
        worked_in = self.focusWidget()
        if self.rows is not None and self.rows.grid.isAncestorOf(worked_in):
            worked_in = self.grid
        self.foot.save.setFocus()  # an open cell hands over what is typed
        if worked_in is not None:
            worked_in.setFocus()
        record, problems = self._record()
        if problems:
            self._refuse(problems)
            return
        self._then = then
        workspace = self.context.workspace
        posted = workspace.post(lambda: workspace.save_now([record])[0])
        self.saving.start(lambda _watch: posted.result())

    def _record(self) -> tuple[Any, list[Problem]]:
        values, problems = self.fields.values()
        if self.rows is not None and self.kind.lines is not None:
            values[self.kind.lines.name], wrong = self.rows.records()
            problems += wrong
        return (None if problems else self.kind.make(id=self.id, **values)), problems

    def _saved(self, record: Any) -> None:
        self.drafting.stop()
        self._draft.drop()
        self.id, self.dirty, then = record.id, False, self._then
        if then is None:
            return  # the page is on its way out
        title = self.context.workspace.title(record, self.context.language)
        noticed = [each.label for each in self.context.workspace.problems(record) if each.notice]
        said = _("Saved: {kind} {title}")(kind=self.kind.label, title=title)
        for notice in noticed[:1]:
            said = _("Saved: {kind} {title}. {notice}")(kind=self.kind.label, title=title, notice=notice)
        then(record)
        self.context.tell(said)

    def _unsaved(self, reason: Expected) -> None:
        if isinstance(reason, Refused):
            self._refuse(reason.problems)
        else:
            self.context.tell(why(reason))

    def _go_back(self, _record: Any = None) -> None:
        self.context.go(*(self._back or ("list", self.kind.name, self.id)))

    def _and_back(self) -> tuple[str, ...]:
        """What another form is told of the place that this one leads to."""
        return ("back", *self._back) if self._back else ()

    def _go_to_next(self, record: Any) -> None:
        """A new form with what one does not type anew for each of a pile."""
        given = [
            written(record, each)
            for each in self.kind.typed
            if each.carried and getattr(record, each.name) is not None
        ]
        self.context.go("form", self.kind.name, 0, *given, *self._and_back())

    def _refuse(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong and go to the first of it; what was said of an earlier save no longer holds."""
        self._show_problems(problems)
        first = next((p.field for p in problems if p.field in self.inputs), None)
        said = _places(problems)
        if first is not None:
            self.inputs[first].widget.setFocus()
        elif self.rows is not None:
            self.rows.go_to_wrong()
        else:
            said = problems[0].label
        self.context.tell(said)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        said = {p.field: self.context.say(p.label) for p in reversed(problems)}
        self.fields.show_problems(said)
        if self.rows is not None:
            self.rows.show_problems({p.field: said[p.field] for p in problems if p.field not in self.inputs})
        self._say_places(problems)

    def _say_places(self, problems: Sequence[Problem]) -> None:
        self.foot.say(_places(problems) if problems else None)

    def give_up(self) -> None:
        """Put what was typed aside and go back."""
        self.drafting.stop()
        was_dirty, self.dirty = self.dirty, False
        self._draft.cancel(self._texts() if was_dirty else None)
        self._go_back()
        if was_dirty:
            self.context.tell(SAID)

    def _escape(self) -> None:
        """Close the list or calendar that is open, else leave the form."""
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        else:
            self._leave()

    def _leave(self) -> None:
        self.keep()
        self._go_back()
        if self.dirty:
            self.context.tell(_("Not saved. The form offers again what was typed."))

    def focus_first(self) -> None:
        """Where one was when one left; else the first field, or where values were given, the first that must
        still be filled."""
        if self._return.focus():
            return
        empty = (each for each in self.inputs.values() if each.field.required and not each.text())
        first = next(iter(self.inputs.values()))
        (next(empty, first) if self._given else first).widget.setFocus()
