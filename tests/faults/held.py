"""Files and folders that may not be written, and files that another process holds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import passerella
from passerella.records.brands import Brand
from passerella.store.errors import Held
from passerella.store.workspace import Workspace
from passerella.texts.language import language

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(passerella.__path__[0]).parent)}
EN = language("en")
NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """As a user whom permissions bind: they do not bind the superuser."""
    superuser = hasattr(os, "geteuid") and os.geteuid() == 0
    if superuser:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A workspace in a folder where everyone may come and write."""
    folder = tmp_path / "shared"
    folder.mkdir()
    path = folder / "w.passerella"
    with Workspace.create(path, "E") as made:
        made.save(Brand(name="A"))
    for each in [*tmp_path.parents[:2], tmp_path, folder]:
        each.chmod(0o777)
    for each in folder.iterdir():
        each.chmod(0o666)
    yield path
    folder.chmod(0o777)


def test_in_a_folder_without_rights_it_is_read_and_writing_is_refused_with_words(file: Path) -> None:
    before = file.read_bytes()
    (file.parent / "w.passerella.lock").unlink(missing_ok=True)
    file.parent.chmod(0o555)
    with without_rights():
        with pytest.raises(Held) as refused:
            Workspace(file)
        assert "may be written" in EN.say(refused.value.label)
        with Workspace(file, writing=False) as reading:
            assert reading.count("brand") == 1 and reading.check() == []
    assert file.read_bytes() == before


def test_a_file_without_rights_is_read_and_writing_is_refused_with_words(file: Path) -> None:
    before = file.read_bytes()
    file.chmod(0o444)
    with without_rights():
        with pytest.raises(Held) as refused:
            Workspace(file, daily=False)
        assert "may not be written to" in EN.say(refused.value.label)
        with Workspace(file, writing=False) as reading:
            assert reading.count("brand") == 1
    assert file.read_bytes() == before


HOLD = """
import sys
from pathlib import Path
from passerella.store.workspace import Workspace
with Workspace(Path(sys.argv[1]), daily=False):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_of_many_that_open_at_once_one_may_write(file: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(file)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    for _round in range(5):
        all_of_them = [subprocess.Popen(command, text=True, env=ENVIRONMENT, **pipes) for _each in range(4)]
        said = [each.stdout.readline() for each in all_of_them]
        assert said.count("held\n") == 1
        with pytest.raises(Held):
            Workspace(file)
        with Workspace(file, writing=False) as reading:
            assert reading.count("brand") == 1
        all_of_them[said.index("held\n")].kill()
        for each in all_of_them:
            each.communicate()
        with Workspace(file) as free:
            assert free.writing


@pytest.mark.parametrize("command", ["import brands SOURCE FILE", "restore FILE FILE --force"])
def test_a_command_on_a_held_file_ends_with_1_and_says_who_has_it(file: Path, command: str) -> None:
    source = file.with_name("brands.csv")
    source.write_text("name\nB\n", encoding="utf-8")
    before = file.read_bytes()
    words = [{"SOURCE": str(source), "FILE": str(file)}.get(each, each) for each in command.split()]
    with Workspace(file, daily=False):
        done = subprocess.run(
            [sys.executable, "-m", "passerella", *words],
            capture_output=True, text=True, env=ENVIRONMENT, check=False,
        )  # fmt: skip
    assert done.returncode == 1 and "open for writing by" in done.stderr
    assert file.read_bytes() == before
