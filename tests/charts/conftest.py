"""What a test sees of a figure: its texts, and which of them stand on each other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from .made import labels as read


def _overlapping(figure: Figure) -> list[tuple[str, str]]:
    boxes = [(text.get_text(), text.get_window_extent()) for text in read(figure)]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 0.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
    ]


@pytest.fixture
def labels() -> Callable[[Figure], list[Text]]:
    """The texts that can be read on a figure."""
    return read


@pytest.fixture
def overlapping() -> Callable[[Figure], list[tuple[str, str]]]:
    """The pairs of texts that stand on each other."""
    return _overlapping
