"""A tally and a plan to a result: exact, by pure steps."""
