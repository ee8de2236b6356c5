"""Importing this module declares every kind, those that others refer to first."""

from passerella.records import brands, shows, surveys, standing, trade, orders, prices, goals, sheets  # noqa: I001
from passerella.records.core import kinds

__all__ = [
    "brands", "goals", "kinds", "orders", "prices", "sheets", "shows", "standing", "surveys", "trade",
]  # fmt: skip
