"""Statistics as pure functions: shares, prices and the course of recognition."""
