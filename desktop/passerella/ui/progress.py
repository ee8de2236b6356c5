"""How far something has come, painted: two lines of words, a way to a target, a share of a whole."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from passerella.figures.scoreboard_result import Marks
from passerella.ui import look
from passerella.ui.widgets.paint import cut_off, line_of_text, lines_of_text, rounded
from passerella.ui.widgets.painting import mark_row

WAY = Qt.ItemDataRole.UserRole + 1
COLOUR = Qt.ItemDataRole.UserRole + 2
BRIEF = Qt.ItemDataRole.UserRole + 3
QUIET = Qt.ItemDataRole.UserRole + 4
"""The data roles of a cell's `Marks`, of the look's colour that its first line is written in, of what its
second line says where it has no room for all, and of whether it is quiet words over all its lines."""

_PAD, _AFTER, _BAR, _NOTCH, _LEADING = 8, 4, 8, 6, 1.44

Index = QModelIndex | QPersistentModelIndex


def two_lines_width(text: str, quiet: bool = False) -> int:
    """The room that the two lines of a cell need; `quiet` words share both lines."""
    first, _break, second = text.partition("\n")
    strong, small = QFontMetrics(look.font("strong")), QFontMetrics(look.font("quiet"))
    if quiet:
        return small.horizontalAdvance(text) // 2 + small.averageCharWidth() * 6 + _PAD + _AFTER
    return max(strong.horizontalAdvance(first), small.horizontalAdvance(second)) + _PAD + _AFTER + 2


def wraps(text: str, quiet: bool, wide: int) -> bool:
    """Whether a cell so wide has words for a third line."""
    first, _break, second = text.partition("\n")
    if second:
        return two_lines_width(f"\n{second}") > wide
    return two_lines_width(first, quiet) > wide


def third_line() -> int:
    """How much higher a row is with a third line."""
    return QFontMetrics(look.font("quiet")).height()


class TwoLines(QStyledItemDelegate):
    """A cell of two lines: the first strong, the second quiet; in a higher row what is long goes on below.

    A cell with `Marks` has its bar in the place of the first line. The rows that have something to say on a
    third line are `tall`: the others stand in the middle of theirs.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tall: set[int] = set()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._ground(painter, option, index)
        first, second, now = *self._texts(option, index), look.current()
        box, upper, lower = self._boxes(option, index)
        if index.data(QUIET):
            lines_of_text(painter, box, first, "quiet", now.quiet)
            return
        marks = index.data(WAY)
        if isinstance(marks, Marks):
            _bar(painter, upper, marks)
        else:
            colour = str(index.data(COLOUR) or now.text)
            lines_of_text(painter, upper if second else box, first, "strong", colour)
        lines_of_text(painter, lower, second, "quiet", now.quiet)

    def cut(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether a cell does not say all it has to say."""
        first, second = self._texts(option, index)
        box, upper, lower = self._boxes(option, index)
        if index.data(QUIET):
            return cut_off(box, first, "quiet")
        above = cut_off(upper if second else box, first, "strong")
        brief = second != str(index.data() or "").partition("\n")[2]
        return above or brief or cut_off(lower, second, "quiet")

    def _texts(self, option: QStyleOptionViewItem, index: Index) -> tuple[str, str]:
        """The first line, and what goes below it: in brief where that is short of room."""
        first, _break, second = str(index.data() or "").partition("\n")
        brief, lower = index.data(BRIEF), self._boxes(option, index)[2]
        short = brief and lower.height() < 2 * third_line()
        if short and two_lines_width(f"\n{second}") > option.rect.width():
            second = str(brief)
        return first, second

    def _boxes(self, option: QStyleOptionViewItem, index: Index) -> tuple[QRectF, QRectF, QRectF]:
        """All of a cell that is written in, its first line, and the rest."""
        box = QRectF(option.rect).adjusted(_PAD, 1, -_AFTER, -1)
        two = self.sizeHint(option, index).height() - 2
        own = two + (third_line() if index.row() in self.tall else 0)
        box.setTop(box.top() + max(0.0, (box.height() - own) / 2))
        upper, lower = QRectF(box), QRectF(box)
        upper.setHeight(min(two, box.height()) / 2)
        lower.setTop(upper.bottom())
        return box, upper, lower

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        sizes = (QFontInfo(look.font(role)).pixelSize() for role in ("strong", "quiet"))
        return QSize(80, round(sum(sizes) * _LEADING))

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, state = look.current(), option.state
        rect = option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(now.accent_wash))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(now.line))
        mark_row(painter, option, index)


def _bar(painter: QPainter, box: QRectF, marks: Marks) -> None:
    now = look.current()
    bar = QRectF(box.left() + 1, box.center().y() - _BAR / 2, box.width() - 8, _BAR)
    rounded(painter, bar, 3, now.grid, None)
    begin, end = sorted((marks.start, marks.done))
    filled = QRectF(bar.left() + bar.width() * begin, bar.top(), bar.width() * (end - begin), _BAR)
    if filled.width() >= 1:
        lost = (marks.done - marks.start) * (marks.target - marks.start) < 0
        rounded(painter, filled, 3, now.bad if lost else now.data, None)
    if marks.low is not None and marks.high is not None:
        painter.setPen(QPen(QColor(now.text), 1.5))
        ends = (
            QPointF(bar.left() + bar.width() * each, bar.center().y()) for each in (marks.low, marks.high)
        )
        painter.drawLine(*ends)
    if marks.needed is not None:
        across = bar.left() + bar.width() * marks.needed
        painter.fillRect(QRectF(across - 1, bar.top() - 4, 2, _BAR + 8), QColor(now.text))
    _diamond(painter, QPointF(bar.left() + bar.width() * marks.target, bar.center().y()))


def _diamond(painter: QPainter, at: QPointF) -> None:
    now, side = look.current(), 6.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(now.card), 1))
    painter.setBrush(QColor(now.goal))
    steps = ((0, -side), (side, 0), (0, side), (-side, 0))
    painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in steps]))


class ShareBar(QWidget):
    """A share of a whole with words in both parts, and a mark where it was before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._before: float | None = None
        self._words = ("", "")
        self.setFixedHeight(QFontMetrics(look.font("strong")).height() + 12)

    def show_share(self, share: float, before: float | None, words: tuple[str, str]) -> None:
        """Paint a share of 1; `words` name the share and the rest."""
        self._share, self._before, self._words = share, before, words
        self.setAccessibleName(", ".join(words))
        self.setToolTip(", ".join(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = look.current(), QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, 4, now.grid, None)
        own = QRectF(box)
        own.setWidth(max(4.0, box.width() * self._share))
        rounded(painter, own, 4, now.data, None)
        rest = QRectF(box)
        rest.setLeft(own.right())
        _words(painter, own, self._words[0], now.card)
        _words(painter, rest, self._words[1], now.text)
        if self._before is not None:
            across = round(box.width() * self._before)
            for top in (0, self.height() - _NOTCH):
                painter.fillRect(across, top, 2, _NOTCH, QColor(now.card))
        painter.end()


def _words(painter: QPainter, box: QRectF, words: str, colour: str) -> None:
    line_of_text(painter, box.adjusted(10, 0, -6, 0), words, "strong", colour)
