"""What every kind has: records with their rules, the fields and words that its declaration gives them.

All records share the constructor and the frozenness of `Record`: making either of them anew for every
class would take a third of the time that opening takes. `kinds()` lists every declared kind by its name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from passerella.records.kinds import FieldKind
from passerella.texts.label import Label, _


class Lookup(Protocol):
    """What the rules of a record may ask of the workspace."""

    @property
    def home(self) -> str:
        """The home currency."""

    def get(self, kind: str, id: int) -> Any | None:
        """The record of a kind by its id."""

    def latest(self, kind: str, on: str, upto: date, **equal: object) -> Any | None:
        """The last record whose day `on` is not after `upto` and whose fields equal these."""

    def others(self, kind: str, but: int, **equal: object) -> Iterable[Any]:
        """The records whose fields equal these, without the one with the id `but`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record. An error is refused; a notice is saved and flagged."""

    field: str
    label: Label
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Affected:
    """Other records whose derived values follow this one: `kind` where the fields equal `equal`
    and the day `on` lies in `since`..`until`."""

    kind: str
    on: str
    since: date
    until: date
    equal: Mapping[str, object]


class Record:
    """The base of every kind. `id` is 0 until the record is saved."""

    id: int

    def __init__(self, **values: Any) -> None:
        names, defaults = _SHAPES[type(self)]
        made = defaults | values
        if made.keys() != names:
            raise TypeError(f"{type(self).__name__}: missing or unknown: {sorted(made.keys() ^ names)}")
        self.__dict__.update(made)

    def __setattr__(self, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def problems(self, look: Lookup) -> Iterator[Problem]:
        """What is wrong across fields."""
        return iter(())

    def derived(self, look: Lookup) -> Mapping[str, Any]:
        """The derived fields' values, and the lines with theirs."""
        return {}

    def units(self, look: Lookup) -> Mapping[str, Label | str]:
        """What numbers are counted in, where other fields decide it; these may be empty still."""
        return {}

    def stands_in(self, look: Lookup) -> Mapping[str, Any]:
        """What is looked up for empty fields, None where nothing is found; others may be empty still."""
        return {}

    def affects(self) -> Iterator[Affected]:
        """The records to derive again when this one is saved or deleted."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field.

    What is `carried` stays from one record to the next of a pile. `after` names the day that this one comes
    after. `follows` ('product.unit') names a reference beside it and the value there that holds here until
    another is typed: it takes the place of a default, and is only shown where the field may be empty. `like`
    names a reference beside it: what the latest record with the same one has here is suggested.
    """

    name: str
    label: Label
    kind: FieldKind
    required: bool
    derived: bool
    default: Any
    hint: Label | None
    carried: bool = False
    after: str = ""
    follows: str = ""
    like: str = ""

    @property
    def filled(self) -> bool:
        """Whether it is never empty: it must be filled, or has a default."""
        return self.required or self.default is not None

    def or_default(self, value: Any) -> Any:
        """A value as it was given, the default where none was."""
        return self.default if value is None else value


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows inside a record: the field's name, its label and the kind of its rows."""

    name: str
    label: Label
    kind: Kind


@dataclass(frozen=True, slots=True)
class Told:
    """A column of a list that is told from the whole record, lines and all, when it is shown.

    `name` is that of the record's method that tells it: `(look, words)` to text. It is stored nowhere,
    so no list goes by it.
    """

    name: str
    label: Label
    right: bool = False


