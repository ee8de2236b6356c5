"""What a business writes down: one declaration a kind."""
