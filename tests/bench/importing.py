"""Importing order lines, beside the `sqlite3` shell doing the same work: seconds of CPU, peak memory.

Run by `packaging/dev.py bench`; prints a table, asserts nothing. `importing.py LINES` takes that many.
Without the shell the same SQL runs through Python's sqlite3.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

LINES = 300_000
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

STAGING = f"CREATE TABLE staging ({', '.join(HEAD)})"
SAME_WORK = """
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
BEGIN IMMEDIATE;
INSERT INTO change (uid, at, who, message, parameters) VALUES (randomblob(16), '', '', 'import', '');
INSERT INTO buyer (uid, created_in, changed_in, sort_key, search_text, company)
  SELECT randomblob(16), 2, 2, lower(buyer), lower(buyer), buyer
  FROM staging GROUP BY buyer ORDER BY min(rowid);
INSERT INTO product (uid, created_in, changed_in, sort_key, search_text, sku, unit)
  SELECT randomblob(16), 2, 2, lower(product), lower(product), product, unit FROM staging
  GROUP BY product ORDER BY min(rowid);
CREATE TEMP TABLE amount AS
  SELECT s.rowid AS row, number, s.unit, p.id AS product, round(quantity * 1000) AS quantity,
    round(unit_price * 10000) AS unit_price, s.currency, round(quantity * unit_price * 100) AS value,
    round(round(quantity * unit_price * 100) * rate) AS home_value
  FROM staging s JOIN product p ON p.sku = s.product;
INSERT INTO "order" (uid, created_in, changed_in, sort_key, search_text, number, buyer, market, ordered_on,
    confirmed_on, shipped_on, status, currency, rate, incoterm, total, home, home_total)
  SELECT CAST(X'0192A0B3C4D5' || randomblob(10) AS BLOB), 2, 2, lower(s.number), lower(s.number), s.number,
    b.id, market, date, date, date, 'shipped', s.currency, CAST(round(rate * 100000000) AS INTEGER), incoterm,
    CAST(sum(a.value) AS INTEGER), 'CNY', CAST(sum(a.home_value) AS INTEGER)
  FROM staging s JOIN amount a ON a.row = s.rowid JOIN buyer b ON b.company = s.buyer
  GROUP BY s.number ORDER BY min(s.rowid);
INSERT INTO order_line (owner, position, kind, product, quantity, unit, unit_price, currency, value, fob,
    home, home_value)
  SELECT o.id, row_number() OVER (PARTITION BY o.id ORDER BY a.row), 'goods', a.product,
    CAST(a.quantity AS INTEGER), a.unit, CAST(a.unit_price AS INTEGER), a.currency, CAST(a.value AS INTEGER),
    CAST(a.value AS INTEGER), 'CNY', CAST(a.home_value AS INTEGER)
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
file, source, staging, work = sys.argv[1:]
db = sqlite3.connect(file, isolation_level=None)
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
    found = shutil.which("sqlite3")
    if found is None:
        command = [sys.executable, "-c", PYTHON_SHELL, str(file), str(source), STAGING, SAME_WORK]
        return measured(command, environment)
    script = f'{STAGING};\n.import --csv --skip 1 "{source.as_posix()}" staging\n{SAME_WORK}'
    return measured([found, "-bail", str(file)], environment, script)


def main() -> None:
    """Measure and print."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PASSERELLA_HOME": folder}
        source = Path(folder) / "orders.csv"
        generate(source, lines)
        program = [sys.executable, "-m", "passerella"]
        files = [Path(folder) / f"{name}.passerella" for name in ("shell", "ours")]
        for file in files:
            subprocess.run(
                [*program, "new", str(file)], env=environment, check=True, stdout=subprocess.DEVNULL
            )
        base = shell(files[0], source, environment)
        ours = measured([sys.executable, "-c", OURS, str(files[1]), str(source)], environment)
        for name, (seconds, peak) in {"sqlite3 shell": base, "our import": ours}.items():
            ratio = seconds / base[0]
            print(f"{name:14} {lines} order lines {seconds:6.2f} s CPU {ratio:5.2f} times {peak:6.0f} MiB")


if __name__ == "__main__":
    main()
