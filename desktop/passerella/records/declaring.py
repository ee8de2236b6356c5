"""One declaration a kind: a small class whose fields make table, form, list, files and history.

A kind is a dataclass made by `record`. Its annotations name field kinds (`kinds.py`); `needed`, `field`,
`derived` and `lines` give the labels.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import typing
from collections.abc import Callable
from dataclasses import dataclass
from types import UnionType
from typing import Any, TypeVar, dataclass_transform

from passerella.records.core import Field, Kind, Lines, Record, Told, enlist, kind_of
from passerella.records.kinds import FieldKind
from passerella.texts.label import Label

T = TypeVar("T", bound=Record)
_SPEC = "passerella"


@dataclass(frozen=True, slots=True)
class _Spec:
    label: Label
    required: bool = False
    derived: bool = False
    hint: Label | None = None
    carried: bool = False
    after: str = ""
    follows: str = ""
    like: str = ""


def needed(
    label: Label, *, hint: Label | None = None, carried: bool = False, after: str = "", like: str = ""
) -> Any:
    """A field that must be filled. See `Field` for `carried`, `after` and `like`."""
    spec = _Spec(label, required=True, hint=hint, carried=carried, after=after, like=like)
    return dataclasses.field(metadata={_SPEC: spec})


def field(
    label: Label,
    *,
    default: Any = None,
    hint: Label | None = None,
    carried: bool = False,
    after: str = "",
    follows: str = "",
) -> Any:
    """A field that may stay empty; with a default it never is, an emptied one takes it again.

    See `Field` for `carried`, `after` and `follows`.
    """
    spec = _Spec(label, hint=hint, carried=carried, after=after, follows=follows)
    return dataclasses.field(default=default, metadata={_SPEC: spec})


def derived(label: Label) -> Any:
    """A field that is computed when the record is saved, never typed."""
    return dataclasses.field(default=None, metadata={_SPEC: _Spec(label, derived=True)})


def lines(label: Label) -> Any:
    """Rows of another kind that live inside this record."""
    return dataclasses.field(default=(), metadata={_SPEC: _Spec(label)})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(needed,))
def record(
    *,
    label: Label,
    plural: Label,
    new: Label | None = None,
    title: tuple[str, ...],
    on: str = "",
    unique: tuple[tuple[str, ...], ...] = (),
    code: str = "",
    inside: bool = False,
    columns: tuple[str, ...] = (),
    told: tuple[Told, ...] = (),
    personal: bool = False,
    why: Label | None = None,
) -> Callable[[type[T]], type[T]]:
    """Declare a kind. `new` is said by the button that begins one (rows inside a record have none),
    `title` names the fields it is known by, `on` its day, `unique` the groups of fields that no two
    records share, `code` its name in files (default: the plural of its own). `inside` is for rows that
    live in another record, `columns` are what a list shows first: fields and what is `told`; of rows inside,
    what is derived of each and shown beside what is typed. `personal`
    records are about someone who may ask to be erased. `why` says in a sentence what they are for."""

    def declare(cls: type[T]) -> type[T]:
        cls.__annotations__ = {"id": "int", **cls.__annotations__}
        cls.id = 0
        made = dataclasses.dataclass(init=False, eq=False, repr=False)(cls)
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        fields, inner = _fields(made)
        kind = Kind(
            name=name, make=made, label=label, plural=plural, new=new or label, fields=fields, lines=inner,
            title=title, on=on, unique=unique, code=code or f"{name}s", inside=inside, columns=columns,
            told=told, personal=personal, why=why,
        )  # fmt: skip
        enlist(made, kind)
        return made

    return declare


def _fields(cls: type) -> tuple[tuple[Field, ...], Lines | None]:
    hints: dict[str, Any] = inspect.get_annotations(cls, eval_str=True)
    fields: list[Field] = []
    inner: Lines | None = None
    for each in dataclasses.fields(cls):
        spec = each.metadata.get(_SPEC)
        if spec is None:
            continue
        hint = hints[each.name]
        if typing.get_origin(hint) is tuple:
            inner = Lines(each.name, spec.label, kind_of(typing.get_args(hint)[0]))
            continue
        default = None if each.default is dataclasses.MISSING else each.default
        fields.append(
            Field(
                name=each.name,
                label=spec.label,
                kind=_field_kind(hint),
                required=spec.required,
                derived=spec.derived,
                default=default,
                hint=spec.hint,
                carried=spec.carried,
                after=spec.after,
                follows=spec.follows,
                like=spec.like,
            )
        )
    return tuple(fields), inner


def _field_kind(hint: Any) -> FieldKind:
    if typing.get_origin(hint) in (typing.Union, UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    for part in getattr(hint, "__metadata__", ()):
        if isinstance(part, FieldKind):
            return part
    raise TypeError(f"{hint!r} names no field kind")
