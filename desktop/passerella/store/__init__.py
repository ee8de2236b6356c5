"""One workspace is one SQLite file."""
