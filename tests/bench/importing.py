"""Importing order lines, beside the `sqlite3` shell doing the same work: seconds of CPU, peak memory.

Run by `packaging/dev.py bench`; prints a table. `importing.py LINES` takes that many. Both run in turn,
the median counts. Without the shell the same SQL runs through Python's sqlite3.

The same work is: a copy of the file before, checked; every cell looked at for what it should be and the rows
of an order compared, before anything is written; then in one transaction, under the same pragmas, buyers,
products, orders and lines with every CHECK, key and index, sort keys and search texts, amounts rounded line
by line, and both tables of sums. What either file then holds is compared, all but identifiers. The shell's
SQL is written for this one file: it knows no other headings, languages, ways to write a number, or carriage,
names no cell that is wrong, and asks nothing of what the workspace holds already.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median

LINES = 300_000
TIMES = 3
IDENTIFIERS = ("uid", "created_in", "changed_in")
HEAD = [
    "number",
    "date",
    "buyer",
    "market",
    "product",
    "quantity",
    "unit",
    "unit_price",
    "currency",
    "rate",
    "incoterm",
]
MARKETS = ["IT", "FR", "DE", "GB", "US", "JP", "KR", "CA", "AU", "NL", "ES", "SE"]
RATES = {"EUR": 7.8, "USD": 7.1, "GBP": 9.1}
FIRST = date(2023, 1, 1)

STAGING = f"CREATE TEMP TABLE staging ({', '.join(HEAD)})"
GUARDS = """
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA cache_spill = 40000;
PRAGMA cell_size_check = ON;
"""
SAME_WORK = """
VACUUM INTO '{copy}';
ATTACH '{copy}' AS copy;
PRAGMA copy.integrity_check;
DETACH copy;
CREATE TEMP TABLE wrong (row INTEGER, what TEXT CHECK (what IS NULL));
INSERT INTO wrong SELECT rowid, 'a cell' FROM staging WHERE NOT (
  number GLOB 'PI-[0-9]*' AND date IS date(date, '+0 days') AND buyer GLOB 'Buyer [0-9]*'
  AND market GLOB '[A-Z][A-Z]' AND product GLOB 'KN-[0-9]*' AND unit IN ('pc', 'kg', 'm', 'set')
  AND quantity GLOB '[0-9]*' AND quantity NOT GLOB '*[^0-9.]*'
  AND unit_price GLOB '[0-9]*' AND unit_price NOT GLOB '*[^0-9.]*'
  AND rate GLOB '[0-9]*' AND rate NOT GLOB '*[^0-9.]*'
  AND currency GLOB '[A-Z][A-Z][A-Z]' AND incoterm IN ('EXW', 'FCA', 'FAS', 'FOB', 'CFR', 'CIF'));
INSERT INTO wrong SELECT s.rowid, 'not as the row before' FROM staging s
  JOIN staging b ON b.rowid = s.rowid - 1 WHERE s.number = b.number
  AND (s.date, s.buyer, s.market, s.currency, s.rate, s.incoterm)
  IS NOT (b.date, b.buyer, b.market, b.currency, b.rate, b.incoterm);
BEGIN IMMEDIATE;
INSERT INTO change (uid, at, who, message, parameters) VALUES (randomblob(16), '', '', 'import', '');
INSERT INTO buyer (uid, created_in, changed_in, sort_key, search_text, company)
  SELECT randomblob(16), (SELECT max(id) FROM change), (SELECT max(id) FROM change),
    'buyer ' || printf('%012d', substr(buyer, 7, 3)) || ' srl', lower(buyer), buyer
  FROM staging GROUP BY buyer ORDER BY min(rowid);
INSERT INTO product (uid, created_in, changed_in, sort_key, search_text, sku, unit)
  SELECT randomblob(16), (SELECT max(id) FROM change), (SELECT max(id) FROM change),
    'kn-' || printf('%012d', substr(product, 4)), lower(product), product, unit
  FROM staging GROUP BY product ORDER BY min(rowid);
CREATE TEMP TABLE amount AS
  SELECT row, number, unit, product, quantity, unit_price, currency, value,
    (value * rate + 50000000) / 100000000 AS home_value
  FROM (SELECT s.rowid AS row, number, s.unit, p.id AS product,
    CAST(round(quantity * 1000) AS INTEGER) AS quantity,
    CAST(round(unit_price * 10000) AS INTEGER) AS unit_price, s.currency,
    CAST(round(quantity * unit_price * 100) AS INTEGER) AS value,
    CAST(round(rate * 100000000) AS INTEGER) AS rate
    FROM staging s JOIN product p ON p.sku = s.product);
INSERT INTO "order" (uid, created_in, changed_in, sort_key, search_text, number, buyer, market, ordered_on,
    confirmed_on, shipped_on, status, currency, rate, incoterm, total, home, home_total)
  SELECT CAST(X'0192A0B3C4D5' || randomblob(10) AS BLOB), (SELECT max(id) FROM change),
    (SELECT max(id) FROM change), 'pi-' || printf('%012d', substr(s.number, 4)), lower(s.number), s.number,
    b.id, market, date, date, date, 'shipped', s.currency, CAST(round(rate * 100000000) AS INTEGER), incoterm,
    sum(a.value), 'CNY', sum(a.home_value)
  FROM staging s JOIN amount a ON a.row = s.rowid JOIN buyer b ON b.company = s.buyer
  GROUP BY s.number ORDER BY min(s.rowid);
INSERT INTO order_line (owner, position, kind, product, quantity, unit, unit_price, currency, value, fob,
    home, home_value)
  SELECT o.id, row_number() OVER (PARTITION BY o.id ORDER BY a.row), 'goods', a.product,
    a.quantity, a.unit, a.unit_price, a.currency, a.value, a.value, 'CNY', a.home_value
  FROM amount a JOIN "order" o ON o.number = a.number ORDER BY a.row;
