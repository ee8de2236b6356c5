"""How long starting takes, as ratios to an empty window in the same run: medians of nine.

Run by `packaging/dev.py bench`; prints a table, asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
EMPTY = (
    "from PySide6.QtCore import QTimer\n"
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "app = QApplication([])\n"
    "window = QMainWindow()\n"
    "window.show()\n"
    "QTimer.singleShot(0, app.quit)\n"
    "app.exec()\n"
)


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The wall time of a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.passerella"
        environment = {**os.environ, "PASSERELLA_HOME": folder}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        program = [sys.executable, "-m", "passerella"]
        subprocess.run([*program, "sample", str(sample)], env=environment, check=True)
        cases = {"empty window": [sys.executable, "-c", EMPTY]}
        cases |= {stage: [*program, "--until", stage, str(sample)] for stage in ("shown", "ready", "live")}
        taken: dict[str, list[float]] = {name: [] for name in cases}
        for _run in range(RUNS + 1):
            for name, command in cases.items():
                taken[name].append(seconds(command, environment))
        base = statistics.median(taken["empty window"][1:])
        for name, times in taken.items():
            middle = statistics.median(times[1:])
            print(f"{name:14} {middle * 1000:6.0f} ms   {middle / base:5.2f} times the empty window")


if __name__ == "__main__":
    main()
