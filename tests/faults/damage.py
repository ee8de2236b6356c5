"""A file with bytes changed at random is refused or read, never crashes the program, never is changed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import passerella
from passerella.exchange.sample import make_sample

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(passerella.__path__[0]).parent)}
EACH = 60
# Opens every file it is told of, reads all there is and works out the figures; prints how that went.
READ = """
import sys
from datetime import date
from pathlib import Path
from passerella.figures.price_drivers import price_drivers
from passerella.figures.trade import average_price, export_value, latest_period
from passerella.records.everything import kinds
from passerella.store.errors import CannotOpen
from passerella.store.workspace import Workspace

def read(w):
    for kind in kinds():
        w.all(kind)
    w.changes(), w.next_undo()
    period = latest_period(w, date(2026, 1, 1))
    export_value(w, period), average_price(w, period), price_drivers(w, period)

for line in sys.stdin:
    path = Path(line.strip())
    for writing in (False, True):
        try:
            with Workspace(path, writing=writing) as w:
                found = w.check()
                try:
                    read(w)
                    print("read" if not found else "found", flush=True)
                except Exception as reason:
                    print("found" if found else f"unnoticed {reason!r}", flush=True)
        except CannotOpen:
            print("refused", flush=True)
"""


def damage(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    how = chance.choice(["bytes", "bytes", "bits", "page", "swap", "end", "head"])
    if how == "bytes":
        for _each in range(chance.choice([1, 10, 200])):
            made[chance.randrange(len(made))] = chance.randrange(256)
    elif how == "bits":
        at = chance.randrange(len(made))
        made[at] ^= 1 << chance.randrange(8)
    elif how in ("page", "swap"):
        one, other = (chance.randrange(len(made) // 4096) * 4096 for _each in range(2))
        made[one : one + 4096] = bytes(4096) if how == "page" else data[other : other + 4096]
    elif how == "end":
        del made[chance.randrange(len(made)) :]
    else:
        made[chance.randrange(100)] = chance.randrange(256)
    return bytes(made)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "sample.passerella"
    make_sample(path)
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(8))
def test_damage_is_refused_found_or_read_and_the_file_stays(tmp_path: Path, sound: bytes, seed: int) -> None:
    chance, files = random.Random(seed), {}
    for n in range(EACH):
        path = tmp_path / f"{n:03}.passerella"
        files[path] = damage(sound, chance)
        path.write_bytes(files[path])
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", READ],
        input="\n".join(map(str, files)), capture_output=True, text=True, env=ENVIRONMENT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert len(said) == 2 * EACH
    print({word: sum(each.startswith(word) for each in said) for word in ("read", "found", "refused")})
    assert [each for each in said if each.startswith("unnoticed")] == []
    changed = [path.name for path, before in files.items() if path.read_bytes() != before]
    assert changed == []
