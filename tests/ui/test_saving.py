"""Where a file is written: its folder, its ending, and no other file in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from passerella.ui.home import Settings
from passerella.ui.saving import ask_target

FILES = "Excel (*.xlsx);;CSV (*.csv)"


@pytest.fixture
def answers(monkeypatch):
    """What the dialog is answered, one after the other; returns what it proposed."""
    proposed: list[str] = []

    def answer(*given: tuple[str, str]) -> list[str]:
        left = iter(given)

        def ask(_parent, _title, path, _files):
            proposed.append(Path(path).name)
            return next(left)

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return proposed

    return answer


def ask(name: str = "orders.xlsx") -> Path | None:
    return ask_target(None, Settings(), "export", "Export", name, FILES)


@pytest.mark.parametrize(
    ("typed", "chosen", "made"),
    [
        ("a.csv", "Excel (*.xlsx)", "a.csv"),
        ("a", "CSV (*.csv)", "a.csv"),
        ("羊绒 2.0", "", "羊绒 2.0.xlsx"),
    ],
)
def test_a_name_without_its_ending_gets_it(tmp_path, answers, typed, chosen, made):
    answers((str(tmp_path / typed), chosen))
    assert ask() == tmp_path / made
    assert Settings().get("folder/export", "") == str(tmp_path)


def test_a_file_that_is_there_is_asked_about_before_it_is_replaced(tmp_path, answers):
    (tmp_path / "a.csv").write_text("kept", encoding="utf-8")
    proposed = answers((str(tmp_path / "a"), "CSV (*.csv)"), ("", ""))
    assert ask() is None
    assert proposed == ["orders.xlsx", "a.csv"]


def test_giving_up_writes_nothing(answers):
    answers(("", ""))
    assert ask() is None


def test_a_new_workspace_has_the_ending_that_is_looked_for(window, tmp_path, answers):
    answers((str(tmp_path / "羊绒 2.0"), ""))
    window.workspaces.new()
    assert window.workspace.path == tmp_path / "羊绒 2.0.passerella"
