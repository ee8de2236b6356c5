"""The stamp of a file tells that it was written to, without opening it."""

import os
import shutil
import subprocess
import sys

from passerella.records.everything import kinds
from passerella.store.stamp import stamp

ELSEWHERE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE enterprise SET name = 'Other'")
db.commit()
"""


def test_looking_changes_nothing(workspace):
    before = stamp(workspace.path)
    workspace.all("enterprise")
    workspace.check()
    assert before and stamp(workspace.path) == before


def test_each_save_and_undo_is_told(workspace):
    stamps = [stamp(workspace.path)]
    workspace.save(kinds()["buyer"].make(company="Lana", country="IT"))
    stamps.append(stamp(workspace.path))
    workspace.undo()
    stamps.append(stamp(workspace.path))
    workspace.redo()
    stamps.append(stamp(workspace.path))
    assert len(set(stamps)) == 4 and all(stamps)


def test_what_another_program_writes_is_told_even_if_it_turns_the_clock_back(workspace):
    before, about = stamp(workspace.path), workspace.path.stat()
    subprocess.run([sys.executable, "-c", ELSEWHERE, workspace.path], check=True)
    os.utime(workspace.path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert stamp(workspace.path) != before


def test_a_copy_in_its_place_is_told(workspace, tmp_path):
    before = stamp(workspace.path)
    workspace.close()
    shutil.copy2(workspace.path, tmp_path / "copy")
    (tmp_path / "copy").replace(workspace.path)
    assert stamp(workspace.path) not in ("", before)


def test_there_is_none_while_a_save_waits_to_be_rolled_back(workspace):
    journal = workspace.path.with_name(workspace.path.name + "-journal")
    journal.touch()
    assert stamp(workspace.path) == ""
    journal.unlink()
    assert stamp(workspace.path)


def test_there_is_none_of_a_file_that_is_gone(tmp_path):
    assert stamp(tmp_path / "gone.passerella") == ""
