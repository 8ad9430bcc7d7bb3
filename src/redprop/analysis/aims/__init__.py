"""What to fix first: the fewest findings with which a subject reaches a score, a grade or a rank."""
