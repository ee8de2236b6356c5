"""Figures, charts and sheets as a shell gets them."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from passerella.commands.brand_answers import recognitions
from passerella.commands.cli import run
from passerella.figures.recognition import main_brand, main_series
from passerella.records.goals import MEASURES
from passerella.records.standing import ReportedFact
from passerella.store.backups import backups
from passerella.store.workspace import Workspace
from passerella.texts.language import language

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"


def passerella(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """What a command says and answers, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("LANG", "en_US.UTF-8")
        patch.delenv("LC_ALL", raising=False)
        patch.setenv("MPLCONFIGDIR", os.environ.get("PASSERELLA_HOME", ""))
        code = run([*map(str, words)])
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def started(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The same as a shell gets it, from a new process."""
    env = {**os.environ, "PYTHONPATH": str(DESKTOP), "LANG": "en_US.UTF-8", "PYTHONUTF8": "1"}
    env.pop("LC_ALL", None)
    env.pop("MPLCONFIGDIR", None)
    code = "import sys; from passerella.commands.cli import run; sys.exit(run(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def sample(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(pattern, tmp_path_factory.mktemp("sample")))


def test_figures_say_what_they_rest_on(sample: Path) -> None:
    done = started("figures", sample)
    assert done.returncode == 0, done.stderr
    for words in (
        "From 15.0% to 21.0%: +6.0 points (0.7–11.3), more than chance, but perhaps barely.",
        "Wave 5, 17 Oct 2025: 21.0% (17.3–25.3%), 84 of 400 people",
        "Basis: Wilson interval",
        "reference year 2022",
    ):
        assert words in done.stdout


def test_figures_speak_of_a_goal_whose_day_has_passed_once_and_in_the_past(sample_file: Path) -> None:
    words = language("en")
    with Workspace(sample_file) as opened:
        series = main_series(opened)
        goal = next(each for each in opened.all("goal") if series is not None and each.series == series.id)
        said = [
            "\n".join(line for each in recognitions(opened, words, day) for line in each.lines(words))
            for day in (goal.by, goal.by + timedelta(1))
        ]
    was = "Whether the goal of 25% by 30 Jun 2026 was reached is not known"
    assert [each.count(was) for each in said] == [0, 1]
    assert ["the chance of 25% or more" in each for each in said] == [True, False]


def test_figures_list_what_was_reported_and_whether_the_surveys_contradict_it(sample_file: Path) -> None:
    words = language("en")
    with Workspace(sample_file) as opened:
        brand, series = main_brand(opened), main_series(opened)
        assert brand is not None and series is not None
        terms = {"subject": brand.name, "place": series.name, "measure": "recognition", "unit": "%"}
        told = {"as_of": date(2025, 10, 17), "stated_by": "a paper"}
        opened.save(ReportedFact(**terms, **told, comparator=">", value=Decimal(60)))
        found = recognitions(opened, words, date(2025, 10, 31))
    aided = next(
        each for each in found if "米兰" in words.say(each.name) and each.values["measure"] == "aided"
    )
    said = aided.lines(words)
    assert f"  Reported: >60%; {brand.name}, 17 Oct 2025; a paper; against the surveys" in said
    assert sum("of another audience: shown, not computed with" in line for line in said) == 2
    assert [each["contradicted"] for each in aided.values["reported"]].count(True) == 1


def test_figures_as_json(sample: Path) -> None:
    found = json.loads(passerella("figures", sample, "--json").stdout)
    series = "意大利时尚界（米兰）"
    aided = next(each for each in found["recognition"] if each["series"] == series)
    assert aided["measure"] == "aided" and aided["share"] == pytest.approx(0.21)
    assert aided["goal"]["share"] == pytest.approx(0.25) and len(aided["inputs"]) == 5
    assert aided["change"]["more_than_chance"] is True
    assert found["average_price"]["reference_year"] == 2022
    assert found["export_value"]["inputs"]["without_rate"] == 0


def test_figures_tell_course_markets_brands_and_funnel(sample: Path) -> None:
    said = passerella("figures", sample).stdout
    for words in (
        "Over 5 waves it rises: chance alone would do as much less than once in 1,000 times.",
        "If it goes on like this, the chance of 25% or more on 30 Jun 2026 is over 90%.",
        "Intervals are corrected for random samples from 2,100 people in all.",
        "Reported: <2%; 远绒, 31 Dec 2022; Le Fil du Jour（虚构）, 2 Jul 2025; of this audience",
        "Reported: <2%; 远绒, 31 Dec 2022; Le Fil du Jour（虚构）, 2 Jul 2025; of total awareness: shown",
        "Lana Serventi: no change proved: +1.8 points",
        "意大利时尚界（米兰）: Aided recognition by brand",
        "Of 20 comparisons one looks like more than chance by chance alone; these are 3.",
        "远绒, know it → would consider: 36.9% (27.4–47.6%), 31 people.",
    ):
        assert words in said
    found = json.loads(passerella("figures", sample, "--json").stdout)
    milan = next(each for each in found["recognition"] if len(each["inputs"]) == 5)
    assert milan["trend"]["direction"] == 1 and milan["needed_pace"] > 0
    assert [line["ceiling"] for line in milan["course"]] == [1.0, 0.5, 0.36]
    assert milan["course"][0]["outlook"]["chance"] == 10
    assert len(milan["shows"]) == 3 and len(milan["events"]) == 7
    assert {len(each["slopes"]) for each in found["slope"]} == {2, 3}
    of_milan = next(each for each in found["brands"] if each["series"] == milan["series"])
    assert {line["name"]: len(line["points"]) for line in of_milan["lines"]} == {
        "远绒": 5, "Lana Serventi": 5, "Tessuti Kolba": 5,
    }  # fmt: skip
    assert len(found["markets"][0]["lines"]) == len(found["funnel"]) == 2


def test_figures_plan_the_next_survey_and_split_the_price(sample: Path) -> None:
    said = passerella("figures", sample).stdout
    for words in (
        "With 400 people a change of 8.6 points will be seen in 4 of 5 tries",
        "To see 21.0% become 26.0% in 4 of 5 tries, ask 1,128 people a wave.",
        "4 Feb 2026 – 17 Feb 2026: ends a week before",
        "What moved it: price +16.3, rate +11.2, mix −0.3, range 0.0 (%)",
        "Cochran and Armitage",
    ):
        assert words in said, words
    found = json.loads(passerella("figures", sample, "--json").stdout)
    assert {each["needed"] for each in found["planner"]} >= {1128}
    assert found["planner"][1]["planned"]["cost"] == "13800"
    drivers = found["average_price"]["drivers"]
    split = drivers["price"] * drivers["rate"] * drivers["mix"] * drivers["range"]
    assert split == pytest.approx(drivers["index"])


@pytest.mark.parametrize("name", ["course", "markets", "brands", "slope", "funnel"])
def test_every_chart_is_saved(sample: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "a.svg"
    done = passerella("chart", name, sample, target, "--language", "zh")
    assert done.returncode == 0, done.stderr
    assert "</text>" in target.read_text(encoding="utf-8")


def test_a_chart_of_named_brand_series_and_waves(sample: Path, tmp_path: Path) -> None:
    target, milan = tmp_path / "a.svg", ("--series", "意大利时尚界（米兰）")
    waves = ("--wave", "2024-04-19", "--wave", "2025-04-18")
    done = passerella("chart", "slope", sample, target, *milan, *waves, "--brand", "Yuanrong")
    assert done.returncode == 0, done.stderr
    drawn = target.read_text(encoding="utf-8")
    assert "19 Apr 2024" in drawn and "15.0% (+9.5)" in drawn and "Lana" not in drawn


def test_the_axis_of_a_chart_is_set(sample: Path, tmp_path: Path) -> None:
    found = {}
    for reach in ("25", "50", "100"):
        done = passerella("chart", "recognition", sample, tmp_path / "a.svg", "--axis", reach)
        assert done.returncode == 0, done.stderr
        drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
        found[reach] = max(int(share) for share in re.findall(r">(\d+)%<", drawn))
    assert found == {"25": 30, "50": 50, "100": 100}, "never lower than the data"
    assert passerella("chart", "recognition", sample, tmp_path / "a.svg", "--axis", "3").returncode == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brands", "--series", "Nowhere"), "There is no series called Nowhere."),
        (("funnel", "--brand", "Nobody"), "There is no brand called Nobody."),
        (("slope", "--wave", "2001-01-01"), "No wave of this series ended on 1 Jan 2001."),
    ],
)
def test_what_a_chart_cannot_find_is_named(
    sample: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = passerella("chart", words[0], sample, tmp_path / "a.svg", *words[1:])
    assert done.returncode == 1 and said in done.stderr
    assert not (tmp_path / "a.svg").exists()


@pytest.mark.parametrize("name", ["course", "markets", "brands", "slope", "funnel"])
def test_a_chart_of_no_survey_is_a_sentence(tmp_path: Path, name: str) -> None:
    file = tmp_path / "w.passerella"
    Workspace.create(file, "x").close()
    done = passerella("chart", name, file, tmp_path / "a.svg")
    assert done.returncode == 1 and "No survey yet" in done.stderr


def test_the_scoreboard_stands_among_the_figures(sample: Path) -> None:
    said = passerella("figures", sample).stdout
    assert "Average export price · all markets: " in said
    assert "9.5 → 25.0%, 30 Jun 2026: on track; due then 18.3%; +1.4 points a quarter needed; " in said
    assert "reported, never computed with: <1% → >20% 清河羊绒 · 2023 年前 → 至 2025 年" in said
    found = json.loads(passerella("figures", sample, "--json").stdout)["scoreboard"]
    assert {each["measure"] for each in found["measures"]} == set(MEASURES)
    aided = found["measures"][0]
    assert Decimal(aided["latest"]["value"]) == 21 and aided["goal"]["baseline_typed"] is True
    assert [each["figure"] for each in aided["reported"]] == ["<1% → >20%"]
    assert 0 < found["move"]["own_share"] < 1
    assert found["day"] == "2025-10-31"


def test_the_scoreboard_is_a_sheet(sample: Path, tmp_path: Path) -> None:
    done = passerella("sheet", "scoreboard", sample, tmp_path / "a.pdf", "--language", "it")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_figures_of_an_empty_workspace(tmp_path: Path) -> None:
    file = tmp_path / "w.passerella"
    Workspace.create(file, "x").close()
    done = passerella("figures", file)
    assert done.returncode == 0 and "Nothing shipped with a rate yet." in done.stdout
    drawn = passerella("chart", "recognition", file, tmp_path / "a.svg")
    assert drawn.returncode == 1 and "No survey yet" in drawn.stderr


@pytest.mark.parametrize(("ending", "head"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_chart_is_saved_and_matplotlib_writes_at_home_only(
    sample: Path, tmp_path: Path, home: Path, ending: str, head: bytes
) -> None:
    done = started("chart", "recognition", sample, tmp_path / f"a.{ending}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"a.{ending}").read_bytes().startswith(head)
    assert (home / "cache").is_dir()


def test_a_sheet_is_typeset_and_missing_characters_are_named(sample_file: Path, tmp_path: Path) -> None:
    file, target = sample_file, tmp_path / "a.pdf"
    words = ("sheet", "brand-progress", file, target, "--language", "zh", "--language", "en")
    done = started(*words)
    assert (done.returncode, done.stderr) == (0, "") and target.read_bytes().startswith(b"%PDF")
    with Workspace(file) as opened:
        (firm,) = opened.all("enterprise")
        opened.save(type(firm)(id=firm.id, name="清河 \U0001f9f6", home=firm.home))
    again = passerella(*words)
    assert again.returncode == 0 and "\U0001f9f6" in again.stderr


def test_wrong_usage_and_targets(sample: Path, tmp_path: Path) -> None:
    assert passerella("chart", "recognition", sample, tmp_path / "a.gif").returncode == 2
    assert passerella("sheet", "brand-progress", sample, tmp_path / "a.doc").returncode == 2
    nowhere = passerella("chart", "recognition", sample, tmp_path / "none" / "a.svg")
    assert nowhere.returncode == 1 and "cannot be written" in nowhere.stderr
    assert "recognition" in passerella("chart", "--help").stdout
    assert "brand-progress" in passerella("sheet", "--help").stdout


def test_backup_and_restore(tmp_path: Path) -> None:
    file = tmp_path / "w.passerella"
    Workspace.create(file, "x").close()
    made = passerella("backup", file)
    assert made.returncode == 0 and [str(each) for each in backups(file)] == [made.stdout.strip()]
    copy = backups(file)[0]
    refused = passerella("restore", copy, file)
    assert refused.returncode == 1 and "--force" in refused.stderr
    assert passerella("restore", copy, file, "--force").returncode == 0
    assert len(backups(file)) == 2
    assert passerella("restore", copy, tmp_path / "new.passerella").returncode == 0
    assert passerella("check", tmp_path / "new.passerella").returncode == 0


def test_bad_rows_are_skipped_when_asked(tmp_path: Path) -> None:
    file, source = tmp_path / "w.passerella", tmp_path / "in.csv"
    Workspace.create(file, "x").close()
    source.write_text("company,country\nRossi,IT\nBianchi,Atlantis\n", encoding="utf-8")
    assert passerella("import", "buyers", source, file).returncode == 1
    done = passerella("import", "buyers", source, file, "--skip-bad")
    assert done.returncode == 0 and "row 3, column country" in done.stderr
    assert "1 row was left out." in done.stdout and "Buyer: 1 new" in done.stdout


def test_the_sample_speaks_the_language_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "s.passerella"
    assert passerella("sample", file, "--language", "it").returncode == 0
    with Workspace(file, writing=False) as made:
        assert "Settimana della moda di Milano" in {each.name for each in made.all("show")}
