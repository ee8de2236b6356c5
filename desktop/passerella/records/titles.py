"""What a record is called: the values of its title fields, those that refer to others by their titles.

A `Title` holds the values as they were and is said in the language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from passerella.records.core import Field, Kind, Record, kind_of, kinds
from passerella.records.kinds import Reference, Text
from passerella.texts.label import Spoken
from passerella.texts.language import Language

Get = Callable[[str, int], Record | None]
"""The record of a kind by its id."""


def _values(record: Record, get: Get) -> Iterator[tuple[Kind, Field, Any]]:
    kind = kind_of(record)
    for name in kind.title:
        field, value = kind.field(name), getattr(record, name)
        if value is None:
            continue
        if not isinstance(field.kind, Reference):
            yield kind, field, value
        elif (other := get(field.kind.kind, value)) is not None:
            yield from _values(other, get)


def sorting(record: Record, get: Get) -> str:
    """What lists go by: the title as files write it, the same in every language."""
    return " ".join([field.kind.write(value) for _kind, field, value in _values(record, get)])


def called(record: Record, get: Get, words: Language) -> str:
    """The title in a language."""
    return " ".join([field.kind.show(value, words) for _kind, field, value in _values(record, get)])


@dataclass(frozen=True, slots=True)
class Title(Spoken):
    """The values of a title: texts as they are, others as stored, with the kind and field they are of."""

    parts: tuple[str | tuple[str, str, Any], ...]

    @staticmethod
    def of(record: Record, get: Get) -> Title:
        """The title of a record as it is now."""
        return Title(tuple(_part(*each) for each in _values(record, get)))

    @staticmethod
    def kept(parts: str | Iterable[str | Sequence[Any]]) -> Title:
        """The title of `parts` as JSON has them, or of one text."""
        if isinstance(parts, str):
            return Title((parts,))
        return Title(tuple(each if isinstance(each, str) else (each[0], each[1], each[2]) for each in parts))

    def said(self, words: Language) -> str:
        return " ".join([each if isinstance(each, str) else _shown(*each, words) for each in self.parts])


def _part(kind: Kind, field: Field, value: Any) -> str | tuple[str, str, Any]:
    if isinstance(field.kind, Text):
        return str(value)
    return kind.name, field.name, field.kind.store(value, {})


def _shown(kind: str, name: str, stored: Any, words: Language) -> str:
    """A stored value in a language; as it is when there is no such field any more."""
    try:
        field = kinds()[kind].field(name)
        return field.kind.show(field.kind.load(stored, {}), words)
    except (KeyError, ValueError):
        return str(stored)