@dataclass(frozen=True)
class Kind:
    """All that a declaration says."""

    name: str
    make: Callable[..., Any]
    label: Label
    plural: Label
    new: Label
    fields: tuple[Field, ...]
    lines: Lines | None
    title: tuple[str, ...]
    on: str
    unique: tuple[tuple[str, ...], ...]
    code: str
    inside: bool
    columns: tuple[str, ...]
    told: tuple[Told, ...]
    personal: bool
    why: Label | None

    def field(self, name: str) -> Field:
        """The declared field of a name. Raises KeyError."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)

    @cached_property
    def typed(self) -> tuple[Field, ...]:
        """The fields that a person fills in."""
        return tuple(each for each in self.fields if not each.derived)

    @cached_property
    def makes_follow(self) -> bool:
        """Whether derived values of other records may rest on this kind's."""
        return getattr(self.make, "affects", None) is not Record.affects

    @cached_property
    def names(self) -> frozenset[str]:
        """The fields each of which alone tells its records apart."""
        return frozenset(group[0] for group in (*self.unique, self.title) if len(group) == 1)

    @cached_property
    def has_units(self) -> bool:
        """Whether what numbers are counted in depends on the record."""
        return getattr(self.make, "units", None) is not Record.units

    @cached_property
    def paired(self) -> tuple[Field, ...]:
        """The typed fields whose values must fit other fields of the record."""
        return tuple(each for each in self.typed if each.kind.paired)


_KINDS: dict[str, Kind] = {}
_BY_CLASS: dict[type, Kind] = {}
_SHAPES: dict[type, tuple[frozenset[str], dict[str, Any]]] = {}


def enlist(cls: type[Record], kind: Kind) -> None:
    """Let a class and what it declares be known."""
    _KINDS[kind.name] = _BY_CLASS[cls] = kind
    _SHAPES[cls] = _shape(cls)


def _shape(cls: type) -> tuple[frozenset[str], dict[str, Any]]:
    declared = dataclasses.fields(cls)
    defaults = {each.name: each.default for each in declared if each.default is not dataclasses.MISSING}
    return frozenset(each.name for each in declared), defaults


def kinds() -> Mapping[str, Kind]:
    """Every declared kind that stands by itself, by name, in the order of declaration."""
    return {name: kind for name, kind in _KINDS.items() if not kind.inside}


def kind_of(record: Record | type) -> Kind:
    """The kind that a record or its class was declared as."""
    return _BY_CLASS[record if isinstance(record, type) else type(record)]


T = TypeVar("T", bound=Record)
_new, _set = object.__new__, object.__setattr__


def built(cls: type[T], values: dict[str, Any]) -> T:
    """A record of values known to be good, several times quicker than by its constructor.

    It keeps `values` as they are handed over; fields that they leave out have their defaults, which
    the class holds.
    """
    made = _new(cls)
    _set(made, "__dict__", values)
    return made


def altered(record: T, **values: Any) -> T:
    """The record with other values, several times quicker than by `dataclasses.replace`."""
    made = _new(type(record))
    _set(made, "__dict__", {**record.__dict__, **values})
    return made


def own_problems(record: Record, look: Lookup) -> Iterator[Problem]:
    """Everything wrong with a record: empty needed fields, bad values, bad lines, its own rules.

    The record's own rules compare fields, so they are asked only once every value is good by itself.
    """
    found = list(_value_problems(record, ""))
    inner = kind_of(record).lines
    if inner is not None:
        for position, row in enumerate(getattr(record, inner.name), 1):
            found += _value_problems(row, f"{inner.name}.{position}.")
    yield from found
    if not found:
        yield from rule_problems(record, look)


def rule_problems(record: Record, look: Lookup) -> Iterator[Problem]:
    """What is wrong between the values of a record that are good each by itself."""
    for each in kind_of(record).paired:
        value = getattr(record, each.name)
        if value is not None and (label := each.kind.misfit(value, record)) is not None:
            yield Problem(each.name, label)
    yield from record.problems(look)


def _value_problems(record: Record, before: str) -> Iterator[Problem]:
    for each in kind_of(record).typed:
        value = getattr(record, each.name)
        if value is None:
            if each.filled:
                yield Problem(before + each.name, _("This must be filled in."))
        elif (label := each.kind.problem(value)) is not None:
            yield Problem(before + each.name, label)
