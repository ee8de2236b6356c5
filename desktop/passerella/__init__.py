"""Passerella: trade-show brand planning over one local file."""

__version__ = "0.1.0"
