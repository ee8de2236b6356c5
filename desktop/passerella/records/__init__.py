"""What a business writes down, one declaration a kind."""

# Whichever module is asked for first, kinds are declared in the order of this one.
from passerella.records import everything as everything
