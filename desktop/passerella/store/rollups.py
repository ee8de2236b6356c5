"""Sums over shipped order lines, kept true with every write so that figures never read the lines.

`rollup` has one row for each month of shipping, market, currency, kind of line, product, brand, unit,
whether its terms leave it as invoiced (`invoiced`: ex works or unknown; else its value is FOB), whether
the line has a value in home currency (`rated`) and the sign of its value; what a line has none of is ''
or 0. Quantities and values (`value` in the order's currency) are the scaled integers of the lines.
`orders` counts an order once, on its first line of goods or returns, so its sums mean something
by month, market, currency and `rated` only. `rollup_market` has the same sums over all products and
currencies: a hundredth of the rows, for whoever asks for neither.

Rows that are written by `rows` are followed there; whoever writes orders by SQL of their own calls
`apply` for them, `enter_many` and then `sum_up`, or `rebuild`, in the same transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from passerella.records.orders import SHIPPED

_OF_ORDER = {
    "month": "substr(o.shipped_on, 1, 7)",
    "market": "coalesce(o.market, b.country, '')",
    "currency": "o.currency",
    "invoiced": "o.incoterm IS NULL OR o.incoterm = 'EXW'",
    "first": "(SELECT min(f.position) FROM order_line f"
    " WHERE f.owner = o.id AND f.kind IN ('goods', 'return'))",
}
_KEYS = {
    "month": "o.month",
    "market": "o.market",
    "currency": "o.currency",
    "kind": "l.kind",
    "product": "coalesce(l.product, 0)",
    "brand": "coalesce(l.brand, 0)",
    "unit": "l.unit",
    "invoiced": "o.invoiced",
    "rated": "l.home_value IS NOT NULL",
    "sign": "coalesce((l.value > 0) - (l.value < 0), 0)",
}
_SUMS = {
    "lines": "1",
    "orders": "l.position IS o.first",
    "quantity": "l.quantity",
    "value": "coalesce(l.fob, 0)",
    "home_value": "coalesce(l.home_value, 0)",
}
_TEXTS = ("month", "market", "currency", "kind", "unit")
_ONLY_BY_PRODUCT = ("currency", "product", "value")
_OF_ORDERS = "o.shipped_on IS NOT NULL AND o.id IN (SELECT value FROM json_each(?))"


class _Table:
    """One table of sums: its keys, its sums, and the SQL that makes it."""

    def __init__(self, name: str, without: Sequence[str] = ()) -> None:
        self.name = name
        self.keys = [each for each in _KEYS if each not in without]
        self.sums = [each for each in _SUMS if each not in without]
        self.columns = [*self.keys, *self.sums]

    @property
    def statements(self) -> tuple[str, str]:
        """The table, and an index of the rows that have become empty."""
        columns = ", ".join(f"{n} {'TEXT' if n in _TEXTS else 'INTEGER'} NOT NULL" for n in self.columns)
        key = f"PRIMARY KEY ({', '.join(self.keys)})"
        return (
            f"CREATE TABLE {self.name} ({columns}, {key}) STRICT, WITHOUT ROWID",
            f"CREATE INDEX {self.name}_empty ON {self.name} (lines) WHERE lines = 0",
        )

    @property
    def made(self) -> str:
        """All its rows as they should be: what the lines add up to, or the rows of the whole table."""
        lines = f"({_lines('o.shipped_on IS NOT NULL', self.columns)})"
        return self.summed(lines if self is _TABLES[0] else "rollup")

    def summed(self, source: str) -> str:
        """The sums over rows that have its columns."""
        sums = ", ".join(f"sum({name}) AS {name}" for name in self.sums)
        keys = ", ".join(self.keys)
        return f"SELECT {keys}, {sums} FROM {source} GROUP BY {keys}"

    def adding(self, where: str, *, out: bool) -> str:
        """Add the lines of some orders, or take them `out`: singly, which is quicker than sorting."""
        adding = ", ".join(f"{name} = {name} {'-' if out else '+'} excluded.{name}" for name in self.sums)
        lines = _lines(where, self.columns)
        return f"INSERT INTO {self.name} {lines} WHERE 1 ON CONFLICT DO UPDATE SET {adding}"


_TABLES = (_Table("rollup"), _Table("rollup_market", without=_ONLY_BY_PRODUCT))
STATEMENTS = (
    *(text for each in _TABLES for text in each.statements),
    'CREATE INDEX order_shipped ON "order" (shipped_on)',
)


def _lines(where: str, columns: Sequence[str]) -> str:
    """The lines of shipped orders with keys and values; what is the order's is made once an order."""
    needed = {*columns, "first"} if "orders" in columns else {*columns}
    of_order = ", ".join(["o.id", *(f"{_OF_ORDER[name]} AS {name}" for name in _OF_ORDER if name in needed)])
    chosen = ", ".join(f"{(_KEYS | _SUMS)[name]} AS {name}" for name in columns)
    return (
        f'WITH placed AS MATERIALIZED (SELECT {of_order} FROM "order" o'
        " LEFT JOIN buyer b ON b.id = o.buyer"
        f" WHERE o.status IN ({', '.join(map(repr, SHIPPED))}) AND {where})"
        f" SELECT {chosen} FROM placed o CROSS JOIN order_line l ON l.owner = o.id"
    )


