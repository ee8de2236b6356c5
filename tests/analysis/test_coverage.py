"""The band's promise in little; `packaging/dev.py coverage` makes the whole table."""

import runpy
from pathlib import Path
from random import Random

import pytest
from scipy.stats import binomtest

from passerella.analysis.course import Course, fit_course
from passerella.analysis.likelihood import logistic
from passerella.analysis.outlook import Outlook, outlook

HISTORIES = 300
TIMES = (0.0, 0.5, 1.0, 1.5, 2.0)
BENCH = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "coverage.py"))


@pytest.mark.parametrize("growth", BENCH["GROWTHS"])
def test_the_band_holds_the_truth_95_times_in_a_hundred(growth):
    fitted, found = BENCH["coverage"](growth, HISTORIES, seed=7)
    assert fitted >= HISTORIES - 3
    for ours, _, _ in found.values():
        assert binomtest(ours, fitted, 0.95).pvalue > 0.01


def test_a_chance_in_tenths_comes_true_as_often_as_it_says():
    """Courses of all sorts, goals of all sorts about them; 'under 10%' and 'over 90%' are the ends."""
    chance = Random(5)
    told: dict[int, list[bool]] = {}
    for _ in range(3000):
        level, slope = chance.uniform(-4.5, -1), chance.uniform(-0.2, 1.2)
        counted = [
            (t, sum(chance.random() < logistic(level + slope * t) for _ in range(400)), 400) for t in TIMES
        ]
        course = fit_course(counted)
        if isinstance(course, Course):
            goal = logistic(course.eta(2.75) + chance.gauss(0, 1.6) * course.error(2.75))
            said = outlook(course, goal, 2.75, 12)
            if isinstance(said, Outlook):
                told.setdefault(said.chance, []).append(logistic(level + slope * 2.75) >= goal)
    assert sorted(told) == list(range(11))
    often = {tenths: sum(each) / len(each) for tenths, each in told.items()}
    assert often[0] < 0.1 and often[10] > 0.9
    assert all(abs(often[tenths] - tenths / 10) < 0.15 for tenths in range(1, 10))


def test_the_band_lies_between_one_never_widened_and_one_always_widened():
    fitted, found = BENCH["coverage"]((0.01, 0.05), HISTORIES, seed=7)
    for ours, never, always in found.values():
        assert never <= ours <= always <= fitted
