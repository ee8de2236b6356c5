"""Every word on a chart, in its explanations and in its table is looked up."""

import pytest

from passerella.charts.files import file_figure
from passerella.figures.chart_tables import course_table, funnel_table, lines_table, slope_table, waves_table
from passerella.figures.comparing import brands, funnel_of, markets, slope
from passerella.figures.course import course
from passerella.figures.recognition import main_brand, main_series, recognition
from passerella.figures.telling import told
from passerella.store.workspace import Workspace


@pytest.fixture(scope="module")
def sample(pattern):
    with Workspace(pattern, writing=False) as workspace:
        yield workspace


def _waves(workspace, words, brand, series):
    return recognition(workspace, words, brand=brand, series=series)


CHARTS = {
    "waves": (_waves, waves_table),
    "course": (lambda *where: course(_waves(*where)), course_table),
    "markets": (lambda workspace, words, brand, _series: markets(workspace, words, brand), lines_table),
    "brands": (lambda workspace, words, _brand, series: brands(workspace, words, series), lines_table),
    "slope": (lambda workspace, words, _brand, series: slope(workspace, words, series), slope_table),
    "funnel": (lambda workspace, words, _brand, series: funnel_of(workspace, words, series), funnel_table),
}


@pytest.mark.parametrize("name", CHARTS)
def test_no_source_text_is_left_over_on_a_chart(pseudo, unspoken, sample, labels, name):
    left_over = unspoken.amid(sample)
    find, table = CHARTS[name]
    result = find(sample, pseudo, main_brand(sample).id, main_series(sample).id)
    drawn = file_figure(told(result, pseudo), pseudo)
    found = [text.get_text() for text in labels(drawn.figure)]
    found += [line for spot in drawn.spots for line in spot.lines]
    beside = table(result, pseudo)
    found += [*beside.heads, *(cell for row in beside.rows for cell in row)]
    assert len(found) > 20
    assert [text for text in found if left_over(text)] == []
