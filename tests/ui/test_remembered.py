"""A chart's last picture stands in until the live one is there, and never for other data."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage

from passerella.figures.course import course
from passerella.figures.recognition_result import ALONE, RecognitionResult, WavePoint
from passerella.ui import remembered
from passerella.ui.remembered import ChartLook

SIZE = (400, 200, 1.0)
LOOK = ChartLook("zh", dark=False, letters=100, size=SIZE)
RESULT = RecognitionResult(
    brand="Yuanrong",
    series="Milan",
    measure="aided",
    points=(WavePoint(date(2025, 10, 17), 84, 400, 0.21, 0.173, 0.253),),
    around=ALONE,
    change=None,
    sample=False,
)


def picture() -> QImage:
    image = QImage(4, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B5E8E"))
    return image


def test_a_kept_picture_is_found_again_by_the_same_data(qapp):
    name = remembered.key(RESULT, LOOK)
    assert remembered.find(name, 2.0) is None
    remembered.keep(name, picture())
    found = remembered.find(name, 2.0)
    assert found is not None
    assert found.devicePixelRatio() == 2.0
    assert found.pixelColor(0, 0) == QColor("#0B5E8E")


def test_a_kept_chart_explains_its_marks_as_the_drawn_one_did(qapp):
    made = remembered.Picture(picture(), [[12.5, 3.0, ["2025-10-17", "21.0 %（84/400）"]]], 2, "🧶")
    remembered.keep_chart("chart", made)
    found = remembered.find_chart("chart", 1.0)
    assert found is not None and found[1:] == made[1:]


def test_a_picture_that_cannot_explain_itself_is_drawn_again(qapp):
    remembered.keep("chart", picture())
    assert remembered.find_chart("chart", 1.0) is None


@pytest.mark.parametrize(
    "other",
    [
        (replace(RESULT, brand="Lana"), LOOK),
        (course(RESULT), LOOK),
        (RESULT, LOOK._replace(code="it")),
        (RESULT, LOOK._replace(dark=True)),
        (RESULT, LOOK._replace(letters=130)),
        (RESULT, LOOK._replace(size=(401, 200, 1.0))),
        (RESULT, LOOK._replace(reach=100)),
        (RESULT, LOOK._replace(page=1)),
    ],
)
def test_anything_that_is_drawn_differently_has_another_name(other):
    assert remembered.key(*other) != remembered.key(RESULT, LOOK)


def test_only_the_newest_fifty_are_kept(qapp):
    for number in range(remembered.KEPT + 5):
        remembered.keep(f"picture-{number}", picture())
    kept = list(remembered.pictures_folder().glob("*.png"))
    assert len(kept) == remembered.KEPT
