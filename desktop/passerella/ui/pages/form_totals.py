"""What follows from what is typed in a form: its amounts, and what is worth a notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passerella.records.core import Kind, Problem
from passerella.records.numbers import Money
from passerella.texts.label import Label, _
from passerella.ui.context import Context
from passerella.ui.table import NO_RATE
from passerella.ui.widgets.frame import NoticeBar
from passerella.ui.widgets.paint import Words, write_in

_CURES = {("order", "rate"): _("Enter the rate…")}


class Totals(QHBoxLayout):
    """The derived amounts of a record as it would be, at the right."""

    def __init__(self, context: Context, kind: Kind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self.setSpacing(8)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_record(self, record: Any, derived: Mapping[str, Any]) -> None:
        """Show what is derived of a record; nothing when nothing is."""
        while (item := self.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        say = self._context.say
        rows = [(say(_("Quantity of goods")), text, False) for text in self._quantities(derived)]
        for at, (label, text, missing) in enumerate([*rows, *self._amounts(record, derived)]):
            figure = Words(text, "strong" if at else "text")
            if missing:
                write_in(figure, self._context.theme.warning)
            name = Words(label, "quiet", quiet=True)
            name.setContentsMargins(16 if at else 0, 0, 0, 0)
            self.addWidget(name)
            self.addWidget(figure)

    def _amounts(self, record: Any, derived: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
        say, words = self._context.say, self._context.language
        for field in self._kind.fields if derived else ():
            if not field.derived or not isinstance(field.kind, Money):
                continue
            money = field.kind.currency
            currency = derived.get(money) or getattr(record, money)
            value = derived.get(field.name)
            text = say(NO_RATE) if value is None else words.number(value)
            yield say(field.label), f"{currency} {text}", value is None

    def _quantities(self, derived: Mapping[str, Any]) -> list[str]:
        """The sums of the goods' quantities, one for each unit; returns count against them."""
        inner = self._kind.lines
        sums: dict[str, Decimal] = defaultdict(Decimal)
        if inner is None or not {"kind", "quantity", "unit"} <= {each.name for each in inner.kind.fields}:
            return []
        for row in derived.get(inner.name, ()):
            if row.kind in ("goods", "return"):
                sums[row.unit] += row.quantity if row.kind == "goods" else -abs(row.quantity)
        show, words = inner.kind.field, self._context.language
        parts = [
            f"{show('quantity').kind.show(amount, words)} {show('unit').kind.show(unit, words)}"
            for unit, amount in sums.items()
        ]
        return [words.listed(parts)] if parts else []


class Notices(QVBoxLayout):
    """One bar a notice; `cured` when its button is pressed. Tab comes to it from the widget `before`."""

    cured = Signal()

    def __init__(self, context: Context, kind: Kind, before: QWidget) -> None:
        super().__init__()
        self._context, self._kind, self._before = context, kind, before
        self.bars: list[NoticeBar] = []
        self.setSpacing(4)

    def show_problems(self, notices: Sequence[Problem]) -> None:
        """Show these; what is shown already stays as it is."""
        texts = [self._context.say(each.label) for each in notices]
        if texts == [bar.accessibleName() for bar in self.bars]:
            return
        for old in self.bars:
            old.hide()
            old.deleteLater()
        self.bars = []
        for each, text in zip(notices, texts, strict=True):
            cure: Label | None = _CURES.get((self._kind.name, each.field))
            bar = NoticeBar(text, self._context.say(cure) if cure else "")
            if cure:
                bar.acted.connect(self.cured)
            bar.button.setMaximumHeight(26)
            self.addWidget(bar)
            QWidget.setTabOrder(self._before, bar.button)
            self.bars.append(bar)
