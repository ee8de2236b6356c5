"""The system refuses to let the file grow, in the middle of writing, as a full disk does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from passerella.records.brands import Brand
from passerella.store import backups
from passerella.store.errors import CannotWrite
from passerella.store.workspace import Workspace
from passerella.texts.language import language

if sys.platform == "win32":
    pytest.skip("limits on the size of files are of POSIX systems", allow_module_level=True)

import resource


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def brands(workspace: Workspace) -> int:
    return workspace.count("brand")


@pytest.mark.parametrize("more", [0, 1, 4096, 5000, 12288, 40000])
def test_saves_are_refused_with_words_and_go_on_when_there_is_room(workspace: Workspace, more: int) -> None:
    saved = 0
    with files_up_to(workspace.path.stat().st_size + more), pytest.raises(CannotWrite) as refused:
        for n in range(3000):
            workspace.save(Brand(name=f"b{n}", owner="x" * 190))
            saved += 1
    assert "as before" in language("en").say(refused.value.label)
    assert brands(workspace) == saved and workspace.check() == []
    workspace.save(Brand(name="after"))
    assert workspace.undo() is not None and brands(workspace) == saved
    assert workspace.check() == []


@pytest.mark.parametrize("pages", range(1, 12, 2))
def test_the_journal_does_not_fit(workspace: Workspace, pages: int) -> None:
    workspace.save_all([Brand(name=f"b{n}", owner="x" * 190) for n in range(300)])
    with files_up_to(pages * 2000), pytest.raises(CannotWrite):
        workspace.save_all([Brand(id=n, name=f"c{n}") for n in range(1, 200)])
    assert {each.name[0] for each in workspace.all("brand")} == {"b"}
    assert workspace.check() == []
    workspace.save(Brand(name="after"))


def test_a_copy_that_does_not_fit_is_none(workspace: Workspace) -> None:
    workspace.save(Brand(name="A"))
    with files_up_to(100_000), pytest.raises(CannotWrite):
        backups.make(workspace.path)
    assert backups.backups(workspace.path) == [] and not list(backups.folder(workspace.path).iterdir())
    assert backups.make(workspace.path).exists()
