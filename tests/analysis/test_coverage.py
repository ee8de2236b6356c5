"""The band's promise in little; `packaging/dev.py coverage` makes the whole table."""

import runpy
from pathlib import Path

import pytest
from scipy.stats import binomtest

HISTORIES = 300
BENCH = runpy.run_path(str(Path(__file__).parents[1] / "bench" / "coverage.py"))


@pytest.mark.parametrize("growth", BENCH["GROWTHS"])
def test_the_band_holds_the_truth_95_times_in_a_hundred(growth):
    fitted, found = BENCH["coverage"](growth, HISTORIES, seed=7)
    assert fitted >= HISTORIES - 3
    for ours, _, _ in found.values():
        assert binomtest(ours, fitted, 0.95).pvalue > 0.01


def test_the_band_lies_between_one_never_widened_and_one_always_widened():
    fitted, found = BENCH["coverage"]((0.01, 0.05), HISTORIES, seed=7)
    for ours, never, always in found.values():
        assert never <= ours <= always <= fitted
