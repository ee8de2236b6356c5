"""Sums over shipped order lines, kept true with every write so that figures never read the lines.

One row for each month of shipping, market, currency, kind of line, product, brand, unit, whether its
terms leave it as invoiced (`invoiced`: ex works or unknown; else its value is FOB), whether the line
has a value in home currency (`rated`) and the sign of its value; what a line has none of is '' or 0.
Quantities and values (`value` in the order's currency) are the scaled integers of the lines.
`orders` counts an order once, on its first line of goods or returns, so its sums mean something
by month, market, currency and `rated` only.

Rows that are written by `rows` are followed there; whoever writes orders by SQL of their own calls
`apply` for them, or `rebuild`, in the same transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from passerella.records.trade import SHIPPED

_KEYS = {
    "month": "substr(o.shipped_on, 1, 7)",
    "market": "coalesce(o.market, b.country, '')",
    "currency": "o.currency",
    "kind": "l.kind",
    "product": "coalesce(l.product, 0)",
    "brand": "coalesce(l.brand, 0)",
    "unit": "l.unit",
    "invoiced": "o.incoterm IS NULL OR o.incoterm = 'EXW'",
    "rated": "l.home_value IS NOT NULL",
    "sign": "coalesce((l.value > 0) - (l.value < 0), 0)",
}
_SUMS = {
    "lines": "1",
    "orders": "l.position IS (SELECT min(f.position) FROM order_line f"
    " WHERE f.owner = o.id AND f.kind IN ('goods', 'return'))",
    "quantity": "l.quantity",
    "value": "coalesce(l.fob, 0)",
    "home_value": "coalesce(l.home_value, 0)",
}
_NAMES = ", ".join((*_KEYS, *_SUMS))
_TEXTS = ("month", "market", "currency", "kind", "unit")
_FROM = (
    'FROM "order" o JOIN order_line l ON l.owner = o.id LEFT JOIN buyer b ON b.id = o.buyer'
    f" WHERE o.status IN ({', '.join(map(repr, SHIPPED))})"
)
_OF_ORDERS = "o.shipped_on IS NOT NULL AND o.id IN (SELECT value FROM json_each(?))"

STATEMENTS = (
    "CREATE TABLE rollup ("
    + ", ".join(f"{each} {'TEXT' if each in _TEXTS else 'INTEGER'} NOT NULL" for each in (*_KEYS, *_SUMS))
    + f", PRIMARY KEY ({', '.join(_KEYS)})) STRICT, WITHOUT ROWID",
    "CREATE INDEX rollup_empty ON rollup (lines) WHERE lines = 0",
    'CREATE INDEX order_shipped ON "order" (shipped_on)',
)


def _summed(where: str, sign: str = "") -> str:
    keys = ", ".join(f"{value} AS {name}" for name, value in _KEYS.items())
    sums = ", ".join(f"{sign}sum({value}) AS {name}" for name, value in _SUMS.items())
    places = ", ".join(str(place) for place in range(1, len(_KEYS) + 1))
    return f"SELECT {keys}, {sums} {_FROM} AND {where} GROUP BY {places}"


def apply(db: sqlite3.Connection, orders: Sequence[int], *, out: bool = False) -> None:
    """Take orders as they stand into the sums, or `out` of them before they change."""
    if not orders:
        return
    adding = ", ".join(f"{name} = {name} + excluded.{name}" for name in _SUMS)
    db.execute(
        f"INSERT INTO rollup {_summed(_OF_ORDERS, '-' if out else '')} ON CONFLICT DO UPDATE SET {adding}",
        (json.dumps(list(orders)),),
    )
    if out:
        db.execute("DELETE FROM rollup WHERE lines = 0")


def leave(db: sqlite3.Connection, kind: str, id: int) -> None:
    """Take out of the sums what rests on a record that is about to change; `enter` brings it back."""
    apply(db, _orders(db, kind, id), out=True)


def enter(db: sqlite3.Connection, kind: str, id: int) -> None:
    """Take into the sums what rests on a record, as it is now."""
    apply(db, _orders(db, kind, id))


def _orders(db: sqlite3.Connection, kind: str, id: int) -> Sequence[int]:
    if kind == "order" and id:
        return [id]
    if kind == "buyer" and id:
        query = 'SELECT id FROM "order" WHERE buyer = ? AND market IS NULL AND shipped_on IS NOT NULL'
        return [row[0] for row in db.execute(query, (id,))]
    return ()


def rebuild(db: sqlite3.Connection) -> None:
    """Make all sums anew from the lines."""
    db.execute("DELETE FROM rollup")
    db.execute(f"INSERT INTO rollup {_summed('o.shipped_on IS NOT NULL')}")


def differences(db: sqlite3.Connection) -> int:
    """How many rows of the sums are not what the lines say; 0 when all is well."""
    lines, kept = _summed("o.shipped_on IS NOT NULL"), f"SELECT {_NAMES} FROM rollup"
    query = (
        f"WITH made AS ({lines}), kept AS ({kept}) SELECT count(*) FROM"
        " (SELECT * FROM (SELECT * FROM made EXCEPT SELECT * FROM kept)"
        " UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM made))"
    )
    return int(db.execute(query).fetchone()[0])


def within(first: date, last: date, *columns: str) -> tuple[str, list[str]]:
    """A table expression with `columns` of `rollup` for the days of shipping `first` to `last`.

    Whole months come from the sums, the days of months begun or ended within from their lines.
    """
    parts, parameters = [], []
    for begin, end in _stretches(first, last):
        if begin.day == 1 and (end + timedelta(days=1)).day == 1:
            parts.append(f"SELECT {', '.join(columns)} FROM rollup WHERE month BETWEEN ? AND ?")
            parameters += [f"{begin:%Y-%m}", f"{end:%Y-%m}"]
        else:
            chosen = ", ".join(f"{(_KEYS | _SUMS)[name]} AS {name}" for name in columns)
            parts.append(f"SELECT {chosen} {_FROM} AND o.shipped_on BETWEEN ? AND ?")
            parameters += [begin.isoformat(), end.isoformat()]
    nothing = f"SELECT {', '.join(columns)} FROM rollup WHERE 0"
    return f"({' UNION ALL '.join(parts) or nothing})", parameters


def _stretches(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days of a period in up to three parts: begun month, whole months, ended month."""
    next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    head = first if first.day == 1 else min(next_month, last + timedelta(days=1))
    whole = last if (last + timedelta(days=1)).day == 1 else last.replace(day=1) - timedelta(days=1)
    if first < head:
        yield first, head - timedelta(days=1)
    if head <= whole:
        yield head, whole
    if max(head, whole + timedelta(days=1)) <= last:
        yield max(head, whole + timedelta(days=1)), last
