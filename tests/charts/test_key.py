"""What has no room for words where it stands is named below the chart, by its marker."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from passerella.charts.colours import LIGHT
from passerella.charts.drawing import Drawn, draw
from passerella.charts.files import file_figure
from passerella.figures.comparing_result import (
    BrandsResult,
    Funnel,
    FunnelResult,
    Line,
    MarketsResult,
    SlopeResult,
)
from passerella.figures.course import course
from passerella.figures.recognition import last_change
from passerella.figures.recognition_result import (
    ALONE,
    Around,
    EventMark,
    RecognitionResult,
    ReportedBound,
    ShowMark,
)
from passerella.figures.telling import Charted, told
from passerella.texts.language import language

from .made import FIRST, GOAL, LAST, SHOWS, labels, slope_of, steps, waves

pytestmark = pytest.mark.filterwarnings("error")
ZH = language("zh")
EVENTS = (
    EventMark(date(2024, 11, 20), "campaign", "“从山地到米兰”推广"),
    EventMark(date(2025, 3, 2), "award", "获设计新锐奖"),
    EventMark(date(2025, 3, 2), "shop", "米兰专柜开业"),
    EventMark(date(2025, 5, 17), "press", "Filo"),
)
BOUND = ReportedBound(date(2025, 6, 8), ">", 0.2, "清河羊绒", 1, True)
AROUND = Around(GOAL, (BOUND,), SHOWS, EVENTS)
CARD = (578, 186)


def _lines(around: Around, number: int = 3) -> tuple[Line, ...]:
    found = []
    for at in range(number):
        points = waves(5, 0.21 - at / 200)
        found.append(Line(f"甲{at}", not at, points, last_change(points), around=ALONE if at else around))
    return tuple(found)


def _recognition(around: Around) -> RecognitionResult:
    return RecognitionResult("远绒", "米兰", "aided", waves(5, 0.21), around, None, False)


def _slope(around: Around) -> SlopeResult:
    lines = [replace(each, points=waves(2, 0.2 + at / 10)) for at, each in enumerate(_lines(around))]
    return SlopeResult("米兰", "aided", FIRST, LAST, tuple(map(slope_of, lines)), (), False)


def _funnel(around: Around) -> FunnelResult:
    made = Funnel("远绒", True, 400, steps(), around)
    return FunnelResult("米兰", LAST, FIRST, (made,), (), False)


KINDS: dict[str, Callable[[Around], Charted]] = {
    "waves": _recognition,
    "course": lambda around: course(_recognition(around)),
    "brands": lambda around: BrandsResult("米兰", "aided", _lines(around), (), False),
    "markets": lambda around: MarketsResult("远绒", "aided", _lines(around), (), False),
    "slope": _slope,
    "funnel": _funnel,
}


def _drawn(result: Charted, size: tuple[int, int] = CARD, page: int = 0) -> Drawn:
    return draw(result, ZH, width=size[0], height=size[1], dpi=96, colours=LIGHT, page=page)


def _texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in labels(figure)]


@pytest.mark.parametrize("size", [CARD, (900, 320)])
@pytest.mark.parametrize("kind", KINDS)
def test_each_show_and_milestone_is_named_on_each_chart(kind: str, size: tuple[int, int]) -> None:
    texts = " ".join(_texts(_drawn(KINDS[kind](AROUND), size).figure))
    for show in SHOWS:
        assert texts.count(show.season) == sum(each.season == show.season for each in SHOWS)
        assert show.place in texts
    for event in EVENTS[:3]:
        assert event.what in texts


@pytest.mark.parametrize("kind", KINDS)
def test_goal_and_report_are_said_on_each_chart_however_low(kind: str) -> None:
    figure = _drawn(KINDS[kind](AROUND), (578, 126)).figure
    words = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    assert any("25%" in text.get_text() for text in words if text.get_color() == LIGHT.goal)
    assert any(">20%" in text.get_text() for text in words)


def test_what_even_the_key_has_no_room_for_is_counted() -> None:
    days = (FIRST + timedelta(30 * number) for number in range(24))
    shows = tuple(ShowMark(day, f"城{number}", "2025春夏") for number, day in enumerate(days))
    texts = _texts(_drawn(KINDS["markets"](Around(shows=shows))).figure)
    named = len([text for text in texts if "城" in text])
    (said,) = (text for text in texts if "另有" in text)
    assert int(re.findall(r"\d+", said)[0]) == len(shows) - named > 0


def test_on_a_low_paper_the_brands_keep_their_names_above_a_key() -> None:
    made = draw(KINDS["brands"](AROUND), ZH, width=1028, height=210, dpi=150, colours=LIGHT)
    texts = _texts(made.figure)
    assert all(any(text.startswith(name) for text in texts) for name in ("甲0", "甲1", "甲2"))
    assert any("推广" in text or "专柜" in text for text in texts)


def test_a_key_leaves_the_chart_most_of_the_picture() -> None:
    events = tuple(EventMark(FIRST + timedelta(9 * n), "other", f"第 {n} 件发生的事") for n in range(90))
    for make in KINDS.values():
        spots = _drawn(make(Around(events=events))).spots
        assert max(spot.y_px for spot in spots) > CARD[1] * 0.6


def test_pages_hold_each_market_once_with_a_key_below() -> None:
    result = MarketsResult("远绒", "aided", _lines(AROUND, 40), (), False)
    pages = _drawn(result).pages
    names = [text for page in range(pages) for text in _texts(_drawn(result, page=page).figure)]
    assert sorted(text for text in names if re.fullmatch(r"甲\d+", text)) == sorted(
        f"甲{n}" for n in range(40)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_two_things_of_one_day_are_seen_and_found_apart(kind: str) -> None:
    spots = _drawn(KINDS[kind](AROUND)).spots
    places = {line: (spot.x_px, spot.y_px) for spot in spots for line in spot.lines}
    one, other = (places[event.what] for event in EVENTS[1:3])
    assert one[0] == pytest.approx(other[0]) and abs(one[1] - other[1]) > 5


@pytest.mark.parametrize("kind", ["markets", "brands", "slope", "funnel"])
def test_what_happened_in_one_week_is_seen_and_found_apart(kind: str) -> None:
    week = tuple(EventMark(date(2025, 3, 2 + 2 * n), "award", f"奖 {n}") for n in range(3))
    spots = [spot for spot in _drawn(KINDS[kind](Around(events=week))).spots if "奖" in spot.lines[0]]
    places = {(round(spot.x_px), round(spot.y_px)) for spot in spots}
    apart = [max(abs(x - u), abs(y - v)) for x, y in places for u, v in places if (x, y) != (u, v)]
    assert len(apart) >= 6 and min(apart) >= 5


@pytest.mark.parametrize("kind", ["waves", "brands", "slope"])
def test_no_line_of_a_show_runs_through_what_else_happened(kind: str) -> None:
    apart = (0, 30, 60, 90, 300, 330)
    shows = tuple(ShowMark(date(2024, 5, 1) + timedelta(days), "佛罗伦萨", "2025春夏") for days in apart)
    events = tuple(
        EventMark(date(2024, 3, 1) + timedelta(40 * n), "shop", "第一家专柜开业") for n in range(9)
    )
    for width in range(700, 1500, 100):
        figure = _drawn(KINDS[kind](Around(shows=shows, events=events)), (width, 500)).figure
        lines = [
            each.get_window_extent()
            for each in figure.findobj(Line2D)
            if isinstance(each, Line2D) and each.get_color() == LIGHT.show and each.is_dashed()
        ]
        words = [
            text for text in figure.findobj(Text) if isinstance(text, Text) and "专柜" in text.get_text()
        ]
        for box in (text.get_window_extent() for text in words):
            across = [line for line in lines if box.x0 < line.x0 < box.x1]
            assert not [line for line in across if line.y0 < box.y1 - 1 and box.y0 + 1 < line.y1]


@pytest.mark.parametrize("kind", KINDS)
def test_press_is_marked_by_a_line_that_is_seen(kind: str) -> None:
    figure = _drawn(KINDS[kind](AROUND)).figure
    marks = [each for each in figure.findobj(Line2D) if isinstance(each, Line2D) and each.get_marker() == "|"]
    assert marks and all(each.get_markeredgewidth() > 1 for each in marks)


def test_what_was_reported_of_another_place_says_so_to_pointer_and_table() -> None:
    elsewhere = replace(BOUND, same=False, place="巴黎买手")
    for around, said in ((AROUND, "清河羊绒"), (replace(AROUND, bounds=(elsewhere,)), "清河羊绒，巴黎买手")):
        result = _recognition(around)
        (lines,) = (spot.lines for spot in _drawn(result).spots if spot.lines[0] == ">20%")
        assert lines[1] == said
        (row,) = (row for row in told(result, ZH).table.rows if row[0].startswith("清河羊绒"))
        assert ("巴黎买手" in row[0]) is ("巴黎买手" in said)


def test_shows_of_long_ago_do_not_squeeze_the_waves() -> None:
    long_ago = ShowMark(date(2009, 9, 20), "米兰", "2010春夏")
    apart = [
        spots[4].x_px - spots[0].x_px
        for spots in (
            [spot for spot in _drawn(_recognition(around)).spots if "轮" in spot.lines[0]]
            for around in (AROUND, replace(AROUND, shows=(long_ago, *SHOWS)))
        )
    ]
    assert apart[0] == pytest.approx(apart[1])


def test_a_long_name_beside_the_last_wave_leaves_the_waves_their_room() -> None:
    result = replace(_recognition(AROUND), brand="远绒羊绒制品国际有限公司高端系列第二事业部")
    waves = [spot for spot in _drawn(result).spots if "轮" in spot.lines[0]]
    assert waves[-1].x_px - waves[0].x_px > CARD[0] * 0.5


def test_no_panel_of_six_markets_is_left_empty() -> None:
    result = MarketsResult("远绒", "aided", _lines(ALONE, 6), (), False)
    for size in ((578, 186), (850, 300), (1200, 500)):
        firsts = [spot for spot in _drawn(result, size).spots if "第 1 轮" in " ".join(spot.lines)]
        columns = len({round(spot.x_px) for spot in firsts})
        assert len(firsts) == 6 and columns in (1, 2, 3, 6)


@pytest.mark.parametrize("kind", KINDS)
def test_a_small_chart_of_many_long_names_tells_one_and_counts_the_others(kind: str) -> None:
    events = tuple(
        EventMark(date(2025, 1, 1) + timedelta(9 * n), "shop", f"{n}号专柜" + "开业" * 40) for n in range(30)
    )
    texts = _texts(_drawn(KINDS[kind](Around(events=events)), (300, 126)).figure)
    assert any("号专柜" in text for text in texts)
    assert any(re.search(r"另有 ?\d+", text) for text in texts), texts


def test_a_file_names_them_too() -> None:
    for make in KINDS.values():
        texts = " ".join(_texts(file_figure(told(make(AROUND), ZH), ZH).figure))
        assert all(event.what in texts for event in EVENTS[:3])
