"""Blocks of cells on the clipboard, as spreadsheets write and read them."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

MARK = "application/x-passerella-cells"
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')


def read_block(text: str) -> list[list[str]]:
    """The rows of a block of cells as spreadsheets put it on the clipboard."""
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None
        quoted = found[1]
        rows[-1].append(found[2] if quoted is None else quoted.replace('""', '"').replace("\r\n", "\n"))
        at = found.end()
        if at == len(text):
            return rows
        if text[at] != "\t":
            at += 1 if text[at : at + 2] != "\r\n" else 2
            if at == len(text):
                return rows
            rows.append([])
        else:
            at += 1


def write_block(rows: list[list[str]]) -> str:
    """Rows as text that spreadsheets read back."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[\t\r\n]|^"', cell) else cell


def write_html(rows: list[list[str]]) -> str:
    """Rows as the table that word processors and mail programs read."""
    return html_table(html_rows(rows))


def html_rows(rows: list[list[str]]) -> str:
    """Rows as a part of such a table."""
    return "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>".replace("\n", "<br>") for cell in row) + "</tr>"
        for row in rows
    )


def html_table(*parts: str) -> str:
    """The table of such parts."""
    return f"<table>{''.join(parts)}</table>"


def copy_block(text: str, html: str) -> None:
    """Put a block on the clipboard, in both ways of writing it."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    put_on_clipboard(data)


def put_on_clipboard(data: QMimeData) -> None:
    """Hand data to the clipboard. Such data must not outlive Python (Qt crashes), so quitting leaves text."""
    data.setData(MARK, b"1")
    QGuiApplication.clipboard().setMimeData(data)
    app = QGuiApplication.instance()
    if app is not None and not app.property("leaves_text"):
        app.setProperty("leaves_text", True)
        app.aboutToQuit.connect(_leave_text)


def _leave_text() -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.mimeData().hasFormat(MARK):
        clipboard.setText(clipboard.text())
