"""Which record a typed name means."""

from __future__ import annotations

from typing import Any

from passerella.records.core import kinds
from passerella.store.workspace import Query
from passerella.texts.label import Wrong, _
from passerella.texts.language import CODES, language
from passerella.ui.context import Context

_LOOKED_AT = 50


def named(context: Context, kind: str, text: str) -> int | None:
    """The id of the record that is called so, whole and in any language, None for an empty text.

    A part of a name is no name. Raises `Wrong` when none or several are called so.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return None
    workspace = context.workspace
    found = workspace.page(kind, list(workspace.find(kind, Query(search=wanted))[:_LOOKED_AT]))
    called: list[int] = [each.id for each in found if wanted in _names(context, kind, each)]
    if not called:
        raise Wrong(_("There is no '{text}' yet. Choose one of the list, or enter it first.")(text=text))
    if len(called) > 1:
        raise Wrong(_("Several are called '{text}'. Choose one of the list.")(text=text))
    return called[0]


def likely(context: Context, kind: str, text: str, most: int) -> list[tuple[int, str]]:
    """The records that may be meant by a part of a name, with their titles: those of which a word begins so
    come first."""
    workspace = context.workspace
    queries = [Query(begins=text), Query(search=text)] if text else [Query()]
    found = dict.fromkeys(id for query in queries for id in workspace.find(kind, query)[:most])
    records = {each.id: each for each in workspace.page(kind, list(found)[:most])}
    return [(id, workspace.title(records[id], context.language)) for id in found if id in records]


def new_word(context: Context, kind: str, name: str) -> str:
    """How a list offers to make a record of this name."""
    return f"+ {context.say(kinds()[kind].new)} “{name}”"


def _names(context: Context, kind: str, record: Any) -> set[str]:
    """All that a record is called: its titles, what alone tells it apart, its names in each language."""
    names = {context.workspace.title(record, language(code)) for code in CODES}
    names |= {str(getattr(record, name)) for name in (kinds()[kind].title[0], *kinds()[kind].names)}
    if hasattr(record, "called"):
        names |= {record.called(code) for code in CODES}
    return {name.casefold() for name in names}
