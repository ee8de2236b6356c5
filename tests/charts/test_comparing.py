"""Markets, brands, two waves and the funnel: readable for one and for forty, in colour and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from passerella.charts.colours import DARK, LIGHT, PRINT, ChartColours, mixed
from passerella.charts.drawing import draw
from passerella.charts.export import picture
from passerella.charts.files import file_figure
from passerella.charts.placing import spread
from passerella.figures.comparing_result import (
    BrandsResult,
    Funnel,
    FunnelResult,
    Line,
    MarketsResult,
    Slope,
    SlopeResult,
)
from passerella.figures.recognition import between, last_change
from passerella.figures.recognition_result import WavePoint
from passerella.figures.telling import Charted, told

from .made import EN, FIRST, drawn, slope_of, steps, waves

pytestmark = pytest.mark.filterwarnings("error")
Labels = Callable[[Figure], list[Text]]
Overlapping = Callable[[Figure], list[tuple[str, str]]]
SHARES = (0.21, 0.58, 0.14, 0.15, 0.32, 0.315, 0.04, 0.145, 0.0, 1.0)


def line(number: int, count: int, apart: int = 180) -> Line:
    points = waves(count, SHARES[number % len(SHARES)], apart=apart)
    name = "远绒" if number == 0 else f"Maglieria Fiorella {number}"
    return Line(name, number == 0, points, last_change(points))


def markets(number: int, count: int) -> MarketsResult:
    return MarketsResult("远绒", "aided", tuple(line(n, count) for n in range(number)), (), False)


def brands(number: int, count: int, apart: int = 180) -> BrandsResult:
    lines = sorted((line(n, count, apart) for n in range(number)), key=lambda each: each.points[-1].share)
    return BrandsResult("Milan", "aided", tuple(lines), (), False)


def slope(number: int) -> SlopeResult:
    lines = [line(n, 2) for n in range(number)]
    return SlopeResult(
        "Milan", "aided", FIRST, FIRST + timedelta(180), tuple(map(slope_of, lines)), (), False
    )


def funnels(number: int, counts: tuple[int, ...] = (84, 31, 16, 8)) -> FunnelResult:
    found = (Funnel(f"Maglieria Fiorella {n}", n == 0, 400, steps(counts)) for n in range(number))
    return FunnelResult("Milan", FIRST, FIRST, tuple(found), (), False)


CASES: dict[str, MarketsResult | BrandsResult | SlopeResult | FunnelResult] = {
    **{f"{m} markets, {n} waves": markets(m, n) for m, n in ((1, 1), (2, 2), (5, 5), (3, 200), (40, 5))},
    **{f"{m} brands, {n} waves": brands(m, n) for m, n in ((1, 1), (3, 2), (8, 5), (12, 5))},
    "8 brands, 200 waves": brands(8, 200, 5),
    "3 brands, fieldwork that overlaps": brands(3, 5, 1),
    "rivals only": replace(brands(9, 3), lines=tuple(each for each in brands(9, 3).lines if not each.own)),
    **{f"slope of {m}": slope(m) for m in (1, 2, 8, 30)},
    **{f"funnel of {m}": funnels(m) for m in (1, 2, 5, 20)},
    "funnel of nobody": funnels(1, (0, 0, 0, 0)),
    "funnel of everybody": funnels(2, (400, 400, 400, 400)),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("width", "reach"), [(420, 0), (850, 0), (1300, 0), (850, 1)])
def test_labels_stand_apart_and_in_the_picture(
    case: str, width: int, reach: float, labels: Labels, overlapping: Overlapping
) -> None:
    figure, spots, *_rest = drawn(CASES[case], width=width, reach=reach)
    assert overlapping(figure) == []
    for text in labels(figure):
        box = text.get_window_extent()
        inside = box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= 261
        assert inside, text.get_text()
    assert spots and all(0 <= spot.x_px <= width and 0 <= spot.y_px <= 260 for spot in spots)


@pytest.mark.parametrize("make", [lambda count: brands(count, 5), slope])
@pytest.mark.parametrize("height", [260, 140])
def test_brands_beyond_those_named_are_counted(
    make: Callable[[int], Charted], height: int, labels: Labels
) -> None:
    texts = [text.get_text() for text in labels(drawn(make(12), height=height)[0])]
    (said,) = (text for text in texts if text.endswith("not named"))
    named = [text for text in texts if "Maglieria" in text or "远绒" in text]
    assert int(said.split()[0]) == 12 - len(named) > 0
    few = [text.get_text() for text in labels(drawn(make(3), height=height)[0])]
    assert not any(text.endswith("not named") for text in few)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("colours", [DARK, PRINT])
def test_every_ground(case: str, colours: ChartColours) -> None:
    assert picture(drawn(CASES[case], colours)[0], "png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "result",
    [markets(0, 1), brands(0, 1), slope(0), funnels(0)],
    ids=["markets", "brands", "slope", "funnel"],
)
def test_nothing_says_so(result: Charted, labels: Labels) -> None:
    figure, spots, *_rest = drawn(result)
    assert len(labels(figure)) == 1 and spots == []


@pytest.mark.parametrize("result", [markets(40, 5), funnels(40)], ids=["markets", "funnel"])
def test_every_panel_is_on_one_of_the_pages(result: Charted, labels: Labels) -> None:
    pages = drawn(result).pages
    assert pages > 1
    found = [draw(result, EN, width=850, height=260, dpi=96, colours=LIGHT, page=n) for n in range(pages)]
    texts = [[text.get_text() for text in labels(figure)] for figure, *_rest in found]
    bold = [text for page in texts for text in page if text.startswith(("远绒", "Maglieria"))]
    assert len(bold) == 40
    ends = [re.search(r"(\d+)–(\d+) of 40", " ".join(page)) for page in texts]
    assert [int(end[1]) for end in ends if end] == [1, *(int(end[2]) + 1 for end in ends[:-1] if end)]
    assert draw(result, EN, width=850, height=260, dpi=96, colours=LIGHT, page=99).pages == pages


def test_pages_share_their_scale(labels: Labels) -> None:
    shares = [
        {text.get_text() for text in labels(figure) if re.fullmatch(r"\d+%", text.get_text())}
        for figure in (
            draw(markets(40, 5), EN, width=850, height=260, dpi=96, colours=LIGHT, page=n).figure
            for n in range(3)
        )
    ]
    assert shares[0] == shares[1] == shares[2]


@pytest.mark.parametrize("make", [lambda number: brands(number, 5), slope], ids=["brands", "slope"])
def test_charts_are_compared_at_one_scale(make: Callable[[int], Charted]) -> None:
    def heights(reach: float) -> set[float]:
        """How far down our 21% is drawn, alone and beside one of 58%."""
        pictures = (drawn(make(number), reach=reach).spots for number in (1, 2))
        ours = (spot for spots in pictures for spot in spots if "远绒" in spot.lines)
        return {round(spot.y_px) for spot in ours if "21.0%" in " ".join(spot.lines[2:])}

    assert len(heights(0.0)) == 2 and len(heights(1.0)) == 1


@pytest.mark.parametrize("case", CASES)
def test_no_axis_ends_below_what_is_drawn(case: str) -> None:
    assert drawn(CASES[case], reach=0.01).spots == drawn(CASES[case]).spots


def test_markets_share_days_and_shares() -> None:
    _, spots, *_rest = drawn(markets(2, 2))
    left, right = spots[:2], spots[2:]
    apart = [two.x_px - one.x_px for one, two in zip(left, right, strict=True)]
    assert apart[0] == pytest.approx(apart[1])


def test_our_brand_is_always_named(labels: Labels) -> None:
    for result in (brands(12, 5), slope(30)):
        figure, _, *_rest = drawn(result)
        named = [text.get_text() for text in labels(figure) if "%" in text.get_text()]
        assert any(text.startswith("远绒 21.0%") for text in named)


@pytest.mark.parametrize("case", ["2 markets, 2 waves", "3 brands, 2 waves", "slope of 2", "funnel of 1"])
def test_what_is_invented_says_so(case: str, labels: Labels) -> None:
    figure, _, *_rest = drawn(replace(CASES[case], sample=True))
    assert any("(sample)" in text.get_text() for text in labels(figure))


def test_lines_differ_without_colour() -> None:
    figure, _, *_rest = drawn(brands(8, 5))
    seen = {
        (drawn_line.get_marker(), drawn_line.get_linestyle())
        for drawn_line in figure.findobj(Line2D)
        if len(drawn_line.get_xdata()) == 5
    }
    assert len({marker for marker, _ in seen if marker != "None"}) == 8


def test_intervals_of_many_waves_are_never_taken_for_a_band() -> None:
    """A band is only round a fitted curve."""
    for result in (markets(3, 200), markets(1, 200), brands(1, 200, 5)):
        figure, *_rest = drawn(result, width=578, height=186)
        bars = [each for each in figure.findobj(Line2D) if np.isnan(np.asarray(each.get_xdata())).any()]
        assert len(bars) == len(result.lines)
        for each in bars:
            xs = np.unique(np.round(each.get_xdata(), 2))
            assert len(xs) > 10 and np.diff(xs[~np.isnan(xs)]).min() > 3


def test_two_waves_close_to_each_other_take_no_interval_from_the_others() -> None:
    result = brands(1, 5)
    (one,) = result.lines
    *others, last = one.points
    near = replace(others[-1], day=last.day - timedelta(1))
    result = replace(result, lines=(replace(one, points=(*others, near, last)),))
    figure, *_rest = drawn(result, width=578, height=186)
    (bars,) = (each for each in figure.findobj(Line2D) if np.isnan(np.asarray(each.get_xdata())).any())
    xs = np.unique(np.round(bars.get_xdata(), 2))
    assert len(xs[~np.isnan(xs)]) == 5


def test_lines_of_many_waves_keep_their_shapes() -> None:
    figure, spots, *_rest = drawn(brands(8, 200, 5))
    shaped = [each for each in figure.findobj(Line2D) if each.get_marker() in ("o", "s", "^", "D", "v")]
    seen = {each.get_marker() for each in shaped if each.get_markersize() > 5 and len(each.get_xdata()) > 5}
    assert len(seen) == 5 and len(spots) == 8 * 200


def _tones(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _contrast(one: str, other: str) -> float:
    """By the Web Content Accessibility Guidelines, 1 to 21."""

    def light(colour: str) -> float:
        parts = (tone / 255 for tone in _tones(colour))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_no_brand_is_taken_for_a_goal_or_a_show_and_its_name_can_be_read(colours: ChartColours) -> None:
    assert len(set(colours.others)) == 7
    for colour in (colours.data, *colours.others):
        assert _contrast(colour, colours.ground) >= 4.5
        for other in (colours.goal, colours.show):
            apart = sum((a - b) ** 2 for a, b in zip(_tones(colour), _tones(other), strict=True)) ** 0.5
            assert apart > 40, (colour, other)


def test_a_change_not_proved_is_dashed() -> None:
    before, after, later = (WavePoint(FIRST, hits, 400, hits / 400, 0.1, 0.3) for hits in (60, 64, 84))
    for end, style in ((after, "--"), (later, "-")):
        change = between(before, end)
        slopes = (Slope("Ours", True, before, end, change),)
        figure, _, *_rest = drawn(SlopeResult("Milan", "aided", FIRST, FIRST, slopes, (), False))
        (main,) = (each for each in figure.findobj(Line2D) if each.get_linewidth() > 2)
        assert main.get_linestyle() == style


def test_the_funnel_gives_the_share_of_the_step_before(labels: Labels) -> None:
    figure, spots, *_rest = drawn(funnels(1))
    assert "36.9% (27.4–47.6%)" in {text.get_text() for text in labels(figure)}
    assert any("31 people, 7.8% of those asked" in spot.lines for spot in spots)


def test_a_file_is_the_same_every_time() -> None:
    once, again = (picture(file_figure(told(brands(3, 5), EN), EN).figure, "svg") for _ in range(2))
    assert once == again and "远绒 21.0%</text>" in once.decode()


def test_labels_are_spread_in_their_order() -> None:
    assert spread([5, 6, 50], 10, 0, 60) == [5, 15, 50]
    assert spread([59, 58], 10, 0, 60) == [55, 45]
    crowded = spread([1.0] * 10, 10, 0, 50)
    assert crowded == sorted(crowded) and crowded[0] >= 0 and crowded[-1] <= 50
    assert spread([], 10, 0, 60) == []


def test_a_mixed_colour_is_opaque() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mixed("#0072B2", "#FFFFFF", 1.0) == "#0072B2"
