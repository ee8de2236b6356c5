"""A person is erased wherever the file remembers them, also when the record was deleted long ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from passerella.records.brands import Brand
from passerella.records.everything import kinds
from passerella.records.trade import Buyer
from passerella.store import erasing
from passerella.store.errors import Refused
from passerella.store.workspace import Workspace
from passerella.texts.home import drafts_folder, pictures_folder, write
from passerella.texts.language import language

WORDS = ("Fiorella Altovento", "Fiorella Vecchionome", "Signora Rossi-Quaglia", "Beve solo acqua liscia")
BUYER = kinds()["buyer"]


def holding(path: Path) -> list[str]:
    data = path.read_bytes()
    return [word for word in WORDS if word.encode() in data]


def met(workspace: Workspace) -> Buyer:
    buyer = workspace.save(Buyer(company=WORDS[1], people=WORDS[2]))
    return workspace.save(replace(buyer, company=WORDS[0], notes=WORDS[3] + " " * 5000 + "x"))  # type: ignore[no-any-return]


def removed(workspace: Workspace) -> None:
    workspace.delete(met(workspace))


def undone(workspace: Workspace) -> None:
    met(workspace)
    workspace.undo()
    workspace.undo()


@pytest.mark.parametrize("gone", [removed, undone])
def test_who_was_deleted_is_found_in_the_history_and_erased(
    workspace: Workspace, gone: Callable[[Workspace], None]
) -> None:
    gone(workspace)
    assert holding(workspace.path)
    (person,) = erasing.deleted(workspace.read, BUYER)
    assert not person.there and person.title.parts[0] in WORDS[:2]
    erased = workspace.erase("buyer", person.uid)
    assert erased.words >= set(WORDS[:3])
    assert holding(workspace.path) == [] and erasing.deleted(workspace.read, BUYER) == []
    while workspace.undo() is not None:
        assert holding(workspace.path) == []
    while workspace.redo() is not None:
        assert holding(workspace.path) == []
    assert workspace.check() == []


def test_a_person_is_found_by_any_name_of_any_time_whatever_the_case(workspace: Workspace) -> None:
    removed(workspace)
    there = workspace.save(Buyer(company="Maison", people=f" {WORDS[2]} "))
    for name, found in ((WORDS[0].upper(), 1), (WORDS[1], 1), (WORDS[2].lower(), 2), ("Fiorella", 0)):
        assert len(erasing.called(workspace.read, BUYER, name)) == found
    assert [each.there for each in erasing.called(workspace.read, BUYER, "maison")] == [True]
    assert there.id == 2


def test_a_brand_of_the_same_name_keeps_it(workspace: Workspace) -> None:
    workspace.save(Brand(name=WORDS[0]))
    removed(workspace)
    (person,) = erasing.deleted(workspace.read, BUYER)
    workspace.erase("buyer", person.uid)
    told = [language("en").say(label) for _at, _who, label in workspace.changes()]
    assert f"New: Brand {WORDS[0]}" in told and "Delete: Buyer #1" in told
    assert workspace.all("brand")[0].name == WORDS[0]


def test_nothing_deleted_stays_in_freed_pages(workspace: Workspace) -> None:
    workspace.save_all([Brand(name=f"{n} {WORDS[3]}") for n in range(400)])
    workspace.undo()
    workspace.save(Brand(name="A"))  # what could be redone goes, and its pages are freed
    assert holding(workspace.path) == []


def test_drafts_and_pictures_go_with_the_person(workspace: Workspace) -> None:
    uid = workspace.meta("uid")
    removed(workspace)
    for name in ("buyer-1.json", "buyer-1-cancelled.json"):
        write(drafts_folder(uid) / name, {"company": WORDS[0]})
    write(drafts_folder(uid) / "order-0.json", {"buyer": WORDS[0], "lines": [["", WORDS[2]]], "notes": "9"})
    picture = pictures_folder() / "1.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"")
    (person,) = erasing.deleted(workspace.read, BUYER)
    workspace.erase("buyer", person.uid)
    (left,) = drafts_folder(uid).iterdir()
    assert left.read_text() == '{"buyer": "#1", "lines": [["", "#1"]], "notes": "9"}'
    assert not picture.exists()


def test_who_is_gone_from_the_history_too_is_said_to_be(workspace: Workspace) -> None:
    undone(workspace)
    (person,) = erasing.deleted(workspace.read, BUYER)
    workspace.save(Brand(name="A"))  # what could be redone goes
    with pytest.raises(Refused):
        workspace.erase("buyer", person.uid)
    assert holding(workspace.path) == []