def apply(db: sqlite3.Connection, orders: Sequence[int], *, out: bool = False) -> None:
    """Take orders as they stand into the sums, or `out` of them before they change."""
    if not orders:
        return
    for table in _TABLES:
        db.execute(table.adding(_OF_ORDERS, out=out), (json.dumps(list(orders)),))
        if out:
            db.execute(f"DELETE FROM {table.name} WHERE lines = 0")


def enter_many(db: sqlite3.Connection, orders: Sequence[int]) -> None:
    """Take new orders into the sums by product; `sum_up` takes them into the others, once for all."""
    db.execute(_TABLES[0].adding(_OF_ORDERS, out=False), (json.dumps(list(orders)),))


def sum_up(db: sqlite3.Connection, months: Sequence[str]) -> None:
    """Make the sums over all products of some months anew from those by product: of many orders that is
    several times quicker than adding each of their lines."""
    table, among = _TABLES[1], "month IN (SELECT value FROM json_each(?))"
    those = (json.dumps(list(months)),)
    db.execute(f"DELETE FROM {table.name} WHERE {among}", those)
    rows = f"(SELECT * FROM rollup WHERE {among})"
    db.execute(f"INSERT INTO {table.name} {table.summed(rows)}", those)


def leave(db: sqlite3.Connection, kind: str, *ids: int) -> None:
    """Take out of the sums what rests on records that are about to change; `enter` brings it back."""
    apply(db, _orders(db, kind, ids), out=True)


def enter(db: sqlite3.Connection, kind: str, *ids: int) -> None:
    """Take into the sums what rests on records, as they are now."""
    apply(db, _orders(db, kind, ids))


def _orders(db: sqlite3.Connection, kind: str, ids: Sequence[int]) -> Sequence[int]:
    if kind == "order" and any(ids):
        return ids
    if kind == "buyer" and any(ids):
        query = (
            'SELECT id FROM "order" WHERE buyer IN (SELECT value FROM json_each(?))'
            " AND market IS NULL AND shipped_on IS NOT NULL"
        )
        return [row[0] for row in db.execute(query, (json.dumps(ids),))]
    return ()


def rebuild(db: sqlite3.Connection) -> None:
    """Make all sums anew from the lines."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table.name}")
        db.execute(f"INSERT INTO {table.name} {table.made}")


def differences(db: sqlite3.Connection) -> int:
    """How many rows of the sums are not what the lines say; 0 when all is well."""
    return sum(_differences(db, each) for each in _TABLES)


def _differences(db: sqlite3.Connection, table: _Table) -> int:
    kept = f"SELECT {', '.join(table.columns)} FROM {table.name}"
    query = (
        f"WITH made AS ({table.made}), kept AS ({kept}) SELECT count(*) FROM"
        " (SELECT * FROM (SELECT * FROM made EXCEPT SELECT * FROM kept)"
        " UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM made))"
    )
    return int(db.execute(query).fetchone()[0])


def within(first: date, last: date, *columns: str) -> tuple[str, list[str]]:
    """A table expression with `columns` of `rollup` for the days of shipping `first` to `last`.

    Whole months come from the sums, the days of months begun or ended within from their lines.
    """
    table = next(each for each in reversed(_TABLES) if {*columns} <= {*each.columns})
    parts, parameters = [], []
    for begin, end in _stretches(first, last):
        if begin.day == 1 and (end + timedelta(days=1)).day == 1:
            parts.append(f"SELECT {', '.join(columns)} FROM {table.name} WHERE month BETWEEN ? AND ?")
            parameters += [f"{begin:%Y-%m}", f"{end:%Y-%m}"]
        else:
            parts.append(f"SELECT * FROM ({_lines('o.shipped_on BETWEEN ? AND ?', columns)})")
            parameters += [begin.isoformat(), end.isoformat()]
    nothing = f"SELECT {', '.join(columns)} FROM {table.name} WHERE 0"
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
