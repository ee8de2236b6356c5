"""How tables look: their head, their cells, their rows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
    QToolTip,
    QWidget,
)

from passerella.ui import look

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, PADDING = 30, 8
PROBLEM = int(Qt.ItemDataRole.UserRole) + 7
_ARROW, _MARK = 14, 3


class Header(QHeaderView):
    """A quiet head of a table: bold small words over one line, a small arrow on the sorted column."""

    def __init__(self, way: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(way, parent)
        if way is Qt.Orientation.Horizontal:
            self.setFixedHeight(ROW_HEIGHT)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        """Room for the words, bold as they are painted, and for the arrow where there is one."""
        if self.orientation() is not Qt.Orientation.Horizontal:
            return super().sectionSizeFromContents(logicalIndex)
        text = str(
            self.model().headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.DisplayRole) or ""
        )
        wide = QFontMetrics(look.font("change")).horizontalAdvance(text)
        arrow = _ARROW if self.isSortIndicatorShown() else 0
        return QSize(wide + arrow + 2 * PADDING + 2, ROW_HEIGHT)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tool tip says a head that is cut, unless the model has more to say of it."""
        if isinstance(event, QHelpEvent):
            at, model = self.logicalIndexAt(event.pos()), self.model()
            across = self.orientation() is Qt.Orientation.Horizontal
            tip = model.headerData(at, self.orientation(), Qt.ItemDataRole.ToolTipRole)
            if across and at >= 0 and not tip and self.sectionSize(at) < self.sectionSizeHint(at) - 2:
                QToolTip.showText(event.globalPos(), str(model.headerData(at, self.orientation())), self)
                return True
        return super().viewportEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        now = look.current()
        painter.save()
        painter.fillRect(rect, QColor(now.card))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(now.line))
        face = look.font("quiet")
        across = self.orientation() is Qt.Orientation.Horizontal
        face.setBold(across)
        painter.setFont(face)
        painter.setPen(QColor(now.quiet))
        model = self.model()
        text = str(model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        found = model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        usual = Qt.AlignmentFlag.AlignLeft if across else Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag(found) if found else usual
        area = rect.adjusted(PADDING, 0, -PADDING, -1) if across else rect
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        if sorted_here:
            area.setRight(area.right() - 12)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if sorted_here:
            width = painter.fontMetrics().horizontalAdvance(shown)
            right = bool(side & Qt.AlignmentFlag.AlignRight)
            x = area.right() + 8.0 if right else area.left() + width + 8.0
            y = float(area.center().y())
            up = 2.5 if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else -2.5
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.quiet))
            painter.drawPolygon([QPointF(x - 4, y + up), QPointF(x + 4, y + up), QPointF(x, y - up)])
        painter.restore()


def paint_cell(painter: QPainter, option: QStyleOptionViewItem, index: Index, *, framed: bool) -> None:
    """One cell: selected ones on a wash with their own text colour, wrong ones in a red frame."""
    # Qt's own `initStyleOption` asks a model in Python for seven roles a cell: most of a list's painting.
    now, box = look.current(), option.rect
    painter.save()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(now.accent_wash))
    elif option.features & QStyleOptionViewItem.ViewItemFeature.Alternate:
        painter.fillRect(box, QColor(now.zebra))
    if text := str(index.data() or "").replace("\n", " "):
        _write(painter, option, index, text)
    if framed:
        _frame_cell(painter, option, wrong=bool(index.data(PROBLEM)))
    else:
        mark_row(painter, option, index)
    painter.restore()


def mark_row(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """A bar at the left of the row that one stands on, while its table has the focus."""
    box, view = option.rect, option.widget
    if not (box.left() <= 0 <= box.right() and isinstance(view, QTableView) and view.hasFocus()):
        return  # most cells: as little is asked of each as can be
    if view.currentIndex().row() == index.row():
        painter.fillRect(0, box.top(), _MARK, box.height(), QColor(look.current().accent))


def _write(painter: QPainter, option: QStyleOptionViewItem, index: Index, text: str) -> None:
    roles = Qt.ItemDataRole
    colour, side, face = map(index.data, (roles.ForegroundRole, roles.TextAlignmentRole, roles.FontRole))
    painter.setPen(colour if isinstance(colour, QColor) else QColor(look.current().text))
    painter.setFont(face if isinstance(face, QFont) else option.font)
    area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter, shown)


def _frame_cell(painter: QPainter, option: QStyleOptionViewItem, *, wrong: bool) -> None:
    now, box = look.current(), option.rect
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(now.grid))
    painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(now.grid))
    if wrong or option.state & QStyle.StateFlag.State_HasFocus:
        pen = QPen(QColor(now.bad if wrong else now.accent), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))


def soften(view: QTableView) -> None:
    """Give a table the look's lines, its quiet head and its row height."""
    view.setHorizontalHeader(Header(Qt.Orientation.Horizontal, view))
    view.setVerticalHeader(Header(Qt.Orientation.Vertical, view))
    view.horizontalHeader().setResizeContentsPrecision(0)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    now, palette = look.current(), view.palette()
    palette.setColor(QPalette.ColorRole.Highlight, QColor(now.accent_wash))
    palette.setColor(QPalette.ColorRole.Button, QColor(now.card))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(now.text))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(now.border))
    palette.setColor(QPalette.ColorRole.Window, QColor(now.card))
    view.setPalette(palette)
    view.setShowGrid(False)
    view.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
    look.flatten(view)
    corner = view.findChild(QAbstractButton)
    if corner is not None:
        cover = QWidget(corner)
        cover.setAutoFillBackground(True)
        cover.setFixedSize(ROW_HEIGHT * 2, ROW_HEIGHT * 2)


class Rows(QStyledItemDelegate):
    """Paints the rows of a list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_cell(painter, option, index, framed=False)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the words as they are painted."""
        own = index.data(Qt.ItemDataRole.FontRole)
        return QSize(text_width([str(index.data() or "")], own), ROW_HEIGHT)


def text_width(texts: Iterable[str], font: QFont | None = None) -> int:
    """The room that the widest of the texts needs in a cell."""
    measure = QFontMetrics(font or look.font()).horizontalAdvance
    return max(map(measure, set(texts)), default=0) + 2 * PADDING + 2


class ShortTable(QTableWidget):
    """A table of few rows: as high as they are, where there is room."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        heights = self.verticalHeader()
        heights.sectionCountChanged.connect(self.updateGeometry)
        heights.sectionResized.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return QSize(super().sizeHint().width(), self.horizontalHeader().height() + rows + 2)
