"""The recognition chart: it draws whatever there is, and its labels do not stand on each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from passerella.charts.export import picture, save
from passerella.charts.recognition import DARK, LIGHT, PRINT, ChartColours, ChartWords, Spot, draw
from passerella.charts.scales import month_ticks, share_ticks
from passerella.figures.recognition_result import (
    GoalLine,
    RecognitionResult,
    ReportedBound,
    ShowMark,
    WavePoint,
)

pytestmark = pytest.mark.filterwarnings("error")

WORDS = ChartWords(
    format_share=lambda share: f"{share:.1%}",
    format_tick=lambda share: f"{share:.0%}",
    format_month=lambda day: f"{day:%Y-%m}",
    goal=lambda goal: f"目标 {goal.share:.0%}，{goal.by}",
    bound_value=lambda bound: f"{bound.comparator}{bound.share:.0%}",
    bound_note=lambda bound: (bound.subject, "据报道①"),
    last_note="远绒（示例）",
    empty="还没有调查",
    point_details=lambda number, point: (f"第 {number} 次调查", f"{point.hits}/{point.asked}"),
    bound_details=lambda bound: (bound.subject,),
    show_details=lambda show: (show.place, show.season),
    goal_details=lambda goal: ("目标",),
)
SHOWS = (
    ShowMark(date(2024, 1, 24), "佛罗伦萨", "2025春夏"),
    ShowMark(date(2024, 9, 17), "米兰", "2025春夏"),
    ShowMark(date(2025, 9, 23), "米兰", "2026春夏"),
)
BOUNDS = (
    ReportedBound(date(2022, 12, 31), "<", 0.01, "清河羊绒", 1),
    ReportedBound(date(2025, 6, 8), ">", 0.2, "清河羊绒", 1),
)
GOAL = GoalLine(date(2024, 11, 5), date(2026, 6, 30), 0.25)


def _waves(count: int) -> tuple[WavePoint, ...]:
    step = 900 // max(1, count - 1)
    shares = [0.01 + 0.2 * n / max(1, count - 1) for n in range(count)]
    return tuple(
        WavePoint(date(2023, 4, 21) + timedelta(n * step), int(s * 400), 400, s, s * 0.8, s * 1.2 + 0.01)
        for n, s in enumerate(shares)
    )


def _result(waves: int) -> RecognitionResult:
    return RecognitionResult("远绒", "意大利", "aided", _waves(waves), BOUNDS, SHOWS, GOAL, None, True)


def _draw(
    result: RecognitionResult, colours: ChartColours = LIGHT, width: float = 850, height: float = 260
) -> tuple[Figure, list[Spot]]:
    return draw(result, width=width, height=height, dpi=96, colours=colours, words=WORDS)


def _labels(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def _overlapping(figure: Figure) -> list[tuple[str, str]]:
    boxes = [(text.get_text(), text.get_window_extent()) for text in _labels(figure)]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 0.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
    ]


@pytest.mark.parametrize("waves", [0, 1, 2, 5, 200])
@pytest.mark.parametrize("width", [420, 850, 1300])
def test_labels_stand_apart(waves: int, width: int) -> None:
    figure, spots = _draw(_result(waves), width=width)
    assert _overlapping(figure) == []
    assert len(spots) == waves + len(SHOWS) + len(BOUNDS) + 1
    assert picture(figure, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("waves", [0, 1, 2, 5])
def test_labels_stay_in_the_picture(waves: int) -> None:
    figure, _ = _draw(_result(waves))
    for text in _labels(figure):
        box = text.get_window_extent()
        assert box.x0 >= -1 and box.x1 <= 851 and box.y0 >= -1 and box.y1 <= 261, text.get_text()


def test_everything_is_labelled_where_there_is_room() -> None:
    texts = [text.get_text() for text in _labels(_draw(_result(5))[0])]
    for wanted in ("<1%", ">20%", "佛罗伦萨", "2026春夏", "21.0%", "远绒（示例）", "目标 25%，2026-06-30"):
        assert wanted in texts
    assert texts.count("据报道①") == 2
    assert texts.count("米兰") == 2


def test_crowded_shows_lose_labels_but_no_spots() -> None:
    shows = tuple(ShowMark(date(2022, 1, 1) + timedelta(20 * n), "米兰", "2026春夏") for n in range(40))
    figure, spots = _draw(replace(_result(5), shows=shows))
    labels = [text for text in _labels(figure) if text.get_text() == "米兰"]
    assert 0 < len(labels) < 40
    assert _overlapping(figure) == []
    assert sum(spot.lines == ("米兰", "2026春夏") for spot in spots) == 40


def test_two_levels_where_the_picture_is_tall() -> None:
    days = (date(2024, 9, 1), date(2024, 10, 5), date(2024, 11, 8))
    shows = tuple(ShowMark(day, "米兰", "2026春夏") for day in days)
    figure, _ = _draw(replace(_result(5), shows=shows), height=500)
    heights = {round(t.get_window_extent().y0) for t in _labels(figure) if t.get_text() == "米兰"}
    assert len(heights) == 2
    assert sum(t.get_text() == "米兰" for t in _labels(figure)) == 3
    assert _overlapping(figure) == []


def test_nothing_at_all_says_so() -> None:
    figure, spots = _draw(RecognitionResult("远绒", "s", "aided", (), (), (), None, None, False))
    assert [text.get_text() for text in _labels(figure)] == ["还没有调查"]
    assert spots == []


def test_spots_lie_on_their_marks() -> None:
    _, spots = _draw(_result(2))
    first, last = (spot for spot in spots if spot.lines[0].startswith("第"))
    assert first.x_px < last.x_px
    assert first.y_px > last.y_px, "pixels count from the top"
    assert all(0 <= spot.x_px <= 850 and 0 <= spot.y_px <= 260 for spot in spots)


@pytest.mark.parametrize("comparator", ["<", ">", "=", "≥", "≤"])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_any_bound(comparator: str, share: float) -> None:
    bound = ReportedBound(date(2025, 1, 1), comparator, share, "清河羊绒", 1)
    figure, _ = _draw(replace(_result(1), bounds=(bound,)))
    assert _overlapping(figure) == []


@pytest.mark.parametrize("colours", [LIGHT, DARK, PRINT])
@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_saves(tmp_path: Path, colours: ChartColours, kind: str) -> None:
    figure, _ = _draw(_result(5), colours)
    target = tmp_path / f"图.{kind}"
    save(figure, target)
    content = target.read_bytes()
    assert len(content) > 2000
    assert content == picture(_draw(_result(5), colours)[0], kind), "the same data make the same file"
    if kind == "svg":
        assert "据报道①</text>" in content.decode()
    with pytest.raises(ValueError):
        save(figure, tmp_path / "x.bmp")


def test_ticks() -> None:
    assert share_ticks(1.4, 5)[-1] == pytest.approx(1.0)
    assert share_ticks(0.31, 4) == pytest.approx([0, 0.1, 0.2, 0.3])
    days = month_ticks(date(2023, 1, 1).toordinal(), date(2026, 1, 1).toordinal(), 7)
    assert days[0] == date(2023, 1, 1) and days[1] == date(2023, 7, 1)
    assert len(month_ticks(date(1, 1, 1).toordinal(), date.max.toordinal(), 8)) <= 9
