"""Charts as bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from passerella.charts.plain import Figure

FORMATS = ("svg", "png", "pdf")
_UNDATED: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "Passerella"},
    "pdf": {"CreationDate": None, "Creator": "Passerella"},
    "png": {"Software": "Passerella"},
}


def picture(figure: Figure, kind: str) -> bytes:
    """The figure as the bytes of an 'svg' (its text stays text), 'png' or 'pdf'."""
    if kind not in FORMATS:
        raise ValueError(f"no such picture format: {kind}")
    target = BytesIO()
    figure.savefig(
        target, format=kind, dpi=figure.dpi, facecolor=figure.get_facecolor(), metadata=_UNDATED[kind]
    )
    return target.getvalue()
