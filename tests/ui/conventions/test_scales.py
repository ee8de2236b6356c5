"""Nothing is cut off at any scale of the screen, in any language."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SMALLEST = (1366, 768 - 72)  # less the task bar and the title


@pytest.fixture(scope="module")
def sample(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(pattern, tmp_path_factory.mktemp("scales")))


@pytest.mark.parametrize("scale", ("1.25", "1.5", "2"))
def test_nothing_is_cut_off_at_a_scale_and_a_small_screen_suffices(sample: Path, scale: str) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
    }
    walk = [sys.executable, str(Path(__file__).with_name("walk.py")), str(sample)]
    done = subprocess.run(walk, env=environment, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["cut"] == []
    assert seen["least"][0] <= SMALLEST[0] and seen["least"][1] <= SMALLEST[1]
    if scale == "1.25":
        assert seen["least"][0] * 1.25 <= SMALLEST[0]
