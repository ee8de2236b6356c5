"""How long starting takes, as ratios to an empty window in the same run: medians of nine.

Each case is timed from the start of Python to the line that says what was reached, leaving not
counted. An empty window says so when it was painted. The stages are those of a workspace that was
opened before and not written to since; 'afresh' is with no picture remembered of it. Prints a table,
asserts nothing.
"""

from __future__ import annotations

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import passerella
from passerella.ui.app import STAGES

RUNS = 9
EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.painted)

    def painted(self):
        print("painted", flush=True)
        app.quit()

app = QApplication([])
window = Window()
window.show()
app.exec()
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The time until a program has written its line."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdout is not None
        said = program.stdout.readline()
        taken = time.perf_counter() - begun
        if not said or program.wait() != 0:
            raise SystemExit(f"{command} failed")
    return taken


def main() -> None:
    """Measure and print."""
    compileall.compile_dir(Path(passerella.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.passerella"
        environment = {**os.environ, "PASSERELLA_HOME": folder}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        program = [sys.executable, "-m", "passerella"]
        subprocess.run([*program, "sample", sample], env=environment, check=True, stdout=subprocess.DEVNULL)
        cases = {"empty window": [sys.executable, "-c", EMPTY]}
        for stage in (*STAGES, *(f"{stage} afresh" for stage in STAGES)):
            cases[stage] = [*program, "--until", stage.split()[0], str(sample)]
        taken: dict[str, list[float]] = {name: [] for name in cases}
        for _run in range(RUNS + 1):
            for name, command in cases.items():
                if name.endswith("afresh"):
                    shutil.rmtree(Path(folder, "cache", "pictures"), ignore_errors=True)
                taken[name].append(seconds(command, environment))
        base = statistics.median(taken["empty window"][1:])
        for name, times in taken.items():
            middle = statistics.median(times[1:])
            print(f"{name:14} {middle * 1000:6.0f} ms   {middle / base:5.2f} times the empty window")


if __name__ == "__main__":
    main()
