"""Killed at any moment, a file holds what was acknowledged, whole, and at most the one change under way."""

from __future__ import annotations

import csv
import gzip
import os
import random
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

import passerella
from passerella.records.trade import Product
from passerella.store.workspace import Workspace

DATA = Path(__file__).resolve().parents[1] / "data"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(passerella.__path__[0]).parent)}
ROUNDS = 40
COLUMNS = ("number", "date", "buyer", "market", "product", "quantity", "unit", "unit_price", "currency")
# Says '? change' before a change and '! change' when it is acknowledged; a change is +N or -N, words apart.
WORK = """
import random, sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from passerella.records.orders import Order, OrderLine
from passerella.store.workspace import Workspace
chance, done = random.Random(int(sys.argv[2])), []
w = Workspace(Path(sys.argv[1]))
here = {each.number: each for each in w.all("order")}

def say(sign, change):
    print(sign, *change, flush=True)

def order(number):
    day = date(2025, chance.randrange(1, 13), chance.randrange(1, 28))
    row = OrderLine(product=1, quantity=Decimal(2), unit_price=Decimal(7))
    return Order(number=number, ordered_on=day, shipped_on=day, status="shipped", currency="CNY",
                 lines=(row,) * chance.randrange(1, 9), notes="n" * chance.randrange(1, 2000))

print("ready", flush=True)
for n in range(100000):
    what = chance.choice(["new", "new", "many", "delete", "undo"])
    names = [f"{sys.argv[2]}-{n}-{k}" for k in range(chance.randrange(5, 60) if what == "many" else 1)]
    if what == "delete" and here:
        number = chance.choice(list(here))
        change = ["-" + number]
        say("?", change)
        w.delete(here.pop(number))
    elif what == "undo" and done:
        change = [("-" if each[0] == "+" else "+") + each[1:] for each in reversed(done.pop())]
        say("?", change)
        w.undo()
        here = {each.number: each for each in w.all("order")}
        say("!", change)
        continue
    elif what in ("new", "many"):
        change = ["+" + each for each in names]
        say("?", change)
        saved = w.save_all([order(each) for each in names], source="orders.csv" if what == "many" else "")
        here |= {each.number: each for each in saved}
    else:
        continue
    say("!", change)
    done.append(change)
"""


def changed(numbers: frozenset[str], change: list[str]) -> frozenset[str]:
    made = set(numbers)
    for each in change:
        (made.add if each[0] == "+" else made.discard)(each[1:])
    return frozenset(made)


def run_and_kill(path: Path, seed: int, seconds: float) -> list[str]:
    """What the worker said before it was killed."""
    command = [sys.executable, "-c", WORK, str(path), str(seed)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    timer = threading.Timer(seconds, worker.kill)
    timer.start()
    said = worker.stdout.read().split("\n")[:-1]
    worker.wait()
    timer.cancel()
    return said


def test_what_was_acknowledged_is_there_and_a_change_is_all_or_nothing(tmp_path: Path) -> None:
    chance, path, journals = random.Random(7), tmp_path / "w.passerella", 0
    with Workspace.create(path, "E") as made:
        made.save(Product(sku="P"))
    numbers: frozenset[str] = frozenset()
    for seed in range(ROUNDS):
        said = run_and_kill(path, seed, chance.uniform(0.02, 0.8))
        for line in said:
            if line.startswith("!"):
                numbers = changed(numbers, line.split()[1:])
        pending = changed(numbers, said[-1].split()[1:]) if said and said[-1].startswith("?") else numbers
        journals += path.with_name(path.name + "-journal").exists()
        with Workspace(path) as again:
            found = frozenset(each.number for each in again.all("order"))
            assert again.check() == [], seed
        assert found in (numbers, pending), seed
        numbers = found
    print(f"{ROUNDS} kills, {journals} of them with a journal to roll back, {len(numbers)} orders at the end")


@pytest.mark.parametrize("seed", range(15))
def test_an_import_that_is_killed_went_in_whole_or_not_at_all(tmp_path: Path, seed: int) -> None:
    path, source = tmp_path / "w.passerella", tmp_path / "orders.csv"
    Workspace.create(path, "E").close()
    with source.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["number", "date", "buyer", "market", "product", "quantity", "unit", "unit_price", "currency"]
        )
        for n in range(1500):
            rows.writerow([f"N{n}", "2025-03-03", f"B{n % 9}", "IT", f"P{n % 20}", 5, "pc", "12.50", "CNY"])
    command = [sys.executable, "-m", "passerella", "import", "orders", str(source), str(path)]
    worker = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    timer = threading.Timer(random.Random(seed).uniform(0.3, 4), worker.kill)
    timer.start()
    worker.wait()
    timer.cancel()
    with Workspace(path) as again:
        assert again.count("order") in ((1500,) if worker.returncode == 0 else (0, 1500))
        assert again.count("buyer") in (0, 9)
        assert again.check() == []


OPEN = """
import sys
from pathlib import Path
from passerella.store import backups, migrations
from passerella.store.workspace import Workspace
import sqlite_utils
print("ready", flush=True)
Workspace(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("seed", range(20))
def test_a_migration_that_is_killed_leaves_the_file_old_or_new(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "w.passerella"
    path.write_bytes(gzip.decompress((DATA / "schema-1.passerella.gz").read_bytes()))
    worker = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(path)], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )
    assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
    with suppress(subprocess.TimeoutExpired):
        worker.wait(random.Random(seed).uniform(0, 0.15))
    worker.kill()
    worker.communicate()
    with Workspace(path) as again:
        assert again.count("order") == 4 and again.check() == []
        assert again.undo() is not None