INSERT INTO rollup (month, market, currency, kind, product, brand, unit, invoiced, rated, sign, lines, orders,
    quantity, value, home_value)
  SELECT substr(shipped_on, 1, 7), market, o.currency, l.kind, l.product, 0, l.unit, incoterm = 'EXW', 1,
    sign(l.value), count(*), sum(l.position = 1), sum(l.quantity), sum(l.fob), sum(l.home_value)
  FROM "order" o JOIN order_line l ON l.owner = o.id GROUP BY 1, 2, 3, 4, 5, 7, 8, 10;
INSERT INTO rollup_market (month, market, kind, brand, unit, invoiced, rated, sign, lines, orders, quantity,
    home_value)
  SELECT month, market, kind, brand, unit, invoiced, rated, sign, sum(lines), sum(orders), sum(quantity),
    sum(home_value)
  FROM rollup GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
COMMIT;
"""
PYTHON_SHELL = """
import csv, sqlite3, sys
file, source, guards, staging, work = sys.argv[1:]
db = sqlite3.connect(file, isolation_level=None)
db.executescript(guards)
db.execute(staging)
with open(source, encoding="utf-8", newline="") as text:
    rows = csv.reader(text)
    marks = ",".join("?" * len(next(rows)))
    db.execute("BEGIN")
    db.executemany(f"INSERT INTO staging VALUES ({marks})", rows)
    db.execute("COMMIT")
db.executescript(work)
"""
OURS = """
import json, sys
from datetime import date
from pathlib import Path
from passerella.exchange.importing import import_file
from passerella.records.kinds import Typing
from passerella.store.workspace import Workspace
with Workspace(Path(sys.argv[1]), daily=False) as opened:
    report = import_file(opened, "orders", Path(sys.argv[2]), typing=Typing("en", date(2026, 3, 1)))
    assert report.saved, report.problems[:3]
"""


def generate(path: Path, lines: int) -> None:
    """Write that many order lines, one to five an order."""
    chance = random.Random(2026)
    prices = [chance.randrange(1800, 24000) / 100 for _product in range(300)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        left, order = lines, 0
        while left:
            order += 1
            day = FIRST + timedelta(chance.randrange(1000))
            currency = chance.choice(list(RATES))
            rate = f"{RATES[currency] * (1 + day.toordinal() % 28 / 1000):.4f}"
            buyer = f"Buyer {chance.randrange(200):03} Srl"
            market = chance.choice(MARKETS)
            for _line in range(min(left, chance.randrange(1, 6))):
                left -= 1
                product = chance.randrange(300)
                price = f"{prices[product] * chance.choice((0.95, 1, 1.05)):.2f}"
                row = [f"PI-{order:07}", day, buyer, market, f"KN-{product:04}", chance.randrange(1, 500)]
                writer.writerow([*row, "pc", price, currency, rate, "FOB"])


def measured(command: list[str], environment: dict[str, str], text: str = "") -> tuple[float, float]:
    """Seconds of CPU and the peak in MiB of a whole process (the peak only where the system tells it)."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(text.encode())
    process.stdin.close()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def shell(file: Path, source: Path, environment: dict[str, str]) -> tuple[float, float]:
    """The same work in SQL."""
    work = SAME_WORK.replace("{copy}", file.with_suffix(".copy").as_posix())
    found = shutil.which("sqlite3")
    if found is None:
        command = [sys.executable, "-c", PYTHON_SHELL, str(file), str(source), GUARDS, STAGING, work]
        return measured(command, environment)
    take = f'.import --csv --skip 1 --schema temp "{source.as_posix()}" staging'
    return measured([found, "-bail", str(file)], environment, f"{GUARDS}{STAGING};\n{take}\n{work}")


def ours(file: Path, source: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Our import."""
    return measured([sys.executable, "-c", OURS, str(file), str(source)], environment)


def compare(one: Path, other: Path) -> None:
    """Exit when two files do not hold the same, but for identifiers."""
    with closing(sqlite3.connect(one)) as db:
        db.execute("ATTACH ? AS other", (str(other),))
        for table in ("buyer", "product", "order", "order_line", "rollup", "rollup_market"):
            columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
            names = ", ".join(f'"{name}"' for name in columns if name not in IDENTIFIERS)
            sides = [f'SELECT {names} FROM {schema}."{table}"' for schema in ("main", "other")]
            for first, second in (sides, sides[::-1]):
                if (row := db.execute(f"{first} EXCEPT {second} LIMIT 1").fetchone()) is not None:
                    raise SystemExit(f"{table} differs: {row}")


def main() -> None:
    """Measure and print."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "PASSERELLA_HOME": name}
        source, empty = folder / "orders.csv", folder / "empty.passerella"
        generate(source, lines)
        command = [sys.executable, "-m", "passerella", "new", str(empty)]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        ways = {"sqlite3 shell": shell, "our import": ours}
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        files = {name: folder / f"{way.__name__}.passerella" for name, way in ways.items()}
        for _time in range(TIMES):
            for name, way in ways.items():
                files[name].with_suffix(".copy").unlink(missing_ok=True)
                shutil.copy(empty, files[name])
                found[name].append(way(files[name], source, environment))
        compare(*files.values())
    base = median(seconds for seconds, _peak in found["sqlite3 shell"])
    for name, each in found.items():
        seconds, peak = median(seconds for seconds, _peak in each), max(peak for _seconds, peak in each)
        ratio = seconds / base
        print(f"{name:14} {lines} order lines {seconds:6.2f} s CPU {ratio:5.2f} times {peak:6.0f} MiB")


if __name__ == "__main__":
    main()
