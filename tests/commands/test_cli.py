"""The commands as a shell runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from passerella.__main__ import COMMANDS, mistyped
from passerella.commands.cli import cli
from passerella.records.trade import Buyer
from passerella.store.workspace import Workspace
from passerella.texts.label import _
from passerella.texts.language import language

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
ROW = (
    "number,date,buyer,market,product,quantity,unit,unit_price,currency\n"
    "PI-1,2025-03-05,Rossi,IT,K,{},pc,40,CNY\n"
)


def passerella(*words: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(DESKTOP), "LANG": "en_US.UTF-8", "PYTHONUTF8": "1"}
    env.pop("LC_ALL", None)
    return subprocess.run(
        [sys.executable, "-m", "passerella", *map(str, words)],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_new_import_export_check(tmp_path: Path) -> None:
    file, source, target = tmp_path / "w.passerella", tmp_path / "in.csv", tmp_path / "out.csv"
    assert passerella("new", file, "--name", "清河", "--home", "CNY").returncode == 0
    source.write_text(ROW.format("ten"), encoding="utf-8")
    bad = passerella("import", "orders", source, file)
    assert bad.returncode == 1
    assert "row 2, column quantity: This is not a number." in bad.stderr
    source.write_text(ROW.format("10"), encoding="utf-8")
    dry = passerella("import", "orders", source, file, "--dry-run", "--json")
    assert dry.returncode == 0 and json.loads(dry.stdout)["saved"] is False
    good = passerella("import", "orders", source, file, "--json")
    assert good.returncode == 0, good.stderr
    report = json.loads(good.stdout)
    assert report["saved"] and report["new"] == {"orders": 1, "buyers": 1, "products": 1}
    assert passerella("export", "orders", file, target).returncode == 0
    assert "PI-1" in target.read_text(encoding="utf-8-sig")
    assert passerella("export", "all", file, tmp_path / "all.xlsx").returncode == 0
    source.write_bytes("company\nPerù Società\n".encode("cp1252"))
    assert passerella("import", "buyers", source, file, "--encoding", "utf-8").returncode == 1
    assert passerella("import", "buyers", source, file, "--encoding", "cp1252").returncode == 0
    checked = passerella("check", file)
    assert (checked.returncode, checked.stdout.strip()) == (0, "No damage found.")


def test_a_held_file_exits_1_and_says_by_whom(tmp_path: Path) -> None:
    file, source = tmp_path / "w.passerella", tmp_path / "in.csv"
    source.write_text(ROW.format("10"), encoding="utf-8")
    with Workspace.create(file, "x"):
        held = passerella("import", "orders", source, file)
        assert held.returncode == 1 and "is open for writing by" in held.stderr
        assert passerella("import", "orders", source, file, "--dry-run").returncode == 0


def test_wrong_usage_exits_2(tmp_path: Path) -> None:
    assert passerella("import", "nothing", tmp_path / "x.csv", tmp_path / "w").returncode == 2
    assert passerella("export", "all", tmp_path / "w", tmp_path / "x.csv").returncode == 2
    assert passerella("new").returncode == 2


def test_wrong_usage_is_said_in_the_language_asked_for(tmp_path: Path) -> None:
    label = _("{name} must end in one of: {endings}.")
    for words, endings, code in (
        (("export", "goals", tmp_path / "w", tmp_path / "x.pdf"), (".csv", ".xlsx"), "it"),
        (("chart", "slope", tmp_path / "w", tmp_path / "x.gif"), (".svg", ".png", ".pdf"), "zh"),
        (("sheet", "scoreboard", tmp_path / "w", tmp_path / "x.txt"), (".pdf",), "zh"),
    ):
        done = passerella(*words, "--language", code)
        said = language(code).say(label(name="TARGET", endings=endings))
        assert done.returncode == 2 and said in done.stderr


def test_a_mistyped_command_opens_no_window_and_is_named(tmp_path: Path) -> None:
    for words in (("figurs",), ("figurs", tmp_path / "w.passerella")):
        done = passerella(*words)
        assert done.returncode == 2 and "figurs" in done.stderr and "passerella --help" in done.stderr


def test_a_file_that_is_gone_is_left_to_the_window_but_in_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, there = str(tmp_path / "gone.passerella"), str(tmp_path)
    assert mistyped([gone]) == "" == mistyped([there]) == mistyped(["--until", "shown"]) == mistyped([])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert mistyped([gone]) == gone and mistyped([there]) == ""


def test_what_is_no_workspace_exits_1(tmp_path: Path) -> None:
    (tmp_path / "no.passerella").write_text("hello")
    for words in (("check", tmp_path / "no.passerella"), ("check", tmp_path / "gone.passerella")):
        done = passerella(*words)
        assert done.returncode == 1 and "passerella" in done.stderr and "Traceback" not in done.stderr
    assert passerella("new", tmp_path / "no.passerella").returncode == 1


def test_help_and_the_window_part_load_little() -> None:
    code = "import sys, passerella.__main__ as _; "
    code += "print([each for each in ('click', 'PySide6', 'xlsxwriter') if each in sys.modules])"
    env = {**os.environ, "PYTHONPATH": str(DESKTOP)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert passerella("import", "--help").returncode == 0


def test_every_command_is_reached_from_the_installed_program() -> None:
    named = {command for command in COMMANDS if not command.startswith("-")}
    assert named == set(cli.commands)
    assert "Usage: passerella tally" in passerella("tally", "--help").stdout


def test_a_person_is_erased_who_was_deleted_and_the_backups_are_named(tmp_path: Path) -> None:
    file = tmp_path / "w.passerella"
    with Workspace.create(file, "x") as opened:
        opened.delete(opened.save(Buyer(company="Fiorella Altovento")))
    copy = Path(passerella("backup", file).stdout.strip())
    asked = passerella("erase", "fiorella altovento", file)
    assert asked.returncode == 1 and "(deleted, kept for Undo)" in asked.stdout
    assert b"Fiorella" in file.read_bytes()
    done = passerella("erase", "fiorella altovento", file, "--yes")
    assert done.returncode == 0 and str(copy) in done.stdout
    assert b"Fiorella" not in file.read_bytes() and copy.exists()
    nobody = passerella("erase", "fiorella altovento", file, "--yes")
    assert nobody.returncode == 1 and "No one is or was called" in nobody.stderr


def test_a_damaged_page_met_on_the_way_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "w.passerella"
    with Workspace.create(file, "x") as opened:
        opened.save_all([Buyer(company=f"{n} Altovento") for n in range(500)])
        page = opened.read.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'buyer'").fetchone()[0]
    with file.open("r+b") as bytes:
        bytes.seek((page - 1) * 4096)
        bytes.write(b"\xa5" * 4096)
    done = passerella("export", "buyers", file, tmp_path / "out.csv")
    assert done.returncode == 1 and "damaged. It is left as it is; open a backup copy" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_workbook_of_everything_is_brought_into_an_empty_workspace(tmp_path: Path) -> None:
    sample, book, empty = tmp_path / "s.passerella", tmp_path / "all.xlsx", tmp_path / "n.passerella"
    assert passerella("sample", sample).returncode == 0
    assert passerella("export", "all", sample, book).returncode == 0
    assert passerella("new", empty).returncode == 0
    done = passerella("import", "all", book, empty)
    assert done.returncode == 0, done.stderr
    with Workspace(sample, writing=False) as one, Workspace(empty, writing=False) as other:
        for kind in ("goal", "survey_wave", "order"):
            assert one.count(kind) == other.count(kind) > 0
