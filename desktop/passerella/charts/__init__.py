"""Charts as matplotlib figures: no window, no Qt."""
