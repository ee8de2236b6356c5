"""Finding records: on a thread of its own, broken off by what is newer."""

from __future__ import annotations

import threading

import pytest

from passerella.records.everything import kinds
from passerella.records.trade import Buyer
from passerella.store import finding
from passerella.store.finding import Query, Stopped


@pytest.fixture
def buyers(workspace):
    for company in ("王五羊绒", "Aubrelle Maison", "阿玛尼", "10号店", "9号店"):
        workspace.save(Buyer(company=company))
    return kinds()["buyer"]


def test_first_rows_of_an_index_are_those_of_the_whole_list(workspace, buyers):
    query = Query(descending=True)
    ids = finding.find(workspace.read, buyers, query)
    assert finding.indexed(buyers, query)
    assert finding.find(workspace.read, buyers, query, 2) == ids[:2]
    assert list(ids) == list(finding.find(workspace.read, buyers, Query()))[::-1]


def test_type_ahead_finds_beginnings_of_words_and_initials(workspace, buyers):
    def names(begins):
        return [each.company for each in workspace.all("buyer", Query(begins=begins))]

    assert names("mais") == ["Aubrelle Maison"]
    assert names("wwyr") == ["王五羊绒"]
    assert names("阿") == ["阿玛尼"]
    assert names("aison") == []


def test_more_ids_than_fit_into_one_text_are_found_in_the_same_order(workspace, buyers, monkeypatch):
    query = Query(sort="company", descending=True)
    found = workspace.find("buyer", query)
    monkeypatch.setattr(finding, "_IN_ONE_TEXT", 3)
    assert workspace.find("buyer", query) == found and len(found) == 5


def test_a_newer_question_breaks_off_the_running_one(workspace, buyers):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    begun = threading.Event()

    def work(db):
        begun.set()
        db.execute(endless).fetchall()

    running, waiting = workspace.finder.ask(work), workspace.finder.ask(finding.count, buyers)
    assert begun.wait(10)
    while not running.done():
        workspace.finder.stop()
    assert isinstance(running.exception(), Stopped) and waiting.cancelled()
    assert workspace.finder.ask(finding.count, buyers).result() == 5


def test_a_save_does_not_wait_for_a_search_which_begins_again_after_it(workspace, buyers):
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT max(id) FROM buyer UNION ALL SELECT i + 1 FROM n)"
        " SELECT max(begun()) FROM n"
    )
    begun, counts = threading.Event(), []

    def work(db):
        counts.append(finding.count(db, buyers))
        if len(counts) == 1:
            db.create_function("begun", 0, begun.set)
            db.execute(endless).fetchall()
        return counts

    asked = workspace.finder.ask(work)
    assert begun.wait(10)
    workspace.save(Buyer(company="Nuova"))
    assert asked.result(10) == [5, 6]


def test_ids_come_whole_and_in_order_however_many_at_once(workspace, buyers, monkeypatch):
    whole = finding.find(workspace.read, buyers, Query(sort="company"))
    monkeypatch.setattr(finding, "_AT_ONCE", 32)
    assert finding.find(workspace.read, buyers, Query(sort="company")) == whole
    assert [workspace.get("buyer", id).company for id in whole] == [
        "9号店",
        "10号店",
        "阿玛尼",
        "王五羊绒",
        "Aubrelle Maison",
    ]
