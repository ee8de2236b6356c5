"""One result as a terminal shows it and as JSON holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from passerella.figures import telling
from passerella.texts.label import Label, _
from passerella.texts.language import Language

_SHARES = _("Basis: Wilson interval of a share and Newcombe interval of a change, 95%.")


@dataclass(slots=True)
class Answer:
    """One result: its name, its sentences, what it rests on, what was left out, and its values."""

    name: Label
    said: list[Label | str]
    basis: Label
    left_out: list[Label]
    values: dict[str, Any] = field(default_factory=dict)

    def lines(self, words: Language) -> list[str]:
        """As a terminal shows it."""
        inner = [*self.said, self.basis, *self.left_out]
        return [words.say(self.name), *(f"  {words.say(each)}" for each in inner)]

    def data(self, words: Language) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "name": words.say(self.name),
            **self.values,
            "said": [words.say(each) for each in self.said],
            "basis": words.say(self.basis),
            "left_out": [words.say(each) for each in self.left_out],
        }


def told(result: telling.Charted, words: Language, left_out: list[Label] | None = None) -> Answer:
    """Any result of a chart."""
    scope: list[Label | str] = [*telling.scope(result), telling.title(result)]
    name = _("{scope}: {title}")(scope=words.listed(map(words.say, scope[:-1])), title=scope[-1])
    return Answer(name, [*telling.said(result, words)], _SHARES, left_out or [], plain(result, words))


def plain(value: Any, words: Language, skipped: frozenset[str] = frozenset()) -> Any:
    """A value of records as JSON takes it: days in ISO form, exact numbers and labels as text, tuples as
    lists."""
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.name not in skipped]
        return {name: plain(getattr(value, name), words, skipped) for name in names}
    if isinstance(value, Label):
        return words.say(value)
    if isinstance(value, Mapping):
        return {name: plain(each, words, skipped) for name, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each, words, skipped) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
