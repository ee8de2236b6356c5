"""What every test stands on: a workspace of its own and a home of its own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
DESKTOP = Path(__file__).resolve().parents[1] / "desktop"
if str(DESKTOP) not in sys.path:
    sys.path.insert(0, str(DESKTOP))

from passerella.store.workspace import Workspace  # noqa: E402


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder that no other test and no person has."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PASSERELLA_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style that the program starts with, on every system."""
    return ["passerella", "-style", "Fusion"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace with its enterprise in it, open for writing."""
    with Workspace.create(tmp_path / "w.passerella", "王五羊绒") as made:
        yield made
