"""The order of kinds, by which a workbook of everything is brought in and taken back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from passerella.records.core import kinds
from passerella.records.kinds import Reference

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


def _order(first: str) -> list[str]:
    """The kinds in a program of its own that imports a module before all others."""
    done = subprocess.run(
        [sys.executable, "-c", f"import {first}\nfrom passerella.records.core import kinds\nprint(*kinds())"],
        env={**os.environ, "PYTHONPATH": str(DESKTOP)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.split()


@pytest.mark.parametrize("first", ["passerella.records.goals", "passerella.commands.cli"])
def test_kinds_come_after_those_they_refer_to_whichever_module_is_imported_first(first: str) -> None:
    seen: set[str] = set()
    for name in _order(first):
        kind = kinds()[name]
        fields = [*kind.fields, *(kind.lines.kind.fields if kind.lines else ())]
        needed = {each.kind.kind for each in fields if isinstance(each.kind, Reference)}
        assert needed <= seen | {name}, f"{name} comes before {needed - seen}"
        seen.add(name)
