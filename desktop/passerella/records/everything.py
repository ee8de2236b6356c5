"""Importing this module declares every kind, those that others refer to first."""

from passerella.records import brands, shows, surveys, standing, trade, goals, sheets  # noqa: I001
from passerella.records.core import kinds

__all__ = ["brands", "goals", "kinds", "sheets", "shows", "standing", "surveys", "trade"]
