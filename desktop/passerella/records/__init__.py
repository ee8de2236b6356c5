"""What a business writes down, one declaration a kind."""

from passerella.records import everything as everything  # whichever module comes first, the order is its
