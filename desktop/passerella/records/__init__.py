"""What a business writes down, one declaration a kind."""

from passerella.records import everything as everything  # kinds come in its order, whichever is asked for first
