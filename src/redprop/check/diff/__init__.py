"""Two editions of a rubric held side by side: what changed, whether scores can change, who would move and why."""
