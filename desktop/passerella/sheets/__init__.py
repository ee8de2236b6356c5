"""Printed sheets, set by Typst."""
