"""Every kind of chart, crowded and bare, small and large: no words collide or are cut off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from typing import TypeVar

import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from passerella.charts import speech
from passerella.charts.colours import LIGHT
from passerella.charts.drawing import draw
from passerella.figures.comparing_result import (
    BrandsResult,
    Funnel,
    FunnelResult,
    Line,
    MarketsResult,
    Slope,
    SlopeResult,
)
from passerella.figures.course import course
from passerella.figures.course_result import CourseResult
from passerella.figures.recognition import last_change
from passerella.figures.recognition_result import (
    ALONE,
    Around,
    EventMark,
    RecognitionResult,
    ReportedBound,
    ShowMark,
    WavePoint,
)
from passerella.figures.sentences import bound_value, target
from passerella.figures.telling import Charted, told
from passerella.texts.language import language

from .made import BOUNDS, FIRST, GOAL, LAST, point, slope_of, steps, waves

pytestmark = pytest.mark.filterwarnings("error")

DAY_BEFORE = date(2023, 4, 20)
NAMES = ("远绒", "Lana Serventi", "Tessuti Kolba", "Maglificio della Valle Lunga", "鹿鸣羊绒", "北川绒业")
PLACES = {"zh": ("佛罗伦萨", "米兰"), "en": ("Florence", "Milan"), "it": ("Firenze", "Milano")}
SEASONS = {"zh": "2026春夏", "en": "SS26", "it": "P/E 2026"}
AGAINST = (BOUNDS[0], ReportedBound(date(2025, 6, 8), ">", 0.6, "远绒", 1, True))
EVENTS = (
    EventMark(date(2024, 11, 20), "campaign", "“从山地到米兰”推广"),
    EventMark(date(2025, 3, 2), "award", "Premio Filo d’Oro"),
    EventMark(date(2025, 5, 17), "press", "Filo"),
)
SHARES = (0.21, 0.583, 0.143, 0.15, 0.32, 0.315)


def slowly(count: int, last: float, asked: int = 400) -> tuple[WavePoint, ...]:
    return waves(count, last, asked=asked, slow=1.6)


def level(count: int, share: float) -> tuple[WavePoint, ...]:
    return tuple(point(FIRST + timedelta(225 * number), share) for number in range(count))


def recognition(code: str, points: tuple[WavePoint, ...], **changes: object) -> RecognitionResult:
    (one, other), season = PLACES[code], SEASONS[code]
    shows = (
        ShowMark(date(2024, 1, 24), one, season),
        ShowMark(date(2024, 9, 17), other, season),
        ShowMark(date(2025, 9, 23), other, season),
    )
    around = replace(Around(GOAL, BOUNDS, shows, EVENTS), **changes)  # type: ignore[arg-type]
    return RecognitionResult("远绒", "Milan", "aided", points, around, None, True)


def many_shows(code: str) -> tuple[ShowMark, ...]:
    days = (date(2025, 1, 10) + timedelta(29 * number) for number in range(12))
    return tuple(ShowMark(day, PLACES[code][n % 2], SEASONS[code]) for n, day in enumerate(days))


def line(number: int, points: tuple[WavePoint, ...]) -> Line:
    name = NAMES[number] if number < len(NAMES) else f"{NAMES[3]} {number}"
    return Line(name, number == 0, points, last_change(points))


def lines(number: int, count: int) -> tuple[Line, ...]:
    found = [line(n, slowly(count, SHARES[n % len(SHARES)] * (1 - n / 100))) for n in range(number)]
    return tuple(sorted(found, key=lambda each: each.points[-1].share))


L = TypeVar("L", Line, Slope, Funnel)


def crowded(code: str) -> Around:
    """A goal, what was reported, a dozen shows and what else happened."""
    return Around(GOAL, BOUNDS, many_shows(code), EVENTS)


def amid(found: tuple[L, ...], around: Around) -> tuple[L, ...]:
    """The same with all that around those of our own."""
    return tuple(replace(each, around=around if each.own else ALONE) for each in found)


def ours(found: tuple[L, ...]) -> tuple[L, ...]:
    return tuple(replace(each, own=True) for each in found)


def markets(found: tuple[Line, ...]) -> MarketsResult:
    return MarketsResult("远绒", "aided", found, (), True)


def brands(found: tuple[Line, ...]) -> BrandsResult:
    return BrandsResult("Milan", "aided", found, (), True)


def slope(number: int, share: float | None = None) -> SlopeResult:
    found = lines(number, 2) if share is None else [line(n, level(2, share)) for n in range(number)]
    return SlopeResult("Milan", "aided", FIRST, LAST, tuple(map(slope_of, found)), (), True)


def funnels(number: int, counts: tuple[int, ...] = (84, 31, 16, 8)) -> FunnelResult:
    names = [NAMES[n] if n < len(NAMES) else f"{NAMES[3]} {n}" for n in range(number)]
    found = (Funnel(name, n == 0, 400, steps(counts)) for n, name in enumerate(names))
    return FunnelResult("Milan", FIRST, FIRST, tuple(found), (), True)


Made = Callable[[str], Charted]


def _waves(points: tuple[WavePoint, ...], **changes: object) -> Made:
    return lambda code: recognition(code, points, **changes)


def _course(points: tuple[WavePoint, ...], **changes: object) -> Made:
    return lambda code: course(recognition(code, points, **changes))


def _same(result: Charted) -> Made:
    return lambda _code: result


def _two_goals(found: tuple[Line, ...], around: Around) -> tuple[Line, ...]:
    goals = (GOAL, replace(GOAL, share=0.4), replace(GOAL, by=date(2026, 3, 31)))
    return tuple(
        replace(each, around=replace(around, goal=goal)) for each, goal in zip(found, goals, strict=True)
    )


def _slope_amid(number: int, **changes: object) -> Made:
    def made(code: str) -> Charted:
        found = slope(number)
        around = replace(crowded(code), **changes)  # type: ignore[arg-type]
        return replace(found, slopes=amid(found.slopes, around))

    return made


def _funnel_amid(
    number: int, counts: tuple[int, ...] = (84, 31, 16, 8), *, all_ours: bool = False, **changes: object
) -> Made:
    def made(code: str) -> Charted:
        found = funnels(number, counts)
        around = replace(crowded(code), bounds=BOUNDS[1:], **changes)  # type: ignore[arg-type]
        of = ours(found.funnels) if all_ours else found.funnels
        return replace(found, since=date(2025, 1, 1), day=date(2025, 10, 18), funnels=amid(of, around))

    return made


CASES: dict[str, dict[str, Made]] = {
    "waves": {
        **{f"{n} waves": _waves(slowly(n, 0.21)) for n in (1, 2, 5, 200)},
        "tiny": _waves(slowly(5, 0.02), goal=replace(GOAL, share=0.03), bounds=BOUNDS[:1]),
        "zero": _waves(level(5, 0.0)),
        "all aware": _waves(level(5, 1.0), goal=replace(GOAL, share=1.0)),
        "12 shows a year": lambda code: recognition(code, slowly(5, 0.21), shows=many_shows(code)),
        "against": _waves(slowly(5, 0.21), bounds=AGAINST),
    },
    "course": {
        **{f"{n} waves": _course(slowly(n, 0.21)) for n in (1, 2, 5, 200)},
        "with its bounds": _course(slowly(5, 0.21), bounds=tuple(replace(b, same=True) for b in BOUNDS)),
        "zero": _course(level(5, 0.0)),
        "all aware": _course(level(5, 1.0), goal=replace(GOAL, share=1.0)),
        "12 shows a year": lambda code: course(recognition(code, slowly(5, 0.21), shows=many_shows(code))),
        "against": _course(slowly(5, 0.21), bounds=AGAINST),
        "no goal": _course(slowly(5, 0.21), goal=None),
    },
    "markets": {
        **{f"{m} by {n}": _same(markets(lines(m, n))) for m, n in ((1, 1), (2, 2), (5, 5), (3, 200))},
        "40 markets": _same(markets(lines(40, 5))),
        "amid all": lambda code: markets(amid(ours(lines(5, 5)), crowded(code))),
        "40 amid all": lambda code: markets(amid(ours(lines(40, 5)), crowded(code))),
        "zero": _same(markets(tuple(line(n, level(5, 0.0)) for n in range(3)))),
        "all aware": _same(markets(tuple(line(n, level(5, 1.0)) for n in range(3)))),
    },
    "brands": {
        **{f"{m} by {n}": _same(brands(lines(m, n))) for m, n in ((1, 1), (2, 2), (6, 5), (12, 5), (3, 200))},
        "amid all": lambda code: brands(amid(lines(6, 5), crowded(code))),
        "two goals": lambda code: brands(_two_goals(lines(3, 5), crowded(code))),
        "zero": _same(brands(tuple(line(n, level(5, 0.0)) for n in range(3)))),
        "all aware": _same(brands(tuple(line(n, level(5, 1.0)) for n in range(3)))),
    },
    "slope": {
        **{f"{n}": _same(slope(n)) for n in (1, 3, 6, 40)},
        "zero": _same(slope(3, 0.0)),
        "all aware": _same(slope(3, 1.0)),
        **{f"{n} amid all": _slope_amid(n) for n in (1, 2, 6, 40)},
        "a goal set after it": _slope_amid(3, goal=replace(GOAL, set_on=date(2025, 12, 1))),
        "a goal of the past": _slope_amid(3, goal=replace(GOAL, set_on=DAY_BEFORE, by=DAY_BEFORE)),
    },
    "funnel": {
        **{f"{n}": _same(funnels(n)) for n in (1, 2, 5, 40)},
        "nobody": _same(funnels(1, (0, 0, 0, 0))),
        "everybody": _same(funnels(2, (400, 400, 400, 400))),
        **{f"{n} amid all": _funnel_amid(n) for n in (1, 2, 5, 40)},
        "all brands ours": _funnel_amid(3, all_ours=True),
        "nobody amid all": _funnel_amid(1, (0, 0, 0, 0)),
        "everybody amid all": _funnel_amid(2, (400, 400, 400, 400)),
        "a goal far off": _funnel_amid(2, goal=replace(GOAL, share=1.0)),
    },
}
SIZES = {"small": (590, 160), "large": (1420, 560)}


Words = list[tuple[str, tuple[float, float, float, float]]]


def _words(figure: Figure) -> Words:
    return [(text.get_text(), text.get_window_extent().extents) for text in figure.texts]


def _standing_on_each_other(words: Words) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, a), (other, b) in combinations(words, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 1.5
    ]


def _on_the_goal_line(figure: Figure, words: Words) -> list[str]:
    (line,) = (
        each
        for each in figure.findobj(Line2D)
        if isinstance(each, Line2D) and each.get_color() == LIGHT.goal and each.is_dashed()
    )
    (left, y), (right, _y) = line.get_transform().transform(line.get_xydata())
    return [text for text, (x0, y0, x1, y1) in words if x0 < right and left < x1 and y0 + 1 < y < y1 - 1]


@pytest.mark.parametrize("kind, case", [(kind, case) for kind in CASES for case in CASES[kind]])
def test_no_words_collide(kind: str, case: str) -> None:
    """Small in every language; large in the one with the longest words."""
    for size, code in (*product(["small"], PLACES), ("large", "it")):
        (width, height), words = SIZES[size], language(code)
        result = CASES[kind][case](code)
        figure, _, *_rest = draw(result, words, width=width, height=height, dpi=100, colours=LIGHT)
        found = _words(figure)
        assert _standing_on_each_other(found) == [], (code, size)
        for text, (left, low, right, top) in found:
            assert left >= -1 and low >= -1 and right <= width + 1 and top <= height + 1, (code, size, text)
        known = result.known if isinstance(result, CourseResult) else result
        if isinstance(known, RecognitionResult):
            last = words.percent(known.points[-1].share)
            assert any(text.startswith(last) for text, _ in found), (code, size, "the last value")
            assert not known.around.goal or not _on_the_goal_line(figure, found), (code, size)


@pytest.mark.parametrize("kind", CASES)
@pytest.mark.parametrize("code", PLACES)
def test_goals_reports_shows_and_milestones_stand_on_every_chart(kind: str, code: str) -> None:
    case = {"waves": "5 waves", "course": "5 waves", "slope": "6 amid all", "funnel": "2 amid all"}
    result, words = CASES[kind][case.get(kind, "amid all")](code), language(code)
    figure, spots, *_rest = draw(result, words, width=1420, height=560, dpi=100, colours=LIGHT)
    texts = {text for text, _ in _words(figure)}
    assert speech.goal_text(words, GOAL) in texts
    assert any(text.startswith(">20%") for text in texts)
    assert kind == "markets" or PLACES[code][1] in texts
    explained = {line for spot in spots for line in spot.lines}
    assert {speech.goal_text(words, GOAL), ">20%", EVENTS[1].what} <= explained
    assert any(line.startswith(PLACES[code][1]) for line in explained)


@pytest.mark.parametrize("kind", ["slope", "funnel"])
def test_a_small_picture_keeps_goal_and_what_happened(kind: str) -> None:
    (width, height), words = SIZES["small"], language("en")
    result = CASES[kind]["1 amid all"]("en")
    figure, spots, *_rest = draw(result, words, width=width, height=height, dpi=100, colours=LIGHT)
    assert any(text.startswith("goal 25%") for text, _ in _words(figure))
    assert {"Premio Filo d’Oro"} <= {line for spot in spots for line in spot.lines}


def test_whose_a_goal_is_is_said_where_there_are_several() -> None:
    result, words = CASES["brands"]["two goals"]("en"), language("en")
    figure, spots, *_rest = draw(result, words, width=1420, height=560, dpi=100, colours=LIGHT)
    texts = {text for text, _ in _words(figure)}
    assert any(text.startswith("远绒: goal 40%") for text in texts)
    assert any(spot.lines[0] == "远绒" and "goal 40%" in spot.lines[1] for spot in spots)


def test_what_two_brands_share_is_marked_once() -> None:
    result, words = CASES["brands"]["two goals"]("en"), language("en")
    _, spots, *_rest = draw(result, words, width=1420, height=560, dpi=100, colours=LIGHT)
    assert sum("Premio Filo d’Oro" in spot.lines for spot in spots) == 1
    assert sum(">20%" in spot.lines for spot in spots) == 1


def test_bars_of_all_panels_are_on_one_scale() -> None:
    result = CASES["funnel"]["2 amid all"]("en")
    _, spots, *_rest = draw(result, language("en"), width=1420, height=200, dpi=100, colours=LIGHT)
    bars = [spot.x_px for spot in spots if any("of those asked" in line for line in spot.lines)]
    apart = {round(one - other) for one, other in pairwise(bars[:4])}
    assert apart == {round(one - other) for one, other in pairwise(bars[4:])}


@pytest.mark.parametrize(
    "kind, case",
    [
        *(("waves", "5 waves"), ("course", "against"), ("markets", "2 by 2"), ("brands", "6 by 5")),
        *(("slope", "3"), ("funnel", "2")),
        *((kind, "amid all") for kind in ("markets", "brands")),
        *((kind, "2 amid all") for kind in ("slope", "funnel")),
    ],
)
@pytest.mark.parametrize("code", PLACES)
def test_the_pointer_and_the_table_tell_the_same_numbers(kind: str, case: str, code: str) -> None:
    result, words = CASES[kind][case](code), language(code)
    _, spots, *_rest = draw(result, words, width=1420, height=560, dpi=100, colours=LIGHT)
    said = "\n".join(line for spot in spots for line in spot.lines)
    shown = told(result, words).table
    waves = shown.rows[len(result.lines) :] if isinstance(result, CourseResult) else shown.rows
    figures = [figure for row in waves for figure in row[shown.words :] if "%" in figure]
    figures = [figure for figure in figures if figure != words.percent(1.0)]
    assert len(figures) > 1
    assert [figure for figure in figures if figure not in said] == []
    texts = " ".join(cell for row in shown.rows for cell in row)
    for around in result.arounds:
        assert not around.goal or target(around.goal, words) in texts
        assert all(bound_value(bound, words) in texts for bound in around.bounds)


@pytest.mark.parametrize(
    "kind, case",
    [
        (kind, case)
        for kind, cases in {
            "slope": ("1 amid all", "6 amid all", "40 amid all", "a goal set after it"),
            "brands": ("amid all", "two goals"),
            "funnel": ("1 amid all", "40 amid all", "a goal far off"),
        }.items()
        for case in cases
    ],
)
@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("size", SIZES)
def test_a_goal_is_called_so_however_crowded_and_small_its_chart(
    kind: str, case: str, code: str, size: str
) -> None:
    (width, height), words = SIZES[size], language(code)
    result = CASES[kind][case](code)
    figure, *_rest = draw(result, words, width=width, height=height, dpi=100, colours=LIGHT)
    said = [text.get_text() for text in figure.texts if text.get_color() == LIGHT.goal]
    assert any("25%" in text or "40%" in text or "100%" in text for text in said)


def test_what_was_to_be_reached_before_the_first_of_two_waves_is_not_between_them() -> None:
    result = CASES["slope"]["a goal of the past"]("en")
    figure, *_rest = draw(result, language("en"), width=1420, height=560, dpi=100, colours=LIGHT)
    assert not [text for text in figure.texts if text.get_color() == LIGHT.goal]
