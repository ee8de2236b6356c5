"""Which record a typed name means."""

from __future__ import annotations

from collections import Counter
from typing import Any

from passerella.records.core import kinds
from passerella.records.kinds import Reference
from passerella.store.workspace import Query
from passerella.texts.label import Wrong, _
from passerella.texts.language import CODES, Language, language
from passerella.ui.context import Context

_LOOKED_AT, _LOOKED_THROUGH = 50, 400


def named(context: Context, kind: str, text: str) -> int | None:
    """The id of the record that is called so, whole and in any language, None for an empty text.

    A part of a name is no name. Raises `Wrong` when none or several are called so.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return None
    called = _called(context, kind, wanted)
    if not called:
        raise Wrong(_("There is no '{text}' yet. Choose one of the list, or enter it first.")(text=text))
    if len(called) > 1:
        raise Wrong(_("Several are called '{text}'. Choose one of the list.")(text=text))
    return called[0]


def _called(context: Context, kind: str, wanted: str) -> list[int]:
    """The records that are called so. Not all of a title may be searched, as a season's name: the first words
    of it find the record too."""
    workspace, words = context.workspace, wanted.split()
    for searched in range(len(words), 0, -1):
        most = _LOOKED_AT if searched == len(words) else _LOOKED_THROUGH
        ids = workspace.find(kind, Query(search=" ".join(words[:searched])))[:most]
        called = [
            each.id for each in workspace.page(kind, list(ids)) if wanted in _names(context, kind, each)
        ]
        if called:
            return called
    return []


def full_title(context: Context, kind: str, record: Any, words: Language) -> str:
    """What a record is called, with what tells it apart from others of this title."""
    title = context.workspace.title(record, words)
    declared = kinds()[kind]
    parts = []
    for name in declared.unique[0] if declared.unique else ():
        field, value = declared.field(name), getattr(record, name)
        if name in declared.title or value is None:
            continue
        if isinstance(field.kind, Reference):
            other = context.workspace.get(field.kind.kind, value)
            parts.append(context.workspace.title(other, words) if other is not None else "")
        else:
            parts.append(field.kind.show(value, words))
    return words.aside(title, words.listed(parts)) if any(parts) else title


def likely(context: Context, kind: str, text: str, most: int) -> list[tuple[int, str]]:
    """The records that may be meant by a part of a name, with their titles: those of which a word begins so
    come first."""
    workspace = context.workspace
    queries = [Query(begins=text), Query(search=text)] if text else [Query()]
    found = dict.fromkeys(id for query in queries for id in workspace.find(kind, query)[:most])
    records = {each.id: each for each in workspace.page(kind, list(found)[:most])}
    titles = {id: workspace.title(records[id], context.language) for id in found if id in records}
    often = Counter(titles.values())
    return [
        (id, full_title(context, kind, records[id], context.language) if often[title] > 1 else title)
        for id, title in titles.items()
    ]


def new_word(context: Context, kind: str, name: str) -> str:
    """How a list offers to make a record of this name."""
    return f"+ {context.say(kinds()[kind].new)} “{name}”"


def _names(context: Context, kind: str, record: Any) -> set[str]:
    """All that a record is called: its titles, what alone tells it apart, its names in each language."""
    names = {context.workspace.title(record, language(code)) for code in CODES}
    names |= {full_title(context, kind, record, language(code)) for code in CODES}
    names |= {str(getattr(record, name)) for name in (kinds()[kind].title[0], *kinds()[kind].names)}
    if hasattr(record, "called"):
        names |= {record.called(code) for code in CODES}
    return {name.casefold() for name in names}
