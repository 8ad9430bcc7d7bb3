"""Two periods beside each other: who moved, and exactly why."""
