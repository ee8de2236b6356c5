"""Importing this module declares every kind."""

from passerella.records import brands, sheets, shows, trade
from passerella.records.core import kinds

__all__ = ["brands", "kinds", "sheets", "shows", "trade"]
