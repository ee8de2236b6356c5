"""Colours, type and icons of the window, light and dark."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from passerella.texts.places import resources

Choice = Literal["system", "light", "dark"]
Role = Literal["title", "card", "text", "strong", "quiet", "change", "figure"]


class Theme(NamedTuple):
    """The colours of one look, each as '#RRGGBB'."""

    dark: bool
    window: str
    side: str
    card: str
    line: str
    zebra: str
    grid: str
    text: str
    quiet: str
    accent: str
    accent_wash: str
    on_accent: str
    data: str
    goal: str
    show: str
    border: str
    good: str
    bad: str
    warning: str
    warning_wash: str


LIGHT = Theme(
    dark=False, window="#F5F4F1", side="#ECEAE4", card="#FFFFFF", line="#DEDAD2", zebra="#FAF9F7",
    grid="#E9E6DF", text="#23262B", quiet="#636973", accent="#0B5E8E", accent_wash="#E3EEF5",
    on_accent="#FFFFFF", data="#0072B2", goal="#C04A00", show="#7A5C00", border="#8A8F98", good="#00694E",
    bad="#B3261E", warning="#7A5C00", warning_wash="#FFF4D6",
)  # fmt: skip
DARK = Theme(
    dark=True, window="#1D2024", side="#22252A", card="#26292E", line="#3A3F46", zebra="#292D32",
    grid="#353A41", text="#E8E6E1", quiet="#A2A8B1", accent="#58AFE0", accent_wash="#22394A",
    on_accent="#10202B", data="#56B4E9", goal="#F08A4B", show="#E0B64A", border="#7C828C", good="#4CC3A0",
    bad="#FF8A80", warning="#E0B64A", warning_wash="#3A3423",
)  # fmt: skip

_POINTS: dict[Role, float] = {
    "title": 15.0, "card": 10.5, "text": 10.0, "strong": 10.0, "quiet": 9.0, "change": 9.0, "figure": 19.5,
}  # fmt: skip
_BOLD: frozenset[Role] = frozenset({"title", "card", "strong", "change", "figure"})
_LATIN, _CHINESE = "Noto Sans", "Passerella Sans SC"
_BARS = """
QScrollBar {{ background: transparent; border: 0; margin: 0 }}
QScrollBar:vertical {{ width: 14px }}
QScrollBar:horizontal {{ height: 14px }}
QScrollBar::handle {{ background: {border}; border: 0; border-radius: 4px; margin: 3px }}
QScrollBar::handle:vertical {{ min-height: 26px }}
QScrollBar::handle:horizontal {{ min-width: 26px }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {quiet} }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent }}
"""
_ELSE = ["Segoe UI", "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "sans-serif"]


class _Now:
    def __init__(self, theme: Theme, language: str, scale: float) -> None:
        self.theme, self.language, self.scale = theme, language, scale


_now = _Now(LIGHT, "en", 1.0)


def theme(dark: bool) -> Theme:
    return DARK if dark else LIGHT


def current() -> Theme:
    """The look that was applied last: what widgets paint with."""
    return _now.theme


def palette(theme: Theme) -> QPalette:
    """Everything Fusion paints with, from the look's colours."""
    roles = QPalette.ColorRole
    made = QPalette()
    pairs = {
        roles.Window: theme.window, roles.WindowText: theme.text, roles.Base: theme.card,
        roles.AlternateBase: theme.zebra, roles.Text: theme.text, roles.PlaceholderText: theme.quiet,
        roles.Button: theme.side, roles.ButtonText: theme.text, roles.BrightText: theme.bad,
        roles.ToolTipBase: theme.card, roles.ToolTipText: theme.text, roles.Link: theme.accent,
        roles.LinkVisited: theme.accent, roles.Highlight: theme.accent, roles.Accent: theme.accent,
        roles.HighlightedText: theme.on_accent, roles.Light: theme.card, roles.Midlight: theme.zebra,
        roles.Mid: theme.line, roles.Dark: theme.border, roles.Shadow: theme.border,
    }  # fmt: skip
    for role, colour in pairs.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    made.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(theme.line))
    return made


def families(language: str) -> list[str]:
    """Chinese glyphs first for Chinese, a Latin family first for the rest: U+2019 would be full-width."""
    first = [_CHINESE, _LATIN] if language.startswith("zh") else [_LATIN, _CHINESE]
    return first + _ELSE


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Load the fonts that travel with the program, once."""
    found: set[str] = set()
    for path in sorted((resources() / "fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            found.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(found))


def font(role: Role = "text") -> QFont:
    made = QFont()
    made.setFamilies(families(_now.language))
    made.setPointSizeF(_POINTS[role] * _now.scale)
    made.setBold(role in _BOLD)
    return made


def row_height(metrics: QFontMetrics) -> int:
    """How high a button is, and a row that may hold one."""
    return max(32, metrics.height() + 10)


def scaled(pixels: int) -> int:
    """The room for words that need so many pixels in letters of the usual size."""
    return round(pixels * _now.scale)


def apply(app: QApplication, choice: Choice, *, language: str = "en", scale: float = 1.0) -> Theme:
    """Give the program its look. Call it again when choice, language or the desktop's scheme changes."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints = app.styleHints()
    hints.setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
    dark = choice == "dark" or (choice == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    load_fonts()
    _now.theme, _now.language, _now.scale = theme(dark), language, scale
    app.setPalette(palette(_now.theme))
    app.setFont(font())
    return _now.theme


def flatten(area: QAbstractScrollArea) -> None:
    """Give an area flat scroll bars without arrows, wide and long enough to be grabbed at once."""
    # Set for the whole program, a style sheet makes every widget of every page dearer.
    sheet = _BARS.format(border=_now.theme.border, quiet=_now.theme.quiet)
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyleSheet(sheet)
    area.setCornerWidget(QWidget())


class _Drawing(QIconEngine):
    """An SVG drawn anew for each size, so that it stays sharp at any device pixel ratio."""

    def __init__(self, svg: bytes) -> None:
        super().__init__()
        self._svg = svg

    def clone(self) -> QIconEngine:
        return _Drawing(self._svg)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        QSvgRenderer(QByteArray(self._svg)).render(painter, box)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """The icon in that colour; ask again when the look changes."""
    svg = (resources() / "icons" / f"{name}.svg").read_bytes()
    return QIcon(_Drawing(svg.replace(b"currentColor", colour.encode("ascii"))))
