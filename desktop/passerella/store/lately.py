"""What was entered last, to be offered again."""

from __future__ import annotations

import sqlite3

from passerella.records.core import Kind
from passerella.store.schema import quoted
from passerella.texts.chinese import search_word

_LOOKED_AT, _MOST = 2000, 20


def texts(db: sqlite3.Connection, kind: Kind, field: str, typed: str) -> list[str]:
    """What the records entered last hold in a text field and contains what is typed; newest first."""
    query = (
        f"SELECT {quoted(field)} FROM {quoted(kind.name)} WHERE {quoted(field)} IS NOT NULL "
        f"AND id > (SELECT max(id) FROM {quoted(kind.name)}) - ? ORDER BY id DESC"
    )
    word = search_word(typed)
    found = dict.fromkeys(row[0] for row in db.execute(query, (_LOOKED_AT,)))
    return [text for text in found if word in search_word(text)][:_MOST]
