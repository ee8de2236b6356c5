"""What found no room for its words in a chart: each marker with them, in a line or two below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from passerella.charts.canvas import Style
from passerella.charts.pen import Pen, Sign
from passerella.texts.label import _n

_ROW, _PART, _MOST = 1.45, 0.2, 40
_MARKER, _APART, _WIDEST = 11.0, 13.0, 24


@dataclass(frozen=True, slots=True)
class _Entry:
    """Words, and the marker before them."""

    words: str
    style: Style
    sign: Sign | None = None


class Key:
    """The signs by their days, with the month of each where there is room, in at most a fifth of the
    picture, or what one of them and the number of the others take; of those that matter least and are
    longest ago it may say only how many they are."""

    def __init__(self, pen: Pen, signs: Iterable[Sign]) -> None:
        self.pen, whole = pen, pen.canvas.whole
        self._line = pen.px(pen.points * _ROW)
        most = max(1, int(whole.top * _PART / self._line))
        for rows in self._tries(list(signs)):
            self._rows = rows
            if len(rows) <= most:
                break

    @property
    def height(self) -> float:
        """Pixels that it takes."""
        return len(self._rows) * self._line

    def draw(self, top: float) -> None:
        """Draw it at the foot of the picture, from so high down."""
        pen, marker = self.pen, self.pen.px(_MARKER)
        for number, row in enumerate(self._rows):
            x, middle = pen.px(4), top - (number + 0.5) * self._line
            for entry in row:
                if sign := entry.sign:
                    at = x + marker * 0.4
                    pen.canvas.dots([at], [middle], sign.colour, sign.size, shape=sign.shape, order=5)
                    x += marker
                x = pen.write([(entry.words, entry.style)], x, middle).right + pen.px(_APART)

    def _tries(self, signs: list[Sign]) -> Iterator[list[list[_Entry]]]:
        """All with their months, all without, then fewer and fewer; never none of them."""
        if not signs:
            yield []
            return
        weighty = sorted(signs, key=lambda sign: (sign.rank, -sign.day.toordinal(), sign.words))
        yield self._filled(signs, dated=True)
        for count in range(min(len(signs), _MOST), 0, -1):
            yield self._filled(weighty[:count], rest=len(signs) - count)

    def _filled(self, signs: list[Sign], *, dated: bool = False, rest: int = 0) -> list[list[_Entry]]:
        pen = self.pen
        entries = []
        for sign in sorted(signs, key=lambda sign: (sign.day, sign.rank, sign.words)):
            style = pen.style(sign.colour)
            words = pen.fitting(sign.words, style, min(pen.px(pen.points * _WIDEST), self._free))
            entries.append(_Entry(f"{sign.day:%Y-%m} {words}" if dated else words, style, sign))
        if rest:
            said = _n("{n} more, not named", "{n} more, not named")(n=rest)
            entries.append(_Entry(pen.language.say(said), pen.style(pen.colours.quiet)))
        rows: list[list[_Entry]] = []
        room = 0.0
        for entry in entries:
            wide = self._wide(entry)
            if not rows or wide > room:
                rows.append([])
                room = pen.canvas.whole.right - pen.px(8)
            rows[-1].append(entry)
            room -= wide + pen.px(_APART)
        return rows

    @property
    def _free(self) -> float:
        """The most that the words of one entry can take."""
        return self.pen.canvas.whole.right - self.pen.px(_MARKER * 2)

    def _wide(self, entry: _Entry) -> float:
        marker = self.pen.px(_MARKER) if entry.sign else 0.0
        return marker + self.pen.canvas.size([(entry.words, entry.style)])[0]
