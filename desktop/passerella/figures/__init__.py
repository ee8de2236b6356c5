"""From a workspace to results: the only place where a screen, a sheet or a command gets a number."""
