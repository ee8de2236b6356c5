"""The recognition chart: it draws whatever there is, and its labels do not stand on each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from passerella.charts.colours import DARK, LIGHT, PRINT, ChartColours
from passerella.charts.curve import others
from passerella.charts.drawing import draw
from passerella.charts.export import picture
from passerella.charts.files import file_bytes, file_figure
from passerella.charts.scales import month_ticks, share_ticks
from passerella.figures.comparing_result import BrandsResult, Line, MarketsResult
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
from passerella.figures.sentences import NO_SURVEY
from passerella.figures.telling import told
from passerella.texts.language import language

from .made import BOUNDS, EN, GOAL, SHOWS, drawn

pytestmark = pytest.mark.filterwarnings("error")

Labels = Callable[[Figure], list[Text]]
Overlapping = Callable[[Figure], list[tuple[str, str]]]
AROUND = Around(GOAL, BOUNDS, SHOWS)


def _waves(count: int) -> tuple[WavePoint, ...]:
    step = 900 // max(1, count - 1)
    shares = [0.01 + 0.2 * n / max(1, count - 1) for n in range(count)]
    return tuple(
        WavePoint(date(2023, 4, 21) + timedelta(n * step), int(s * 400), 400, s, s * 0.8, s * 1.2 + 0.01)
        for n, s in enumerate(shares)
    )


def _result(waves: int) -> RecognitionResult:
    return RecognitionResult("远绒", "意大利", "aided", _waves(waves), AROUND, None, True)


def _amid(result: RecognitionResult, **changes: Any) -> RecognitionResult:
    """The same with something else around it."""
    return replace(result, around=replace(result.around, **changes))


@pytest.mark.parametrize("waves", [0, 1, 2, 5, 200])
@pytest.mark.parametrize(("width", "reach"), [(420, 0), (850, 0), (1300, 0), (850, 0.5), (850, 1)])
def test_labels_stand_apart(waves: int, width: int, reach: float, overlapping: Overlapping) -> None:
    figure, spots, *_rest = drawn(_result(waves), width=width, reach=reach)
    assert overlapping(figure) == []
    assert len(spots) == waves + len(SHOWS) + len(BOUNDS) + 1
    assert picture(figure, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("waves", [0, 1, 2, 5])
def test_labels_stay_in_the_picture(waves: int, labels: Labels) -> None:
    figure, _, *_rest = drawn(_result(waves))
    for text in labels(figure):
        box = text.get_window_extent()
        assert box.x0 >= -1 and box.x1 <= 851 and box.y0 >= -1 and box.y1 <= 261, text.get_text()


@pytest.mark.parametrize("make", [lambda result: result, course], ids=["waves", "course"])
@pytest.mark.parametrize(("reach", "ends"), [(0.01, False), (0.5, False), (1.0, True)])
def test_the_axis_goes_as_far_as_it_is_told_and_never_hides_a_wave(
    make: Callable[[RecognitionResult], RecognitionResult | CourseResult],
    reach: float,
    ends: bool,
    labels: Labels,
) -> None:
    figure, spots, *_rest = drawn(make(_result(5)), reach=reach)
    assert ("100%" in {text.get_text() for text in labels(figure)}) is ends
    assert all(0 <= spot.y_px <= 260 for spot in spots)


def test_the_words_of_a_long_bar_stand_at_its_beginning(labels: Labels) -> None:
    figure, *_rest = drawn(_result(5), height=400, reach=1.0)
    (said,) = (text for text in labels(figure) if text.get_text() == ">20%")
    assert said.get_window_extent().y1 < 250


def test_everything_is_labelled_where_there_is_room(labels: Labels) -> None:
    texts = [text.get_text() for text in labels(drawn(_result(5))[0])]
    for wanted in (
        "<1%",
        ">20%",
        "佛罗伦萨",
        "2026春夏",
        "21.0%",
        "远绒 (sample)",
        "goal 25% by 30 Jun 2026",
    ):
        assert wanted in texts
    assert texts.count("reported ①") == 2
    assert texts.count("米兰") == 2


def test_crowded_shows_lose_labels_but_no_spots(labels: Labels, overlapping: Overlapping) -> None:
    shows = tuple(ShowMark(date(2022, 1, 1) + timedelta(20 * n), "米兰", "2026春夏") for n in range(40))
    figure, spots, *_rest = drawn(_amid(_result(5), shows=shows))
    named = [text for text in labels(figure) if text.get_text() == "米兰"]
    assert 0 < len(named) < 40
    assert overlapping(figure) == []
    assert sum(spot.lines[0] == "米兰 2026春夏" for spot in spots) == 40


@pytest.mark.parametrize("width", [420, 850, 1300])
def test_a_long_subject_keeps_off_the_figures_of_the_axis(width: int, overlapping: Overlapping) -> None:
    bounds = tuple(replace(bound, subject="Cashmere of the whole county") for bound in BOUNDS)
    figure, _, *_rest = drawn(_amid(_result(5), bounds=bounds, events=EVENTS), width=width)
    assert overlapping(figure) == []


@pytest.mark.parametrize("apart", range(70, 130, 5))
def test_two_shows_do_not_read_as_one(labels: Labels, apart: int) -> None:
    first = date(2024, 6, 1)
    shows = tuple(ShowMark(day, "米兰", "2026春夏") for day in (first, first + timedelta(apart)))
    figure, *_rest = drawn(_amid(_result(5), shows=shows))
    boxes = sorted(
        (text.get_window_extent() for text in labels(figure) if text.get_text() == "2026春夏"),
        key=lambda box: box.x0,
    )
    assert len(boxes) == 2 and boxes[1].x0 - boxes[0].x1 > 6


def test_two_levels_where_the_picture_is_tall(labels: Labels, overlapping: Overlapping) -> None:
    days = (date(2024, 9, 1), date(2024, 10, 5), date(2024, 11, 8))
    shows = tuple(ShowMark(day, "米兰", "2026春夏") for day in days)
    figure, _, *_rest = drawn(_amid(_result(5), shows=shows), height=500)
    heights = {round(t.get_window_extent().y0) for t in labels(figure) if t.get_text() == "米兰"}
    assert len(heights) == 2
    assert sum(t.get_text() == "米兰" for t in labels(figure)) == 3
    assert overlapping(figure) == []


def test_nothing_at_all_says_so(labels: Labels) -> None:
    figure, spots, *_rest = drawn(RecognitionResult("远绒", "s", "aided", (), ALONE, None, False))
    assert [text.get_text() for text in labels(figure)] == [EN.say(NO_SURVEY)]
    assert spots == []


def test_spots_lie_on_their_marks() -> None:
    _, spots, *_rest = drawn(_result(2))
    first, last = (spot for spot in spots if spot.lines[0].startswith("Wave"))
    assert first.x_px < last.x_px
    assert first.y_px > last.y_px, "pixels count from the top"
    assert all(0 <= spot.x_px <= 850 and 0 <= spot.y_px <= 260 for spot in spots)


@pytest.mark.parametrize(("waves", "curve"), [(0, False), (2, False), (5, True)])
def test_the_note_speaks_of_a_curve_only_where_there_is_one(waves: int, curve: bool) -> None:
    assert ("fitted course" in EN.say(told(course(_result(waves)), EN).note)) is curve


@pytest.mark.parametrize("comparator", ["<", ">", "=", "≥", "≤"])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_any_bound(comparator: str, share: float, overlapping: Overlapping) -> None:
    bound = ReportedBound(date(2025, 1, 1), comparator, share, "清河羊绒", 1)
    figure, _, *_rest = drawn(_amid(_result(1), bounds=(bound,)))
    assert overlapping(figure) == []


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_bounds_of_one_day_that_of_the_brand_has_the_words(order: int, labels: Labels) -> None:
    own = ReportedBound(BOUNDS[0].day, "<", 0.02, "远绒", 2, same=True)
    around = replace(AROUND, bounds=(BOUNDS[0], own)[::order])
    other = replace(AROUND, bounds=(BOUNDS[0], replace(own, same=False))[::order])
    points = _waves(5)
    lines = [Line("远绒", True, points, last_change(points), around=around)]
    lines.append(Line("甲", False, points, last_change(points), around=other))
    brands = BrandsResult("米兰", "aided", tuple(lines), (), False)
    for result in (_amid(_result(5), bounds=around.bounds), brands):
        figure = draw(result, EN, width=850, height=260, dpi=96, colours=LIGHT).figure
        said = [text.get_text() for text in labels(figure)]
        assert any(each.startswith("<2%") for each in said)
        assert not any(each.startswith("<1%") for each in said)


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_same_data_make_the_same_file(kind: str) -> None:
    once, again = (file_bytes(file_figure(told(_result(5), EN), EN), kind) for _ in range(2))
    assert once == again and len(once) > 2000
    with pytest.raises(ValueError):
        picture(drawn(_result(5))[0], "bmp")


def test_a_file_says_what_it_shows_of_whom_and_whence(labels: Labels) -> None:
    source = "Sohu, 8 Jun 2025"
    result = _amid(_result(5), bounds=tuple(replace(bound, source=source) for bound in BOUNDS))
    texts = [text.get_text() for text in labels(file_figure(told(result, EN), EN).figure)]
    assert {"Aided recognition", "远绒 · 意大利", "sample data"} <= set(texts)
    assert any(text.startswith("Source: survey series 意大利; 21 Apr 2023 – ") for text in texts)
    assert any(f"① {source}" in text for text in texts)
    assert "After is not because." in " ".join(texts)


def test_a_file_is_a_slide_and_its_words_can_be_selected() -> None:
    slide = file_figure(told(_result(5), EN), EN)
    width, height = slide.figure.get_size_inches()
    assert width / height == pytest.approx(16 / 9)
    svg = file_bytes(slide, "svg").decode()
    assert ">reported ①</text>" in svg and "Aided recognition</text>" in svg
    faces = set(re.findall(r'@font-face{font-family:"([^"]+)";font-weight:(\w+);', svg))
    assert {("Noto Sans", "normal"), ("Noto Sans", "bold"), ("Passerella Sans SC", "normal")} <= faces
    pdf = file_bytes(slide, "pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        assert "Aided recognition" in document[0].get_textpage().get_text_range()
    named = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", pdf))
    assert named == {b"NotoSans-Regular", b"NotoSans-Bold", b"PasserellaSansSC-Regular"}
    assert pdf.count(b"/FontFile") >= len(named)


def test_more_panels_than_a_slide_holds_make_it_higher(labels: Labels) -> None:
    points = _waves(5)
    lines = tuple(Line(f"Market {n}", n == 0, points, None) for n in range(90))
    slide = file_figure(told(MarketsResult("远绒", "aided", lines, (), False), EN), EN)
    assert {f"Market {n}" for n in range(90)} <= {text.get_text() for text in labels(slide.figure)}


def test_what_no_font_can_show_is_a_box_and_is_named(labels: Labels) -> None:
    made = drawn(replace(_result(5), brand="שלום 𓀀 brand"))
    assert made.missing == set("שלום𓀀")
    assert "□□□□ □ brand (sample)" in {text.get_text() for text in labels(made.figure)}
    assert picture(made.figure, "png").startswith(b"\x89PNG")


def test_ticks() -> None:
    assert share_ticks(1.4, 5)[-1] == pytest.approx(1.0)
    assert share_ticks(0.31, 4) == pytest.approx([0, 0.1, 0.2, 0.3])
    assert share_ticks(0.28, 1) == pytest.approx([0, 0.25]) and share_ticks(0.02, 1)[-1] > 0
    days = month_ticks(date(2023, 1, 1).toordinal(), date(2026, 1, 1).toordinal(), 7)
    assert days[0] == date(2023, 1, 1) and days[1] == date(2023, 7, 1)
    assert len(month_ticks(date(1, 1, 1).toordinal(), date.max.toordinal(), 8)) <= 9


EVENTS = (
    EventMark(date(2024, 6, 20), "award", "an award"),
    EventMark(date(2025, 5, 16), "shop", "a shop with a very long name"),
    EventMark(date(2025, 5, 17), "press", "Filo"),
    EventMark(date(1999, 1, 1), "campaign", "long ago"),
)


def test_a_milestone_keeps_all_its_words_where_they_have_room(labels: Labels) -> None:
    long = EventMark(date(2025, 1, 10), "shop", "the first shop-in-shop is opened")
    figure, *_rest = drawn(_amid(_result(5), events=(long,), shows=(), bounds=()), width=1600)
    assert long.what in [text.get_text() for text in labels(figure)]


@pytest.mark.parametrize("width", [420, 850, 1300])
def test_milestones_are_marked_and_press_has_no_label(
    width: int, labels: Labels, overlapping: Overlapping
) -> None:
    figure, spots, *_rest = drawn(_amid(_result(5), events=EVENTS), width=width)
    assert overlapping(figure) == []
    texts = [text.get_text() for text in labels(figure)]
    assert "Filo" not in texts
    if width > 800:
        assert "an award" in texts
    told = {spot.lines[0] for spot in spots}
    assert {"an award", "a shop with a very long name", "Filo"} <= told
    assert "long ago" not in told, "what happened does not stretch the picture"


def test_a_thousand_mentions_keep_their_spots() -> None:
    events = tuple(
        EventMark(date(2023, 5, 1) + timedelta(day), "press", f"paper {day}") for day in range(1000)
    )
    _, spots, *_rest = drawn(_amid(_result(5), events=events))
    assert sum(spot.lines[0].startswith("paper") for spot in spots) == 1000


def _with_course(waves: int, share: float = 0.2) -> CourseResult:
    bound = replace(BOUNDS[1], share=share, subject="远绒", same=True)
    return course(_amid(_result(waves), bounds=(BOUNDS[0], bound), events=EVENTS))


@pytest.mark.parametrize("waves", [0, 1, 2, 5, 200])
@pytest.mark.parametrize("colours", [LIGHT, DARK, PRINT])
def test_a_course_is_drawn_or_left_out(waves: int, colours: ChartColours, overlapping: Overlapping) -> None:
    figure, spots, *_rest = draw(_with_course(waves), EN, width=850, height=260, dpi=96, colours=colours)
    assert overlapping(figure) == []
    assert any(spot.lines[0].startswith("Course on") for spot in spots) == (waves > 3)


def test_the_ceilings_are_named_at_their_lines(labels: Labels) -> None:
    figure, _, *_rest = draw(_with_course(5), EN, width=1300, height=500, dpi=96, colours=LIGHT)
    assert {"≤100%", "≤50%"} <= {text.get_text() for text in labels(figure)}


@pytest.mark.parametrize("code", ["zh", "en", "it"])
def test_close_ceilings_are_all_named_in_a_small_chart(code: str, labels: Labels) -> None:
    result = _with_course(5)
    figure, _, *_rest = draw(result, language(code), width=580, height=190, dpi=96, colours=LIGHT)
    wanted = {f"≤{language(code).percent(line.ceiling, 0)}" for line in (result.main, *others(result))}
    assert len(wanted) == 3 and wanted <= {text.get_text() for text in labels(figure)}


def test_what_is_invented_says_so_in_the_brackets_of_its_language(labels: Labels) -> None:
    for code, wanted in (("zh", "远绒（示例）"), ("en", "远绒 (sample)")):
        figure, *_rest = draw(_result(5), language(code), width=850, height=260, dpi=96, colours=LIGHT)
        assert wanted in {text.get_text() for text in labels(figure)}


def test_a_bound_against_the_surveys_is_shown_and_named(labels: Labels) -> None:
    figure, spots, *_rest = draw(_with_course(5, 0.6), EN, width=1300, height=500, dpi=96, colours=LIGHT)
    assert "against the surveys" in {text.get_text() for text in labels(figure)}
    assert any("against the surveys" in spot.lines and ">60%" in spot.lines for spot in spots)


def test_of_two_bounds_at_one_spot_the_one_of_this_audience_is_labelled(labels: Labels) -> None:
    own = ReportedBound(BOUNDS[0].day, "<", 0.02, "远绒", 2, same=True, here=True)
    figure, *_rest = draw(
        _amid(_result(5), bounds=(*BOUNDS, own)), EN, width=580, height=190, dpi=96, colours=LIGHT
    )
    said = {text.get_text() for text in labels(figure)}
    assert any(text.startswith("<2%") for text in said)
    assert not any(text.startswith("<1%") for text in said)


@pytest.mark.parametrize("hits", [0, 400])
def test_nobody_and_everybody(hits: int, overlapping: Overlapping) -> None:
    points = tuple(replace(point, hits=hits, share=hits / 400, low=0.0, high=1.0) for point in _waves(5))
    figure, _, *_rest = draw(
        course(replace(_result(5), points=points)), EN, width=850, height=260, dpi=96, colours=LIGHT
    )
    assert overlapping(figure) == []
